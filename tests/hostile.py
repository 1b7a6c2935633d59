#!/usr/bin/env python3
# SPDX-FileCopyrightText: 2026 The freehold authors
# SPDX-License-Identifier: Apache-2.0
"""Trees that mean harm, made here, scanned whole. Usage: hostile.py FREEHOLD

Each must end in bounded time with a report that says what was not read; nothing in it may be
executed, no link followed out, no repository configuration obeyed, no file below it written."""

import hashlib
import json
import os
import re
import shutil
import stat
import subprocess
import sys
import tempfile
import zlib

SECONDS = 60
SECRET = "Permission is hereby granted to nobody; secret-of-another-tree"
PACKAGE = '{"name": "x", "version": "1.0.0", "license": "MIT", "dependencies": {"left": "1.0.0"}}'

program = ""


class Failed(Exception):
    pass


def check(condition, text):
    if not condition:
        raise Failed(text)


def write(path, data=b""):
    os.makedirs(os.path.dirname(path), exist_ok=True)
    with open(path, "wb") as file:
        file.write(data.encode() if isinstance(data, str) else data)


def git(folder, *arguments, **more):
    environment = dict(os.environ, GIT_CONFIG_NOSYSTEM="1", GIT_CONFIG_GLOBAL="/dev/null",
                       GIT_AUTHOR_NAME="a", GIT_AUTHOR_EMAIL="a@example.org", GIT_COMMITTER_NAME="a",
                       GIT_COMMITTER_EMAIL="a@example.org", GIT_AUTHOR_DATE="2026-01-01T00:00:00Z",
                       GIT_COMMITTER_DATE="2026-01-01T00:00:00Z")
    return subprocess.run(["git", "-C", folder, *arguments], check=True, capture_output=True,
                          env=environment, **more).stdout


def repository(folder, files):
    os.makedirs(folder)
    git(folder, "init", "-q", "-b", "main")
    for path, data in files.items():
        write(os.path.join(folder, path), data)
    git(folder, "add", "-A")
    git(folder, "commit", "-q", "-m", "x")
    return folder


def snapshot(folder):
    """Everything below a folder: names, sizes, times, bytes of regular files."""
    found = {}
    for place, folders, files in os.walk(folder):
        for name in folders + files:
            path = os.path.join(place, name)
            info = os.lstat(path)
            found[path] = (info.st_mode, info.st_size, info.st_mtime_ns)
    return found


def scan(path, *arguments, code=None, text=False):
    """The report of a scan; it must end by itself, and leave the tree alone."""
    before = snapshot(path) if os.path.isdir(path) else None
    command = [program, "scan", path, "--fail-on", "never", *arguments]
    if not text:
        command += ["--format", "json"]
    run = subprocess.run(command, capture_output=True, timeout=SECONDS, check=False)
    check(run.returncode >= 0, "died of signal %d: %r" % (-run.returncode, run.stderr[-300:]))
    if before is not None:
        check(snapshot(path) == before, "the tree was changed")
    if code is not None:
        check(run.returncode == code, "exit %d, not %d: %r" % (run.returncode, code, run.stderr[-300:]))
    check(SECRET.encode() not in run.stdout, "what lies outside is in the report")
    if text:
        return run.stdout, run.stderr
    return json.loads(run.stdout) if run.stdout else run.stderr


def unread(report, path=None, reason=None):
    return [row for row in report["coverage"]["unread"]
            if (path is None or row["path"] == path) and (reason is None or row["reason"] == reason)]


def loose(folder, data):
    """Write a loose object as it is, whatever it says; its name."""
    name = hashlib.sha1(data).hexdigest()
    path = os.path.join(folder, ".git", "objects", name[:2], name[2:])
    os.makedirs(os.path.dirname(path), exist_ok=True)
    with open(path, "wb") as file:
        file.write(zlib.compress(data))
    return name


def loose_tree(folder, items):
    body = b"".join(mode + b" " + name + b"\0" + bytes.fromhex(oid) for mode, name, oid in items)
    return loose(folder, b"tree %d\0" % len(body) + body)


