#!/usr/bin/env python3
# SPDX-FileCopyrightText: 2026 The freehold authors
# SPDX-License-Identifier: Apache-2.0
"""Make the projects below tests/oracles/cases anew and ask the package managers about them.

Usage: regenerate.py [--tools FOLDER] npm|cargo|go|pip ...

Needs npm, cargo or go; other package managers of JavaScript are installed from the registry into
FOLDER (default: a folder of its own below the system's temporary one). For pip, FOLDER is the folder
of the programs pip, uv, pdm, poetry and pipenv. Read the diff afterwards:
oracles.py compares what is checked in, in every test run."""

import argparse
import importlib
import pathlib
import tempfile

HERE = pathlib.Path(__file__).resolve().parent


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("--tools", default=tempfile.gettempdir() + "/freehold-oracle-tools")
    parser.add_argument("kinds", nargs="+", choices=["npm", "cargo", "go", "pip"])
    options = parser.parse_args()
    for kind in options.kinds:
        importlib.import_module("make_" + kind).make(HERE / "cases" / kind, pathlib.Path(options.tools))


if __name__ == "__main__":
    main()
