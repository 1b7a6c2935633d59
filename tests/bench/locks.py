#!/usr/bin/env python3
# SPDX-FileCopyrightText: 2026 The freehold authors
# SPDX-License-Identifier: Apache-2.0
"""Generate lock files of 20 MB and time their reading, as TAP. A file fails above LIMIT_MS.

Usage: locks.py BENCH_LOCKS FOLDER"""

import os
import random
import re
import subprocess
import sys

SIZE = 20_000_000
LIMIT_MS = 300


def needs(chance, number):
    """Some packages before or shortly behind this one."""
    return sorted({max(0, number - chance.randrange(1, 400)) for _ in range(chance.randrange(6))})


def digest(chance):
    return f"{chance.getrandbits(352):088x}"[:86]


def package_lock(chance):
    yield '{\n  "name": "root",\n  "lockfileVersion": 3,\n  "packages": {\n    "": {}'
    number = 0
    while True:
        others = "".join(f'\n        "pkg-{n}": "^1.0.0",' for n in needs(chance, number))[:-1]
        yield (f',\n    "node_modules/pkg-{number}": {{\n      "version": "1.{number}.0",\n'
               f'      "resolved": "https://registry.example.org/pkg-{number}/-/pkg-{number}.tgz",\n'
               f'      "integrity": "sha512-{digest(chance)}==",\n      "license": "MIT",\n'
               f'      "dependencies": {{{others}\n      }}\n    }}')
        number += 1


def cargo_lock(chance):
    yield "version = 4\n"
    number = 0
    while True:
        others = "".join(f' "crate-{n}",\n' for n in needs(chance, number))
        yield (f'\n[[package]]\nname = "crate-{number}"\nversion = "1.{number}.0"\n'
               'source = "registry+https://index.example.org/crates"\n'
               f'checksum = "{chance.getrandbits(256):064x}"\ndependencies = [\n{others}]\n')
        number += 1


def uv_lock(chance):
    """With the wheels that most packages have: they are most of such a file."""
    yield 'version = 1\nrequires-python = ">=3.10"\n'
    number = 0
    while True:
        others = "".join(f'    {{ name = "package-{n}", marker = "sys_platform == \'linux\'" }},\n'
                         for n in needs(chance, number))
        files = [f'{{ url = "https://files.example.org/{number}/{name}", hash = '
                 f'"sha256:{chance.getrandbits(256):064x}", size = 1 }}'
                 for name in ("any.tar.gz", "linux_x86_64.whl", "win_amd64.whl", "macosx.whl")]
        wheels = "".join(f"    {file},\n" for file in files[1:])
        yield (f'\n[[package]]\nname = "package-{number}"\nversion = "1.{number}.0"\n'
               'source = { registry = "https://index.example.org/simple" }\n'
               f"dependencies = [\n{others}]\nsdist = {files[0]}\nwheels = [\n{wheels}]\n")
        number += 1


def pnpm_lock(chance):
    """Packages and snapshots of the same names, half of the size each."""
    names, size = [], 0
    yield "lockfileVersion: '9.0'\n\nimporters:\n\n  .: {}\n\npackages:\n"
    while size < SIZE * 0.57:
        text = (f"\n  '@scope/pkg-{len(names)}@1.0.{len(names)}':\n    resolution: "
                f"{{integrity: sha512-{digest(chance)}==}}\n    engines: {{node: '>=18'}}\n")
        names.append(f"'@scope/pkg-{len(names)}@1.0.{len(names)}'")
        size += len(text)
        yield text
    yield "\nsnapshots:\n"
    for number, name in enumerate(names):
        others = "".join(f"\n      '@scope/pkg-{n}': 1.0.{n}" for n in needs(chance, number))
        yield f"\n  {name}:\n    dependencies:{others}\n" if others else f"\n  {name}: {{}}\n"


def yarn_lock(chance):
    yield "# yarn lockfile v1\n"
    number = 0
    while True:
        others = "".join(f'\n    pkg-{n} "^1.0.0"' for n in needs(chance, number))
        yield (f'\n\npkg-{number}@^1.0.0, pkg-{number}@^1.{number}.0:\n  version "1.{number}.0"\n'
               f'  resolved "https://registry.example.org/pkg-{number}/-/pkg-{number}.tgz#0"\n'
               f"  integrity sha512-{digest(chance)}==")
        if others:
            yield f"\n  dependencies:{others}"
        number += 1


def bun_lock(chance):
    yield '{\n  "lockfileVersion": 1,\n  "workspaces": {"": {}},\n  "packages": {\n'
    number = 0
    while True:
        others = ", ".join(f'"pkg-{n}": "^1.0.0"' for n in needs(chance, number))
        yield (f'    "pkg-{number}": ["pkg-{number}@1.{number}.0", "", {{ "dependencies": '
               f'{{ {others} }} }}, "sha512-{digest(chance)}=="],\n\n')
        number += 1


FILES = {"package-lock.json": (package_lock, "\n  }\n}\n"), "Cargo.lock": (cargo_lock, ""),
         "uv.lock": (uv_lock, ""),
         "pnpm-lock.yaml": (pnpm_lock, ""), "yarn.lock": (yarn_lock, "\n"),
         "bun.lock": (bun_lock, "  }\n}\n")}


def write(path, parts, end):
    size = 0
    with open(path, "w") as file:
        for part in parts:
            if size >= SIZE and "pnpm" not in path:
                break
            file.write(part)
            size += len(part)
        file.write(end)


def main():
    program, folder = sys.argv[1:]
    os.makedirs(folder, exist_ok=True)
    failed = False
    print(f"1..{len(FILES)}")
    for number, (name, (make, end)) in enumerate(FILES.items(), 1):
        path = os.path.join(folder, name)
        if not os.path.exists(path):
            write(path, make(random.Random(1)), end)
        run = subprocess.run([program, path], capture_output=True, text=True, check=True)
        took = float(re.match(r"[0-9.]+", run.stdout)[0])
        good = took <= LIMIT_MS and ", 0 unread" in run.stdout
        failed |= not good
        print(f"{'ok' if good else 'not ok'} {number} - {name}: {run.stdout.strip()}", flush=True)
    sys.exit(1 if failed else 0)


if __name__ == "__main__":
    main()
