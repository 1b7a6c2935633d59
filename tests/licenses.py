#!/usr/bin/env python3
# SPDX-FileCopyrightText: 2026 The freehold authors
# SPDX-License-Identifier: Apache-2.0
"""Every text of the license list in mechanical variants: what is told must not depend on the form.

Usage: licenses.py FREEHOLD NODE_MODULES [VARIANT]

A text that is found under its own id as it is published must be found under the same in each of
these variants; one that has an operative word flipped must not be called whole, and a material edit
must be named. With VARIANT, the texts that this one changes are printed."""

import html
import json
import os
import re
import subprocess
import sys
import tempfile
import textwrap

WHOLE = {"exact", "equivalent"}
TEXTS = {"exact", "equivalent", "modified", "partial", "embedded", "notice"}
BRITISH = [("licens", "licenc"), ("Licens", "Licenc"), ("LICENS", "LICENC"), (r"\b([Oo]rganiz)", None),
           (r"\b([Aa]uthoriz)", None), (r"\b([Rr]ecogniz)", None), (r"\b([Ff]av)or", r"\1our"),
           (r"\b([Hh]on)or", r"\1our"), (r"\b([Ff]ulfil)l\b", r"\1"), (r"\b([Jj]udg)ment", r"\1ement")]
# What must survive each variant, in per mille of the texts that are told apart in the first place.
# 1000: the variant changes no word. The others do, in a text or two: a bullet that stands for a number
# that the text counts with, a spelling of a spelling.
LEAST = {"wrap 60": 1000, "wrap 100": 1000, "one line a paragraph": 1000, "C": 1000, "shell": 1000, "C++": 1000,
         "SQL": 1000, "Lisp": 1000, "HTML": 998, "upper case": 1000, "curly quotes": 1000, "British": 998, "holders": 1000,
         "bullets": 995, "two licenses": 1000, "flipped": 995}


def wrap(text, width):
    parts = re.split(r"\n\s*\n", text)
    return "\n\n".join(textwrap.fill(" ".join(part.split()), width, break_on_hyphens=False, break_long_words=False)
                       for part in parts)


def comment(text, first, lead, last):
    body = "\n".join((lead + line).rstrip() for line in text.splitlines())
    return first + body.replace("*/", "* /") + "\n" + last


def in_html(text):
    parts = re.split(r"\n\s*\n", text)
    body = "\n".join("<p>%s</p>" % html.escape(part, quote=False).replace("\n", "<br />\n") for part in parts)
    return "<html><head><title>x</title></head><body>\n%s\n</body></html>\n" % body


def curly(text):
    text = re.sub(r'(^|[\s(])"', "\\1\u201c", text).replace('"', "\u201d").replace("'", "\u2019")
    return text.replace(" - ", " \u2013 ")


def british(text):
    for here, there in BRITISH:
        text = re.sub(here, there or (lambda m: m.group()[:-1] + "s"), text)
    return text


def holders(text):
    line = "Copyright (c) 2003, 2007-2019 The Example Widgets Company and others"
    return line + "\n" + re.sub(r"(?m)^\s*Copyright \([cC]\) .{0,80}$", line, text)


def bullets(text):
    return re.sub(r"(?m)^(\s*)(?:\d{1,2}[.)]|\([a-z\d]\)|[*\u2022-]) (?=\w)", "\\1- ", text)


