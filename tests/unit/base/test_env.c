/* SPDX-FileCopyrightText: 2026 The freehold authors
 * SPDX-License-Identifier: Apache-2.0 */

#include "base/env.h"
#include "tap.h"

static void failures_are_recorded(void)
{
    fh_env env;
    fh_env_init(&env);
    CHECK_INT(env.error.status, FH_OK);
    CHECK_INT(fh_fail(&env, FH_IO, "%s: %d", "file", 3), FH_IO);
    CHECK_INT(env.error.status, FH_IO);
    CHECK_TEXT(fh_text_of(env.error.message), "file: 3");
    CHECK_INT(fh_fail_at(&env, FH_BAD_INPUT, 4, 5, "odd"), FH_BAD_INPUT);
    CHECK_INT(env.error.line, 4);
    CHECK_INT(env.error.column, 5);
    CHECK_INT(fh_fail(&env, FH_LIMIT, "no place"), FH_LIMIT);
    CHECK_INT(env.error.line, 0);
}

static void long_messages_are_cut(void)
{
    fh_env env;
    char text[1000];
    memset(text, 'x', sizeof text - 1);
    text[sizeof text - 1] = '\0';
    fh_env_init(&env);
    CHECK_INT(fh_fail(&env, FH_IO, "%s", text), FH_IO);
    CHECK_INT(strlen(env.error.message), sizeof env.error.message - 1);
}

static void a_message_may_quote_the_one_before(void)
{
    fh_env env;
    fh_env_init(&env);
    CHECK_INT(fh_fail(&env, FH_IO, "inner"), FH_IO);
    CHECK_INT(fh_fail(&env, FH_IO, "outer: %s, and again %s", env.error.message, env.error.message),
              FH_IO);
    CHECK_TEXT(fh_text_of(env.error.message), "outer: inner, and again inner");
}

static void every_status_has_a_name(void)
{
    for (int i = FH_OK; i <= FH_INTERNAL; i++) {
        CHECK(strcmp(fh_status_name((fh_status)i), "unknown") != 0);
        for (int k = 0; k < i; k++)
            CHECK(strcmp(fh_status_name((fh_status)i), fh_status_name((fh_status)k)) != 0);
    }
    CHECK_TEXT(fh_text_of(fh_status_name((fh_status)99)), "unknown");
}

static void it_can_be_cancelled(void)
{
    fh_env env;
    volatile int cancel = 0;
    fh_env_init(&env);
    CHECK(!fh_env_is_cancelled(&env));
    env.cancel = &cancel;
    CHECK(!fh_env_is_cancelled(&env));
    cancel = 1;
    CHECK(fh_env_is_cancelled(&env));
}

static void limits_have_defaults(void)
{
    fh_env env;
    fh_env_init(&env);
    CHECK(env.limits.file_bytes > 0 && env.limits.manifest_bytes >= env.limits.file_bytes);
    CHECK(env.limits.files > 0 && env.limits.path_bytes > 0 && env.limits.tree_depth > 0);
    CHECK(env.limits.doc_depth > 0 && env.limits.doc_nodes > 0 && env.limits.file_facts > 0);
    CHECK(env.limits.hits_per_word > 0 && env.limits.facts >= env.limits.file_facts);
    CHECK(env.limits.file_ms > 0 && env.limits.memory_bytes > 0);
}

int main(void)
{
    RUN(failures_are_recorded);
    RUN(long_messages_are_cut);
    RUN(a_message_may_quote_the_one_before);
    RUN(every_status_has_a_name);
    RUN(it_can_be_cancelled);
    RUN(limits_have_defaults);
    return DONE();
}