def commit_tree(folder, tree):
    body = ("tree %s\nauthor a <a@example.org> 1 +0000\ncommitter a <a@example.org> 1 +0000\n\nx\n"
            % tree).encode()
    name = loose(folder, b"commit %d\0" % len(body) + body)
    write(os.path.join(folder, ".git", "refs", "heads", "main"), name + "\n")


# ---- folders -------------------------------------------------------------------------------------

def folder_without_permission(top):
    write(top + "/repo/a/package.json", PACKAGE)
    os.chmod(top + "/repo/a", 0)
    try:
        if os.access(top + "/repo/a", os.R_OK):
            return "runs as root, whom no permission stops"
        report = scan(top + "/repo", code=3)
        check(unread(report, "a", "not-permitted"), "the folder is not named")
        check(not report["coverage"]["complete"], "called complete")
    finally:
        os.chmod(top + "/repo/a", 0o700)
    return None


def pipes_and_sockets(top):
    write(top + "/repo/LICENSE", "x")
    os.mkfifo(top + "/repo/package.json")
    os.mkfifo(top + "/repo/main.py")
    report = scan(top + "/repo", code=3)
    check(unread(report, "package.json", "not-regular"), "the pipe is not named")
    check(unread(report, "main.py", "not-regular"), "the pipe is not named")


def links_out(top):
    write(top + "/secret/LICENSE", SECRET)
    write(top + "/repo/src/x.py", "import torch\n")
    os.symlink("../secret/LICENSE", top + "/repo/LICENSE")
    os.symlink(top + "/secret", top + "/repo/absolute")
    os.symlink("/etc/passwd", top + "/repo/package.json")
    os.symlink("..", top + "/repo/up")
    os.symlink("loop", top + "/repo/loop")
    os.symlink("src", top + "/repo/inside")
    report = scan(top + "/repo", code=3)  # a manifest leads out
    for name in ("LICENSE", "absolute", "package.json", "up"):
        check(unread(report, name, "link-out"), "the link %s is not told" % name)
    check(report["coverage"]["links"] == 2, "links are not counted")
    for kind in ("findings", "dependencies"):
        for row in report[kind]:
            check("absolute/" not in json.dumps(row) and "up/" not in json.dumps(row), "followed a link")


def deep_folders(top):
    here = top + "/repo"
    os.makedirs(here)
    before = os.getcwd()
    os.chdir(here)
    for _ in range(1500):  # longer than any path that the system takes at once
        os.mkdir("d")
        os.chdir("d")
    os.chdir(before)
    write(here + "/package.json", PACKAGE)
    command = [program, "scan", here, "--format", "json", "--fail-on", "never"]
    run = subprocess.run(command, capture_output=True, timeout=SECONDS, check=False)
    check(run.returncode == 3, "exit %d" % run.returncode)
    report = json.loads(run.stdout)
    check(unread(report, reason="too-deep") or unread(report, reason="too-large"), "not told")
    check(report["dependencies"], "the manifest beside it was lost")


def names_that_talk_to_terminals(top):
    evil = "a\x1b]0;owned\x07\x1b[2Jb\n\r.py"
    write(top + "/repo/" + evil, "from openai import OpenAI\nclient = OpenAI()\nimport cupy\n")
    write(top + "/repo/package.json", PACKAGE.replace('"x"', r'"\u001b[31mred\u009b2J"'))
    with open(os.fsencode(top) + b"/repo/\xff\xfe.py", "wb") as file:
        file.write(b"import cupy  # \xff\x1b[2J\n")
    out, err = scan(top + "/repo", "--all", "--color", "never", text=True)
    check(b"\x1b" not in out + err and b"\x07" not in out + err, "escape bytes reach the terminal")
    check("\u009b".encode() not in out, "a C1 control reaches the terminal")
    json.dumps(scan(top + "/repo"))


# ---- repositories --------------------------------------------------------------------------------

def gitfile_out_of_the_root(top):
    repository(top + "/other", {"LICENSE": SECRET})
    write(top + "/repo/package.json", PACKAGE)
    write(top + "/repo/.git", "gitdir: ../other/.git\n")
    report = scan(top + "/repo")
    check(report["dependencies"], "the folder itself was not read")
    check("commit" not in report["target"] or not report["target"]["commit"], "obeyed the gitfile")
    err = scan(top + "/repo", "--rev", "HEAD")
    check(isinstance(err, bytes) and err, "a revision of the other repository was opened")


