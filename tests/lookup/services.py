# SPDX-FileCopyrightText: 2026 The freehold authors
# SPDX-License-Identifier: Apache-2.0
"""Servers on loopback that play deps.dev, well or badly. The first part of a path names the manner, so
that one server has them all: http://127.0.0.1:PORT/MANNER."""

import gzip
import http.server
import json
import ssl
import subprocess
import threading
import time

LICENSES = {
    "pkg:npm/left@1.0.0": ["MIT"],
    "pkg:npm/%40scope/both@2.0.0": ["MIT", "Apache-2.0 OR BSD-3-Clause"],
    "pkg:pypi/odd@3": ["non-standard"],
    "pkg:golang/github.com/o/p@v1.2.3": ["BSD-3-Clause"],
    "pkg:maven/org.x/y@1": ["Apache-2.0"],
}
DEFINED = {"pypi/pypi/-/odd/3": "BSD-2-Clause", "npm/npmjs/@scope/new/1": "ISC",
           "go/golang/github.com%2fa%2fb/c/v1": "MIT", "npm/npmjs/-/part/1": "MIT AND OTHER"}
RAW = {"pkg:pypi/odd@3": ["Odd License, see website"]}
SINGLES = {
    "/v3/systems/NPM/packages/left/versions/1.0.0": "pkg:npm/left@1.0.0",
    "/v3/systems/NPM/packages/%40scope%2Fboth/versions/2.0.0": "pkg:npm/%40scope/both@2.0.0",
    "/v3/systems/MAVEN/packages/org.x%3Ay/versions/1": "pkg:maven/org.x/y@1",
}


def version(purl):
    licenses = LICENSES[purl]
    raw = RAW.get(purl, licenses)
    return {"versionKey": {"name": purl}, "licenses": licenses,
            "licenseDetails": [{"license": r, "spdx": s} for r, s in zip(raw, licenses)]}


def response(purl):
    echo = {"request": {"purl": purl}}
    return {**echo, "result": {"version": version(purl)}} if purl in LICENSES else echo


