# SPDX-FileCopyrightText: 2026 The freehold authors
# SPDX-License-Identifier: Apache-2.0
"""Workspaces of path crates, which need no registry, and what cargo metadata makes of them under
three choices of features."""

import json
import pathlib
import re
import shutil
import subprocess

CHOICES = {"none": ["--no-default-features"], "default": [], "all": ["--all-features"]}


def near(name, more=""):
    """A dependency on the crate beside."""
    return f'{name} = {{ path = "../{name}"{more} }}\n'


OPTIONAL = ", optional = true"

# Crates that are members of no workspace: name -> rest of the manifest.
THIRD = {
    "log-api": '[features]\ndefault = ["std"]\nstd = ["dep:std-log"]\n[dependencies]\n'
               + near("std-log", OPTIONAL),
    "std-log": "",
    "net": '[features]\ndefault = []\ntls = ["dep:tls-core"]\nquic = ["dep:quic-core"]\n'
           "[dependencies]\n" + near("tls-core", OPTIONAL) + near("quic-core", OPTIONAL)
           + near("socket"),
    "tls-core": "[build-dependencies]\n" + near("cc-like"),
    "quic-core": "",
    "socket": "[target.'cfg(unix)'.dependencies]\n" + near("libc-like")
              + "[target.'cfg(windows)'.dependencies]\n" + near("win-sys"),
    "libc-like": "",
    "win-sys": "[dependencies]\n" + near("win-targets"),
    "win-targets": "",
    "mac-sys": "",
    "gpu-sys": "[build-dependencies]\n" + near("bindings") + near("cc-like"),
    "bindings": "[dependencies]\n" + near("parser"),
    "parser": "",
    "cc-like": "[dependencies]\n" + near("shell-words"),
    "shell-words": "",
    "extra-json": '[features]\nnum = ["dep:bignum"]\n[dependencies]\n' + near("bignum", OPTIONAL)
                  + near("parser"),
    "bignum": "",
    "real-name": "",
    "bench-kit": "[dependencies]\n" + near("stats") + near("parser")
                 + "[dev-dependencies]\n" + near("never-seen"),
    "never-seen": "",
    "stats": "",
    "codegen": "[dependencies]\n" + near("shell-words") + near("quote-like"),
    "quote-like": "",
    "palette": "",
    "small": '[features]\ndefault = ["big"]\nbig = ["dep:big-tables"]\ntiny = []\n'
             "[dependencies]\n" + near("big-tables", OPTIONAL),
    "big-tables": "",
    "implicit": "[dependencies]\n" + near("by-name", OPTIONAL),
    "by-name": "",
    "proc-like": "[dependencies]\n" + near("quote-like"),
}

APP = """[features]
default = ["net", "fancy"]
net = ["dep:net"]
fancy = ["engine/colors"]
gpu = ["dep:gpu-sys", "extra-json?/num"]
full = ["net", "gpu", "extra-json", "implicit/by-name"]

[dependencies]
engine = { path = "../engine" }
net = { workspace = true, optional = true }
gpu-sys = { path = "../../third/gpu-sys", optional = true }
extra-json = { path = "../../third/extra-json", optional = true }
implicit = { path = "../../third/implicit" }
log-api.workspace = true
renamed.workspace = true

[target.'cfg(windows)'.dependencies]
win-sys = { path = "../../third/win-sys" }

[target.'cfg(target_os = "macos")'.dependencies]
mac-sys = { path = "../../third/mac-sys", optional = true }

[dev-dependencies]
bench-kit = { path = "../../third/bench-kit" }

[build-dependencies]
codegen = { path = "../../third/codegen" }
"""

ENGINE = """[features]
default = ["std"]
std = ["small/tiny"]
colors = ["dep:palette"]
gpu = []

[dependencies]
palette = { path = "../../third/palette", optional = true }
small = { path = "../../third/small", default-features = false }
proc-like = { path = "../../third/proc-like" }

[dev-dependencies]
small = { path = "../../third/small" }
"""

WORKSPACE = """[workspace]
resolver = "RESOLVER"
members = ["crates/*"]
exclude = ["third"]

[workspace.dependencies]
log-api = { path = "third/log-api", default-features = false }
net = { path = "third/net", features = ["tls"] }
renamed = { path = "third/real-name", package = "real-name" }
"""


def write(path, text):
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text)


def write_crate(folder, name, rest):
    write(folder / "Cargo.toml", f'[package]\nname = "{name}"\nversion = "0.1.0"\n'
          f'edition = "2021"\n\n[lib]\npath = "lib.rs"\n\n{rest}')
    write(folder / "lib.rs", "")


def write_workspace(folder, resolver):
    write(folder / "Cargo.toml", WORKSPACE.replace("RESOLVER", resolver))
    write_crate(folder / "crates/app", "app", APP)
    write_crate(folder / "crates/engine", "engine", ENGINE)
    for name, rest in THIRD.items():
        write_crate(folder / "third" / name, name, rest)


def write_single(folder, _):
    """One package without a workspace: what it needs by path is no member."""
    write_crate(folder, "single", '[features]\ndefault = ["log-api/std"]\n\n[dependencies]\n'
                'log-api = { path = "third/log-api", default-features = false }\n'
                'socket = { path = "third/socket" }\n\n[build-dependencies]\n'
                'bindings = { path = "third/bindings" }\n\n[dev-dependencies]\n'
                'bench-kit = { path = "third/bench-kit" }\nbindings = { path = "third/bindings" }\n')
    for name in ("log-api", "std-log", "socket", "libc-like", "win-sys", "win-targets", "bindings",
                 "parser", "bench-kit", "stats", "never-seen"):
        write_crate(folder / "third" / name, name, THIRD[name])


PROJECTS = {"features": (write_workspace, "2"), "features-resolver-1": (write_workspace, "1"),
            "single": (write_single, "")}




def ask(folder, choice):
    run = subprocess.run(["cargo", "metadata", "--offline", "--format-version", "1", *choice],
                         cwd=folder, check=True, capture_output=True, text=True)
    data = json.loads(run.stdout)
    names = {package["id"]: f"{package['name']}@{package['version']}"
             for package in data["packages"]}
    nodes = {}
    for node in data["resolve"]["nodes"]:
        nodes[names[node["id"]]] = sorted(
            [names[dep["pkg"]], sorted({kind["kind"] or "normal" for kind in dep["dep_kinds"]})]
            for dep in node["deps"])
    return {"members": sorted(names[member] for member in data["workspace_members"]),
            "nodes": dict(sorted(nodes.items()))}


def make(top, _):
    version = subprocess.run(["cargo", "--version"], check=True, capture_output=True, text=True)
    for name, (write_project, argument) in PROJECTS.items():
        folder = top / name / "repo"
        shutil.rmtree(folder, ignore_errors=True)
        write_project(pathlib.Path(folder), argument)
        subprocess.run(["cargo", "generate-lockfile", "--offline"], cwd=folder, check=True,
                       capture_output=True)
        oracle = {"kind": "cargo", "tool": re.sub(r" \(.*", "", version.stdout.strip()),
                  "command": "cargo metadata --offline --format-version 1, and the same with "
                             "--no-default-features and --all-features",
                  "runs": {choice: ask(folder, words) for choice, words in CHOICES.items()}}
        (top / name / "oracle.json").write_text(json.dumps(oracle, indent=1) + "\n")
        for source in folder.rglob("*.rs"):
            source.unlink()  # cargo wants them to be there; freehold does not
