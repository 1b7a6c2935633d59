/* SPDX-FileCopyrightText: 2026 The freehold authors
 * SPDX-License-Identifier: Apache-2.0 */

#include "model/python_name.h"

static bool is_separator(char c)
{
    return c == '-' || c == '_' || c == '.';
}

static bool is_normal(fh_text name)
{
    for (size_t i = 0; i < name.len; i++) {
        const char c = name.ptr[i];
        if ((c >= 'A' && c <= 'Z') || c == '_' || c == '.') return false;
        if (c == '-' && i > 0 && name.ptr[i - 1] == '-') return false;
    }
    return true;
}

fh_text fh_python_name(fh_arena *arena, fh_text name)
{
    if (is_normal(name)) return name;
    char *made = FH_NEW_ARRAY(arena, name.len, char);
    size_t len = 0;
    if (made == NULL) return FH_TEXT("");
    for (size_t i = 0; i < name.len; i++) {
        char c = name.ptr[i];
        if (is_separator(c)) {
            if (i > 0 && is_separator(name.ptr[i - 1])) continue;
            c = '-';
        }
        made[len++] = c >= 'A' && c <= 'Z' ? (char)(c - 'A' + 'a') : c;
    }
    return fh_text_make(made, len);
}

fh_text fh_python_extra_key(fh_arena *arena, fh_text name, fh_text extra)
{
    const fh_text package = fh_python_name(arena, name), part = fh_python_name(arena, extra);
    return fh_arena_printf(arena, "%.*s[%.*s]", FH_TEXT_ARGS(package), FH_TEXT_ARGS(part));
}
