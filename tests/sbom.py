#!/usr/bin/env python3
# SPDX-FileCopyrightText: 2026 The freehold authors
# SPDX-License-Identifier: Apache-2.0
"""Bills of materials are sound, the same every time, and valid by their formats' own validators, as
TAP. Usage: sbom.py FREEHOLD VALIDATORS

VALIDATORS is the folder that `./dev test` fills from tests/validators; without it those checks skip."""

import json
import os
import pathlib
import subprocess
import sys
import tempfile

FORMATS = ("cyclonedx", "spdx", "spdx3")
HERE = pathlib.Path(__file__).parent / "validators"
FILES = {
    "pyproject.toml": '[project]\nname = "sample \\u202e<b>"\nversion = "1.0"\nlicense = "MIT"\n'
                      'dependencies = ["alpha==1.2", "beta>=2"]\n'
                      '[project.optional-dependencies]\ngpu = ["gamma"]\n'
                      '[dependency-groups]\ndev = ["delta==3"]\n',
    "sub/requirements.txt": "alpha==1.2\nalpha==1.3\nbeta\n",
    "model/README.md": "---\nlicense: llama3\nbase_model: some-org/base-model\n---\n# a card\n",
    "Dockerfile": "FROM debian:12\nRUN pip install epsilon==9\n",
}


class Tap:
    def __init__(self):
        self.count = self.failed = 0

    def check(self, name, good, detail=""):
        self.count += 1
        self.failed += not good
        print(f"{'ok' if good else 'not ok'} {self.count} - {name}")
        if not good:
            print("#   " + str(detail)[:1500].replace("\n", "\n#   "))

    def skip(self, name, why):
        self.count += 1
        print(f"ok {self.count} - {name} # SKIP {why}")


def write(program, tree, kind, jobs=1, **variables):
    run = subprocess.run([program, "deps", "--format", kind, "--jobs", str(jobs), str(tree)],
                         stdout=subprocess.PIPE, env={**os.environ, **variables}, check=False, timeout=120)
    return run.stdout


def check_cyclonedx(tap, text):
    document = json.loads(text)
    inventory = document["components"]
    refs = [entry["bom-ref"] for entry in inventory] + [document["metadata"]["component"]["bom-ref"]]
    found = {entry.get("purl"): entry for entry in inventory}
    used = [ref for entry in document["dependencies"] for ref in [entry["ref"]] + entry["dependsOn"]]
    scope = {purl: found.get(purl, {}).get("scope")
             for purl in ("pkg:pypi/alpha@1.2", "pkg:pypi/beta", "pkg:pypi/gamma", "pkg:pypi/delta@3")}
    names = {item["name"]: item["value"] for item in found.get("pkg:pypi/gamma", {}).get("properties", [])}
    tap.check("cyclonedx: every bom-ref once", len(refs) == len(set(refs)), refs)
    tap.check("cyclonedx: every reference has its component", set(used) <= set(refs), set(used) - set(refs))
    tap.check("cyclonedx: scope follows phase and necessity", list(scope.values()) ==
              ["required", "required", "optional", "excluded"], scope)
    tap.check("cyclonedx: two versions are two components", "pkg:pypi/alpha@1.3" in found, list(found))
    tap.check("cyclonedx: phase and necessity are properties", names.get("freehold:phase") == "runtime" and
              names.get("freehold:necessity") == "optional-default-off", names)
    tap.check("cyclonedx: every edge is a place with a line",
              [(place["location"], place["line"]) for place in
               found.get("pkg:pypi/alpha@1.2", {}).get("evidence", {}).get("occurrences", [])] ==
              [("pyproject.toml", 5), ("sub/requirements.txt", 1)], found.get("pkg:pypi/alpha@1.2"))
    tap.check("cyclonedx: models are components", any(
        entry["type"] == "machine-learning-model" for entry in inventory), [e["type"] for e in inventory])
    tap.check("cyclonedx: no date without SOURCE_DATE_EPOCH", "timestamp" not in document["metadata"])


def check_spdx(tap, text):
    document = json.loads(text)
    ids = [package["SPDXID"] for package in document["packages"]] + ["SPDXRef-DOCUMENT"]
    used = {link[key] for link in document["relationships"] for key in ("spdxElementId", "relatedSpdxElement")}
    kinds = {link["relationshipType"] for link in document["relationships"]}
    tap.check("spdx: every id once, every reference resolves",
              len(ids) == len(set(ids)) and used <= set(ids), used - set(ids))
    tap.check("spdx: kinds of dependencies", {"DEV_DEPENDENCY_OF", "OPTIONAL_DEPENDENCY_OF",
                                              "RUNTIME_DEPENDENCY_OF", "DESCRIBES"} <= kinds, kinds)


def check_spdx3(tap, text):
    graph = json.loads(text)["@graph"]
    ids = [element["spdxId"] for element in graph if "spdxId" in element]
    used = {target for link in graph if "relationshipType" in link for target in [link["from"]] + link["to"]}
    tap.check("spdx3: every id once, every reference resolves",
              len(ids) == len(set(ids)) and used <= set(ids), used - set(ids))


def check_repeatable(tap, program, tree, texts):
    for kind in FORMATS:
        tap.check(f"{kind}: the same bytes with four workers", write(program, tree, kind, 4) == texts[kind])
        dated = write(program, tree, kind, SOURCE_DATE_EPOCH="1700000000")
        tap.check(f"{kind}: SOURCE_DATE_EPOCH is the date", b"2023-11-14T22:13:20Z" in dated, dated[:600])


