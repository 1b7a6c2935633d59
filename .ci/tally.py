#!/usr/bin/env python3
# SPDX-FileCopyrightText: 2026 The freehold authors
# SPDX-License-Identifier: Apache-2.0
"""Sum what `meson test` logged in the given build folders into one line. Usage: tally.py BUILD...

A TAP program counts its subtests, any other its one result. A program that ended badly counts as
one failure at least, whatever it printed before."""

import json
import os
import re
import sys

SUBTEST = re.compile(r"^(not )?ok\b(.*)$", re.M)


def count(row):
    """(passed, failed, skipped) of one logged test program."""
    passed = failed = skipped = 0
    for refused, rest in SUBTEST.findall(row.get("stdout") or ""):
        directive = re.search(r"#\s*(skip|todo)\b", rest, re.I)
        if directive:
            skipped += 1
        elif refused:
            failed += 1
        else:
            passed += 1
    good = row["result"] in ("OK", "EXPECTEDFAIL")
    if row["result"] == "SKIP":
        return (passed, failed, skipped or 1)
    if not good:
        return (passed, failed or 1, skipped)
    return (passed or int(skipped == 0), failed, skipped)


def main():
    total = [0, 0, 0]
    for build in sys.argv[1:]:
        path = os.path.join(build, "meson-logs", "testlog.json")
        try:
            with open(path, encoding="utf-8", errors="replace") as file:
                rows = [json.loads(line) for line in file if line.strip()]
        except OSError as error:
            print("tally: %s" % error, file=sys.stderr)
            rows = [{"result": "ERROR"}]
        for row in rows:
            total = [a + b for a, b in zip(total, count(row))]
    passed, failed, skipped = total
    print("%d passed, %d failed%s" % (passed, failed, ", %d skipped" % skipped if skipped else ""))
    return 1 if failed or not passed else 0


if __name__ == "__main__":
    sys.exit(main())
