# SPDX-FileCopyrightText: 2026 The freehold authors
# SPDX-License-Identifier: Apache-2.0
"""Write texts.tsv and soft.tsv from published texts. A maintainer runs it; no build does.

Usage: sign.py LIST_XML NODE_MODULES SIGN_TOOL OVERLAY

LIST_XML is the folder src of a checkout of the SPDX license list in XML: it marks which parts of a
text the matching guidelines let vary. What is kept are facts: word hashes of the texts that no data
package holds (exceptions, young licenses, standard notices), and for the texts that the packages do
hold the ranges of words that may be missing or may be anything."""

import difflib
import json
import os
import subprocess
import sys
import xml.etree.ElementTree as ElementTree

SPACE = "{http://www.spdx.org/license}"
OPTIONAL = {"optional", "titleText", "copyrightText", "standardLicenseHeader"}
GNU = {"AGPL", "GFDL", "GPL", "LGPL"}  # their notices differ in a version only: grammar reads them
# The list marks the introduction of these as optional in a sister alone, whose words stand for it.
SISTERS = {"CC-BY-SA-4.0": "CC-BY-NC-SA-4.0", "CC-BY-ND-4.0": "CC-BY-NC-ND-4.0"}
BLOCKS = {"p", "list", "item", "titleText", "copyrightText", "br", "standardLicenseHeader", "text"}

def marked(element):
    """The text of an element with marks: 1 optional 2, 3 replaceable 4."""
    tag = element.tag.replace(SPACE, "")
    if tag in ("notes", "crossRefs", "obsoletedBys"):
        return element.tail or ""
    inner = element.text or ""
    for child in element:
        inner += marked(child)
    if tag == "bullet":
        inner = ""
    if tag in OPTIONAL:
        inner = "\1" + inner + "\2"
    if tag == "alt":
        inner = "\3" + inner + "\4"
    if tag in BLOCKS:
        inner = "\n\n" + inner + "\n\n"
    return inner + (element.tail or "")


def sign(tool, text):
    out = subprocess.run([tool], input=text.encode(), capture_output=True, check=True).stdout.decode()
    count, hashes, optional, variable = out.rstrip("\n").split("\t")
    words = [hashes[i:i + 8] for i in range(0, len(hashes), 8)]
    assert len(words) == int(count)
    return words, spread(optional), spread(variable)


def spread(ranges):
    found = set()
    for part in filter(None, ranges.split(",")):
        low, high = part.split("-")
        found.update(range(int(low), int(high) + 1))
    return found


def join(found):
    parts, rest = [], sorted(found)
    while rest:
        end = 0
        while end + 1 < len(rest) and rest[end + 1] == rest[end] + 1:
            end += 1
        parts.append("%d-%d" % (rest[0], rest[end]))
        rest = rest[end + 1:]
    return ",".join(parts)


def carry(from_words, to_words, found):
    """The same words in another edition of the text."""
    moved = set()
    matcher = difflib.SequenceMatcher(None, from_words, to_words, autojunk=False)
    for tag, a, b, c, d in matcher.get_opcodes():
        for k in range(b - a):
            if a + k not in found:
                continue
            if tag == "equal":
                moved.add(c + k)
            elif tag == "replace" and c + k < d:
                moved.add(c + k)
    return moved


def role_of(header, identifier):
    later = "-or-later" in identifier
    return "header-later" if later else "header"


def with_sisters(soft, listed, tool):
    """The same rows, where what may be missing in a sister may be missing too."""
    by_id = {row[0]: row for row in soft}
    for identifier, sister in SISTERS.items():
        own, theirs = sign(tool, listed[identifier])[0], sign(tool, listed[sister])[0]
        _, count, optional, variable = by_id[identifier]
        moved = spread(optional) | carry(theirs, own, spread(by_id[sister][2]))
        by_id[identifier] = (identifier, count, join(moved - spread(variable)), variable)
    return list(by_id.values())


def rows(folder, listed, tool):
    texts, soft = [], []
    files = [(name, folder) for name in os.listdir(folder) if name.endswith(".xml")]
    below = os.path.join(folder, "exceptions")
    files += [(name, below) for name in os.listdir(below) if name.endswith(".xml")]
    for name, where in sorted(files):
        root = ElementTree.parse(os.path.join(where, name)).getroot()
        entry = root[0]
        identifier = entry.get("licenseId")
        body = entry.find(SPACE + "text")
        words, optional, variable = sign(tool, marked(body))
        if not words:
            continue
        exception = entry.tag == SPACE + "exception"
        if identifier in listed:
            own, _, _ = sign(tool, listed[identifier])
            optional, variable = carry(words, own, optional), carry(words, own, variable)
            if optional or variable:
                soft.append((identifier, str(len(own)), join(optional), join(variable)))
        else:
            texts.append((identifier, "exception" if exception else "license", "".join(words),
                          join(optional), join(variable)))
        if identifier.split("-")[0] in GNU:
            continue
        for header in list(entry.iter(SPACE + "standardLicenseHeader")):
            header.tail = ""
            header.tag = SPACE + "text"
            words, optional, variable = sign(tool, marked(header))
            if len(words) >= 12:
                texts.append((identifier, role_of(header, identifier), "".join(words), join(optional),
                              join(variable)))
    return sorted(set(texts)), sorted(set(with_sisters(soft, listed, tool)))


def write(path, about, table):
    with open(path, "w", encoding="ascii") as file:
        file.write("# SPDX-FileCopyrightText: 2026 The freehold authors\n# SPDX-License-Identifier: Apache-2.0\n#\n")
        file.write("# Written by sign.py. %s\n" % about)
        for row in table:
            file.write("\t".join(row) + "\n")


def main():
    folder, modules, tool, overlay = sys.argv[1:5]
    with open(os.path.join(modules, "spdx-license-list", "spdx-full.json"), encoding="utf-8") as file:
        listed = {key: value["licenseText"] for key, value in json.load(file).items()}
    with open(os.path.join(overlay, "deprecated.tsv"), encoding="ascii") as file:
        left_out = {row[0] for row in (line.rstrip("\n").split("\t") for line in file) if row[2:3] == ["notice"]}
    texts, soft = (
        [row for row in table if row[0] not in left_out] for table in rows(folder, listed, tool))
    write(os.path.join(overlay, "texts.tsv"),
          "Id, role, word hashes, words that may be missing, words that may be anything.", texts)
    write(os.path.join(overlay, "soft.tsv"),
          "Id, words of its text, words that may be missing, words that may be anything.", soft)


if __name__ == "__main__":
    main()
