# SPDX-FileCopyrightText: 2026 The freehold authors
# SPDX-License-Identifier: Apache-2.0
"""Projects of Python against an index of empty wheels on loopback, locked by uv, PDM, Poetry and
Pipenv, and what pip's resolver reports for them with and without extras and groups."""

import contextlib
import functools
import http.server
import json
import os
import pathlib
import shutil
import subprocess
import sys
import tempfile
import threading
import zipfile

SHOWN = "https://packages.example"

# Wheels of the index: (name, version) -> (requirements, extras: requirements).
INDEX = {
    ("anchor", "1.4.0"): (["chain>=1", "shackle[oil]>=2"], {}),
    ("anchor", "0.9.0"): (["chain"], {}),
    ("chain", "1.1.0"): (["links"], {}),
    ("chain", "2.0.0"): (["links", "rust-guard; python_version >= '3.8'"], {}),
    ("links", "3.0.0"): ([], {}),
    ("rust-guard", "0.5"): ([], {}),
    ("shackle", "2.2.0"): (["pin.core"], {"oil": ["lubricant>=1", "shackle[tin]"],
                                          "tin": ["tinning"], "never": ["unseen"]}),
    ("pin.core", "1.0"): ([], {}),
    ("lubricant", "1.0.1"): (["base-oil"], {}),
    ("base-oil", "7.0"): ([], {}),
    ("tinning", "0.1"): ([], {}),
    ("unseen", "1.0"): ([], {}),
    ("win-bell", "1.0"): (["bell-wire"], {}),
    ("bell-wire", "1.0"): ([], {}),
    ("lin-horn", "1.0"): (["reed"], {}),
    ("reed", "2.0"): ([], {}),
    ("shader-kit", "4.0.2"): (["tensor-core", "links"], {}),
    ("tensor-core", "9.0"): (["device-rt"], {}),
    ("device-rt", "12.1"): ([], {}),
    ("Chart_Table", "5.1"): (["paper", "shackle[never]"], {}),
    ("paper", "1.0"): ([], {}),
    ("checker", "1.2.0"): (["reporter", "chain"], {"color": ["palette"]}),
    ("reporter", "3.1.0"): ([], {}),
    ("palette", "0.2"): ([], {}),
    ("press", "6.0"): (["ink", "paper"], {}),
    ("ink", "1.0"): ([], {}),
}

NEEDS = ["anchor>=1", "win-bell; sys_platform == 'win32'", "lin-horn; sys_platform == 'linux'"]
EXTRAS = {"gpu": ["shader-kit>=4"], "charts": ["chart-table"], "all": ["harbor[gpu,charts]"]}
GROUPS = {"dev": ["checker[color]>=1"], "docs": ["press", "paper"]}


# ---- an index on loopback ------------------------------------------------------------------------


def add_wheel(folder, name, version, needs, extras):
    plain = name.replace("-", "_").replace(".", "_")
    info = f"{plain}-{version}.dist-info"
    lines = ["Metadata-Version: 2.1", f"Name: {name}", f"Version: {version}"]
    lines += [f"Requires-Dist: {need}" for need in needs]
    for extra, more in extras.items():
        lines.append(f"Provides-Extra: {extra}")
        lines += [f'Requires-Dist: {need} ; extra == "{extra}"' for need in more]
    page = folder / "simple" / name.lower().replace("_", "-").replace(".", "-")
    page.mkdir(parents=True, exist_ok=True)
    wheel = f"{plain}-{version}-py3-none-any.whl"
    files = {f"{info}/METADATA": "\n".join(lines) + "\n",
             f"{info}/WHEEL": "Wheel-Version: 1.0\nGenerator: none\nRoot-Is-Purelib: true\n"
                              "Tag: py3-none-any\n",
             f"{info}/RECORD": ""}
    with zipfile.ZipFile(page / wheel, "w") as archive:
        for path, text in files.items():
            archive.writestr(zipfile.ZipInfo(path, (2020, 1, 1, 0, 0, 0)), text)
    with (page / "index.html").open("a") as index:
        index.write(f'<a href="{wheel}">{wheel}</a>\n')


class Quiet(http.server.SimpleHTTPRequestHandler):
    def log_message(self, format, *args):
        pass


@contextlib.contextmanager
def serve():
    """The address of the index."""
    with tempfile.TemporaryDirectory() as name:
        for (package, version), (needs, extras) in INDEX.items():
            add_wheel(pathlib.Path(name), package, version, needs, extras)
        server = http.server.ThreadingHTTPServer(("127.0.0.1", 0),
                                                 functools.partial(Quiet, directory=name))
        threading.Thread(target=server.serve_forever, daemon=True).start()
        yield f"http://127.0.0.1:{server.server_address[1]}"
        server.shutdown()


# ---- projects ------------------------------------------------------------------------------------


def listed(needs):
    return json.dumps(needs)