def alternates_out_of_the_root(top):
    other = repository(top + "/other", {"LICENSE": SECRET})
    tree = git(other, "rev-parse", "HEAD^{tree}").decode().strip()
    repo = repository(top + "/repo", {"package.json": PACKAGE})
    commit_tree(repo, tree)
    write(repo + "/.git/objects/info/alternates", other + "/.git/objects\n")
    report = scan(repo, "--rev", "HEAD")
    check(isinstance(report, bytes) or unread(report), "objects of the other repository were read")


def configuration_that_runs(top):
    repo = repository(top + "/repo", {"package.json": PACKAGE, ".gitattributes": "* filter=evil diff=evil\n"})
    mark = top + "/ran"
    write(top + "/evil", "#!/bin/sh\ntouch %s\n" % mark)
    os.chmod(top + "/evil", 0o755)
    write(top + "/included", '[core]\n\tsshCommand = "%s/evil"\n' % top)
    with open(repo + "/.git/config", "a", encoding="ascii") as file:
        file.write('[core]\n\tfsmonitor = "%s/evil"\n\tpager = "%s/evil"\n\thooksPath = "%s"\n'
                   '[filter "evil"]\n\tclean = "%s/evil"\n\tsmudge = "%s/evil"\n\trequired = true\n'
                   '[diff "evil"]\n\ttextconv = "%s/evil"\n'
                   '[include]\n\tpath = "%s/included"\n[extensions]\n\tpartialClone = evil\n'
                   '[remote "evil"]\n\turl = ext::%s/evil\n\tpromisor = true\n'
                   % (top, top, top, top, top, top, top, top))
    for hook in ("post-checkout", "reference-transaction", "post-index-change"):
        shutil.copy(top + "/evil", repo + "/.git/hooks/" + hook)
    check(scan(repo)["dependencies"], "the folder was not read")
    check(scan(repo, "--rev", "HEAD")["dependencies"], "the revision was not read")
    check(not os.path.exists(mark), "something of the repository was executed")


def work_tree_elsewhere(top):
    write(top + "/secret/LICENSE", SECRET)
    repo = repository(top + "/repo", {"package.json": PACKAGE})
    git(repo, "config", "core.worktree", top + "/secret")
    check(scan(repo)["dependencies"], "core.worktree was obeyed")


def references_that_climb(top):
    repo = repository(top + "/repo", {"package.json": PACKAGE})
    write(top + "/outside", git(repo, "rev-parse", "HEAD"))
    write(repo + "/.git/HEAD", "ref: ../../outside\n")
    scan(repo)
    err = scan(repo, "--rev", "HEAD")
    check(isinstance(err, bytes) and err, "a reference out of the repository was read")
    for rev in ("../../outside", "refs/../../../outside", "--upload-pack=x", "@{-1}", "HEAD^{/x}", "\x1b[2J",
                "a" * 100000, ":/x", "main..main"):
        err = scan(repo, "--rev=" + rev)
        check(isinstance(err, bytes) and err and b"\x1b" not in err, "revision %r was taken" % rev[:20])


def endless_references(top):
    repo = repository(top + "/repo", {"package.json": PACKAGE})
    write(repo + "/.git/refs/heads/a", "ref: refs/heads/b\n")
    write(repo + "/.git/refs/heads/b", "ref: refs/heads/a\n")
    check(isinstance(scan(repo, "--rev", "a"), bytes), "a circle of references has a commit")


# ---- objects -------------------------------------------------------------------------------------

