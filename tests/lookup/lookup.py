#!/usr/bin/env python3
# SPDX-FileCopyrightText: 2026 The freehold authors
# SPDX-License-Identifier: Apache-2.0
"""freehold-lookup against servers on loopback, as TAP. Usage: lookup.py FREEHOLD-LOOKUP"""

import json
import os
import subprocess
import sys
import tempfile
import time

from services import Proxy, Server, make_certificate

LEFT, BOTH, ODD = "pkg:npm/left@1.0.0", "pkg:npm/%40scope/both@2.0.0", "pkg:pypi/odd@3"
GONE = "pkg:npm/gone@9.9.9"
ALL_FOUND = {LEFT: "MIT", BOTH: "MIT AND (Apache-2.0 OR BSD-3-Clause)"}
SECRET = "hunter2"


class Lookup:
    def __init__(self, program, folder):
        self.program, self.folder = program, folder

    def __call__(self, base, purls, *options, cached=False, status=0, more=0, **variables):
        environment = {"PATH": os.environ["PATH"], "HOME": self.folder,
                       "FREEHOLD_CLEARLY_DEFINED": "none", **variables}
        command = [self.program, "--deps-dev", base, *options] + ([] if cached else ["--no-cache"])
        start = time.monotonic()
        done = subprocess.run(command, input="".join(p + "\n" for p in purls), text=True, timeout=60,
                              capture_output=True, env=environment, check=False)
        self.seconds, self.errors, self.output = time.monotonic() - start, done.stderr, done.stdout
        assert done.returncode == status, (done.returncode, done.stderr)
        rows = [json.loads(line) for line in done.stdout.splitlines()]
        if status == 0:
            assert [row["purl"] for row in rows][:len(rows) - more] == list(purls), done.stdout
        return rows


def states(rows):
    return [row["state"] for row in rows]


# ---- good answers ----

def finds_licenses(look, server, _):
    rows = look(server.address + "/fine", [LEFT, BOTH, ODD, GONE, "pkg:generic/x@1", "pkg:npm/left"])
    assert states(rows) == ["found", "found", "found", "unknown", "unasked", "unasked"], rows
    assert [row["expression"] for row in rows[:3]] == ["MIT", ALL_FOUND[BOTH], None], rows
    assert rows[2]["written"] == "Odd License, see website", rows
    _, path, headers, body = server.seen[-1]
    assert path == "/fine/v3alpha/purlbatch" and headers["Content-Type"] == "application/json"
    assert [r["purl"] for r in json.loads(body)["requests"]] == [LEFT, BOTH, ODD, GONE]
    assert "Authorization" not in headers and "Cookie" not in headers, headers


def reads_pages(look, server, _):
    rows = look(server.address + "/pages", [LEFT, BOTH, GONE])
    assert states(rows) == ["found", "found", "unknown"], rows


def splits_large_batches(look, server, _):
    before = len(server.seen)
    rows = look(server.address + "/fine", ["pkg:npm/p%d@1" % i for i in range(2500)])
    assert set(states(rows)) == {"unknown"} and len(server.seen) - before == 3


def goes_one_by_one(look, server, _):
    rows = look(server.address + "/no-batch", [LEFT, BOTH, GONE, "pkg:maven/org.x/y@1"])
    assert states(rows) == ["found", "found", "unknown", "found"], rows
    assert rows[1]["expression"] == ALL_FOUND[BOTH] and rows[3]["expression"] == "Apache-2.0"


def believes_only_what_was_asked(look, server, _):
    rows = look(server.address + "/stranger", [LEFT])
    assert states(rows) == ["found"] and rows[0]["expression"] == "MIT", rows


def asks_a_second_service(look, server, _):
    base = server.address + "/fine"
    new, module, part = "pkg:npm/%40scope/new@1", "pkg:golang/github.com/a/b/c@v1", "pkg:npm/part@1"
    purls = [LEFT, ODD, GONE, new, module, part]
    rows = look(base, purls, "--clearly-defined", base, more=5)
    assert json.loads(server.seen[-1][3]) == [
        "pypi/pypi/-/odd/3", "npm/npmjs/-/gone/9.9.9", "npm/npmjs/@scope/new/1",
        "go/golang/github.com%2fa%2fb/c/v1", "npm/npmjs/-/part/1"], server.seen[-1]
    more = rows[len(purls):]
    assert {row["service"] for row in more} == {"ClearlyDefined"}, more
    assert [row["expression"] for row in more] == ["BSD-2-Clause", None, "ISC", "MIT", None], more
    assert states(more) == ["found", "unknown", "found", "found", "found"], more
    assert rows[1]["written"] == "Odd License, see website", rows[1]


