/* SPDX-FileCopyrightText: 2026 The freehold authors
 * SPDX-License-Identifier: Apache-2.0 */

#include "read/lexer.h"

/* One row a language; a language without a row is read as plain text. */
static const fh_lexis habits[FH_LANGUAGE_COUNT] = {
    [FH_LANGUAGE_PYTHON] = {.line_comment = "#", .quotes = "\"'", .triple = true, .newlines = true},
    [FH_LANGUAGE_STARLARK] = {.line_comment = "#",
                              .quotes = "\"'",
                              .triple = true,
                              .newlines = true},
    [FH_LANGUAGE_JAVASCRIPT] = {.line_comment = "//",
                                .open_comment = "/*",
                                .close_comment = "*/",
                                .quotes = "\"'`",
                                .long_quotes = "`",
                                .newlines = true,
                                .regexes = true,
                                .dollar = true},
    [FH_LANGUAGE_GO] = {.line_comment = "//",
                        .open_comment = "/*",
                        .close_comment = "*/",
                        .quotes = "\"`",
                        .long_quotes = "`",
                        .char_quote = true,
                        .raw_backtick = true,
                        .newlines = true},
    [FH_LANGUAGE_RUST] = {.line_comment = "//",
                          .open_comment = "/*",
                          .close_comment = "*/",
                          .quotes = "\"",
                          .long_quotes = "\"",
                          .nested = true,
                          .char_quote = true,
                          .rust_raw = true},
    [FH_LANGUAGE_C] = {.line_comment = "//",
                       .open_comment = "/*",
                       .close_comment = "*/",
                       .quotes = "\"",
                       .char_quote = true,
                       .directives = true,
                       .cpp_raw = true},
    [FH_LANGUAGE_JAVA] = {.line_comment = "//",
                          .open_comment = "/*",
                          .close_comment = "*/",
                          .quotes = "\"",
                          .triple = true,
                          .char_quote = true,
                          .newlines = true},
    [FH_LANGUAGE_CSHARP] = {.line_comment = "//",
                            .open_comment = "/*",
                            .close_comment = "*/",
                            .quotes = "\"",
                            .triple = true,
                            .char_quote = true,
                            .directives = true,
                            .verbatim = true},
    [FH_LANGUAGE_SWIFT] = {.line_comment = "//",
                           .open_comment = "/*",
                           .close_comment = "*/",
                           .quotes = "\"",
                           .triple = true,
                           .nested = true,
                           .newlines = true,
                           .directives = true},
};

const fh_lexis *fh_lexis_of(fh_language language)
{
    if ((unsigned)language >= FH_LANGUAGE_COUNT || habits[language].quotes == NULL) return NULL;
    return &habits[language];
}
