#!/usr/bin/env python3
# SPDX-FileCopyrightText: 2026 The freehold authors
# SPDX-License-Identifier: Apache-2.0
"""The laws of the house that a compiler does not check, as TAP.

Usage: layers.py ROOT LAW...   where LAW is "room:may,include" or "room/file.c=library" as
src/meson.build writes them. Without LAWs only the rules that need no table are checked.

Every rule yields (path, line, message) for each breach; a breach fails the rule's test."""

import json
import os
import re
import sys

SKIPPED_FOLDERS = {".git", "node_modules", "__pycache__", ".cache", "cases", "corpus"}
MAX_LINES = 600
MAX_FUNCTION_LINES = 80
MAX_COLUMNS = 100

# What may stand in an #include <...> in front of a library's name, and the header that gives it away.
LIBRARY_HEADERS = {
    "xxhash": r"xxhash\.h|xxh3\.h",
    "pcre2": r"pcre2\.h",
    "git2": r"git2(/.*)?\.h",
    "zlib": r"zlib\.h",
    "dlfcn": r"dlfcn\.h",
    "libfyaml": r"libfyaml\.h",
    "expat": r"expat\.h",
    "cjson": r"(cjson/)?cJSON\.h",
    "curl": r"curl/.*\.h",
    "sqlite": r"sqlite3\.h",
}

# Function -> what to use instead.
BANNED = {
    name: advice
    for advice, names in {
        "fh_text and fh_cursor": "strtok strtok_r strtol strtoul strtoll strtoull strtod strtof atoi "
        "atol atoll atof sscanf fscanf scanf gets",
        "fh_buf or fh_arena_printf": "sprintf vsprintf strcpy strncpy strcat strncat stpcpy",
        "the arena": "alloca",
        "a result": "setjmp longjmp sigsetjmp siglongjmp",
        "the ASCII tests of base/text.h": "isalpha isdigit isalnum isspace isupper islower isxdigit "
        "ispunct isprint tolower toupper",
        "nothing: no shell is ever run": "system popen",
        "nothing: output knows neither locale nor clock": "setlocale localtime localtime_r gmtime "
        "gmtime_r ctime asctime strftime mktime time gettimeofday",
    }.items()
    for name in names.split()
}
BANNED_CALL = re.compile(r"(?<![\w.>])(%s)\s*\(" % "|".join(sorted(BANNED)))
BANNED_HEADERS = {"ctype.h", "setjmp.h", "locale.h", "alloca.h", "strings.h"}

SPDX_FORMS = {
    "/* ": (".c", ".h", ".def"),
    "# ": (".py", ".sh", ".yaml", ".yml", ".list", "meson.build", "meson_options.txt", "dev", "run",
           ".gitignore", ".gitattributes", ".editorconfig", ".clang-format", ".clang-tidy"),
}
SPDX_LINES = ("SPDX-FileCopyrightText: 2026 The freehold authors", "SPDX-License-Identifier: Apache-2.0")


class House:
    """All files of the tree, read once, and the law."""

    def __init__(self, root, laws):
        self.root = root
        self.rooms, self.doors = {}, {}
        for law in laws:
            if "=" in law:
                door, library = law.split("=")
                self.doors.setdefault(library, set()).add("src/" + door)
            else:
                room, below = law.split(":")
                self.rooms[room] = set(filter(None, below.split(",")))
        self.files = {}
        for folder, folders, names in os.walk(root):
            inside = os.path.relpath(folder, root)
            folders[:] = sorted(
                name for name in folders
                if name not in SKIPPED_FOLDERS and not (inside == "." and name.startswith("build")))
            for name in sorted(names):
                path = os.path.normpath(os.path.join(inside, name))
                self.files[path] = os.path.join(folder, name)
        self.cache = {}

    def text(self, path):
        if path not in self.cache:
            with open(self.files[path], encoding="utf-8", errors="surrogateescape") as file:
                self.cache[path] = file.read()
        return self.cache[path]

    def sources(self, *folders):
        """C files and headers beneath the given top folders (all when none is given)."""
        for path in self.files:
            if path.endswith((".c", ".h")) and (not folders or path.split("/")[0] in folders):
                yield path

    def room_of(self, path):
        """'base' for src/base/x.c, 'audit' for src/x.c, None outside src."""
        parts = path.split("/")
        if parts[0] != "src":
            return None
        return parts[1] if len(parts) > 2 else "audit"