class Handler(http.server.BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"

    def log_message(self, *_):
        pass

    def reply(self, status, body, headers=(), length=None):
        body = body if isinstance(body, bytes) else json.dumps(body).encode()
        self.send_response(status)
        for name, value in headers:
            self.send_header(name, value)
        self.send_header("Content-Length", str(len(body) if length is None else length))
        self.end_headers()
        self.wfile.write(body)
        if length is not None:
            self.close_connection = True

    def note(self, body):
        with self.server.lock:
            self.server.seen.append((self.command, self.path, dict(self.headers), body))
            return sum(1 for _, path, _, _ in self.server.seen if path == self.path)

    def do_GET(self):
        self.note(b"")
        manner, _, rest = self.path[1:].partition("/")
        purl = SINGLES.get("/" + rest)
        if manner == "single-broken":
            return self.reply(200, b'{"versionKey": 1}')
        if purl is None:
            return self.reply(404, {"message": "not found"})
        tag = '"tag-of-%d"' % len(purl)
        if self.headers.get("If-None-Match") == tag:
            self.send_response(304)
            self.end_headers()
            return None
        return self.reply(200, version(purl), [("ETag", tag)])

    def define(self, manner, body):
        """ClearlyDefined: a map from coordinates to definitions."""
        if manner == "sentence":
            return self.reply(200, b"An error occurred when trying to fetch coordinates")
        if manner == "definitions-busy":
            return self.reply(429, {}, [("Retry-After", "100000")])
        if manner == "definitions-wrong":
            return self.reply(200, {name: {"licensed": ["MIT"]} for name in json.loads(body)})
        declared = {name: DEFINED.get(name, "NOASSERTION") for name in json.loads(body)}
        return self.reply(200, {name: {"licensed": {"declared": declared[name]}} for name in declared})

    def do_POST(self):
        body = self.rfile.read(int(self.headers.get("Content-Length", 0)))
        times = self.note(body)
        manner, _, rest = self.path[1:].partition("/")
        if rest == "definitions?expand=-files":
            return self.define(manner, body)
        asked = json.loads(body)
        purls = [entry["purl"] for entry in asked["requests"]]
        answer = {"responses": [response(purl) for purl in purls]}
        play = getattr(self, "play_" + manner.replace("-", "_"), None)
        return play(asked, answer, times) if play else self.reply(200, answer)

    # ---- manners: (what was asked, the right answer, how often it was asked) ----

    def play_pages(self, asked, answer, _):
        at = int(asked.get("pageToken") or "0")
        page = {"responses": answer["responses"][at:at + 1]}
        if at + 1 < len(answer["responses"]):
            page["nextPageToken"] = str(at + 1)
        self.reply(200, page)

    def play_endless(self, _, answer, times):
        self.reply(200, {"responses": [], "nextPageToken": str(times)})

    def play_silent(self, _, answer, times):
        self.reply(200, {"responses": answer["responses"][:1]})

    def play_stranger(self, _, answer, times):
        self.reply(200, {"responses": [response("pkg:maven/org.x/y@1")] + answer["responses"]})

    def play_busy(self, _, answer, times):
        if times == 1:
            return self.reply(429, {}, [("Retry-After", "1")])
        return self.reply(200, answer)

    def play_always_busy(self, *_):
        self.reply(429, {}, [("Retry-After", "100000")])

    def play_out_of_order(self, _, answer, times):
        return self.reply(503, b"sorry") if times < 3 else self.reply(200, answer)

    def play_no_batch(self, *_):
        self.reply(404, {"message": "no such method"})

    def play_single_broken(self, *_):
        self.reply(501, b"")

    def play_slow(self, *_):
        time.sleep(4)
        self.reply(200, b"{}")

    def play_drip(self, *_):
        self.send_response(200)
        self.send_header("Content-Length", "1000000")
        self.end_headers()
        for _ in range(40):
            self.wfile.write(b" ")
            self.wfile.flush()
            time.sleep(0.1)

    def play_short(self, _, answer, times):
        self.reply(200, answer, length=100000)

    def play_empty(self, *_):
        self.close_connection = True

    def play_garbage(self, *_):
        self.reply(200, b"\x00\xff<html>An error has occurred</html>")

    def play_types(self, *_):
        self.reply(200, {"responses": [{"request": {"purl": "pkg:npm/left@1.0.0"},
                                        "result": {"version": {"licenses": {"MIT": 1}}}}]})

    def play_numbers(self, *_):
        self.reply(200, {"responses": [{"request": {"purl": "pkg:npm/left@1.0.0"},
                                        "result": {"version": {"licenses": [1, None]}}}]})

    def play_deep(self, *_):
        self.reply(200, b'{"responses":' + b"[" * 200000 + b"]" * 200000 + b"}")

    def play_huge(self, *_):
        self.send_response(200)
        self.send_header("Transfer-Encoding", "chunked")
        self.end_headers()
        piece = b"10000\r\n" + b" " * 65536 + b"\r\n"
        try:
            for _ in range(4000):
                self.wfile.write(piece)
        except OSError:
            pass
        self.close_connection = True

    def play_bomb(self, *_):
        self.reply(200, gzip.compress(b" " * (200 << 20), 9), [("Content-Encoding", "gzip")])

    def play_controls(self, *_):
        self.reply(200, {"responses": [{"request": {"purl": "pkg:npm/left@1.0.0"}, "result": {
            "version": {"licenses": ["MIT\u001b[2J\nApache-2.0"],
                        "licenseDetails": [{"license": "\u001b]0;x\u0007"}]}}}]})

    def play_moved(self, *_):
        self.reply(308, b"", [("Location", "/fine/v3alpha/purlbatch")])

    def play_circle(self, *_):
        self.reply(308, b"", [("Location", self.path)])

    def play_elsewhere(self, *_):
        self.reply(308, b"", [("Location", self.server.other + "/fine/v3alpha/purlbatch")])

    def play_file(self, *_):
        self.reply(308, b"", [("Location", "file:///etc/hostname")])

    def play_seen_as_get(self, *_):
        self.reply(302, b"", [("Location", "/fine/v3alpha/purlbatch")])


class Server(http.server.ThreadingHTTPServer):
    daemon_threads = True

    def __init__(self, certificate=None):
        super().__init__(("127.0.0.1", 0), Handler)
        self.lock, self.seen, self.other = threading.Lock(), [], ""
        if certificate:
            context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
            context.load_cert_chain(certificate)
            self.socket = context.wrap_socket(self.socket, server_side=True)
        self.address = "http%s://127.0.0.1:%d" % ("s" if certificate else "", self.server_address[1])
        threading.Thread(target=self.serve_forever, args=(0.05,), daemon=True).start()

    def handle_error(self, request, client_address):
        pass  # clients that hang up are what is tested


class Proxy(Handler):
    """Answers for whatever host it is asked."""

    def do_POST(self):
        self.path = "/fine/" + self.path.partition("://")[2].partition("/")[2]
        super().do_POST()


def make_certificate(path):
    """A certificate with its key that signs itself, for 127.0.0.1 only; False without openssl."""
    command = ["openssl", "req", "-x509", "-newkey", "rsa:2048", "-nodes", "-days", "2", "-subj",
               "/CN=loopback", "-addext", "subjectAltName=IP:127.0.0.1", "-keyout", path + ".key",
               "-out", path + ".crt"]
    try:
        subprocess.run(command, check=True, capture_output=True)
    except (OSError, subprocess.CalledProcessError):
        return False
    with open(path, "w", encoding="ascii") as both:
        for end in (".key", ".crt"):
            with open(path + end, encoding="ascii") as part:
                both.write(part.read())
    return True
