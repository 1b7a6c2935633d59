/* SPDX-FileCopyrightText: 2026 The freehold authors
 * SPDX-License-Identifier: Apache-2.0 */

#include "audit.h"

#include "base/sha256.h"
#include "base/table.h"
#include "license/expression.h"
#include "read/license_name.h"

/* Licenses of others as expressions. Lock files say the same few words of thousands of packages, so
 * each spelling is looked at once. */

enum { MOST_SPELLINGS = 65536, MOST_OVERRIDES = 10000 };

typedef struct namer {
    freehold_audit *audit;
    fh_license_corpus corpus;
    fh_arena scratch;
    fh_table known;    /* spelling -> index into texts */
    fh_text_vec texts; /* its expression; ptr NULL: none */
} namer;

static bool is_known(const fh_expression *expression)
{
    if (expression->kind == FH_EXPRESSION_ID) return expression->known;
    return is_known(expression->left) && is_known(expression->right);
}

/* The expression that `written` stands for, or a text without a pointer. */
static fh_text look(namer *self, fh_text written)
{
    fh_env *env = &self->audit->env;
    const fh_error before = env->error;
    const fh_expression *expression = NULL;
    fh_text found = {0};
    fh_arena_clear(&self->scratch);
    const fh_text named = fh_license_of_name(env, &self->scratch, written);
    if (fh_expression_parse(env, &self->corpus, &self->scratch, named, &expression) == FH_OK &&
        is_known(expression) && !fh_text_is(named, "NONE") && !fh_text_is(named, "NOASSERTION"))
        found = fh_arena_copy(&self->audit->store.arena, named);
    /* What could not be read for want of memory is no name: linking tells that memory ran out. */
    self->audit->store.arena.failed |= self->scratch.failed;
    env->error = before;
    return found;
}

static fh_text expression_of(namer *self, fh_text written)
{
    uint32_t index = 0;
    if (fh_table_find(&self->known, written, &index)) return self->texts.items[index];
    const fh_text found = look(self, written);
    if (self->texts.count < MOST_SPELLINGS &&
        FH_VEC_ADD(&self->audit->store.arena, &self->texts, found))
        (void)fh_table_set(&self->known, written, (uint32_t)(self->texts.count - 1));
    return found;
}

/* ---- overrides ---- */

typedef struct checker {
    freehold_audit *audit;
    const fh_entry *entries;
    fh_table by_path;     /* path -> index into entries */
    fh_table by_checksum; /* "purl@version checksum" of lock files */
    fh_arena arena;
    fh_buf bytes;
} checker;

static fh_text checksum_key(checker *self, fh_text purl, fh_text version, fh_text checksum)
{
    return fh_arena_printf(&self->arena, "%.*s@%.*s %.*s", FH_TEXT_ARGS(purl),
                           FH_TEXT_ARGS(version), FH_TEXT_ARGS(checksum));
}

static bool is_override(const fh_fact *fact)
{
    return fact->kind == FH_FACT_PACKAGE_LICENSE &&
           fh_text_is(fh_fact_get(fact, FH_ATTR_ORIGIN), "override");
}

static bool index_tree(checker *self)
{
    const fh_fact_vec *facts = &self->audit->store.facts;
    size_t count = 0;
    if (fh_tree_list(&self->audit->env, self->audit->tree, &self->entries, &count) != FH_OK)
        return false;
    for (uint32_t i = 0; i < count; i++)
        if (self->entries[i].kind == FH_ENTRY_FILE)
            (void)fh_table_set(&self->by_path, self->entries[i].path, i);
    for (size_t i = 0; i < facts->count; i++) {
        const fh_fact *fact = &facts->items[i];
        const fh_text checksum = fh_fact_get(fact, FH_ATTR_CHECKSUM);
        if (fact->kind != FH_FACT_DEPENDENCY || checksum.len == 0) continue;
        (void)fh_table_set(&self->by_checksum,
                           checksum_key(self, fact->subject, fact->value, checksum), 0);
    }
    return !self->arena.failed;
}

/* Whether the bytes that somebody vouched for are still there. */
static bool is_bound(checker *self, const fh_fact *fact)
{
    freehold_audit *audit = self->audit;
    const fh_text path = fh_fact_get(fact, FH_ATTR_TARGET);
    const fh_text checksum = fh_fact_get(fact, FH_ATTR_CHECKSUM);
    uint32_t index = 0;
    if (path.len == 0) {
        const fh_text key =
            checksum_key(self, fact->subject, fh_fact_get(fact, FH_ATTR_VERSION), checksum);
        return fh_table_find(&self->by_checksum, key, &index);
    }
    const fh_error before = audit->env.error;
    if (!fh_table_find(&self->by_path, path, &index) ||
        fh_tree_read(&audit->env, audit->tree, &self->entries[index],
                     (size_t)audit->env.limits.file_bytes, &self->bytes) != FH_OK) {
        audit->env.error = before;
        return false;
    }
    return fh_text_is(checksum, fh_sha256(fh_buf_text(&self->bytes)).hex);
}

void fh_audit_check_overrides(freehold_audit *audit)
{
    checker self = {.audit = audit};
    size_t left = MOST_OVERRIDES;
    fh_arena_init(&self.arena, (size_t)audit->env.limits.memory_bytes);
    fh_buf_init(&self.bytes, 0);
    fh_table_init(&self.by_path, &self.arena);
    fh_table_init(&self.by_checksum, &self.arena);
    for (size_t i = 0; i < audit->store.facts.count && left > 0; i++) {
        fh_fact *fact = &audit->store.facts.items[i];
        if (!is_override(fact)) continue;
        if (self.entries == NULL && !index_tree(&self)) break;
        if (is_bound(&self, fact)) fh_fact_set(fact, FH_ATTR_RELATION, FH_TEXT("bound"));
        left--;
    }
    fh_buf_done(&self.bytes);
    fh_arena_done(&self.arena);
}

/* ---- names ---- */

static bool speaks_of_others(const freehold_audit *audit, const fh_fact *fact)
{
    if (fact->kind == FH_FACT_DEPENDENCY || fact->kind == FH_FACT_PACKAGE_LICENSE) return true;
    return fact->kind == FH_FACT_PACKAGE &&
           (audit->store.files.items[fact->file].contexts & FH_CONTEXT_VENDORED) != 0;
}

void fh_audit_name_licenses(freehold_audit *audit, size_t first)
{
    namer self = {.audit = audit};
    if (fh_license_corpus_builtin(&self.corpus) != FH_OK) return;
    fh_arena_init(&self.scratch, (size_t)audit->env.limits.memory_bytes);
    fh_table_init(&self.known, &audit->store.arena);
    for (size_t i = first; i < audit->store.facts.count && !audit->store.arena.failed; i++) {
        fh_fact *fact = &audit->store.facts.items[i];
        const fh_text written = fh_fact_get(fact, FH_ATTR_EXPRESSION);
        if (written.len == 0 || !speaks_of_others(audit, fact)) continue;
        /* A reader that knows it to be no more than the name of a family. */
        if (fh_text_is(fh_fact_get(fact, FH_ATTR_CATEGORY), "name")) continue;
        const fh_text expression = expression_of(&self, written);
        if (expression.ptr != NULL) fh_fact_set(fact, FH_ATTR_EXPRESSION, expression);
        else fh_fact_set(fact, FH_ATTR_CATEGORY, FH_TEXT("name"));
    }
    fh_arena_done(&self.scratch);
}
