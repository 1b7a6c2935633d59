#!/usr/bin/env python3
# SPDX-FileCopyrightText: 2026 The freehold authors
# SPDX-License-Identifier: Apache-2.0
"""freehold audits its own folder, as TAP. Usage: self.py FREEHOLD ROOT"""

import json
import subprocess
import sys


def main():
    program, root = sys.argv[1:3]
    # Cases and corpora are broken on purpose.
    excluded = [word for glob in ("build*/**", "tests/cases/**", "tests/fuzz/corpus/**") for word in ("--exclude", glob)]
    run = subprocess.run([program, "scan", root, "--format", "json", "--no-cache", *excluded],
                         capture_output=True, check=False, timeout=120)
    try:
        report = json.loads(run.stdout)
    except ValueError:
        report = {}
    verdicts = {verdict["axis"]: verdict for verdict in report.get("verdicts", [])}
    level = {axis: verdict["level"] for axis, verdict in verdicts.items()}
    checks = [
        ("exit code 0", run.returncode == 0, run.returncode),
        ("four verdicts", sorted(level) == ["cloud", "hardware", "license", "model"], sorted(level)),
        ("license is open", level.get("license") == "open", level.get("license")),
        ("license is Apache-2.0", "Apache-2.0" in json.dumps(report.get("licenses")), report.get("licenses")),
    ]
    checks += [("%s ties to no vendor" % axis, level.get(axis) in ("none", "neutral"), verdicts.get(axis))
               for axis in ("hardware", "model", "cloud")]
    print("1..%d" % len(checks))
    for index, (name, good, got) in enumerate(checks, 1):
        if not good:
            print("#   got %s" % json.dumps(got)[:2000])
        print("%s %d - %s" % ("ok" if good else "not ok", index, name))
    if run.returncode != 0:
        print("# " + run.stderr.decode(errors="replace").replace("\n", "\n# "))
    return 0 if all(good for _, good, _ in checks) else 1


if __name__ == "__main__":
    sys.exit(main())