def a_second_service_may_fail(look, server, _):
    for manner in ("sentence", "definitions-busy"):
        base = server.address + "/"
        rows = look(base + "fine", [LEFT, GONE], "--clearly-defined", base + manner, more=1)
        assert states(rows) == ["found", "unknown", "failed"], (manner, rows)
        assert "ClearlyDefined" in look.errors, look.errors
    rows = look(base + "fine", [GONE], "--clearly-defined", base + "definitions-wrong", more=1)
    assert states(rows) == ["unknown", "unknown"], rows


def keeps_answers_of_both(look, server, _):
    base = server.address + "/fine"
    for _ in range(2):
        rows = look(base, [ODD, GONE], "--clearly-defined", base, cached=True, more=2)
        seen = len(server.seen)
    assert seen == 2 and all(row["cached"] for row in rows), rows
    assert rows[2]["expression"] == "BSD-2-Clause", rows


# ---- cache ----

def keeps_answers(look, server, _):
    first = look(server.address + "/fine", [LEFT, GONE], cached=True)
    before = len(server.seen)
    rows = look(server.address + "/fine", [LEFT, GONE], cached=True)
    assert len(server.seen) == before, "asked again"
    assert [row["cached"] for row in first + rows] == [False, False, True, True]
    assert [row["expression"] for row in rows] == ["MIT", None] and rows[1]["state"] == "unknown"
    assert os.path.exists(os.path.join(look.folder, ".cache/freehold/lookup.sqlite"))


def keeps_no_failures(look, server, _):
    assert states(look(server.address + "/always-busy", [LEFT], cached=True)) == ["failed"]
    before = len(server.seen)
    look(server.address + "/always-busy", [LEFT], cached=True)
    assert len(server.seen) > before


def asks_whether_it_changed(look, server, folder):
    import sqlite3
    path = os.path.join(folder, "tags.sqlite")
    base = server.address + "/no-batch"
    look(base, [LEFT], "--cache", path, cached=True)
    with sqlite3.connect(path) as cache:
        cache.execute("UPDATE observation SET expires = 1")
    rows = look(base, [LEFT], "--cache", path, cached=True)
    assert server.seen[-1][2].get("If-None-Match") == '"tag-of-%d"' % len(LEFT), server.seen[-1]
    assert rows[0]["expression"] == "MIT" and rows[0]["cached"], rows
    with sqlite3.connect(path) as cache:
        assert cache.execute("SELECT expires > 1 FROM observation").fetchone() == (1,)


def goes_on_without_a_cache(look, server, folder):
    path = os.path.join(folder, "broken.sqlite")
    with open(path, "wb") as file:
        file.write(b"SQLite format 3\0" + b"\xff" * 5000)
    for place in (path, "/nonexistent/folder/cache"):
        rows = look(server.address + "/fine", [LEFT], "--cache", place, cached=True)
        assert states(rows) == ["found"] and "going on without it" in look.errors, look.errors


# ---- servers that fail ----

def waits_as_asked(look, server, _):
    assert states(look(server.address + "/busy", [LEFT])) == ["found"]
    assert 1 <= look.seconds < 10, look.seconds


def does_not_wait_for_ever(look, server, _):
    rows = look(server.address + "/always-busy", [LEFT])
    assert states(rows) == ["failed"] and look.seconds < 5, (rows, look.seconds)
    assert "fewer questions" in rows[0]["why"] and "no answer for 1 of 1" in look.errors


def tries_again(look, server, _):
    assert states(look(server.address + "/out-of-order", [LEFT])) == ["found"]


def fails_plainly(look, server, _):
    cases = {"short": 30, "empty": 30, "slow": 3, "drip": 3, "huge": 30, "bomb": 30, "endless": 30,
             "circle": 5, "elsewhere": 5, "file": 5, "seen-as-get": 5, "single-broken": 5}
    for manner, most in cases.items():
        rows = look(server.address + "/" + manner, [LEFT], "--timeout", "1" if most == 3 else "20")
        assert states(rows) == ["failed"], (manner, rows)
        assert rows[0]["expression"] is None and look.seconds < most, (manner, look.seconds)


def falls_back_where_a_batch_is_nonsense(look, server, _):
    for manner in ("garbage", "types", "numbers", "deep"):
        rows = look(server.address + "/" + manner, [LEFT])
        assert rows[0]["expression"] == "MIT", (manner, rows)


