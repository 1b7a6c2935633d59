/* SPDX-FileCopyrightText: 2026 The freehold authors
 * SPDX-License-Identifier: Apache-2.0 */

#include "judge/judge.h"

/* "{subject}", "{value}" and "{ATTRIBUTE}" in the text of a rule become what the fact says. */

enum { LONGEST_VALUE = 160 };

static bool value_named(const fh_fact *fact, fh_text name, fh_text *ret_value)
{
    uint32_t key;
    if (fh_text_is(name, "subject")) *ret_value = fact->subject;
    else if (fh_text_is(name, "value")) *ret_value = fact->value;
    else if (fh_attr_find(name, &key)) *ret_value = fh_fact_get(fact, (fh_attr_key)key);
    else return false;
    return true;
}

fh_text fh_message_of(const fh_case *cause, const fh_evidence *evidence)
{
    const fh_rule *rule = &cause->ruleset->rules.items[evidence->rule];
    const fh_matcher *matcher = &rule->matchers.items[evidence->matcher];
    const fh_fact *fact = &cause->store->facts.items[evidence->fact];
    const fh_text text = matcher->message.len > 0 ? matcher->message
                         : rule->message.len > 0  ? rule->message
                                                  : rule->title;
    if (fh_text_find_byte(text, '{') == SIZE_MAX) return text;
    fh_text rest = text, made = {0};
    while (rest.len > 0) {
        const size_t open = fh_text_find_byte(rest, '{');
        const size_t close = open == SIZE_MAX ? SIZE_MAX : fh_text_find_byte(rest, '}');
        fh_text value = {0};
        if (close == SIZE_MAX || close < open ||
            !value_named(fact, fh_text_slice(rest, open + 1, close), &value))
            return fh_arena_printf(cause->arena, "%.*s%.*s", FH_TEXT_ARGS(made),
                                   FH_TEXT_ARGS(rest));
        made = fh_arena_printf(cause->arena, "%.*s%.*s%.*s", FH_TEXT_ARGS(made),
                               FH_TEXT_ARGS(fh_text_slice(rest, 0, open)),
                               FH_TEXT_ARGS(fh_text_slice(value, 0, LONGEST_VALUE)));
        rest = fh_text_slice(rest, close + 1, SIZE_MAX);
    }
    return made;
}
