#!/usr/bin/env python3
# SPDX-FileCopyrightText: 2026 The freehold authors
# SPDX-License-Identifier: Apache-2.0
"""Every header compiles alone, and twice in one file, as TAP. Usage: headers.py ROOT COMPILER..."""

import os
import subprocess
import sys

FLAGS = ["-std=c11", "-D_POSIX_C_SOURCE=200809L", "-Wall", "-Wextra", "-Wpedantic", "-Werror",
         "-fsyntax-only"]


def headers(root):
    yield "include", "freehold.h"
    for folder, folders, names in os.walk(os.path.join(root, "src")):
        folders.sort()
        for name in sorted(names):
            if name.endswith(".h"):
                yield "src", os.path.relpath(os.path.join(folder, name), os.path.join(root, "src"))


def main():
    root, compiler = sys.argv[1], sys.argv[2:]
    failed = 0
    rows = list(headers(root))
    print("1..%d" % len(rows))
    for index, (top, name) in enumerate(rows, 1):
        stub = '#include "%s"\n' % name * 2 + "typedef int not_empty;\n"
        command = compiler + FLAGS + ["-I" + os.path.join(root, top), "-I" + os.path.join(root, "include"),
                                      "-x", "c", "-"]
        run = subprocess.run(command, input=stub.encode(), stdout=subprocess.PIPE,
                             stderr=subprocess.STDOUT, check=False)
        for line in run.stdout.decode(errors="replace").splitlines():
            print("# " + line)
        failed += run.returncode != 0
        print("%s %d - %s" % ("not ok" if run.returncode else "ok", index, name))
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())
