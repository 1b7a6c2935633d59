#!/usr/bin/env python3
# SPDX-FileCopyrightText: 2026 The freehold authors
# SPDX-License-Identifier: Apache-2.0
"""Every golden case gives the same bytes whatever the jobs, locale, time zone, order of directory
entries, and kind of tree, as TAP. Usage: determinism.py FREEHOLD CASES"""

import json
import os
import subprocess
import sys

from golden import command_of, difference, find_cases, guarded, report, run_case

JOBS = (1, 4)


def other_locale():
    """A locale with another decimal point and case rules if the machine has one, else UTF-8."""
    run = subprocess.run(["locale", "-a"], capture_output=True, check=False)
    names = run.stdout.decode().split()
    for wanted in ("tr_TR.utf8", "de_DE.utf8", "C.utf8"):
        if wanted in names:
            return wanted
    return "C"


def variants(words):
    """(name, extra words, environment, backwards) of each way to run a command line."""
    for jobs in JOBS if words[:1] == ["scan"] and "--jobs" not in words else ():
        yield "--jobs %d" % jobs, ["--jobs", str(jobs)], {}, False
    yield "other locale and time zone", [], {"LC_ALL": other_locale(), "TZ": "Asia/Kathmandu"}, False
    yield "files made in the opposite order", [], {"LANG": "C"}, True


def same_everywhere(program, case):
    words = command_of(case)
    plain = run_case(program, case)
    complaints = []
    for name, extra, environment, backwards in variants(words):
        other = run_case(program, case, extra, environment, backwards)
        if other != plain:
            complaints += ["with %s: exit code %d, plainly %d" % (name, other.code, plain.code)]
            complaints += difference("output", plain.out, other.out)
    return complaints + same_sources(program, case, words, plain)


def without_target(out):
    """A JSON report without the record that names the tree."""
    document = json.loads(out)
    document.pop("target", None)
    return json.dumps(document, indent=1, sort_keys=True).encode()


def same_sources(program, case, words, plain):
    """A folder, the same as clean checkout, as revision and as bare repository: one report."""
    one_tree = words[:2] == ["scan", "repo"] and words[2:3] != [] and words[2].startswith("-")
    if (not one_tree or "json" not in words or "--rev" in words or plain.code > 3
            or os.path.exists(os.path.join(case, "setup"))):
        return []

    def committed(copy, variables):
        repository = os.path.join(copy, "repo")
        for step in (["init", "-q", "-b", "main"], ["add", "-A", "-f"], ["commit", "-q", "-m", "all"]):
            subprocess.run(["git"] + step, cwd=repository, env=variables, check=True,
                           stdout=subprocess.DEVNULL)

    def checkout(copy, words, variables):
        committed(copy, variables)
        return words

    def revision(copy, words, variables):
        committed(copy, variables)
        return words + ["--rev", "HEAD"]

    def bare(copy, words, variables):
        committed(copy, variables)
        subprocess.run(["git", "clone", "-q", "--bare", "repo", "bare.git"], cwd=copy, env=variables,
                       check=True, stderr=subprocess.DEVNULL)
        return ["bare.git" if word == "repo" else word for word in words]

    # Only runs over a repository are compared with each other: a plain folder has no tracked files.
    first = None
    complaints = []
    for prepare in (checkout, revision, bare):
        other = run_case(program, case, prepare=prepare)
        if other.code not in (0, 1, 3):
            complaints.append("as %s: exit code %d" % (prepare.__name__, other.code))
            complaints += other.err.decode(errors="replace").splitlines()[:5]
            continue
        if first is None:
            first = other
        if other.code != first.code or without_target(other.out) != without_target(first.out):
            complaints.append("as %s: exit code %d, else %d" % (prepare.__name__, other.code, first.code))
            complaints += difference("report", without_target(first.out), without_target(other.out))
    return complaints


def main():
    program, root = os.path.abspath(sys.argv[1]), sys.argv[2]
    cases = find_cases(root)
    if not cases:
        print("1..0 # SKIP there is no case")
        return 0
    return 0 if report(cases, lambda name: guarded(same_everywhere, program, os.path.join(root, name))) else 1


if __name__ == "__main__":
    sys.exit(main())
