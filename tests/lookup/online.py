#!/usr/bin/env python3
# SPDX-FileCopyrightText: 2026 The freehold authors
# SPDX-License-Identifier: Apache-2.0
"""`freehold deps --online` with a service on loopback, as TAP: what it finds, and which names it never
tells. Usage: online.py FREEHOLD"""

import json
import os
import subprocess
import sys
import tempfile

from services import DEFINED, LICENSES, Server

PUBLIC = "https://registry.npmjs.org/%s/-/x-1.tgz"
LICENSES.update({"pkg:npm/known@1.0.0": ["MIT"], "pkg:npm/odd@1.0.0": ["non-standard"],
                 "pkg:npm/closed@1.0.0": ["MIT"], "pkg:pypi/left@1.0.0": ["MIT"],
                 "pkg:pypi/right@2.0.0": ["ISC"], "pkg:cargo/serde@1.0.0": ["MIT OR Apache-2.0"],
                 "pkg:npm/later@1.0.0": ["Zlib"]})


class Tree:
    def __init__(self, program, server, folder):
        self.program, self.server, self.folder = program, server, folder
        self.errors, self.code = "", 0

    def write(self, path, text):
        path = os.path.join(self.folder, "tree", path)
        os.makedirs(os.path.dirname(path), exist_ok=True)
        with open(path, "w", encoding="utf-8") as file:
            file.write(text if isinstance(text, str) else json.dumps(text, indent=1))

    def lock(self, **packages):
        """A package-lock.json: name=(where it is from, license or None)."""
        entries = {"": {"name": "top", "version": "1.0.0", "dependencies": dict.fromkeys(packages, "*")}}
        for name, (source, license_) in packages.items():
            entry = {"version": "1.0.0", "resolved": source}
            entries["node_modules/" + name] = {**entry, **({"license": license_} if license_ else {})}
        self.write("package-lock.json", {"name": "top", "version": "1.0.0", "lockfileVersion": 3,
                                         "packages": entries})

    def run(self, *options, manner="fine", **variables):
        environment = {"PATH": os.environ["PATH"], "HOME": self.folder,
                       "FREEHOLD_DEPS_DEV": self.server.address + "/" + manner,
                       "FREEHOLD_CLEARLY_DEFINED": "none", **variables}
        command = [self.program, *options, os.path.join(self.folder, "tree")]
        done = subprocess.run(command, capture_output=True, text=True, timeout=60, env=environment,
                              check=False)
        self.errors, self.code = done.stderr, done.returncode
        return done.stdout

    def deps(self, *options, online=True, **more):
        output = self.run("deps", "--format", "json", *(["--online"] if online else []), *options, **more)
        return {edge["purl"]: edge["license"] for edge in json.loads(output)["dependencies"]}

    def asked(self):
        return sorted(entry["purl"] for method, path, _, body in self.server.seen if path.endswith("batch")
                      for entry in json.loads(body)["requests"])


def fills_what_files_do_not_tell(tree):
    tree.lock(left=(PUBLIC % "left", None), known=(PUBLIC % "known", "ISC"), gone=(PUBLIC % "gone", None),
              odd=(PUBLIC % "odd", None))
    licenses = tree.deps()
    assert tree.code == 0, (tree.code, tree.errors)
    assert tree.asked() == ["pkg:npm/gone@1.0.0", "pkg:npm/left@1.0.0", "pkg:npm/odd@1.0.0"]
    left = licenses["pkg:npm/left"]
    assert (left["expression"], left["source"], left["differs"]) == ("MIT", "online", False), left
    assert left["evidence"][0]["written"] == "deps.dev: MIT", left
    assert left["evidence"][0]["path"] == "package-lock.json" and left["evidence"][0]["line"] > 0
    assert licenses["pkg:npm/known"]["source"] == "lock-file"
    assert licenses["pkg:npm/gone"]["expression"] is None
    assert licenses["pkg:npm/odd"]["evidence"][0]["decides"] is False, licenses["pkg:npm/odd"]


