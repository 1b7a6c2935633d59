#!/usr/bin/env python3
# SPDX-FileCopyrightText: 2026 The freehold authors
# SPDX-License-Identifier: Apache-2.0
"""Check JSON documents against docs/report.schema.json, without any package.

Usage: schema.py FILE...       complaints on standard output, one a line; exit code 1 when there are any
       schema.py --house ROOT  TAP: the schema itself is sound and has the names of the sources

What is known of JSON Schema 2020-12 is KEYWORDS; a schema that uses anything else is refused."""

import json
import os
import re
import sys

SCHEMA = os.path.join(os.path.dirname(os.path.abspath(__file__)), os.pardir, "docs", "report.schema.json")
NOTES = {"$schema", "$comment", "$defs", "title", "description"}
MOST_COMPLAINTS = 40


def type_of(value):
    if value is None:
        return "null"
    for kind, name in ((bool, "boolean"), (int, "integer"), (float, "number"), (str, "string"),
                       (list, "array"), (dict, "object")):
        if isinstance(value, kind):
            return name
    raise TypeError(value)


def same(a, b):
    """Equal as JSON: 1 is not true."""
    return type_of(a) == type_of(b) and a == b


class Checker:
    """Finds where documents break a schema. Complaints begin with the place in the document."""

    def __init__(self, schema):
        self.root = schema
        self.complaints = []

    def check(self, value, schema, place="$"):
        if schema is True or len(self.complaints) >= MOST_COMPLAINTS:
            return
        if schema is False:
            self.complain(place, "should not be there")
            return
        for keyword, wanted in schema.items():
            if keyword not in NOTES:
                KEYWORDS[keyword](self, value, wanted, place, schema)

    def complain(self, place, what):
        self.complaints.append("%s: %s" % (place, what))

    def reference(self, target):
        node = self.root
        for part in target.removeprefix("#/").split("/"):
            node = node[part]
        return node

    # One method a keyword: value, the keyword's own value, the place, the schema around it.

    def ref(self, value, target, place, _):
        self.check(value, self.reference(target), place)

    def type(self, value, wanted, place, _):
        kinds = wanted if isinstance(wanted, list) else [wanted]
        kind = type_of(value)
        if kind not in kinds and not (kind == "integer" and "number" in kinds):
            self.complain(place, "is %s, not %s" % (kind, " or ".join(kinds)))

    def const(self, value, wanted, place, _):
        if not same(value, wanted):
            self.complain(place, "is %s, not %s" % (json.dumps(value)[:80], json.dumps(wanted)))

    def enum(self, value, wanted, place, _):
        if not any(same(value, each) for each in wanted):
            self.complain(place, "%s is none of %s" % (json.dumps(value)[:80], json.dumps(wanted)))

    def all_of(self, value, schemas, place, _):
        for schema in schemas:
            self.check(value, schema, place)

    def minimum(self, value, wanted, place, _):
        if type_of(value) in ("integer", "number") and value < wanted:
            self.complain(place, "%s is below %s" % (value, wanted))

    def maximum(self, value, wanted, place, _):
        if type_of(value) in ("integer", "number") and value > wanted:
            self.complain(place, "%s is above %s" % (value, wanted))

    def min_length(self, value, wanted, place, _):
        if isinstance(value, str) and len(value) < wanted:
            self.complain(place, "is shorter than %d" % wanted)

    def pattern(self, value, wanted, place, _):
        if isinstance(value, str) and not re.search(wanted, value):
            self.complain(place, "%s does not match %s" % (json.dumps(value)[:80], wanted))

    def min_items(self, value, wanted, place, _):
        if isinstance(value, list) and len(value) < wanted:
            self.complain(place, "has %d items, fewer than %d" % (len(value), wanted))

    def max_items(self, value, wanted, place, _):
        if isinstance(value, list) and len(value) > wanted:
            self.complain(place, "has %d items, more than %d" % (len(value), wanted))

    def prefix_items(self, value, schemas, place, _):
        if isinstance(value, list):
            for index, (item, schema) in enumerate(zip(value, schemas)):
                self.check(item, schema, "%s[%d]" % (place, index))

    def items(self, value, schema, place, around):
        if isinstance(value, list):
            for index in range(len(around.get("prefixItems", ())), len(value)):
                self.check(value[index], schema, "%s[%d]" % (place, index))

    def properties(self, value, schemas, place, _):
        if isinstance(value, dict):
            for key, schema in schemas.items():
                if key in value:
                    self.check(value[key], schema, "%s.%s" % (place, key))

    def required(self, value, keys, place, _):
        if isinstance(value, dict):
            for key in keys:
                if key not in value:
                    self.complain(place, "has no member %s" % key)

    def additional_properties(self, value, schema, place, around):
        if isinstance(value, dict):
            for key in value:
                if key not in around.get("properties", {}):
                    self.check(value[key], schema, "%s.%s" % (place, key))