def blank(match):
    """Keep the lines of a comment or literal, drop its content."""
    return re.sub(r"[^\n]", " ", match.group(0))


STRIPPED = re.compile(r'/\*.*?\*/|"(?:\\.|[^"\\\n])*"|\'(?:\\.|[^\'\\\n])*\'', re.S)


def code_lines(text):
    """(number, line) of C code with comments and literals blanked out."""
    return enumerate(STRIPPED.sub(blank, text).split("\n"), 1)


def includes(text):
    for number, line in enumerate(text.split("\n"), 1):
        match = re.match(r'\s*#\s*include\s+([<"])([^>"]+)[>"]', line)
        if match:
            yield number, match.group(1) == '"', match.group(2)


def include_law(house):
    """A room includes itself and the rooms beneath it, by "room/file.h"."""
    if not house.rooms:
        return
    for path in house.sources("src"):
        room = house.room_of(path)
        if room == "audit":
            continue
        if room != "cli" and room not in house.rooms and room != "lookup":
            yield path, 1, "room %s is not in the table of src/meson.build" % room
            continue
        may = {"cli"} if room == "cli" else house.rooms.get(room, {"base", "model", "parse"}) | {room}
        for number, quoted, name in includes(house.text(path)):
            if not quoted:
                continue
            if room == "cli" and name == "freehold.h":
                continue
            target = name.split("/")[0]
            if "/" not in name and "src/" + name in house.files and name == "builtin.h":
                if room in ("license", "read"):
                    continue
            if "/" not in name or target not in may:
                yield path, number, '%s may not include "%s"' % (room, name)


def one_door(house):
    """One library, one file that includes it."""
    if not house.doors:
        return
    for path in house.sources("src"):
        for number, quoted, name in includes(house.text(path)):
            for library, pattern in LIBRARY_HEADERS.items():
                if re.fullmatch(pattern, name) and path not in house.doors.get(library, ()):
                    where = ", ".join(sorted(house.doors.get(library, ()))) or "no room"
                    yield path, number, "%s belongs to %s" % (library, where)


def banned_functions(house):
    """No call of a function that the style bans."""
    for path in house.sources("src", "include"):
        text = house.text(path)
        for number, line in code_lines(text):
            for match in BANNED_CALL.finditer(line):
                yield path, number, "%s: use %s" % (match.group(1), BANNED[match.group(1)])
        for number, quoted, name in includes(text):
            if name in BANNED_HEADERS:
                yield path, number, "<%s> is banned" % name


def block_comments(house):
    """Comments are written /* */, so that // in a change is a leftover."""
    for path in house.sources():
        for number, line in code_lines(house.text(path)):
            if "//" in line:
                yield path, number, "// comment"


def spdx_lines(house):
    """Two SPDX lines on top of every source file (below the interpreter line)."""
    for path in house.files:
        for opening, endings in SPDX_FORMS.items():
            name = os.path.basename(path)
            if not any(name == ending or (ending[0] == "." and name.endswith(ending))
                       for ending in endings):
                continue
            lines = house.text(path).split("\n")[:3]
            if lines and lines[0].startswith("#!"):
                del lines[0]
            wanted = [opening + SPDX_LINES[0], (" * %s */" if opening[0] == "/" else "# %s") % SPDX_LINES[1]]
            if lines[:2] != wanted:
                yield path, 1, "the two SPDX lines are missing"


def file_length(house):
    """No source file is longer than MAX_LINES."""
    for path in house.files:
        if path.endswith((".c", ".h", ".def", ".py", ".build")) or path == "dev":
            count = house.text(path).count("\n")
            if count > MAX_LINES:
                yield path, count, "%d lines, at most %d" % (count, MAX_LINES)