def objects_that_swell(top):
    repo = repository(top + "/repo", {"package.json": PACKAGE})
    size = 1 << 30
    oid = "aa" + "11" * 19
    path = os.path.join(repo, ".git", "objects", oid[:2], oid[2:])
    os.makedirs(os.path.dirname(path), exist_ok=True)
    packer = zlib.compressobj(9)
    with open(path, "wb") as file:
        file.write(packer.compress(b"blob %d\0" % size))
        for _ in range(64):
            file.write(packer.compress(bytes(1 << 22)))
        file.write(packer.flush())
    good = loose(repo, b"blob %d\0" % len(PACKAGE) + PACKAGE.encode())
    lie = loose(repo, b"blob 5\0" + b"x" * 1000000)
    long = loose(repo, b"blob " + b"9" * 1000 + b"\0x")
    tree = loose_tree(repo, [(b"100644", b"bomb.json", oid), (b"100644", b"lie.py", lie),
                             (b"100644", b"long.py", long), (b"100644", b"package.json", good)])
    commit_tree(repo, tree)
    report = scan(repo, "--rev", "HEAD")
    for name in ("bomb.json", "lie.py", "long.py"):
        check(unread(report, name), name + " is not told")
    check(report["dependencies"], "the good manifest beside them was lost")


def trees_that_multiply(top):
    repo = repository(top + "/repo", {"package.json": PACKAGE})
    oid = loose(repo, b"blob 1\0x")
    tree = loose_tree(repo, [(b"100644", b"f.py", oid)])
    for _ in range(40):
        tree = loose_tree(repo, [(b"40000", b"%02d" % i, tree) for i in range(10)])
    commit_tree(repo, tree)
    report = scan(repo, "--rev", "HEAD", code=3)
    check(not report["coverage"]["complete"], "called complete")


def tree_names_that_lie(top):
    repo = repository(top + "/repo", {"package.json": PACKAGE})
    oid = loose(repo, b"blob %d\0" % len(PACKAGE) + PACKAGE.encode())
    for name in (b"..", b".", b"a/b", b"", b".git"):
        commit_tree(repo, loose_tree(repo, [(b"100644", name, oid), (b"100644", b"package.json", oid)]))
        report = scan(repo, "--rev", "HEAD")
        for row in report["dependencies"]:
            for edge in row.get("edges", []):
                check(".." not in edge["place"]["path"].split("/"), "a name climbs out")
    commit_tree(repo, loose_tree(repo, [(b"40000", b"missing", "12" * 20), (b"100644", b"package.json", oid)]))
    report = scan(repo, "--rev", "HEAD", code=3)
    check(unread(report, "missing"), "the missing folder is not told")