def stays_offline(tree):
    tree.lock(left=(PUBLIC % "left", None))
    licenses = tree.deps(online=False)
    assert licenses["pkg:npm/left"]["expression"] is None and not tree.server.seen


def asks_nothing_twice(tree):
    tree.lock(left=(PUBLIC % "left", None))
    tree.deps()
    before = len(tree.server.seen)
    assert tree.deps()["pkg:npm/left"]["expression"] == "MIT" and len(tree.server.seen) == before


def keeps_names_of_others(tree):
    tree.write("package.json", {"name": "top", "version": "1.0.0", "dependencies": {
        "left": "1.0.0", "closed": "1.0.0", "later": "1.0.0", "local": "file:../local",
        "forked": "git+https://git.example/closed/forked.git#0123456789012345678901234567890123456789"}})
    tree.lock(left=(PUBLIC % "left", None), closed=("https://npm.corp.example/closed/-/c-1.tgz", None),
              forked=("git+ssh://git@git.example/f.git#0123456789012345678901234567890123456789", None))
    tree.deps()
    assert tree.asked() == ["pkg:npm/left@1.0.0"], tree.asked()


def respects_other_indexes(tree):
    tree.write("requirements.txt", "--extra-index-url https://u:hunter2@pypi.corp.example/simple\nleft==1.0.0\n")
    tree.deps()
    assert tree.asked() == [] and "hunter2" not in tree.errors
    tree.write("requirements.txt", "left==1.0.0\nright>=2\nmine @ https://x.example/m.whl\n")
    licenses = tree.deps()
    assert tree.asked() == ["pkg:pypi/left@1.0.0"], tree.asked()
    assert licenses["pkg:pypi/left"]["expression"] == "MIT"


def respects_settings_of_a_registry(tree):
    tree.write("package.json", {"name": "top", "dependencies": {"left": "1.0.0"}})
    tree.write(".npmrc", "registry=https://npm.corp.example/\n//npm.corp.example/:_authToken=hunter2\n")
    tree.deps()
    assert tree.asked() == [] and "hunter2" not in tree.errors
    tree.deps("--exclude", "**/.npmrc")
    assert tree.asked() == [], "a file that is left out lets names out"
    tree.write(".npmrc", "engine-strict=true\n")
    tree.deps()
    assert tree.asked() == ["pkg:npm/left@1.0.0"], tree.asked()


def takes_no_chances_with_scripts(tree):
    tree.write("build.gradle", "repositories { maven { url 'https://corp.example/m' } }\n"
                               "dependencies { implementation 'org.x:y:1' }\n")
    assert "pkg:maven/org.x/y" in tree.deps() and tree.asked() == [], tree.asked()


def tells_indexes_of_cargo_apart(tree):
    package = '[[package]]\nname = "%s"\nversion = "1.0.0"\nsource = "registry+https://github.com/%s"\n'
    tree.write("Cargo.lock", "version = 3\n\n" + package % ("closed", "corp/index") + "\n" +
               package % ("serde", "rust-lang/crates.io-index"))
    licenses = tree.deps()
    assert tree.asked() == ["pkg:cargo/serde@1.0.0"], tree.asked()
    assert licenses["pkg:cargo/serde"]["expression"] == "MIT OR Apache-2.0", licenses


def tells_hosts_of_modules_apart(tree):
    tree.write("go.mod", "module example.org/m\n\ngo 1.22\n\nrequire (\n\tgithub.com/o/p v1.2.3\n"
                         "\tgithub.com/corp/q v1.0.0\n\tgit.corp.example/r v1.0.0\n)\n")
    licenses = tree.deps(GOPRIVATE="example.org,github.com/corp/*")
    assert tree.asked() == ["pkg:golang/github.com/o/p@v1.2.3"], tree.asked()
    assert licenses["pkg:golang/github.com/o/p"]["expression"] == "BSD-3-Clause"