def function_length(house):
    """No function is longer than MAX_FUNCTION_LINES, counted from its opening brace."""
    for path in house.sources():
        start = None
        for number, line in code_lines(house.text(path)):
            if line.rstrip() == "{":
                start = number
            elif line.rstrip() == "}" and start is not None:
                if number - start + 1 > MAX_FUNCTION_LINES:
                    yield path, start, "%d lines, at most %d" % (number - start + 1, MAX_FUNCTION_LINES)
                start = None


def line_shape(house):
    """Lines of C have no tab, no blank at the end, and fit MAX_COLUMNS."""
    for path in house.sources():
        for number, line in enumerate(house.text(path).split("\n"), 1):
            if "\t" in line:
                yield path, number, "tab"
            if line != line.rstrip():
                yield path, number, "blank at the end of the line"
            if len(line) > MAX_COLUMNS:
                yield path, number, "%d columns" % len(line)


def unique_names(house):
    """A base name says which file is meant."""
    seen = {}
    for path in house.sources("src", "include"):
        name = os.path.basename(path)
        if name in seen:
            yield path, 1, "same name as %s" % seen[name]
        seen[name] = path


def header_guards(house):
    """src/room/file.h is guarded by FH_ROOM_FILE_H."""
    for path in house.sources("src"):
        if not path.endswith(".h"):
            continue
        guard = "FH_" + re.sub(r"\W", "_", path[len("src/"):]).upper()
        if not re.search(r"^#ifndef %s\n#define %s\n" % (guard, guard), house.text(path), re.M):
            yield path, 1, "guard is not %s" % guard


def no_state(house):
    """No mutable globals, no function statics (a flag of a signal handler excepted)."""
    pattern = re.compile(r"^(\s*)static\s+(?!inline\b|_Noreturn\b)([^;={]*)([;={])")
    for path in house.sources("src"):
        for number, line in code_lines(house.text(path)):
            match = pattern.match(line)
            if not match or "(" in match.group(2) and "[" not in match.group(2):
                continue
            if not re.search(r"\bconst\b", match.group(2)) and "sig_atomic_t" not in match.group(2):
                yield path, number, "mutable state"


def rule_packs(house):
    """Every rule pack has its row in rules/packs.list, and every row its pack."""
    if "rules/packs.list" not in house.files:
        return
    rows = [line.strip() for line in house.text("rules/packs.list").split("\n")]
    rows = ["rules/" + row for row in rows if row and not row.startswith("#")]
    packs = [path for path in house.files
             if path.startswith("rules/") and path.endswith((".yaml", ".yml"))
             and not path.startswith("rules/licenses/")]
    for path in packs:
        if path not in rows:
            yield path, 1, "not in rules/packs.list"
    for row in rows:
        if row not in packs:
            yield "rules/packs.list", 1, "no such pack: %s" % row


def lock_files(house):
    """A lock file pins every package by digest and names no address to fetch it from."""
    for path in house.files:
        if os.path.basename(path) != "package-lock.json":
            continue
        lock = json.loads(house.text(path))
        for name, package in lock.get("packages", {}).items():
            if name == "":
                continue
            if not re.match(r"sha512-[A-Za-z0-9+/]{86}==$", package.get("integrity", "")):
                yield path, 1, "%s has no sha512 integrity" % name
            if package.get("hasInstallScript"):
                yield path, 1, "%s runs a script when installed" % name
        for number, line in enumerate(house.text(path).split("\n"), 1):
            if re.search(r'"resolved"|"(https?|git|ssh|file)[:+]', line):
                yield path, number, "download address"


RULES = [include_law, one_door, banned_functions, block_comments, spdx_lines, file_length,
         function_length, line_shape, unique_names, header_guards, no_state, rule_packs, lock_files]


def main():
    house = House(sys.argv[1], sys.argv[2:])
    failed = 0
    print("1..%d" % len(RULES))
    for index, rule in enumerate(RULES, 1):
        breaches = list(rule(house))
        failed += bool(breaches)
        for path, line, message in breaches:
            print("# %s:%d: %s" % (path, line, message))
        name = rule.__doc__.split("\n")[0].rstrip(".")
        print("%s %d - %s: %s" % ("not ok" if breaches else "ok", index, rule.__name__, name))
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())