def packs_that_are_broken(top):
    repo = repository(top + "/repo", {"a%d.py" % i: "x = %d\n" % i * 50 for i in range(50)})
    write(repo + "/package.json", PACKAGE)
    git(repo, "add", "-A")
    git(repo, "commit", "-q", "-m", "y")
    git(repo, "gc", "-q", "--aggressive")
    folder = repo + "/.git/objects/pack/"
    names = sorted(os.listdir(folder))
    pack = folder + [name for name in names if name.endswith(".pack")][0]
    index = folder + [name for name in names if name.endswith(".idx")][0]
    whole = {}
    for path in (pack, index):
        os.chmod(path, 0o644)
        with open(path, "rb") as file:
            whole[path] = file.read()
    for path in (pack, index):
        data = whole[path]
        size = len(data)
        bad = [data[:size // 2], data[:8], b"", data[:size - 20], b"\xff" * size]
        bad += [data[:at] + b"\xff" * 8 + data[at + 8:] for at in range(0, size, max(1, size // 24))]
        for damaged in bad:
            write(path, damaged)
            scan(repo, "--rev", "HEAD")
        write(path, data)
    check(scan(repo, "--rev", "HEAD", code=0)["dependencies"], "the whole pack is not read")


# ---- files ---------------------------------------------------------------------------------------

def files_without_end(top):
    with open(top + "/x", "wb") as file:
        file.truncate(1 << 40)
    os.makedirs(top + "/repo")
    os.makedirs(top + "/repo/big")
    os.rename(top + "/x", top + "/repo/big/package.json")
    write(top + "/repo/package.json", PACKAGE)
    report = scan(top + "/repo", code=3)
    check(unread(report, "big/package.json", "too-large"), "the size is not told")
    check(report["dependencies"], "the manifest beside it was lost")


def documents_that_nest(top):
    depth = 200000
    files = {
        "package.json": "[" * depth,
        "a/package.json": '{"a":' * depth,
        "pyproject.toml": "x = " + "[" * depth,
        "b/pyproject.toml": "a" + ".a" * depth + " = 1",
        "pom.xml": "<a>" * depth,
        "c/pom.xml": '<!DOCTYPE a [<!ENTITY b "%s">]><project>&b;</project>' % ("x" * 99),
        "Chart.yaml": "[" * depth,
        "docker-compose.yml": "- " * depth,
        "d/docker-compose.yml": "a: &a [x,x,x,x,x,x,x,x,x]\n" + "".join(
            "%s: &%s [%s]\n" % (b, b, ",".join(["*" + a] * 9)) for a, b in zip("abcdefgh", "bcdefghi")),
        "CMakeLists.txt": "if(" * depth,
        "Dockerfile": "FROM " + "${a:-" * depth,
        "requirements.txt": "-r requirements.txt\n-r a.txt\n",
        "a.txt": "-r requirements.txt\n",
        "build.gradle": "a { " * depth,
        "main.py": "(" * depth,
        "main.rs": "{" * depth,
        "main.cu": "#if A\n" * depth,
        "main.ts": "`${" * depth,
        "BUILD.bazel": "f(" * depth,
        "README.md": "# License\n" * 50000,
    }
    for path, data in files.items():
        write(top + "/repo/" + path, data)
    write(top + "/repo/good/package.json", PACKAGE)
    report = scan(top + "/repo", code=3)
    told = {row["path"] for row in report["coverage"]["unread"]}
    for path in ("package.json", "a/package.json", "pyproject.toml", "pom.xml", "c/pom.xml",
                 "docker-compose.yml", "d/docker-compose.yml"):
        check(path in told, "%s is not told" % path)
    check(report["dependencies"], "the good manifest beside them was lost")


def files_that_take_for_ever(top):
    line = "client = OpenAI(model='gpt-4o', base_url=x) if cuda else torch.cuda.is_available() "
    write(top + "/repo/long.py", line * 40000)
    half = "ab.cd ef" * 40000  # an expression may take the square of a line
    write(top + "/repo/bundle.js", ("x=a||" + half + "OpenAI.y" + half + ";") * 3)
    write(top + "/repo/words.py", ("openai gpt-4o cuda gemini-2.0 anthropic bedrock nvcc " * 20 + "\n") * 2000)
    write(top + "/repo/LICENSE", ("permission license copyright granted software the of and " * 10 + "\n") * 4000)
    write(top + "/repo/package.json", PACKAGE)
    report = scan(top + "/repo")
    check(report["dependencies"], "the manifest beside them was lost")
    report = scan(top + "/repo", "--file-ms", "1", "--jobs", "2")
    check(all(row["reason"] in ("stall", "too-large", "too-many") for row in unread(report)), "odd reasons")


CASES = [folder_without_permission, pipes_and_sockets, links_out, deep_folders,
         names_that_talk_to_terminals, gitfile_out_of_the_root, alternates_out_of_the_root,
         configuration_that_runs, work_tree_elsewhere, references_that_climb, endless_references,
         objects_that_swell, trees_that_multiply, tree_names_that_lie, packs_that_are_broken,
         files_without_end, documents_that_nest, files_that_take_for_ever]


def remove(top):
    """rmtree gives up on paths that are too long."""
    subprocess.run(["rm", "-rf", top], check=False)


def main():
    global program  # pylint: disable=global-statement
    program = os.path.abspath(sys.argv[1])
    only = sys.argv[2:]
    cases = [case for case in CASES if not only or case.__name__ in only]
    failures = 0
    print("1..%d" % len(cases))
    for number, case in enumerate(cases, 1):
        top = tempfile.mkdtemp(prefix="freehold-hostile-")
        note = ""
        try:
            reason = case(top)
            note = " # SKIP " + reason if reason else ""
            verdict = "ok"
        except (Failed, subprocess.SubprocessError, ValueError, KeyError, OSError) as error:
            verdict = "not ok"
            failures += 1
            print("# %s: %s" % (type(error).__name__, re.sub(r"\s+", " ", str(error))[:500]))
        finally:
            remove(top)
        print("%s %d - %s%s" % (verdict, number, case.__name__, note), flush=True)
    return 1 if failures else 0


if __name__ == "__main__":
    sys.exit(main())