def keeps_what_it_is_told_to_keep(tree):
    tree.lock(left=(PUBLIC % "left", None), later=(PUBLIC % "later", None))
    tree.deps("--private", "pkg:npm/la*")
    assert tree.asked() == ["pkg:npm/left@1.0.0"], tree.asked()


def leaves_own_packages_alone(tree):
    tree.write("package.json", {"name": "top", "version": "1.0.0", "dependencies": {"left": "1.0.0"}})
    tree.write("packages/left/package.json", {"name": "left", "version": "1.0.0"})
    tree.deps()
    assert tree.asked() == [], tree.asked()


def keeps_what_both_services_say(tree):
    tree.lock(odd=(PUBLIC % "odd", None), later=(PUBLIC % "later", None))
    DEFINED["npm/npmjs/-/odd/1.0.0"] = "BSD-2-Clause"
    odd = tree.deps(FREEHOLD_CLEARLY_DEFINED=tree.server.address + "/fine")["pkg:npm/odd"]
    assert tree.code == 0 and odd["expression"] == "BSD-2-Clause", odd
    assert [e["written"] for e in odd["evidence"]] == ["deps.dev: non-standard",
                                                       "ClearlyDefined: BSD-2-Clause"], odd
    tree.write("package-lock.json", "")
    tree.lock(gone=(PUBLIC % "gone", None))
    tree.deps(FREEHOLD_CLEARLY_DEFINED=tree.server.address + "/sentence")
    assert tree.code == 3, tree.errors


def counts_as_incomplete(tree):
    tree.lock(left=(PUBLIC % "left", None), known=(PUBLIC % "known", "ISC"))
    licenses = tree.deps(manner="always-busy")
    assert tree.code == 3 and licenses["pkg:npm/left"]["expression"] is None, tree.code
    assert licenses["pkg:npm/known"]["expression"] == "ISC"
    assert "no answer for 1 of 1" in tree.errors, tree.errors


def locks_what_it_found(tree):
    tree.lock(left=(PUBLIC % "left", None))
    tree.run("lock", "--write", "--online")
    before = len(tree.server.seen)
    path = os.path.join(tree.folder, "tree", "freehold-licenses.lock")
    with open(path, encoding="utf-8") as file:
        assert "pkg:npm/left@1.0.0\tMIT\tonline\n" in file.read()
    licenses = tree.deps(online=False)
    assert licenses["pkg:npm/left"]["source"] == "license-lock", licenses
    tree.run("lock", "--check", "--online")
    assert tree.code == 0 and len(tree.server.seen) == before, tree.errors


def scans(tree):
    tree.lock(left=(PUBLIC % "left", None))
    report = json.loads(tree.run("scan", "--online", "--format", "json"))
    assert report["dependencies"][0]["license"]["expression"] == "MIT", report["dependencies"]


TESTS = [fills_what_files_do_not_tell, stays_offline, asks_nothing_twice, keeps_names_of_others,
         respects_other_indexes, respects_settings_of_a_registry, takes_no_chances_with_scripts, tells_indexes_of_cargo_apart,
         tells_hosts_of_modules_apart, keeps_what_it_is_told_to_keep, leaves_own_packages_alone, keeps_what_both_services_say,
         counts_as_incomplete, locks_what_it_found, scans]


def main():
    failed = 0
    print("1..%d" % len(TESTS))
    for number, test in enumerate(TESTS, 1):
        with tempfile.TemporaryDirectory() as folder:
            server = Server()
            name = test.__name__.replace("_", " ")
            try:
                test(Tree(sys.argv[1], server, folder))
                print("ok %d - %s" % (number, name))
            except (AssertionError, KeyError, ValueError, subprocess.SubprocessError) as error:
                failed += 1
                print("not ok %d - %s\n# %s: %s" % (number, name, type(error).__name__, error))
            server.shutdown()
            sys.stdout.flush()
    return failed > 0


if __name__ == "__main__":
    sys.exit(main())