def tells_what_was_left_out(look, server, _):
    assert states(look(server.address + "/silent", [LEFT, BOTH])) == ["found", "failed"]


def shows_no_controls(look, server, _):
    rows = look(server.address + "/controls", [LEFT])
    assert rows[0]["expression"] is None and "\x1b" not in look.output + look.errors, rows
    assert all(ord(c) >= 32 for c in rows[0]["written"] or ""), rows


def follows_on_its_host(look, server, _):
    assert states(look(server.address + "/moved", [LEFT])) == ["found"]


def leaves_other_hosts_alone(look, server, _):
    before = len(server.second.seen)
    assert states(look(server.address + "/elsewhere", [LEFT])) == ["failed"]
    assert len(server.second.seen) == before


def nobody_listens(look, *_):
    assert states(look("http://127.0.0.1:1", [LEFT], "--timeout", "2")) == ["failed"]


# ---- transport ----

def checks_certificates(look, server, folder):
    path = os.path.join(folder, "certificate")
    if not make_certificate(path):
        return "no openssl"
    secure = Server(path)
    base = secure.address + "/fine"
    assert states(look(base, [LEFT], "--ca", path + ".crt")) == ["found"]
    assert states(look(base, [LEFT])) == ["failed"], "an unknown certificate was taken"
    named = base.replace("127.0.0.1", "localhost")
    assert states(look(named, [LEFT], "--ca", path + ".crt")) == ["failed"], "any name was taken"
    secure.shutdown()
    return None


def asks_through_a_proxy(look, server, _):
    proxy = Server()
    proxy.RequestHandlerClass = Proxy
    address = proxy.address.replace("//", "//someone:%s@" % SECRET)
    rows = look("http://api.example", [LEFT], http_proxy=address)
    assert states(rows) == ["found"] and len(proxy.seen) == 1, rows
    assert SECRET not in look.output + look.errors
    rows = look("http://127.0.0.1:1", [LEFT], http_proxy=address, no_proxy="127.0.0.1")
    assert states(rows) == ["failed"] and len(proxy.seen) == 1
    proxy.shutdown()
    look("http://api.example", [LEFT], "--timeout", "2", http_proxy=address.replace(
        proxy.address[-5:], "1"))
    assert SECRET not in look.output + look.errors, look.errors


def refuses_credentials(look, *_):
    for base in ("http://u:%s@127.0.0.1/" % SECRET, "ftp://127.0.0.1", "file:///etc", "http://"):
        look(base, [LEFT], status=2)
        assert SECRET not in look.errors and "no http or https" in look.errors


def reads_lines_of_any_kind(look, server, folder):
    command = [look.program, "--deps-dev", server.address + "/fine", "--clearly-defined", "none",
               "--no-cache"]
    lines = [b"", b"nonsense", b"pkg:npm/" + b"a" * 100000, b"\xff\x00", LEFT.encode()]
    done = subprocess.run(command, input=b"\n".join(lines), capture_output=True, check=True)
    assert b"3 lines are no package URL" in done.stderr, done.stderr
    assert json.loads(done.stdout)["expression"] == "MIT"


TESTS = [finds_licenses, reads_pages, splits_large_batches, goes_one_by_one,
         believes_only_what_was_asked, asks_a_second_service, a_second_service_may_fail,
         keeps_answers_of_both, keeps_answers, keeps_no_failures, asks_whether_it_changed,
         goes_on_without_a_cache, waits_as_asked, does_not_wait_for_ever, tries_again, fails_plainly,
         falls_back_where_a_batch_is_nonsense, tells_what_was_left_out, shows_no_controls,
         follows_on_its_host, leaves_other_hosts_alone, nobody_listens, checks_certificates,
         asks_through_a_proxy, refuses_credentials, reads_lines_of_any_kind]


def main():
    failed = 0
    print("1..%d" % len(TESTS))
    for number, test in enumerate(TESTS, 1):
        with tempfile.TemporaryDirectory() as folder:
            server = Server()
            server.second = Server()
            server.other = server.second.address
            name, skipped = test.__name__.replace("_", " "), None
            try:
                skipped = test(Lookup(sys.argv[1], folder), server, folder)
            except (AssertionError, KeyError, ValueError, subprocess.SubprocessError) as error:
                failed += 1
                print("not ok %d - %s\n# %s: %s" % (number, name, type(error).__name__, error))
            else:
                print("ok %d - %s%s" % (number, name, " # SKIP " + skipped if skipped else ""))
            server.shutdown()
            server.second.shutdown()
            sys.stdout.flush()
    return failed > 0


if __name__ == "__main__":
    sys.exit(main())
