#!/usr/bin/env python3
# SPDX-FileCopyrightText: 2026 The freehold authors
# SPDX-License-Identifier: Apache-2.0
"""Run the case folders of tests/cases as TAP.

Usage: golden.py [--update] [--only PART] FREEHOLD CASES

A case is a folder with a file `cmd`: one command line that starts with `freehold`. The whole folder
is copied, and the command runs in the copy, so paths are written as `repo` or `LICENSE.txt`.
  setup        optional shell lines that run in the copy first (to make a git repository, a link)
  stdin        optional standard input
  pick         optional: values to take out of JSON output, one path a line, instead of all of it:
               verdicts[axis=hardware].level, dependencies[*].purl, findings.#
  expect.out   standard output; the picked values when there is `pick`
  expect.err   standard error, compared only when the file is there
  expect.code  exit code, 0 when the file is not there
--update writes the expectations; read the diff before it is committed. Every reader and reporter
(`freehold list`) needs a case: read/NAME or report/NAME, or one below or with a suffix -SOMETHING."""

import argparse
import concurrent.futures
import difflib
import json
import os
import re
import shlex
import shutil
import subprocess
import sys
import tempfile

import schema

TIMEOUT = 60
ENVIRONMENT = {
    "PATH": "/usr/bin:/bin",
    "LC_ALL": "C",
    "TZ": "UTC",
    "NO_COLOR": "1",
    "SOURCE_DATE_EPOCH": "1700000000",
    "GIT_CONFIG_NOSYSTEM": "1",
    "GIT_CONFIG_GLOBAL": "/dev/null",
    "GIT_AUTHOR_NAME": "A. Author",
    "GIT_AUTHOR_EMAIL": "author@example.org",
    "GIT_AUTHOR_DATE": "2026-01-02T03:04:05Z",
    "GIT_COMMITTER_NAME": "A. Author",
    "GIT_COMMITTER_EMAIL": "author@example.org",
    "GIT_COMMITTER_DATE": "2026-01-02T03:04:05Z",
}
KEPT_VARIABLES = ("ASAN_OPTIONS", "UBSAN_OPTIONS", "LSAN_OPTIONS")


# The number and digest of the built-in rules: another rule must not change every case.
RULES = ((re.compile(rb'"rules":\{"hash":"[0-9a-f]{16}","count":\d+\}'),
          rb'"rules":{"hash":"0000000000000000","count":0}'),
         (re.compile(rb"^(freehold [0-9.]+)  \d+ rules [0-9a-f]{8}$", re.M), rb"\1  0 rules 00000000"))


def masked(text, top):
    """Output without what changes from run to run or from rule to rule."""
    text = text.replace(os.fsencode(top), b"TOP")
    for pattern, replacement in RULES:
        text = pattern.sub(replacement, text)
    return text


class Result:
    """What one run of a case gave."""

    def __init__(self, out, err, code):
        self.out, self.err, self.code = out, err, code

    def __eq__(self, other):
        return (self.out, self.code) == (other.out, other.code)


def read(path, default=None):
    try:
        with open(path, "rb") as file:
            return file.read()
    except FileNotFoundError:
        return default


def find_cases(root, only=None):
    """Names of all case folders, sorted."""
    cases = []
    for folder, folders, names in os.walk(root):
        folders.sort()
        if "cmd" in names:
            folders.clear()
            name = os.path.relpath(folder, root)
            if not only or only in name:
                cases.append(name)
    return cases


def command_of(case):
    """The words of the command line behind `freehold`."""
    words = shlex.split(read(os.path.join(case, "cmd")).decode())
    if not words or words[0] != "freehold":
        raise ValueError("cmd does not start with freehold")
    return words[1:]


def copy_case(case, target, backwards=False):
    """Copy with plain permissions; backwards creates files in the opposite order."""
    for folder, folders, names in os.walk(case):
        inside = os.path.join(target, os.path.relpath(folder, case))
        os.makedirs(inside, exist_ok=True)
        folders.sort(reverse=backwards)
        for name in sorted(names, reverse=backwards):
            source = os.path.join(folder, name)
            shutil.copyfile(source, os.path.join(inside, name), follow_symlinks=False)


def run_case(program, case, extra=(), environment=None, backwards=False, prepare=None):
    """Run a case in a fresh copy. `extra` words follow the command, `environment` overrides, and
    `prepare`, when given, is called with the copy and the words and returns other words."""
    with tempfile.TemporaryDirectory(prefix="freehold-case-") as top:
        copy = os.path.join(top, "case")
        copy_case(case, copy, backwards)
        home = os.path.join(top, "home")
        os.mkdir(home)
        variables = dict(ENVIRONMENT, HOME=home, XDG_CACHE_HOME=home, TMPDIR=top)
        variables.update((key, os.environ[key]) for key in KEPT_VARIABLES if key in os.environ)
        if os.path.exists(os.path.join(copy, "setup")):
            subprocess.run(["/bin/sh", "-eu", "setup"], cwd=copy, env=variables, check=True,
                           stdout=subprocess.DEVNULL)
        variables.update(environment or {})
        words = command_of(case) + list(extra)
        if prepare:
            words = prepare(copy, words, variables)
        run = subprocess.run([program] + words, cwd=copy, env=variables, timeout=TIMEOUT,
                             input=read(os.path.join(case, "stdin"), b""), capture_output=True,
                             check=False)
        out, err = (masked(text, top) for text in (run.stdout, run.stderr))
    return Result(out, err, run.returncode)


