# SPDX-FileCopyrightText: 2026 The freehold authors
# SPDX-License-Identifier: Apache-2.0
"""Modules of Go out of a proxy in a folder, and what the go command makes of them."""

import json
import os
import pathlib
import shutil
import subprocess
import tempfile
import zipfile

# Module -> version -> (modules that it requires, imports of its package, of its tests, of its
# package "extra"). All are below example.org.
MODULES = {
    "web": {"v1.2.0": (["router v1.0.0", "logs v1.1.0"], ["router", "logs"], ["asserts"], [])},
    "router": {"v1.0.0": (["radix v1.0.0"], ["radix"], [], ["metrics"]),
               "v1.1.0": (["radix v1.0.0", "metrics v0.1.0"], ["radix"], [], ["metrics"])},
    "radix": {"v1.0.0": ([], [], [], [])},
    "logs": {"v1.0.0": ([], [], [], []), "v1.1.0": (["color v0.9.0"], ["color"], [], [])},
    "color": {"v0.9.0": ([], [], [], [])},
    "metrics": {"v0.1.0": (["clock v1.0.0"], ["clock"], [], [])},
    "clock": {"v1.0.0": ([], [], [], [])},
    "Store": {"v2.0.0+incompatible": ([], [], [], [])},
    "db": {"v0.0.0-20240102030405-0123456789ab": (["pool v1.0.0"], ["pool"], [], [])},
    "pool": {"v1.0.0": ([], [], [], [])},
    "fork": {"v1.5.0": ([], [], [], [])},
    "gen": {"v1.0.0": (["words v1.0.0"], ["words"], [], [])},
    "words": {"v1.0.0": ([], [], [], [])},
    "asserts": {"v1.0.0": (["diffs v1.0.0"], ["diffs"], [], [])},
    "diffs": {"v1.0.0": ([], [], [], [])},
}

# Chains of plain modules, to have more of the common case.
for number in range(30):
    later = [f"part{other}" for other in (2 * number + 1, 2 * number + 2) if other < 30]
    MODULES[f"part{number}"] = {"v1.0.0": ([f"{name} v1.0.0" for name in later], later, [], [])}

MAIN = {
    "go.mod": """module example.org/app

go GOVERSION

require (
	example.org/web v1.2.0
	example.org/router v1.1.0
	example.org/Store v2.0.0+incompatible
	example.org/db v0.0.0-20240102030405-0123456789ab
	example.org/orig v1.0.0
	example.org/asserts v1.0.0
	example.org/part0 v1.0.0
)

replace example.org/orig => example.org/fork v1.5.0
""",
    "main.go": """package main

import (
	_ "example.org/Store"
	_ "example.org/db"
	_ "example.org/orig"
	_ "example.org/part0"
	_ "example.org/web"
)

func main() {}
""",
    "main_test.go": """package main

import _ "example.org/asserts"
""",
}


def source(name, imports):
    lines = "".join(f'import _ "example.org/{other}"\n' for other in imports)
    return f"package {name.lower()}\n\n{lines}"


def escaped(text):
    """Capitals as the module proxy protocol writes them."""
    return "".join("!" + c.lower() if c.isupper() else c for c in text)


def write_proxy(top):
    for name, versions in MODULES.items():
        folder = top / "example.org" / escaped(name) / "@v"
        folder.mkdir(parents=True)
        for version, (requires, imports, tests, extra) in versions.items():
            path = f"example.org/{name}"
            mod = f"module {path}\n\ngo 1.21\n" + "".join(
                f"\nrequire example.org/{other}\n" for other in requires)
            if "incompatible" in version:
                mod = f"module {path}\n"
            elif tests:
                mod += "".join(f"\nrequire example.org/{other} v1.0.0\n" for other in tests)
            (folder / f"{escaped(version)}.mod").write_text(mod)
            (folder / f"{escaped(version)}.info").write_text(
                json.dumps({"Version": version, "Time": "2024-01-02T03:04:05Z"}))
            with zipfile.ZipFile(folder / f"{escaped(version)}.zip", "w") as archive:
                root = f"{path}@{version}/"
                if "incompatible" not in version:
                    archive.writestr(root + "go.mod", mod)
                archive.writestr(root + "a.go", source(name, imports))
                archive.writestr(root + "LICENSE", "MIT\n")
                if tests:
                    archive.writestr(root + "a_test.go", source(name, tests))
                if extra:
                    archive.writestr(root + "extra/a.go", source("extra", extra))
        (folder / "list").write_text("\n".join(versions) + "\n")


def run(folder, environment, *words):
    return subprocess.run(["go", *words], cwd=folder, env=environment, check=True,
                          capture_output=True, text=True).stdout


def objects(text):
    decoder, at = json.JSONDecoder(), 0
    while text[at:].strip():
        at += len(text[at:]) - len(text[at:].lstrip())
        value, at = decoder.raw_decode(text, at)
        yield value


def modules_of(text):
    """Modules that packages are in; replacements by their own names."""
    found = set()
    for package in objects(text):
        module = package.get("Module")
        if module and not module.get("Main"):
            found.add(module.get("Replace", module)["Path"])
    return sorted(found)


def ask(folder, environment):
    rows = []
    for module in objects(run(folder, environment, "list", "-mod=mod", "-m", "-json", "all")):
        if not module.get("Main"):
            real = module.get("Replace", module)
            rows.append({"path": real["Path"], "version": real["Version"]})
    return {"kind": "go", "tool": run(folder, environment, "version").split()[2],
            "command": "go list -m -json all; go list -deps -json ./...; "
                       "go list -deps -test -json ./...",
            "modules": rows,
            "built": modules_of(run(folder, environment, "list", "-deps", "-json", "./...")),
            "tested": modules_of(run(folder, environment, "list", "-deps", "-test", "-json",
                                     "./..."))}


def make_one(target, environment, version, vendor):
    shutil.rmtree(target / "repo", ignore_errors=True)
    with tempfile.TemporaryDirectory() as scratch:
        work = pathlib.Path(scratch)
        for name, text in MAIN.items():
            (work / name).write_text(text.replace("GOVERSION", version))
        run(work, environment, "mod", "tidy")
        oracle = ask(work, environment)
        oracle["file"] = "modules.txt" if vendor else "go.mod"
        if vendor:
            run(work, environment, "mod", "vendor")
        (target / "repo").mkdir(parents=True)
        for path in ["go.mod", "go.sum", *MAIN, "vendor/modules.txt"]:
            if (work / path).exists():
                (target / "repo" / path).parent.mkdir(exist_ok=True)
                shutil.copyfile(work / path, target / "repo" / path)
        (target / "oracle.json").write_text(json.dumps(oracle, indent=1) + "\n")


def make(top, _):
    with tempfile.TemporaryDirectory() as scratch:
        home = pathlib.Path(scratch)
        write_proxy(home / "proxy")
        environment = dict(os.environ, GOPROXY=f"file://{home}/proxy", GOFLAGS="-modcacherw",
                           GONOSUMDB="*", GONOSUMCHECK="1", GOSUMDB="off", GOTOOLCHAIN="local",
                           GOPATH=str(home / "go"), GOCACHE=str(home / "cache"))
        make_one(top / "modules", environment, "1.21", False)
        make_one(top / "vendored", environment, "1.21", True)
