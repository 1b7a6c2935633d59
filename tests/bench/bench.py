#!/usr/bin/env python3
# SPDX-FileCopyrightText: 2026 The freehold authors
# SPDX-License-Identifier: Apache-2.0
"""Time an audit against other programs. Usage: bench.py FREEHOLD BENCH_READ TREE

Programs run in turn, round after round, so that what else the machine does hits all of them; the
figure is the median of the ratios within a round. Page cache warm, freehold's own cache off."""

import os
import random
import resource
import shutil
import statistics
import subprocess
import sys
import time

ROUNDS = 11
START_ROUNDS = 41
LITERAL = "freehold"  # what ripgrep looks for: one word, rarely there
FILES = 3000


def generate(tree):
    """A tree of the shape of a middling repository: the same bytes on every machine."""
    done = os.path.join(tree, "done")
    if os.path.exists(done):
        return
    shutil.rmtree(tree, ignore_errors=True)
    source = random.Random(1)
    words = ["".join(source.choice("etaoinshrdlu") for _ in range(source.randint(2, 9))) for _ in range(4000)]
    lines = ["import {0}.{1}", "from {0} import {1}", "def {0}({1}, {2}=None):", "    return {0}({1}) + {2}",
             "    if {0} is not None and {1}:", "#include \"{0}/{1}.h\"", "    {0}->{1} = {2};",
             "    # {0} {1} {2} {0}", "    device = \"{0}\"", "{0}: {1}-{2}"]
    endings = [".py", ".c", ".h", ".md", ".yaml", ".json", ".txt", ".rs", ".go", ".js"]
    for number in range(FILES):
        folder = os.path.join(tree, "part%02d" % (number % 40), source.choice(words))
        os.makedirs(folder, exist_ok=True)
        count = int(source.paretovariate(1.1) * 25)
        with open(os.path.join(folder, "f%d%s" % (number, source.choice(endings))), "w",
                  encoding="ascii") as file:
            for _ in range(min(count, 20000)):
                file.write(source.choice(lines).format(*source.sample(words, 3)) + "\n")
    with open(done, "w", encoding="ascii") as file:
        file.write("complete\n")


def seconds(command):
    """Wall time of a command, and its CPU time with that of its children."""
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    start = time.perf_counter()
    run = subprocess.run(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, check=False)
    wall = time.perf_counter() - start
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    if run.returncode not in (0, 1, 3):
        raise RuntimeError("%s gave exit code %d" % (" ".join(command), run.returncode))
    cpu = after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime
    return wall, cpu


def rounds(commands, count):
    """{name: [(wall, cpu) of each round]}, after one round that only warms up."""
    times = {name: [] for name in commands}
    for turn in range(count + 1):
        for name, command in commands.items():
            taken = seconds(command)
            if turn > 0:
                times[name].append(taken)
    return times


def ratio(times, name, other, part=0):
    return statistics.median(a[part] / b[part] for a, b in zip(times[name], times[other]) if b[part] > 0)


def show(times, names):
    for name in names:
        walls = [wall for wall, _ in times[name]]
        print("  %-24s %9.1f ms  [%.1f-%.1f]  cpu %.1f ms" % (
            name, 1000 * statistics.median(walls), 1000 * min(walls), 1000 * max(walls),
            1000 * statistics.median(cpu for _, cpu in times[name])))


def main():
    program, reader, tree = sys.argv[1:4]
    given = os.environ.get("FREEHOLD_BENCH_TREE")
    if given:
        tree = given
    else:
        generate(tree)
    scan = [program, "scan", tree, "--no-cache", "--format", "json", "--fail-on", "never"]
    commands = {"freehold --jobs 2": scan + ["--jobs", "2"], "freehold --jobs 1": scan + ["--jobs", "1"],
                "read every file": [reader, tree]}
    if shutil.which("rg"):
        commands["rg one literal"] = ["rg", "-j2", "-c", "-uu", "-g", "!.git", LITERAL, tree]
    print("full audit of %s, %d rounds" % (tree, ROUNDS))
    times = rounds(commands, ROUNDS)
    show(times, commands)
    if "rg one literal" in commands:
        print("ratio wall  freehold --jobs 2 / rg one literal    %.2f" %
              ratio(times, "freehold --jobs 2", "rg one literal"))
    print("ratio wall  freehold --jobs 2 / read every file   %.2f" %
          ratio(times, "freehold --jobs 2", "read every file"))
    print("ratio cpu   freehold --jobs 1 / read every file   %.2f" %
          ratio(times, "freehold --jobs 1", "read every file", 1))
    print("ratio wall  freehold --jobs 1 / --jobs 2          %.2f" %
          ratio(times, "freehold --jobs 1", "freehold --jobs 2"))
    starts = {"freehold --version": [program, "--version"], "git --version": ["git", "--version"]}
    print("start-up, %d rounds" % START_ROUNDS)
    times = rounds(starts, START_ROUNDS)
    show(times, starts)
    print("ratio wall  freehold --version / git --version    %.2f" %
          ratio(times, "freehold --version", "git --version"))
    return 0


if __name__ == "__main__":
    sys.exit(main())
