/* SPDX-FileCopyrightText: 2026 The freehold authors
 * SPDX-License-Identifier: Apache-2.0 */

#include "model/condition.h"

/* Deciding and writing conditions. Depth is bounded where trees are made. */

static fh_holds negated(fh_holds holds)
{
    if (holds == FH_HOLDS_UNKNOWN) return holds;
    return holds == FH_HOLDS_YES ? FH_HOLDS_NO : FH_HOLDS_YES;
}

static bool is_set_variable(fh_text variable)
{
    static const char *const sets[] = {"feature", "extra", "group", "option", "profile"};
    for (size_t i = 0; i < FH_COUNT(sets); i++)
        if (fh_text_is(variable, sets[i])) return true;
    return false;
}

/* ---- versions: dotted numbers ---- */

static bool take_number(fh_text *rest, uint64_t *ret_number)
{
    size_t len = 0;
    while (len < rest->len && fh_is_digit(rest->ptr[len])) len++;
    *ret_number = 0;
    if (len > 0 && !fh_text_to_u64(fh_text_slice(*rest, 0, len), ret_number)) return false;
    const bool more = len < rest->len && rest->ptr[len] == '.';
    if (len < rest->len && !more) return false;
    *rest = fh_text_slice(*rest, len + (more ? 1 : 0), SIZE_MAX);
    return true;
}

/* Below, at or above zero; false when one is no version. */
static bool compare_versions(fh_text a, fh_text b, int *ret_order)
{
    if (a.len == 0 || b.len == 0) return false;
    *ret_order = 0;
    while (a.len > 0 || b.len > 0) {
        uint64_t left, right;
        if (!take_number(&a, &left) || !take_number(&b, &right)) return false;
        if (*ret_order == 0) *ret_order = left < right ? -1 : left > right;
    }
    return true;
}

static bool is_member(fh_text list, fh_text value)
{
    return fh_text_find(list, value) != SIZE_MAX;
}

static fh_holds compare_one(const fh_condition *test, fh_text value)
{
    int order = 0;
    const fh_text compare = test->compare;
    if (fh_text_is(compare, "in") || fh_text_is(compare, "not-in"))
        return is_member(test->value, value) == (compare.ptr[0] == 'i') ? FH_HOLDS_YES
                                                                        : FH_HOLDS_NO;
    if (!compare_versions(value, test->value, &order)) {
        if (fh_text_is(compare, "==") || fh_text_is(compare, "==="))
            return fh_text_eq(value, test->value) ? FH_HOLDS_YES : FH_HOLDS_NO;
        if (fh_text_is(compare, "!="))
            return fh_text_eq(value, test->value) ? FH_HOLDS_NO : FH_HOLDS_YES;
        return FH_HOLDS_UNKNOWN;
    }
    bool holds;
    if (fh_text_starts(compare, FH_TEXT("=="))) holds = order == 0;
    else if (fh_text_is(compare, "!=")) holds = order != 0;
    else if (fh_text_is(compare, "<")) holds = order < 0;
    else if (fh_text_is(compare, "<=")) holds = order <= 0;
    else if (fh_text_is(compare, ">")) holds = order > 0;
    else if (fh_text_is(compare, ">=")) holds = order >= 0;
    else return FH_HOLDS_UNKNOWN;
    return holds ? FH_HOLDS_YES : FH_HOLDS_NO;
}

/* ---- tests ---- */

static const fh_setting *find(const fh_setting *settings, size_t count, const char *variable)
{
    for (size_t i = 0; i < count; i++)
        if (fh_text_is(settings[i].variable, variable)) return &settings[i];
    return NULL;
}

/* "feature == x" holds when one of the features is x. */
static fh_holds test_set(const fh_condition *test, const fh_setting *settings, size_t count)
{
    bool closed = false, named = false;
    for (size_t i = 0; i < count; i++) {
        if (!fh_text_eq(settings[i].variable, test->variable)) continue;
        closed = true;
        named |= fh_text_eq(settings[i].value, test->value);
    }
    if (!closed) return FH_HOLDS_UNKNOWN;
    const fh_holds holds = named ? FH_HOLDS_YES : FH_HOLDS_NO;
    return fh_text_is(test->compare, "!=") ? negated(holds) : holds;
}