def project(more, extras=EXTRAS):
    text = '[project]\nname = "harbor"\nversion = "0.3.0"\nrequires-python = ">=3.9"\n'
    text += f"dependencies = {listed(NEEDS)}\n\n[project.optional-dependencies]\n"
    text += "".join(f"{name} = {listed(needs)}\n" for name, needs in extras.items())
    text += "\n[dependency-groups]\n"
    text += "".join(f"{name} = {listed(needs)}\n" for name, needs in GROUPS.items())
    return text + more


PIPFILE = """[[source]]
url = "{address}/simple"
verify_ssl = false
name = "main"

[packages]
anchor = ">=1"
win-bell = {{version = "*", markers = "sys_platform == 'win32'"}}
lin-horn = {{version = "*", markers = "sys_platform == 'linux'"}}

[dev-packages]
checker = {{version = ">=1", extras = ["color"]}}
press = "*"
paper = "*"
"""


def uv_files(address):
    return {"pyproject.toml": project(f'\n[[tool.uv.index]]\nurl = "{address}/simple"\n'
                                           "default = true\n")}


def pdm_files(address):
    return {"pyproject.toml": project("\n[tool.pdm]\ndistribution = false\n\n"
                                           "[[tool.pdm.source]]\n"
                                           f'url = "{address}/simple"\nname = "pypi"\n'
                                           "verify_ssl = false\n")}


def poetry_files(address):
    return {"pyproject.toml": project("\n[tool.poetry]\npackage-mode = false\n\n"
                                           '[[tool.poetry.source]]\nname = "main"\n'
                                           f'url = "{address}/simple/"\npriority = "primary"\n',
                                      # Poetry takes no extra that asks for others.
                                      {name: EXTRAS[name] for name in ("gpu", "charts")})}


def pipenv_files(address):
    return {"Pipfile": PIPFILE.format(address=address)}


LOCKERS = {
    "uv": (uv_files, "uv.lock", [["uv", "lock"]]),
    "pdm": (pdm_files, "pdm.lock", [["pdm", "lock", "-G", ":all"]]),
    "pylock": (pdm_files, "pylock.toml",
               [["pdm", "config", "--local", "lock.format", "pylock"],
                ["pdm", "lock", "-G", ":all"]]),
    "poetry": (poetry_files, "poetry.lock", [["poetry", "lock"]]),
    "pipenv": (pipenv_files, "Pipfile.lock", [["pipenv", "lock"]]),
}


# ---- the answers of pip --------------------------------------------------------------------------


def report(program, address, needs):
    """Packages that pip would install for these, on the machine that asks."""
    command = [program, "install", "--dry-run", "--ignore-installed", "--quiet", "--index-url",
               address + "/simple", "--report", "-"] + needs
    run = subprocess.run(command, check=True, capture_output=True, text=True)
    return sorted(f"{row['metadata']['name']}@{row['metadata']['version']}"
                  for row in json.loads(run.stdout)["install"])


def oracle(tools, address, extras):
    program = str(tools / "pip")
    version = subprocess.run([program, "--version"], check=True, capture_output=True, text=True)
    more = [need for name, needs in EXTRAS.items() if name != "all" for need in needs]
    more = more if extras else []
    groups = [need for needs in GROUPS.values() for need in needs]
    return {"kind": "pip", "tool": " ".join(version.stdout.split()[:2]),
            "command": "pip install --dry-run --ignore-installed --report - NEEDS, on Linux",
            "runs": {"base": report(program, address, NEEDS),
                     "extras": report(program, address, NEEDS + more),
                     "groups": report(program, address, NEEDS + more + groups)}}


def lock(tools, folder, commands, address):
    environment = {"PATH": f"{tools}:/usr/bin:/bin", "HOME": str(folder.parent), "LC_ALL": "C.UTF-8",
                   "PDM_CHECK_UPDATE": "0", "PIPENV_VENV_IN_PROJECT": "0", "CI": "1",
                   "PDM_PYTHON": sys.executable, "PDM_IGNORE_SAVED_PYTHON": "1",
                   "POETRY_VIRTUALENVS_CREATE": "false"}
    for command in commands:
        subprocess.run(command, cwd=folder, check=True, env=environment)


def make(cases, tools):
    """`tools` holds the programs pip, uv, pdm, poetry and pipenv."""
    with serve() as address:
        for name, (files, lock_file, commands) in LOCKERS.items():
            repo = cases / name / "repo"
            shutil.rmtree(repo, ignore_errors=True)
            repo.mkdir(parents=True)
            with tempfile.TemporaryDirectory() as scratch:
                folder = pathlib.Path(scratch) / "repo"
                folder.mkdir()
                for path, text in files(address).items():
                    (folder / path).write_text(text)
                lock(tools, folder, commands, address)
                for path in list(files(address)) + [lock_file]:
                    text = (folder / path).read_text().replace(address, SHOWN)
                    (repo / path).write_text(text.replace(address.split("//")[1],
                                                          SHOWN.split("//")[1]))
            answer = oracle(tools, address, name != "pipenv") | {"file": lock_file}
            (cases / name / "oracle.json").write_text(json.dumps(answer, indent=1) + "\n")