KEYWORDS = {
    "$ref": Checker.ref, "type": Checker.type, "const": Checker.const, "enum": Checker.enum,
    "allOf": Checker.all_of, "minimum": Checker.minimum, "maximum": Checker.maximum,
    "minLength": Checker.min_length, "pattern": Checker.pattern, "minItems": Checker.min_items,
    "maxItems": Checker.max_items, "prefixItems": Checker.prefix_items, "items": Checker.items,
    "properties": Checker.properties, "required": Checker.required,
    "additionalProperties": Checker.additional_properties,
}


def load_schema(path=SCHEMA):
    with open(path, encoding="utf-8") as file:
        return json.load(file)


def complaints_about(document, schema=None):
    """What is wrong with a report, or with the dependencies alone; an empty list when nothing is."""
    schema = schema or load_schema()
    checker = Checker(schema)
    alone = isinstance(document, dict) and list(document) == ["dependencies"]
    checker.check(document, schema["$defs"]["dependency_list"] if alone else schema)
    return checker.complaints


def is_report(document):
    """True for the documents that the schema is about."""
    return isinstance(document, dict) and (document.get("schema") == "freehold-report/1"
                                           or list(document) == ["dependencies"])


# ---- the schema against the sources ----

def schemas_in(schema, place="#"):
    """All schemas inside of one, with their places."""
    if not isinstance(schema, dict):
        return
    yield place, schema
    for keyword in ("properties", "$defs"):
        for name, inner in schema.get(keyword, {}).items():
            yield from schemas_in(inner, "%s/%s/%s" % (place, keyword, name))
    for keyword in ("items", "additionalProperties"):
        yield from schemas_in(schema.get(keyword), "%s/%s" % (place, keyword))
    for keyword in ("allOf", "prefixItems"):
        for index, inner in enumerate(schema.get(keyword, ())):
            yield from schemas_in(inner, "%s/%s/%d" % (place, keyword, index))


def check_keywords(schema, _):
    """Only keywords that the checker knows."""
    for place, inner in schemas_in(schema):
        for keyword in sorted(set(inner) - NOTES - set(KEYWORDS)):
            yield "%s: unknown keyword %s" % (place, keyword)


def check_closed(schema, _):
    """Objects are closed, members described and, with few exceptions, required."""
    for place, inner in schemas_in(schema):
        if inner.get("type") != "object":
            continue
        members = inner.get("properties", {})
        if inner.get("additionalProperties") is not False:
            yield "%s: takes any member" % place
        for key in sorted(set(inner.get("required", ())) - set(members)):
            yield "%s: requires %s, which it does not describe" % (place, key)
        optional = set(members) - set(inner.get("required", ()))
        for key in sorted(optional - {"path_encoding", "manifest", "qualifier"}):
            yield "%s: %s is not required" % (place, key)
        for key, member in members.items():
            if not ("description" in member or "description" in Checker(schema).reference(member["$ref"])
                    if "$ref" in member else "description" in member):
                yield "%s: %s has no description" % (place, key)


def source(root, path):
    with open(os.path.join(root, path), encoding="utf-8") as file:
        return file.read()


