#!/usr/bin/env python3
# SPDX-FileCopyrightText: 2026 The freehold authors
# SPDX-License-Identifier: Apache-2.0
"""Golden cases with failing allocations, as TAP. Usage: oom.py FREEHOLD CASES LIBRARY

Each case runs once to count the allocations of its processes, then again with single allocations
failing, and with all from one on failing, at a bounded number of places. It may then say that it is
incomplete (3) or out of memory (4); it may not crash, hang, or give another report as if all was
well."""

import os
import sys
import tempfile

from golden import find_cases, guarded, report, run_case

MAX_CASES = 24
PLACES = 14  # a case and a mode: the first few, then spread evenly


def sample(items, count):
    """At most `count` of the items, evenly spread."""
    if len(items) <= count:
        return items
    return [items[i * len(items) // count] for i in range(count)]


def allocations(program, case, library):
    """The plain result of a case and the most allocations that one of its processes made."""
    with tempfile.NamedTemporaryFile() as file:
        environment = {"LD_PRELOAD": library, "FREEHOLD_FAIL_COUNT": file.name}
        plain = run_case(program, case, environment=environment)
        counts = [int(line) for line in file.read().split()]
    return plain, max(counts, default=0)


def survives(program, case, library):
    plain, count = allocations(program, case, library)
    if count == 0:
        return ["no allocation was counted"]
    places = sorted(set(range(1, min(count, 5) + 1)) | set(sample(range(1, count + 1), PLACES)))
    complaints = []
    for on in ("0", "1"):
        for place in places:
            environment = {"LD_PRELOAD": library, "FREEHOLD_FAIL_AT": str(place), "FREEHOLD_FAIL_ON": on}
            result = run_case(program, case, environment=environment)
            where = "allocation %d of %d fails%s: " % (place, count, ", and all after" * int(on))
            if result.code < 0 or result.code > 4:
                complaints.append(where + "exit code %d" % result.code)
            elif result.code < 3 and result != plain and result.code != 2:
                complaints.append(where + "another report, exit code %d" % result.code)
    return complaints[:10]


def main():
    program, root, library = (os.path.abspath(path) for path in sys.argv[1:4])
    cases = sample(find_cases(root), MAX_CASES)
    if not cases:
        print("1..0 # SKIP there is no case")
        return 0
    good = report(cases, lambda name: guarded(survives, program, os.path.join(root, name), library))
    return 0 if good else 1


if __name__ == "__main__":
    sys.exit(main())
