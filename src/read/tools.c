/* SPDX-FileCopyrightText: 2026 The freehold authors
 * SPDX-License-Identifier: Apache-2.0 */

#include "read/tools.h"

#include <stdlib.h>

#include "base/table.h"
#include "license/license.h"

static fh_status compile_regexes(fh_env *env, fh_read_tools *tools)
{
    const fh_signal_vec *list = &tools->signals->list;
    fh_table seen;
    fh_table_init(&seen, &tools->arena);
    tools->regexes = FH_NEW_ARRAY(&tools->arena, list->count, fh_regex *);
    if (tools->regexes == NULL) return fh_fail(env, FH_NO_MEMORY, "no memory for signals");
    for (uint32_t i = 0; i < list->count; i++) {
        uint32_t first = 0;
        const fh_text pattern = list->items[i].regex;
        if (pattern.len == 0) continue;
        if (fh_table_find(&seen, pattern, &first)) {
            tools->regexes[i] = tools->regexes[first];
            continue;
        }
        fh_regex *regex = NULL;
        const fh_status status = fh_regex_new(env, pattern, false, &regex);
        if (status != FH_OK) return status;
        if (!FH_VEC_ADD(&tools->arena, &tools->owned, regex)) {
            fh_regex_free(regex);
            return fh_fail(env, FH_NO_MEMORY, "no memory for signals");
        }
        tools->regexes[i] = regex;
        if (!fh_table_set(&seen, pattern, i))
            return fh_fail(env, FH_NO_MEMORY, "no memory for signals");
    }
    return FH_OK;
}

/* The words of the rules by the signals' indexes, and behind them those of licenses. */
static fh_status compile_words(fh_env *env, fh_read_tools *tools)
{
    const fh_signal_vec *list = &tools->signals->list;
    size_t count = list->count;
    for (size_t i = 0; fh_license_stems[i] != NULL; i++) count++;
    fh_word *words = FH_NEW_ARRAY(&tools->arena, count, fh_word);
    if (words == NULL) return fh_fail(env, FH_NO_MEMORY, "no memory for signals");
    for (uint32_t i = 0; i < count; i++) {
        if (i < list->count)
            words[i] = (fh_word){
                .literal = list->items[i].literal, .id = i, .flags = list->items[i].flags};
        else
            words[i] = (fh_word){.literal = fh_text_of(fh_license_stems[i - list->count]),
                                 .id = i,
                                 .flags = FH_WORD_CASELESS};
    }
    const fh_status status = fh_words_new(&tools->arena, words, count, &tools->words);
    return status == FH_OK ? FH_OK
                           : fh_fail(env, status, "a signal is too short to be searched for");
}

FH_VEC(glob_rules, fh_glob_rule);

static fh_status make_set(fh_env *env, fh_read_tools *tools, const glob_rules *rules,
                          const fh_glob_set **ret_set)
{
    const fh_status status =
        fh_glob_set_new(&tools->arena, rules->items, rules->count, FH_GLOB_NOCASE, ret_set);
    return status == FH_OK ? FH_OK : fh_fail(env, status, "no memory for path patterns");
}

static fh_status compile_readers(fh_env *env, fh_read_tools *tools)
{
    glob_rules rules = {0};
    for (uint32_t i = 0; fh_readers[i] != NULL; i++)
        for (const char *const *glob = fh_readers[i]->globs; *glob != NULL; glob++) {
            const fh_glob_rule rule = {.pattern = fh_text_of(*glob), .id = i};
            if (!FH_VEC_ADD(&tools->arena, &rules, rule))
                return fh_fail(env, FH_NO_MEMORY, "no memory for path patterns");
        }
    return make_set(env, tools, &rules, &tools->readers);
}

/* Hundreds of signals share a few patterns. */
static fh_status compile_files(fh_env *env, fh_read_tools *tools)
{
    const fh_signal_vec *list = &tools->signals->list;
    glob_rules rules = {0};
    fh_table seen;
    fh_table_init(&seen, &tools->arena);
    tools->file_of = FH_NEW_ARRAY(&tools->arena, list->count, uint32_t);
    for (size_t i = 0; tools->file_of != NULL && i < list->count; i++) {
        const fh_text pattern = list->items[i].files;
        tools->file_of[i] = UINT32_MAX;
        if (pattern.len == 0) continue;
        const fh_glob_rule rule = {.pattern = pattern, .id = (uint32_t)rules.count};
        tools->file_of[i] = fh_table_intern(&seen, pattern, rule.id);
        if (tools->file_of[i] == rule.id) (void)FH_VEC_ADD(&tools->arena, &rules, rule);
    }
    if (tools->arena.failed) return fh_fail(env, FH_NO_MEMORY, "no memory for path patterns");
    tools->file_count = rules.count;
    return make_set(env, tools, &rules, &tools->files);
}

fh_status fh_read_tools_new(fh_env *env, const fh_signals *signals, fh_read_tools **ret_tools)
{
    fh_read_tools *tools = calloc(1, sizeof *tools);
    if (tools == NULL) return fh_fail(env, FH_NO_MEMORY, "no memory for signals");
    fh_arena_init(&tools->arena, 0);
    tools->signals = signals;
    tools->memo = fh_header_memo_new();
    fh_status status = fh_license_corpus_builtin(&tools->corpus);
    if (status != FH_OK) (void)fh_fail(env, status, "the built-in license corpus is broken");
    if (status == FH_OK) status = compile_words(env, tools);
    if (status == FH_OK) status = compile_regexes(env, tools);
    if (status == FH_OK) status = compile_readers(env, tools);
    if (status == FH_OK) status = compile_files(env, tools);
    if (status != FH_OK) {
        fh_read_tools_free(tools);
        return status;
    }
    *ret_tools = tools;
    return FH_OK;
}

void fh_read_tools_free(fh_read_tools *tools)
{
    if (tools == NULL) return;
    for (size_t i = 0; i < tools->owned.count; i++) fh_regex_free(tools->owned.items[i]);
    fh_header_memo_free(tools->memo);
    fh_arena_done(&tools->arena);
    free(tools);
}
