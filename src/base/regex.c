/* SPDX-FileCopyrightText: 2026 The freehold authors
 * SPDX-License-Identifier: Apache-2.0 */

#define PCRE2_CODE_UNIT_WIDTH 8
#include <pcre2.h>

#include <stdlib.h>

#include "base/regex.h"

struct fh_regex {
    pcre2_code *code;
    pcre2_match_data *data;
    pcre2_match_context *context;
};

enum { MATCH_LIMIT = 100000, DEPTH_LIMIT = 250 };

fh_status fh_regex_new(fh_env *env, fh_text pattern, bool caseless, fh_regex **ret_regex)
{
    int error = 0;
    PCRE2_SIZE at = 0;
    const uint32_t options = PCRE2_NEVER_BACKSLASH_C | (caseless ? PCRE2_CASELESS : 0u);
    fh_regex *regex = calloc(1, sizeof *regex);
    if (regex == NULL) return fh_fail(env, FH_NO_MEMORY, "no memory for a regular expression");
    regex->code = pcre2_compile((PCRE2_SPTR)pattern.ptr, pattern.len, options, &error, &at, NULL);
    if (regex->code == NULL) {
        PCRE2_UCHAR message[128] = "";
        (void)pcre2_get_error_message(error, message, sizeof message);
        free(regex);
        return fh_fail(env, FH_BAD_INPUT, "regular expression, offset %zu: %s", (size_t)at,
                       (const char *)message);
    }
    (void)pcre2_jit_compile(regex->code, PCRE2_JIT_COMPLETE); /* the interpreter serves as well */
    regex->data = pcre2_match_data_create_from_pattern(regex->code, NULL);
    regex->context = pcre2_match_context_create(NULL);
    if (regex->data == NULL || regex->context == NULL) {
        fh_regex_free(regex);
        return fh_fail(env, FH_NO_MEMORY, "no memory for a regular expression");
    }
    (void)pcre2_set_match_limit(regex->context, MATCH_LIMIT);
    (void)pcre2_set_depth_limit(regex->context, DEPTH_LIMIT);
    *ret_regex = regex;
    return FH_OK;
}

void fh_regex_free(fh_regex *regex)
{
    if (regex == NULL) return;
    pcre2_match_context_free(regex->context);
    pcre2_match_data_free(regex->data);
    pcre2_code_free(regex->code);
    free(regex);
}

bool fh_regex_match(fh_regex *regex, fh_text text, size_t from, fh_regex_span *ret_spans,
                    size_t span_count, bool *ret_limited)
{
    const int found = pcre2_match(regex->code, (PCRE2_SPTR)(text.ptr != NULL ? text.ptr : ""),
                                  text.len, from, 0, regex->data, regex->context);
    if (ret_limited != NULL)
        *ret_limited = found == PCRE2_ERROR_MATCHLIMIT || found == PCRE2_ERROR_DEPTHLIMIT ||
                       found == PCRE2_ERROR_HEAPLIMIT || found == PCRE2_ERROR_JIT_STACKLIMIT;
    if (found < 0) return false;
    const PCRE2_SIZE *offsets = pcre2_get_ovector_pointer(regex->data);
    for (size_t i = 0; i < span_count; i++) {
        const bool set = i < (size_t)found && offsets[2 * i] != PCRE2_UNSET;
        ret_spans[i] = set ? (fh_regex_span){offsets[2 * i], offsets[2 * i + 1]}
                           : (fh_regex_span){SIZE_MAX, SIZE_MAX};
    }
    return true;
}
