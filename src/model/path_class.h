/* SPDX-FileCopyrightText: 2026 The freehold authors
 * SPDX-License-Identifier: Apache-2.0 */

/* What a path says about its file: test, doc, example, vendored, ci ... and its language. A pure
 * function of the path below the root; folder and remote names outside the tree play no part. */
#ifndef FH_MODEL_PATH_CLASS_H
#define FH_MODEL_PATH_CLASS_H

#include "base/text.h"

/* The set of fh_context bits of `path`. Never CODE or STRING: those are the readers' to say. */
uint32_t fh_path_contexts(fh_text path);

typedef enum fh_language {
    FH_LANGUAGE_NONE,
    FH_LANGUAGE_PYTHON,
    FH_LANGUAGE_JAVASCRIPT, /* and TypeScript */
    FH_LANGUAGE_GO,
    FH_LANGUAGE_RUST,
    FH_LANGUAGE_C,    /* and C++, CUDA, HIP, Objective-C, Metal, OpenCL */
    FH_LANGUAGE_JAVA, /* and Kotlin, Scala, Groovy */
    FH_LANGUAGE_CSHARP,
    FH_LANGUAGE_SWIFT,
    FH_LANGUAGE_SHELL,
    FH_LANGUAGE_CMAKE,
    FH_LANGUAGE_DOCKERFILE,
    FH_LANGUAGE_YAML,
    FH_LANGUAGE_TOML,
    FH_LANGUAGE_JSON,
    FH_LANGUAGE_XML,
    FH_LANGUAGE_INI,
    FH_LANGUAGE_MAKE,
    FH_LANGUAGE_MARKDOWN, /* and plain prose: reStructuredText, AsciiDoc, text */
    FH_LANGUAGE_NOTEBOOK,
    FH_LANGUAGE_STARLARK,
    FH_LANGUAGE_COUNT
} fh_language;

fh_language fh_path_language(fh_text path);
const char *fh_language_name(fh_language language);
/* True for a programming language whose files are product code (not data, prose or build files). */
bool fh_language_is_source(fh_language language);

#endif
