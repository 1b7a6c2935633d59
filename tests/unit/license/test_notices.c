/* SPDX-FileCopyrightText: 2026 The freehold authors
 * SPDX-License-Identifier: Apache-2.0 */

#include "scanned.h"

static void names_and_versions(void)
{
    check_told("This tool is licensed under the terms of the MIT license.", "notice MIT");
    check_told("You may copy it under the GNU General Public License, version 2 or later.",
               "notice GPL-2.0-or-later");
    check_told("You may copy it under version 3 of the GNU General Public License.",
               "notice GPL-3.0-only");
    check_told("Released under MPL 1.1.", "notice MPL-1.1");
    check_told(
        "Distributed under the Apache License, Version 2.0 or the MIT license, at your choice.",
        "notice Apache-2.0; notice MIT");
    /* The field's older name of the same text. */
    check_told("Distributed under the terms of the MIT/X11 license.", "notice MIT");
    check_told("# License: MIT/X11\n", "notice MIT");
    check_told("Released under the X11 license.", "notice X11");
}

static void check_whole(const char *text, const char *want)
{
    scanned self = scan_text("a.c", fh_text_of(text));
    CHECK_TEXT(self.result.expression, want);
    fh_arena_done(&self.arena);
}

/* What the file says as a whole keeps an exception with its license. */
static void exceptions(void)
{
    check_whole("// Part of the Project, under the Apache License v2.0 with LLVM Exceptions.\n",
                "Apache-2.0 WITH LLVM-exception");
    check_whole("// Part of the Project, under the Apache License v2.0 with LLVM Exceptions.\n//\n"
                "// Some of it is licensed under the MIT license.\n",
                "Apache-2.0 WITH LLVM-exception AND MIT");
    check_whole("/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception OR MIT */\n",
                "Apache-2.0 WITH LLVM-exception OR MIT");
}

/* A line that is a field grants as a sentence does; a key of data does not. */
static void fields(void)
{
    check_told("#!/bin/sh\n# License: MIT\necho one two three four five\n", "notice MIT");
    check_told("/*\n * Author: Example\n * License: Apache-2.0\n */\n", "notice Apache-2.0");
    check_told("-- Licence: BSD\nselect one, two, three, four, five;\n", "notice BSD-3-Clause");
    check_told("Package: frob\nLicense: GPL-2\nEncoding: UTF-8\n", "notice GPL-2.0-only");
    check_told("packages:\n  - name: one\n    license: MIT\n", "reference MIT");
    check_told("packages:\n  - license: MIT\n", "reference MIT");
    check_told("print(\"License: MIT\")\n", "reference MIT");
    check_told("// not License: MIT\n", "");
}

static void what_grants_nothing(void)
{
    check_told("The code is not licensed under the Apache License, Version 2.0.", "");
    check_told("Our terms are compatible with the GNU General Public License, version 3.", "");
    check_told("REGISTER(mpl, &mpl_commands, \" \", run_mpl, 1, 1);\nint x;\nint y;\n", "");
    check_told("We met at MIT in the spring and talked about compilers until late at night.", "");
}

static void tags(void)
{
    check_told("/* SPDX-License-Identifier: MIT */\nint x;\n", "tag MIT");
    check_told("# SPDX license identifier: BSD-2-Clause\n", "tag BSD-2-Clause");
    check_told("The SPDX license identifier: ISC\n", "tag ISC");
    check_told("throw(\"Unknown SPDX license identifier: 'ISC' in your file of settings\");\n", "");
}

/* A word in passing, then a grant of the same license. */
static void grants_behind_mentions(void)
{
    check_told("openssl-1.1.1 is looked for in the usual places of the system by this script.\n\n"
               "Parts of it are distributed under the OpenSSL license, see the file next to it.\n",
               "notice OpenSSL");
}

static void check_span(const char *text, const char *want)
{
    scanned self = scan_text("a.c", fh_text_of(text));
    if (CHECK(self.result.matches.count > 0)) CHECK_TEXT(span_of(&self, 0), want);
    fh_arena_done(&self.arena);
}

/* A notice is its sentence, the statement before it and what custom puts behind it. */
static void spans(void)
{
    check_span("#include <x.h>\n\nThis widget is licensed under the Zlib license.\n\nint x;\n",
               "This widget is licensed under the Zlib license.");
    check_span(
        "Copyright (c) 2020 Example Owner\n\nLicensed under the EPL, version 2.0.\n\nOther.\n",
        "Copyright (c) 2020 Example Owner\n\nLicensed under the EPL, version 2.0.");
    check_span(
        "The frobnicator may be used under the LGPL version 2.1. It comes WITHOUT ANY WARRANTY. "
        "Frobnicate well.",
        "The frobnicator may be used under the LGPL version 2.1. It comes WITHOUT ANY WARRANTY.");
    check_span("See https://creativecommons.org/licenses/by/4.0/legalcode, please",
               "https://creativecommons.org/licenses/by/4.0/legalcode");
}

/* The line of a notice is where it names the license. */
static void lines(void)
{
    scanned self = scan_text("a.c", FH_TEXT("Copyright (c) 2020 Example Owner\n\n"
                                            "This file may be used\nunder the MIT license.\n"));
    if (CHECK_INT(self.result.matches.count, 1)) {
        const fh_license_match *match = &self.result.matches.items[0];
        CHECK_INT(match->start_line, 1);
        CHECK_INT(match->name_line, 4);
        CHECK_INT(match->end_line, 4);
    }
    fh_arena_done(&self.arena);
}

int main(void)
{
    RUN(names_and_versions);
    RUN(exceptions);
    RUN(fields);
    RUN(what_grants_nothing);
    RUN(tags);
    RUN(grants_behind_mentions);
    RUN(spans);
    RUN(lines);
    return DONE();
}