STEP = re.compile(r"(?P<key>[@\w/-]+)|\[(?P<all>\*)\]|\[(?P<name>\w+)=(?P<value>[^\]]*)\]|\[(?P<index>\d+)\]"
                  r"|(?P<count>#)")


def pick_values(node, path):
    """All values at a path of a JSON document, in order of the document."""
    nodes = [node]
    for match in STEP.finditer(path):
        step = match.groupdict()
        if step["count"]:
            nodes = [len(item) for item in nodes]
        elif step["key"] is not None:
            nodes = [item[step["key"]] for item in nodes if isinstance(item, dict) and step["key"] in item]
        elif step["all"]:
            nodes = [part for item in nodes for part in item]
        elif step["index"] is not None:
            nodes = [item[int(step["index"])] for item in nodes if int(step["index"]) < len(item)]
        else:
            nodes = [part for item in nodes for part in item
                     if str(part.get(step["name"])) == step["value"]]
    return nodes


def shown(case, result):
    """Standard output as expect.out has it."""
    paths = read(os.path.join(case, "pick"))
    if paths is None:
        return result.out
    try:
        document = json.loads(result.out)
    except ValueError as error:
        return b"not JSON: " + str(error).encode() + b"\n" + result.out[:2000]
    lines = []
    for path in paths.decode().split("\n"):
        path = path.strip()
        if path and not path.startswith("#"):
            values = pick_values(document, path) or ["(nothing)"]
            lines += ["%s = %s" % (path, json.dumps(value, ensure_ascii=False)) for value in values]
    return ("\n".join(lines) + "\n").encode()


def schema_complaints(result):
    """Where a report breaks docs/report.schema.json; nothing about other output."""
    try:
        document = json.loads(result.out) if result.out.startswith(b"{") else None
    except ValueError:
        return []
    return schema.complaints_about(document) if schema.is_report(document) else []


def difference(what, want, got):
    lines = difflib.unified_diff(want.decode(errors="backslashreplace").splitlines(),
                                 got.decode(errors="backslashreplace").splitlines(),
                                 "expected " + what, "got " + what, lineterm="", n=2)
    return list(lines)[:80] or ["%s differs in its line ends" % what]


def check_case(program, case, update):
    """Complaints about a case; none when it is as expected."""
    result = run_case(program, case)
    if result.code < 0:
        return ["killed by signal %d" % -result.code] + result.err.decode(errors="replace").splitlines()
    got = {"out": shown(case, result), "err": result.err, "code": b"%d\n" % result.code}
    if update:
        for what, bytes_got in got.items():
            path = os.path.join(case, "expect." + what)
            wanted = what == "out" or os.path.exists(path) or (what == "code" and result.code != 0)
            if what == "code" and result.code == 0 and os.path.exists(path):
                os.remove(path)
            elif wanted and read(path) != bytes_got:
                with open(path, "wb") as file:
                    file.write(bytes_got)
        return []
    complaints = schema_complaints(result)
    for what, bytes_got in got.items():
        want = read(os.path.join(case, "expect." + what), b"0\n" if what == "code" else None)
        if want is None and what == "out":
            complaints.append("there is no expect.out")
        elif want is not None and want != bytes_got:
            complaints += difference(what, want, bytes_got)
    if complaints and read(os.path.join(case, "expect.err")) is None:
        complaints += ["stderr: " + line for line in result.err.decode(errors="replace").splitlines()[:20]]
    return complaints


def rows_without_case(program, cases):
    """Readers and reporters that no case covers."""
    for table, room in (("readers", "read"), ("reporters", "report")):
        run = subprocess.run([program, "list", table], capture_output=True, check=False, timeout=TIMEOUT)
        names = [line.split()[0] for line in run.stdout.decode().splitlines() if line.strip()]
        if run.returncode != 0 or not names:
            yield "`freehold list %s` gave no names" % table
        for name in names:
            own = re.compile(r"%s/%s(?:[-/].*)?$" % (room, re.escape(name)))
            if not any(own.match(case) for case in cases):
                yield "%s %s has no case: tests/cases/%s/%s" % (table[:-1], name, room, name)


def guarded(function, *arguments):
    """A broken case is a complaint, not the end of the run."""
    try:
        return function(*arguments)
    except (OSError, ValueError, TypeError, subprocess.SubprocessError) as error:
        return ["%s: %s" % (type(error).__name__, error)]


def report(names, complaints_of):
    """Print TAP for names in order; `complaints_of` runs in parallel. True when all is well."""
    good = True
    print("1..%d" % len(names))
    with concurrent.futures.ThreadPoolExecutor(os.cpu_count() or 1) as pool:
        for index, (name, complaints) in enumerate(zip(names, pool.map(complaints_of, names)), 1):
            good = good and not complaints
            for line in complaints:
                print("#   " + line.encode("ascii", "backslashreplace").decode())
            print("%s %d - %s" % ("not ok" if complaints else "ok", index, name), flush=True)
    return good


def main():
    parser = argparse.ArgumentParser(description="run the golden cases")
    parser.add_argument("--update", action="store_true")
    parser.add_argument("--only", metavar="PART")
    parser.add_argument("program")
    parser.add_argument("cases")
    options = parser.parse_args()
    program = os.path.abspath(options.program)
    cases = find_cases(options.cases, options.only)

    def complaints_of(name):
        if name == "a case for every row":
            return guarded(lambda: list(rows_without_case(program, cases)))
        return guarded(check_case, program, os.path.join(options.cases, name), options.update)

    names = cases if options.only or options.update else cases + ["a case for every row"]
    return 0 if report(names, complaints_of) else 1


if __name__ == "__main__":
    sys.exit(main())