def check_enums(schema, root):
    """Closed vocabularies have the names of the sources."""
    table = source(root, "src/model/enums.def")
    report = source(root, "src/model/report.c")
    defs = schema["$defs"]
    finding = defs["finding"]["properties"]

    def rows(family):
        return re.findall(r'^%s\(\w+, "([^"]+)"\)' % family, table, re.M)

    def names(array):
        body = re.search(r"%s\[\] = \{(.*?)\};" % array, report, re.S).group(1)
        return re.findall(r'"([^"]+)"', body)

    for what, listed, wanted in (
            ("contexts", finding["contexts"]["items"]["enum"], rows("FH_CONTEXT")),
            ("unread reasons", defs["unread"]["properties"]["reason"]["enum"], rows("FH_UNREAD")),
            ("axes", defs["axis"]["enum"], names("axis_names")),
            ("severities", finding["severity"]["enum"], names("severity_names")),
            ("strengths", defs["strength"]["enum"], names("strength_names")),
            ("confidences", defs["confidence"]["enum"], names("confidence_names"))):
        for name in sorted(set(listed) ^ set(wanted)):
            yield "%s: %s is only in the %s" % (what, name, "schema" if name in listed else "sources")


def check_members(schema, root):
    """Every member that the writer writes is described, and none else."""
    writer = source(root, "src/report/report_json.c")
    written = set(re.findall(r'\b(?:fh_json_\w+|add_\w+|write_section)\([^;"]*?"([a-z_]+)"', writer))
    written |= set(re.findall(r'\\"([a-z_]+)\\":', writer))
    written |= {"path_encoding"} | set(schema["properties"]["severities"]["properties"])
    described = set()
    for _, inner in schemas_in(schema):
        described |= set(inner.get("properties", {}))
    for name in sorted(written ^ described):
        yield "%s is only %s" % (name, "written" if name in written else "described")


SAMPLE = {"dependencies": [
    {"purl": "pkg:pypi/torch", "name": "torch", "requirement": ">=2", "phase": "runtime",
     "necessity": "required", "gate": None, "directness": "direct", "pin": "range",
     "license": {"expression": "MIT", "source": "text", "differs": False, "evidence": [
         {"expression": "MIT", "source": "text", "kind": "exact", "written": None,
          "decides": True, "path": "lib/LICENSE", "line": 1}]},
     "component": 0, "path": "setup.py",
     "line": 3, "quote": "torch>=2"}]}
DAMAGES = [("purl", "torch"), ("purl", None), ("name", 5), ("phase", "later"), ("phase", ""),
           ("license", {}),
           ("license", {"expression": None, "source": None, "differs": False, "evidence": [],
                        "x": 1}),
           ("license", {"expression": None, "source": None, "differs": False, "evidence": [{}]}),
           ("component", -1), ("component", True), ("component", 1.5), ("line", 0), ("path", None),
           ("path_encoding", "base64"), ("new", 1)]


def check_checker(schema, _):
    """A sound document passes, and each damaged one does not."""
    yield from complaints_about(SAMPLE, schema)
    for key, value in DAMAGES:
        damaged = dict(SAMPLE["dependencies"][0], **{key: value})
        if not complaints_about({"dependencies": [damaged]}, schema):
            yield "%s = %s was not seen" % (key, json.dumps(value))
    for key in SAMPLE["dependencies"][0]:
        damaged = {k: v for k, v in SAMPLE["dependencies"][0].items() if k != key}
        if not complaints_about({"dependencies": [damaged]}, schema):
            yield "missing %s was not seen" % key
    if not complaints_about({"schema": "freehold-report/2"}, schema):
        yield "another version was not seen"


def house(root):
    checks = (check_keywords, check_closed, check_enums, check_members, check_checker)
    schema = load_schema(os.path.join(root, "docs", "report.schema.json"))
    bad = 0
    print("1..%d" % len(checks))
    for index, check in enumerate(checks, 1):
        complaints = list(check(schema, root))
        bad += bool(complaints)
        for complaint in complaints:
            print("#   " + complaint)
        print("%sok %d - %s" % ("not " if complaints else "", index, check.__doc__.rstrip(".")))
    return 1 if bad else 0


def main(arguments):
    if len(arguments) == 2 and arguments[0] == "--house":
        return house(arguments[1])
    if not arguments or arguments[0].startswith("-"):
        print(__doc__, file=sys.stderr)
        return 2
    bad = False
    for path in arguments:
        with open(path, encoding="utf-8") as file:
            for complaint in complaints_about(json.load(file)):
                print("%s: %s" % (path, complaint))
                bad = True
    return 1 if bad else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
