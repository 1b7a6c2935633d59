#!/usr/bin/env python3
# SPDX-FileCopyrightText: 2026 The freehold authors
# SPDX-License-Identifier: Apache-2.0
"""Check that verdicts show the lines that an expert names for them.

usage: decisive.py FREEHOLD LIST [REPOSITORIES]

REPOSITORIES (or $FREEHOLD_REPOSITORIES) holds one bare git directory a repository, OWNER+NAME/repo.
Without it the test is skipped; repositories that are not there are told and left out.
"""
import json
import os
import subprocess
import sys

NEAR = 1  # a statement may begin on the line before or end on the line behind


def rows_of(path):
    for line in open(path, encoding="utf-8"):
        if line.startswith("#") or not line.strip():
            continue
        repo, commit, axis, side, file, first, last = line.rstrip("\n").split("\t")
        yield repo, commit, axis, side, file, int(first), int(last)


def verdicts_of(program, repo, commit):
    command = [program, "scan", "--no-cache", "--rev", commit, "--format", "json", "--fail-on", "never"]
    run = subprocess.run(command + [repo], capture_output=True, check=False, timeout=300)
    return {verdict["axis"]: verdict for verdict in json.loads(run.stdout)["verdicts"]}


def shows(verdict, side, file, first, last):
    for line in verdict[side]:
        if line["path"] != file:
            continue
        if first == 0:
            return True
        if line["line"] is not None and first - NEAR <= line["line"] <= last + NEAR:
            return True
    return False


def main():
    if len(sys.argv) not in (3, 4):
        sys.exit(__doc__)
    program, listing = sys.argv[1:3]
    repositories = sys.argv[3] if len(sys.argv) == 4 else os.environ.get("FREEHOLD_REPOSITORIES", "")
    if not repositories:
        print("1..0 # SKIP no repositories")
        return 0
    known, absent, number, failed = {}, set(), 0, 0
    for repo, commit, axis, side, file, first, last in rows_of(listing):
        path = os.path.join(repositories, repo.replace("/", "+"), "repo")
        if not os.path.isdir(path):
            absent.add(repo)
            continue
        if (repo, commit) not in known:
            known[repo, commit] = verdicts_of(program, path, commit)
        good = shows(known[repo, commit][axis], side, file, first, last)
        number += 1
        failed += not good
        print(f"{'ok' if good else 'not ok'} {number} - {repo} {axis} {side} {file}:{first}")
    for repo in sorted(absent):
        print(f"# not there: {repo}")
    print(f"1..{number}")
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())
