# SPDX-FileCopyrightText: 2026 The freehold authors
# SPDX-License-Identifier: Apache-2.0
"""A package registry on loopback with the packages of one table, for making lock files without a
network. Archives are made on the fly and are the same bytes every time."""

import base64
import contextlib
import gzip
import hashlib
import http.server
import io
import json
import tarfile
import threading
import urllib.parse


def archive_of(manifest):
    """A .tgz with nothing but the manifest."""
    data = json.dumps(manifest, indent=2).encode()
    plain = io.BytesIO()
    with tarfile.open(fileobj=plain, mode="w") as tar:
        info = tarfile.TarInfo("package/package.json")
        info.size, info.mode = len(data), 0o644
        tar.addfile(info, io.BytesIO(data))
    packed = io.BytesIO()
    with gzip.GzipFile(fileobj=packed, mode="wb", mtime=0) as file:
        file.write(plain.getvalue())
    return packed.getvalue()


class Registry:
    """`packages`: name -> version -> fields of its manifest."""

    def __init__(self, packages):
        self.packages = {
            name: {version: {"name": name, "version": version, "license": "MIT", **fields}
                   for version, fields in versions.items()}
            for name, versions in packages.items()}

    def document(self, name, address):
        versions = {}
        for version, manifest in self.packages[name].items():
            data = archive_of(manifest)
            base = name.split("/")[-1]
            versions[version] = {**manifest, "dist": {
                "tarball": f"{address}/{name}/-/{base}-{version}.tgz",
                "shasum": hashlib.sha1(data).hexdigest(),
                "integrity": "sha512-" + base64.b64encode(hashlib.sha512(data).digest()).decode()}}
        return {"name": name, "dist-tags": {"latest": sorted(versions)[-1]}, "versions": versions,
                "time": {version: "2026-01-02T03:04:05.000Z" for version in versions}}

    def answer(self, path, address):
        """Status, type and bytes for a request."""
        path = urllib.parse.unquote(path.split("?")[0]).strip("/")
        if "/-/" in path:
            name, file = path.split("/-/")
            version = file[len(name.split("/")[-1]) + 1:-len(".tgz")]
            if version in self.packages.get(name, {}):
                return 200, "application/octet-stream", archive_of(self.packages[name][version])
        if path in self.packages:
            return 200, "application/json", json.dumps(self.document(path, address)).encode()
        return 404, "application/json", b"{}"

    @contextlib.contextmanager
    def serve(self):
        """Serve on a free port; gives the address."""
        registry = self

        class Handler(http.server.BaseHTTPRequestHandler):
            protocol_version = "HTTP/1.1"

            def do_GET(self):
                status, kind, data = registry.answer(self.path, address)
                self.send_response(status)
                self.send_header("Content-Type", kind)
                self.send_header("Content-Length", str(len(data)))
                self.end_headers()
                self.wfile.write(data)

            def log_message(self, *_):
                pass

        server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        address = f"http://127.0.0.1:{server.server_port}"
        thread = threading.Thread(target=server.serve_forever, daemon=True)
        thread.start()
        try:
            yield address
        finally:
            server.shutdown()
            thread.join()
