#!/usr/bin/env python3
# SPDX-FileCopyrightText: 2026 The freehold authors
# SPDX-License-Identifier: Apache-2.0
"""freehold beside Debian's licensecheck on labelled files, when that is installed.

Usage: licensecheck.py FREEHOLD CASES [SET]

CASES has expected.tsv (path, SPDX ids or '-', kind) and the files; SET is the first folder of the paths to
take (field). Printed are precision, recall and F1 over families of ids (without -only, -or-later and +), and
the seconds that each took on one core. A name that licensecheck gives in Debian's form is read as the id it stands
for where only the spelling of the version differs."""

import json
import os
import re
import resource
import shutil
import subprocess
import sys
import tempfile

JOINS = re.compile(r"\s+(?:and/or|and|or|with)\s+|[()]", re.I)
OWN = {"expat": "MIT", "bsd": "BSD", "public-domain": "public-domain"}


def family(identifier):
    return re.sub(r"(-only|-or-later|\+)$", "", identifier)


def debian_id(name):
    name = OWN.get(name.lower(), name)
    plus = name.endswith("+")
    match = re.fullmatch(r"(AGPL|GPL|LGPL|GFDL|GNU-FDL)-(\d)(\.\d)?\+?", name)
    if match:
        return "%s-%s%s%s" % (match[1].replace("GNU-FDL", "GFDL"), match[2], match[3] or ".0", "+" if plus else "")
    return name


def run_freehold(freehold, paths):
    with tempfile.NamedTemporaryFile("w", suffix=".list") as file:
        file.write("".join(path + "\n" for path in paths))
        file.flush()
        out = subprocess.run([freehold, "license", "--no-cache", "--format", "jsonl", "--files-from", file.name],
                             capture_output=True, check=False).stdout
    answers = {}
    for record in map(json.loads, out.splitlines()):
        with open(record["path"], "rb") as file:
            few = len(file.read().split()) <= 12
        kinds = {"unknown"} if few else {"unknown", "clue"}
        answers[record["path"]] = [[match["license"], *match.get("ties", [])] for match in record["matches"]
                                   if match["kind"] not in kinds]
    return answers


def run_licensecheck(paths):
    answers = {}
    for start in range(0, len(paths), 400):
        out = subprocess.run(["licensecheck", "--machine", "--shortname-scheme=spdx,debian", "--lines=0", "--encoding=utf-8",
                              "--check=.", *paths[start:start + 400]], capture_output=True, check=False).stdout
        for line in out.decode(errors="replace").splitlines():
            path, _, told = line.partition("\t")
            names = [name.strip() for name in JOINS.split(re.sub(r"\[.*?\]", "", told)) if name and name.strip()]
            answers[path] = [[debian_id(name)] for name in names if name != "UNKNOWN"]
    return answers


def score(cases, answers):
    both = extra = lost = alarms = none = 0
    for path, want in cases:
        wanted = {family(identifier) for identifier in want}
        got = set()
        for names in answers.get(path, []):
            families = [family(name) for name in names]
            got.add(next((one for one in families if one in wanted), families[0]))
        if not want:
            none += 1
            alarms += bool(got)
            continue
        both += len(wanted & got)
        extra += len(got - wanted)
        lost += len(wanted - got)
    precision, recall = both / max(1, both + extra), both / max(1, both + lost)
    return "precision %.3f, recall %.3f, F1 %.3f, false alarms %d of %d" % (
        precision, recall, 2 * precision * recall / max(1e-9, precision + recall), alarms, none)


def main():
    freehold, folder = sys.argv[1:3]
    chosen = sys.argv[3] if len(sys.argv) > 3 else "field"
    cases = []
    with open(os.path.join(folder, "expected.tsv"), encoding="utf-8") as file:
        for path, want, _ in (line.rstrip("\n").split("\t") for line in file):
            if path.startswith(chosen + "/"):
                cases.append((os.path.join(folder, path), set() if want == "-" else set(want.split())))
    paths = [path for path, _ in cases]
    runs = [("freehold", lambda: run_freehold(freehold, paths))]
    if shutil.which("licensecheck"):
        runs.append(("licensecheck", lambda: run_licensecheck(paths)))
    for name, run in runs:
        before = resource.getrusage(resource.RUSAGE_CHILDREN)
        answers = run()
        after = resource.getrusage(resource.RUSAGE_CHILDREN)
        seconds = after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime
        print("%-12s %d files: %s, %.2f s" % (name, len(paths), score(cases, answers), seconds))


if __name__ == "__main__":
    main()