/* A family that is not set follows from the system. */
static fh_holds test_family(const fh_condition *test, const fh_setting *settings, size_t count)
{
    const fh_setting *system = find(settings, count, "os");
    if (system == NULL || fh_text_is(system->value, "none")) return FH_HOLDS_UNKNOWN;
    const bool windows = fh_text_is(system->value, "windows");
    return compare_one(test, windows ? FH_TEXT("windows") : FH_TEXT("unix"));
}

/* "3.12" of "3.12.4": what python_version is of python_full_version (PEP 508). */
static fh_text short_version(fh_text version)
{
    size_t dots = 0;
    for (size_t i = 0; i < version.len; i++)
        if (version.ptr[i] == '.' && ++dots == 2) return fh_text_slice(version, 0, i);
    return version;
}

/* The short version decides the long one, unless they begin alike and the rest would tell. */
static fh_holds test_full_version(const fh_condition *test, const fh_setting *settings,
                                  size_t count)
{
    const fh_setting *version = find(settings, count, "python_version");
    if (version == NULL) return FH_HOLDS_UNKNOWN;
    fh_condition brief = *test;
    brief.value = short_version(test->value);
    const bool edge = fh_text_is(test->compare, "<") || fh_text_is(test->compare, ">=");
    int order = 0;
    if (!compare_versions(version->value, brief.value, &order)) return FH_HOLDS_UNKNOWN;
    if (order == 0 && !(edge && brief.value.len == test->value.len)) return FH_HOLDS_UNKNOWN;
    return compare_one(&brief, version->value);
}

static fh_holds test_holds(const fh_condition *test, const fh_setting *settings, size_t count)
{
    if (is_set_variable(test->variable)) return test_set(test, settings, count);
    for (size_t i = 0; i < count; i++)
        if (fh_text_eq(settings[i].variable, test->variable))
            return compare_one(test, settings[i].value);
    if (fh_text_is(test->variable, "family")) return test_family(test, settings, count);
    if (fh_text_is(test->variable, "python_full_version"))
        return test_full_version(test, settings, count);
    return FH_HOLDS_UNKNOWN;
}

fh_holds fh_condition_holds(const fh_condition *condition, const fh_setting *settings, size_t count)
{
    if (condition == NULL) return FH_HOLDS_YES;
    if (condition->kind == FH_CONDITION_OPAQUE) return FH_HOLDS_UNKNOWN;
    if (condition->kind == FH_CONDITION_TEST) return test_holds(condition, settings, count);
    if (condition->kind == FH_CONDITION_NOT)
        return negated(fh_condition_holds(condition->first, settings, count));
    const fh_holds decides = condition->kind == FH_CONDITION_ALL ? FH_HOLDS_NO : FH_HOLDS_YES;
    fh_holds result = negated(decides);
    for (const fh_condition *part = condition->first; part != NULL; part = part->next) {
        const fh_holds holds = fh_condition_holds(part, settings, count);
        if (holds == decides) return decides;
        if (holds == FH_HOLDS_UNKNOWN) result = holds;
    }
    return result;
}

/* ---- writing ---- */

static void write_part(const fh_condition *part, fh_buf *buf)
{
    const bool group =
        (part->kind == FH_CONDITION_ALL || part->kind == FH_CONDITION_ANY) && part->first != NULL;
    if (group) fh_buf_add_byte(buf, '(');
    fh_condition_write(part, buf);
    if (group) fh_buf_add_byte(buf, ')');
}

void fh_condition_write(const fh_condition *condition, fh_buf *buf)
{
    if (condition == NULL) return;
    switch (condition->kind) {
    case FH_CONDITION_TEST:
        fh_buf_add(buf, condition->variable);
        if (fh_text_is(condition->compare, "set")) return;
        fh_buf_printf(buf, " %.*s %.*s", FH_TEXT_ARGS(condition->compare),
                      FH_TEXT_ARGS(condition->value));
        return;
    case FH_CONDITION_NOT:
        fh_buf_add(buf, FH_TEXT("not "));
        write_part(condition->first, buf);
        return;
    case FH_CONDITION_OPAQUE: fh_buf_add(buf, condition->value); return;
    case FH_CONDITION_ALL:
    case FH_CONDITION_ANY: break;
    }
    const bool all = condition->kind == FH_CONDITION_ALL;
    if (condition->first == NULL) fh_buf_add(buf, all ? FH_TEXT("always") : FH_TEXT("never"));
    for (const fh_condition *part = condition->first; part != NULL; part = part->next) {
        if (part != condition->first) fh_buf_add(buf, all ? FH_TEXT(" and ") : FH_TEXT(" or "));
        write_part(part, buf);
    }
}
