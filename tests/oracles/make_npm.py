# SPDX-FileCopyrightText: 2026 The freehold authors
# SPDX-License-Identifier: Apache-2.0
"""A workspace of npm, locked by every package manager at hand, and what npm makes of it."""

import json
import os
import pathlib
import random
import re
import shutil
import subprocess
import tempfile

from npm_registry import Registry

# What the registry has: name -> version -> manifest.
PACKAGES = {
    "leaf": {"1.0.0": {}, "1.2.0": {}, "2.0.0": {}},
    "mid": {"1.0.0": {"dependencies": {"leaf": "^1.0.0"},
                      "optionalDependencies": {"watcher": "^1.0.0"}}},
    "watcher": {"1.0.0": {"os": ["darwin"], "dependencies": {"native-build": "^1.0.0"}}},
    "native-build": {"1.0.0": {}},
    "ui": {"2.0.0": {"peerDependencies": {"view": "^18.0.0", "theme": "*"},
                     "peerDependenciesMeta": {"theme": {"optional": True}}}},
    "view": {"18.2.0": {"dependencies": {"leaf": "^2.0.0", "loose": "^1.1.0"}}},
    "loose": {"1.1.0": {}},
    "theme": {"4.0.0": {"dependencies": {"paint": "^1.0.0"}}},
    "paint": {"1.0.0": {}},
    "tester": {"3.0.0": {"dependencies": {"leaf": "^1.0.0", "reporter": "^1.0.0", "speed": "^1.0.0"},
                         "optionalDependencies": {"color": "^1.0.0"}}},
    "reporter": {"1.0.0": {"dependencies": {"@scope/format": "^1.0.0"}}},
    "@scope/format": {"1.0.0": {"dependencies": {"@scope/text": "^1.0.0"}}},
    "@scope/text": {"1.0.0": {}},
    "color": {"1.0.0": {}},
    "speed": {"1.0.0": {"dependencies": {"gauge": "^1.0.0"}}},
    "gauge": {"1.0.0": {}},
    "bundler": {"1.0.0": {"optionalDependencies": {"bin-linux-x64": "1.0.0",
                                                   "bin-darwin-arm64": "1.0.0",
                                                   "bin-win32-x64": "1.0.0"}}},
    "bin-linux-x64": {"1.0.0": {"os": ["linux"], "cpu": ["x64"], "libc": ["glibc"]}},
    "bin-darwin-arm64": {"1.0.0": {"os": ["darwin"], "cpu": ["arm64"]}},
    "bin-win32-x64": {"1.0.0": {"os": ["win32"], "cpu": ["x64"]}},
    "ping": {"1.0.0": {"dependencies": {"pong": "^1.0.0"}}},
    "pong": {"1.0.0": {"dependencies": {"ping": "^1.0.0"}}},
    "old": {"1.0.0": {"dependencies": {"leaf": "1.0.0"}}},
}

# A net of parts, each of which needs later ones in some way; the same in every run.
CHANCE = random.Random(7)
for number in range(80):
    later = [f"part-{other}" for other in range(number + 1, min(number + 15, 80))]
    PACKAGES[f"part-{number}"] = {"1.0.0": {
        "dependencies": {other: "^1.0.0" for other in later if CHANCE.random() < 0.12},
        "optionalDependencies": {other: "^1.0.0" for other in later if CHANCE.random() < 0.05}}}

MANIFESTS = {
    "package.json": {
        "name": "root", "version": "1.0.0", "private": True, "workspaces": ["packages/*"],
        "dependencies": {"mid": "^1.0.0", "leaf-two": "npm:leaf@^2.0.0", "old": "^1.0.0",
                         "part-0": "^1.0.0", "part-9": "^1.0.0"},
        "optionalDependencies": {"speed": "^1.0.0"},
        "devDependencies": {"tester": "^3.0.0", "bundler": "^1.0.0", "part-3": "^1.0.0",
                            "part-30": "^1.0.0"}},
    "packages/a/package.json": {
        "name": "@proj/a", "version": "1.1.0",
        "dependencies": {"ui": "^2.0.0", "@proj/b": "1.2.0", "ping": "^1.0.0", "part-20": "^1.0.0"},
        "devDependencies": {"theme": "^4.0.0"}},
    "packages/b/package.json": {
        "name": "@proj/b", "version": "1.2.0",
        "dependencies": {"leaf": "^1.0.0"},
        "peerDependencies": {"view": "^18.0.0"},
        "devDependencies": {"view": "^18.0.0", "reporter": "^1.0.0"}},
}

