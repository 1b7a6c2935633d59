#!/usr/bin/env python3
# SPDX-FileCopyrightText: 2026 The freehold authors
# SPDX-License-Identifier: Apache-2.0
"""Compare locked packages with what the package managers say, as TAP.

Usage: oracles.py FREEHOLD CASES

A case is a folder with `repo` (manifests and a lock file), `oracle.json` (the answer of the package
manager, with its version and command; regenerate.py) and, where they differ, `differences.tsv`: one
line "+ or -, package URL, phase, necessity, reason" a difference, + for what freehold says alone.
Each package counts once, as (package URL with version, phase, necessity). A case fails below F1
0.95, on a difference that is not listed, and on a listed one that is gone."""

import json
import pathlib
import re
import subprocess
import sys

LEAST_F1 = 0.95


def quoted(name):
    return name.replace("@", "%40", 1) if name.startswith("@") else name


# ---- npm: flags of its installed tree ------------------------------------------------------------


def npm_packages(oracle):
    """dev: only for development; optional: only by optional edges; devOptional without these: for
    development, or optional at run time; peer: only by peer edges."""
    for row in oracle["packages"]:
        flags = set(row["flags"])
        if flags & {"extraneous", "isLink"}:
            continue
        phase = "dev" if "dev" in flags else "runtime"
        necessity = "required"
        if "optional" in flags or ("devOptional" in flags and "dev" not in flags):
            only_peers = set(row["edges"]) <= {"peerOptional", "dev"}
            necessity = "peer-optional" if only_peers else "optional-default-on"
        elif "peer" in flags:
            necessity = "peer"
        yield f"pkg:npm/{quoted(row['name'])}@{row['version']}", phase, necessity


# ---- cargo: three runs of its metadata -----------------------------------------------------------

PHASES = ["runtime", "build", "test"]


def cargo_phases(run):
    """Phases in which each package is reached in one run."""
    found = {}
    todo = [(member, 0) for member in run["members"]]
    while todo:
        package, phase = todo.pop()
        if phase in found.setdefault(package, set()):
            continue
        found[package].add(phase)
        for other, kinds in run["nodes"].get(package, []):
            for kind in kinds:
                if kind == "dev" and package not in run["members"]:
                    continue
                behind = {"normal": 0, "build": 1, "dev": 2}[kind]
                todo.append((other, max(phase, behind)))
    return found


def cargo_packages(oracle):
    """Required: there without default features; default-on: with them; default-off: with all."""
    grades = (("required", "none"), ("optional-default-on", "default"),
              ("optional-default-off", "all"))
    runs = {name: cargo_phases(run) for name, run in oracle["runs"].items()}
    for package in sorted(runs["all"]):
        phase = min(min(run[package]) for run in runs.values() if package in run)
        for necessity, name in grades:
            if phase in runs[name].get(package, ()):
                yield f"pkg:cargo/{package}", PHASES[phase], necessity
                break


# ---- go: modules of the build, and those that only tests need -------------------------------------


def go_packages(oracle):
    for row in oracle["modules"]:
        phase = "runtime" if row["path"] in oracle["built"] else "test"
        if row["path"] not in oracle["built"] and row["path"] not in oracle["tested"]:
            continue
        yield f"pkg:golang/{row['path'].lower()}@{row['version']}", phase, "required"


# ---- pip: what its resolver would install, alone, with all extras, and with groups too ------------


def python_name(name):
    """As locks write it (PEP 503); package URLs keep dots."""
    return re.sub("[-_.]+", "-", name.lower())


def pip_packages(oracle):
    grades = (("base", "runtime", "required"), ("extras", "runtime", "optional-default-off"),
              ("groups", "dev", "required"))
    seen = set()
    for run, phase, necessity in grades:
        for package in oracle["runs"][run]:
            if package not in seen:
                seen.add(package)
                name, version = package.split("@")
                yield f"pkg:pypi/{python_name(name)}@{version}", phase, necessity


# ---- freehold ------------------------------------------------------------------------------------

TABLES = {"npm": ("package-lock.json", "yarn.lock", "pnpm-lock.yaml", "bun.lock"),
          "cargo": ("Cargo.lock",)}


def own_packages(program, case, oracle):
    kind = oracle["kind"]
    run = subprocess.run([program, "deps", "--format", "json", str(case / "repo")],
                         capture_output=True, timeout=60, check=True)
    for row in json.loads(run.stdout)["dependencies"]:
        if row["path"].split("/")[-1] not in TABLES.get(kind, [oracle.get("file")]):
            continue
        # Projects of the tree are its components; some locks list them too.
        if kind in ("npm", "pip") and row["directness"] == "workspace-member":
            continue
        purl = row["purl"]
        if kind == "pip":
            purl = "pkg:pypi/" + python_name(purl.removeprefix("pkg:pypi/"))
        yield f"{purl}@{row['requirement']}", row["phase"], row["necessity"]


def compare(program, case):
    """Problems, and a line of numbers."""
    oracle = json.loads((case / "oracle.json").read_text())
    packages = {"npm": npm_packages, "cargo": cargo_packages, "go": go_packages,
                "pip": pip_packages}[oracle["kind"]]
    wanted = set(packages(oracle))
    found = set(own_packages(program, case, oracle))
    listed = {}
    if (case / "differences.tsv").exists():
        for line in (case / "differences.tsv").read_text().splitlines():
            if line and not line.startswith("#"):
                sign, purl, phase, necessity, reason = line.split("\t")
                listed[sign, purl, phase, necessity] = reason
    differences = {("+",) + row for row in found - wanted} | {("-",) + row for row in wanted - found}
    same = len(found & wanted)
    score = 2 * same / (len(found) + len(wanted)) if found or wanted else 0.0
    problems = [f"not listed: {' '.join(row)}" for row in sorted(differences - set(listed))]
    problems += [f"listed but gone: {' '.join(row)}" for row in sorted(set(listed) - differences)]
    problems += [f"no reason: {' '.join(row)}" for row, reason in listed.items() if not reason]
    if score < LEAST_F1:
        problems.append(f"F1 is {score:.3f}")
    return problems, f"F1 {score:.3f}, {len(wanted)} packages, {len(listed)} listed differences"


def main():
    program, top = sys.argv[-2], pathlib.Path(sys.argv[-1])
    cases = sorted(path.parent for path in top.glob("*/*/oracle.json"))
    failed = not cases
    print(f"1..{len(cases)}")
    for number, case in enumerate(cases, 1):
        problems, numbers = compare(program, case)
        failed |= bool(problems)
        print(f"{'not ok' if problems else 'ok'} {number} - {case.relative_to(top)}: {numbers}")
        for problem in problems:
            print(f"# {problem}")
    sys.exit(1 if failed else 0)


if __name__ == "__main__":
    main()