def flip(text):
    """The text with one word that permits or forbids turned round, from its middle on; or None."""
    for pattern, new in ((r"\b(is|are) (hereby )?granted", r"\1 not \2granted"), (r"\b(may|shall|must) (?!not)", r"\1 not "),
                         (r"\bwithout ", "with "), (r"\bnot ", "")):
        places = [m for m in re.finditer(pattern, text, re.I) if len(text) // 5 < m.start() < len(text) * 4 // 5]
        if places:
            m = places[len(places) // 2]
            return text[:m.start()] + re.sub(pattern, new, m.group(), count=1, flags=re.I) + text[m.end():]
    return None


def variants(identifier, text, texts):
    other = "ISC" if identifier != "ISC" else "Zlib"
    yield "wrap 60", wrap(text, 60)
    yield "wrap 100", wrap(text, 100)
    yield "one line a paragraph", wrap(text, 10 ** 6)
    yield "C", comment(wrap(text, 76), "/*\n", " * ", " */\n#include <stdio.h>\n")
    yield "shell", comment(wrap(text, 76), "#!/bin/sh\n#\n", "# ", "\nset -e\n")
    yield "C++", comment(wrap(text, 76), "", "// ", "\nint main();\n")
    yield "SQL", comment(wrap(text, 76), "", "-- ", "\nselect 1;\n")
    yield "Lisp", comment(wrap(text, 76), "", ";;; ", "\n(define x 1)\n")
    yield "HTML", in_html(wrap(text, 80))
    yield "upper case", "".join(c.upper() if "a" <= c <= "z" or "\xe0" <= c <= "\xfe" else c for c in text)
    yield "curly quotes", curly(text)
    yield "British", british(text)
    yield "holders", holders(text)
    yield "bullets", bullets(text)
    yield "two licenses", text + "\n\n" + "-" * 70 + "\n\nThe rest of this package:\n\n" + texts[other] + "\n"
    flipped = flip(text)
    if flipped is not None:
        yield "flipped", flipped


def scan(freehold, folder, names):
    with open(os.path.join(folder, "list"), "w", encoding="utf-8") as file:
        file.write("".join(os.path.join(folder, name) + "\n" for name in names))
    out = subprocess.run([freehold, "license", "--no-cache", "--format", "jsonl", "--files-from",
                          os.path.join(folder, "list")], capture_output=True, check=False).stdout
    return {os.path.basename(record["path"]): record["matches"] for record in map(json.loads, out.splitlines())}


def told(matches, kinds):
    """All ids of the matches of these kinds."""
    return [{match["license"], *match.get("ties", [])} for match in matches if match["kind"] in kinds]


def is_kept(name, identifier, matches, base_kinds):
    if name == "flipped":
        return (not any(identifier in ids for ids in told(matches, WHOLE)) and
                any(edit["material"] for match in matches for edit in match["edits"]))
    found = any(identifier in ids for ids in told(matches, base_kinds))
    if name == "two licenses":
        other = "ISC" if identifier != "ISC" else "Zlib"
        return found and any(other in ids for ids in told(matches, WHOLE))
    return found


def main():
    freehold, modules = sys.argv[1:3]
    shown = sys.argv[3] if len(sys.argv) > 3 else None
    with open(os.path.join(modules, "spdx-license-list", "spdx-full.json"), encoding="utf-8") as file:
        texts = {key: value["licenseText"] for key, value in json.load(file).items() if value["licenseText"].strip()}
    order = sorted(texts)
    with tempfile.TemporaryDirectory() as folder:
        made = {}
        for number, identifier in enumerate(order):
            made["%04d" % number] = (identifier, None)
            with open(os.path.join(folder, "%04d" % number), "w", encoding="utf-8") as file:
                file.write(texts[identifier])
            for kind, (name, text) in enumerate(variants(identifier, texts[identifier], texts)):
                path = "%04d-%02d" % (number, kind)
                made[path] = (identifier, name)
                with open(os.path.join(folder, path), "w", encoding="utf-8") as file:
                    file.write(text)
        got = scan(freehold, folder, sorted(made))
    base = {identifier: any(identifier in ids for ids in told(got[path], WHOLE))
            for path, (identifier, name) in made.items() if name is None}
    counts, lost = {}, {}
    for path, (identifier, name) in made.items():
        if name is None or not base[identifier]:
            continue
        kept = is_kept(name, identifier, got.get(path, []), WHOLE)
        good, all_of = counts.get(name, (0, 0))
        counts[name] = (good + kept, all_of + 1)
        if not kept:
            lost.setdefault(name, []).append((identifier, got.get(path, [])))
    print("1..%d" % (1 + len(LEAST)))
    own = sum(base.values())
    report(1, own * 1000 >= 990 * len(base), "published texts under their own id: %d of %d" % (own, len(base)),
           [identifier for identifier in order if not base[identifier]])
    failed = own * 1000 < 990 * len(base)
    for number, (name, least) in enumerate(LEAST.items(), 2):
        good, all_of = counts.get(name, (0, 0))
        fine = all_of > 0 and good * 1000 >= least * all_of
        failed = failed or not fine
        report(number, fine, "%s: %d of %d" % (name, good, all_of), [one for one, _ in lost.get(name, [])])
        if name == shown:
            for identifier, matches in lost.get(name, []):
                print("# ", identifier, [(m["kind"], m["license"], len(m["edits"])) for m in matches])
    return 1 if failed else 0


def report(number, fine, what, lost):
    print("%s %d - %s" % ("ok" if fine else "not ok", number, what))
    if lost:
        print("#   but not: %s" % " ".join(lost[:40]))


if __name__ == "__main__":
    sys.exit(main())