# Folder -> (package of the registry that has the tool, command, the file that it writes). {tool} is
# the tool's program, {address} the registry's.
LOCKERS = {
    "lock-v3": (None, "npm install --package-lock-only --lockfile-version 3", "package-lock.json"),
    "lock-v2": (None, "npm install --package-lock-only --lockfile-version 2", "package-lock.json"),
    "lock-v1": (None, "npm install --package-lock-only --lockfile-version 1", "package-lock.json"),
    "yarn-classic": ("yarn@1.22.22", "yarn install --ignore-scripts --ignore-platform", "yarn.lock"),
    "yarn-berry": ("@yarnpkg/cli-dist@4.9.2", "yarn install --mode=update-lockfile", "yarn.lock"),
    "pnpm-v9": ("pnpm@9.15.9", "pnpm install --lockfile-only", "pnpm-lock.yaml"),
    "pnpm-v6": ("pnpm@8.15.9", "pnpm install --lockfile-only", "pnpm-lock.yaml"),
    "pnpm-v5": ("pnpm@7.33.7", "pnpm install --lockfile-only", "pnpm-lock.yaml"),
    "bun": ("bun@1.2.20", "bun install --lockfile-only", "bun.lock"),
}

ORACLE_SCRIPT = r"""
const path = require('path')
const root = require('child_process').execSync('npm root -g').toString().trim()
const Arborist = require(path.join(root, 'npm/node_modules/@npmcli/arborist'))
new Arborist({ path: process.argv[1] }).loadVirtual().then(tree => {
  const flags = ['dev', 'optional', 'devOptional', 'peer', 'extraneous', 'isLink', 'inBundle']
  const rows = [...tree.inventory.values()]
    .filter(node => !node.isProjectRoot && node.location.includes('node_modules'))
    .map(node => ({ location: node.location, name: node.packageName, version: node.version,
                    flags: flags.filter(flag => node[flag]),
                    edges: [...new Set([...node.edgesIn].map(edge => edge.type))].sort() }))
    .sort((a, b) => a.location < b.location ? -1 : 1)
  console.log(JSON.stringify(rows))
})
"""


def write_manifests(folder):
    for path, manifest in MANIFESTS.items():
        target = folder / path
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_text(json.dumps(manifest, indent=2) + "\n")


def settings(folder, address):
    (folder / ".npmrc").write_text(f"registry={address}/\nlink-workspace-packages=true\n"
                                   "prefer-workspace-packages=true\n")
    (folder / ".yarnrc").write_text(f'registry "{address}"\n')
    (folder / ".yarnrc.yml").write_text(f"npmRegistryServer: {address}\nunsafeHttpWhitelist: ['*']\n"
                                        "enableTelemetry: false\nenableGlobalCache: false\n")
    (folder / "bunfig.toml").write_text(f'[install]\nregistry = "{address}"\n')
    (folder / "pnpm-workspace.yaml").write_text("packages:\n  - packages/*\n")


def tool_path(package, tools):
    """A folder with the programs of a package manager, installed when it is not there."""
    home = tools / re.sub(r"[^a-z0-9.]", "-", package)
    if not (home / "node_modules").exists():
        home.mkdir(parents=True, exist_ok=True)
        (home / "package.json").write_text("{}")
        subprocess.run(["npm", "install", "--no-audit", "--no-fund", package], cwd=home, check=True,
                       capture_output=True)
    return str(home / "node_modules/.bin")


def lock(work, package, command, address, tools):
    write_manifests(work)
    settings(work, address)
    environment = dict(os.environ, CI="", YARN_IGNORE_PATH="1", HOME=str(work.parent),
                       npm_config_cache=str(work.parent / "cache"), npm_config_audit="false",
                       npm_config_fund="false", npm_config_update_notifier="false",
                       YARN_ENABLE_IMMUTABLE_INSTALLS="false", XDG_DATA_HOME=str(work.parent / "x"))
    if package is not None:
        environment["PATH"] = tool_path(package, tools) + ":" + environment["PATH"]
    subprocess.run(command.split(), cwd=work, check=True, env=environment, capture_output=True)


def make(top, tools):
    """Write every project below `top`."""
    with Registry(PACKAGES).serve() as address, tempfile.TemporaryDirectory() as scratch:
        oracle = None
        for name, (package, command, file) in LOCKERS.items():
            work = pathlib.Path(scratch) / name / "repo"
            work.mkdir(parents=True)
            lock(work, package, command, address, tools)
            target = top / name
            shutil.rmtree(target / "repo", ignore_errors=True)
            write_manifests(target / "repo")
            text = (work / file).read_text().replace(address, "https://registry.example.org")
            (target / "repo" / file).write_text(text)
            if oracle is None:
                oracle = ask(work)
            oracle_here = dict(oracle, lock=f"{package or oracle['tool']}: {command}")
            (target / "oracle.json").write_text(json.dumps(oracle_here, indent=1) + "\n")


def ask(work):
    version = subprocess.run(["npm", "--version"], check=True, capture_output=True, text=True)
    rows = subprocess.run(["node", "-e", ORACLE_SCRIPT, str(work)], check=True, capture_output=True,
                          text=True)
    return {"kind": "npm", "tool": "npm " + version.stdout.strip(),
            "command": "arborist loadVirtual of the package-lock.json (make_npm.py)",
            "packages": json.loads(rows.stdout)}