def compare(program, tree, document, *words):
    run = subprocess.run([program, "deps", str(tree), "--compare", str(document), *words],
                         stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, check=False, timeout=120)
    return run.returncode, run.stdout, run.stderr


def check_compare(tap, program, tree, scratch, texts):
    document = scratch / "document.json"
    for kind in FORMATS:
        document.write_bytes(texts[kind])
        code, out, _ = compare(program, tree, document)
        tap.check(f"compare: the tree agrees with its own {kind}",
                  code == 0 and " the same, 0 missing, 0 extra, 0 of another version" in out and
                  not out.startswith("0 "), out)
    changed = json.loads(texts["cyclonedx"])
    inventory = [entry for entry in changed["components"] if entry.get("purl") != "pkg:pypi/gamma"]
    for entry in inventory:
        if entry.get("purl") == "pkg:pypi/delta@3":
            entry["purl"] = "pkg:pypi/delta@4"
    inventory[0]["components"] = [{"type": "library", "name": "omega", "purl": "pkg:pypi/omega@1"}]
    changed["components"] = inventory
    document.write_text(json.dumps(changed), encoding="utf-8")
    code, out, _ = compare(program, tree, document, "--format", "json")
    found = [(item["difference"], item["purl"], item["document"]) for item in json.loads(out)["differences"]]
    tap.check("compare: missing, other version, and extra within an assembly", code == 1 and found ==
              [("other-version", "pkg:pypi/delta@3", "4"), ("missing", "pkg:pypi/gamma", None),
               ("extra", "pkg:pypi/omega@1", None)], found)
    for name, text in (("cut off", '{"bomFormat":'), ("no bill of materials", "{}"), ("empty", "")):
        document.write_text(text, encoding="utf-8")
        code, out, err = compare(program, tree, document)
        tap.check(f"compare: refuses a document that is {name}", code == 2 and "document.json" in err, (out, err))


def spoiled(text, kind):
    """A document that a validator has to refuse, so that we know it looks."""
    if kind == "spdx":
        return text.replace(b"NOASSERTION", b"no such license (", 4)
    return text.replace(b'"library"', b'"no-such-kind"').replace(b'"specVersion":"3.0.1"', b'"specVersion":3')


def run_validator(folder, kind, files):
    if kind == "spdx":
        code = ("import sys; sys.path.insert(0, sys.argv[1])\n"
                "from spdx_tools.spdx.parser.json import json_parser\n"
                "from spdx_tools.spdx.validation.document_validator import validate_full_spdx_document\n"
                "for name in sys.argv[2:]:\n"
                "    try:\n"
                "        found = validate_full_spdx_document(json_parser.parse_from_file(name))\n"
                "        found = [item.validation_message for item in found]\n"
                "    except Exception as error: found = [str(error)]\n"
                "    print(name + ': ' + ('valid' if not found else str(found)[:500]))\n")
        words = [sys.executable, "-c", code, str(folder / "python")]
    else:
        words = ["node", str(HERE / "validate.js"), str(folder), kind]
    run = subprocess.run(words + [str(name) for name in files], stdout=subprocess.PIPE,
                         stderr=subprocess.STDOUT, text=True, check=False, timeout=240)
    return run.stdout.splitlines()


def check_valid(tap, folder, scratch, texts):
    needed = {"cyclonedx": folder / "node_modules" / "@cyclonedx", "spdx": folder / "python" / "spdx_tools",
              "spdx3": folder / "spdx-3.0.1.schema.json"}
    for kind in FORMATS:
        if not needed[kind].exists():
            tap.skip(f"{kind}: valid", "VALIDATOR NOT INSTALLED: run ./dev test")
            continue
        good, bad = scratch / f"{kind}.json", scratch / f"{kind}-bad.json"
        good.write_bytes(texts[kind])
        bad.write_bytes(spoiled(texts[kind], kind))
        lines = run_validator(folder, kind, [good, bad])
        tap.check(f"{kind}: valid", f"{good}: valid" in lines, lines)
        tap.check(f"{kind}: the validator refuses a spoiled one", f"{bad}: valid" not in lines and
                  any(line.startswith(str(bad)) for line in lines), lines)


def main():
    program, validators = sys.argv[1], pathlib.Path(sys.argv[2]).resolve()
    tap = Tap()
    with tempfile.TemporaryDirectory() as scratch:
        tree = pathlib.Path(scratch) / "tree"
        for name, text in FILES.items():
            (tree / name).parent.mkdir(parents=True, exist_ok=True)
            (tree / name).write_text(text, encoding="utf-8")
        texts = {kind: write(program, tree, kind) for kind in FORMATS}
        check_cyclonedx(tap, texts["cyclonedx"])
        check_spdx(tap, texts["spdx"])
        check_spdx3(tap, texts["spdx3"])
        check_repeatable(tap, program, tree, texts)
        check_compare(tap, program, tree, pathlib.Path(scratch), texts)
        check_valid(tap, validators, pathlib.Path(scratch), texts)
    print(f"1..{tap.count}")
    return 1 if tap.failed else 0


if __name__ == "__main__":
    sys.exit(main())
