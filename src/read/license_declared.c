/* SPDX-FileCopyrightText: 2026 The freehold authors
 * SPDX-License-Identifier: Apache-2.0 */

#include "read/license_declared.h"

#include "license/expression.h"
#include "license/pairs.h"
#include "read/tools.h"

enum { LONGEST = 200, LEAVES_MAX = 64 };

typedef struct adder {
    const fh_site *site;
    const fh_declaration *declaration;
    fh_license_corpus corpus;
    fh_fact fact; /* what all licenses of the declaration share */
    fh_text expression;
    uint32_t added;
} adder;

static void add_id(adder *self, fh_text id, fh_text license, fh_text exception)
{
    fh_license_info info = {0};
    const bool known = fh_license_info_find(&self->corpus, license, &info);
    const fh_license_category category =
        exception.len > 0 ? fh_license_with_category(info.category, exception) : info.category;
    fh_fact fact = self->fact;
    if (++self->added > LEAVES_MAX || fh_text_is(id, "NONE") || fh_text_is(id, "NOASSERTION"))
        return;
    fact.subject = id;
    fact.value = known ? info.name : (fh_text){0};
    fh_fact_set(&fact, FH_ATTR_CATEGORY, fh_text_of(fh_license_category_name(category)));
    fh_fact_set(&fact, FH_ATTR_EXPRESSION, self->expression);
    fh_facts_add(self->site->facts, &fact);
}

/* NOLINTNEXTLINE(misc-no-recursion): the parser bounds the depth */
static void add_leaves(adder *self, const fh_expression *node)
{
    if (node->kind == FH_EXPRESSION_ID) {
        add_id(self, node->id, node->id, (fh_text){0});
    } else if (node->kind == FH_EXPRESSION_WITH) {
        add_id(self, fh_expression_print(self->site->input->scratch, node), node->left->id,
               node->right->id);
    } else {
        add_leaves(self, node->left);
        add_leaves(self, node->right);
    }
}

/* "Foo License 1" becomes LicenseRef-Foo-License-1. */
static fh_text reference_of(fh_arena *arena, fh_text name)
{
    const fh_text copy = fh_arena_printf(arena, "LicenseRef-%.*s", FH_TEXT_ARGS(name));
    char *bytes = FH_NEW_ARRAY(arena, copy.len + 1, char);
    if (bytes == NULL) return (fh_text){0};
    for (size_t i = 0; i < copy.len; i++)
        bytes[i] = fh_is_alnum(copy.ptr[i]) || copy.ptr[i] == '.' ? copy.ptr[i] : '-';
    return fh_text_make(bytes, copy.len);
}

/* "GPL-2+ with OpenSSL exception", as DEP-5 writes it: the exception's id where the list has one,
 * else an AdditionRef of its name. Empty when `rest` is nothing like it. */
static fh_text exception_of(const adder *self, fh_text rest)
{
    static const char *const ends[] = {"-exception", "-exception-2.0", "-exception-3.0",
                                       "-exception-3.1"};
    fh_arena *arena = self->site->input->scratch;
    fh_license_info info;
    rest = fh_text_trim(rest);
    if (!fh_text_starts_nocase(rest, FH_TEXT("with ")) || rest.len < 16 ||
        !fh_text_eq_nocase(fh_text_slice(rest, rest.len - 10, SIZE_MAX), FH_TEXT(" exception")))
        return (fh_text){0};
    const fh_text name = fh_text_trim(fh_text_slice(rest, 5, rest.len - 10));
    for (size_t i = 0; i < FH_COUNT(ends); i++)
        if (fh_license_info_find(&self->corpus,
                                 fh_arena_printf(arena, "%.*s%s", FH_TEXT_ARGS(name), ends[i]),
                                 &info))
            return info.id;
    const fh_text reference = reference_of(arena, name);
    return fh_arena_printf(arena, "AdditionRef-%.*s",
                           FH_TEXT_ARGS(fh_text_slice(reference, 11, SIZE_MAX)));
}

void fh_add_declaration(fh_env *env, const fh_site *site, uint32_t line, uint32_t column,
                        const fh_declaration *declaration)
{
    const fh_error before = env->error;
    fh_arena *arena = site->input->scratch;
    const fh_text text = fh_text_slice(fh_text_trim(declaration->expression), 0, LONGEST);
    const fh_expression *tree = NULL;
    size_t used = 0;
    adder self = {.site = site, .declaration = declaration};
    if (text.len == 0 || fh_license_corpus_builtin(&self.corpus) != FH_OK) return;
    self.fact = fh_read_fact(site->input, site->reader, FH_FACT_LICENSE, line, column);
    self.fact.contexts = declaration->whole ? 0 : fh_path_contexts(declaration->targets);
    self.fact.quote = text;
    fh_fact_set(&self.fact, FH_ATTR_KIND, FH_TEXT("tag"));
    fh_fact_set(&self.fact, FH_ATTR_TARGET, declaration->targets);
    fh_fact_set(&self.fact, FH_ATTR_AUTHOR, fh_text_slice(declaration->holders, 0, LONGEST));
    fh_fact_set(&self.fact, FH_ATTR_ORIGIN, fh_text_of(declaration->whole ? "whole" : "part"));
    const bool parsed =
        fh_expression_parse_lax(env, &self.corpus, arena, text, &used, &tree) == FH_OK;
    const fh_text exception =
        parsed ? exception_of(&self, fh_text_slice(text, used, SIZE_MAX)) : (fh_text){0};
    if (parsed && used == text.len) {
        self.expression = fh_expression_print(arena, tree);
        add_leaves(&self, tree);
    } else if (exception.len > 0 && tree->kind == FH_EXPRESSION_ID) {
        self.expression = fh_arena_printf(arena, "%.*s WITH %.*s", FH_TEXT_ARGS(tree->id),
                                          FH_TEXT_ARGS(exception));
        add_id(&self, self.expression, tree->id, exception);
    } else {
        self.expression = reference_of(arena, text);
        add_id(&self, self.expression, self.expression, (fh_text){0});
    }
    env->error = before;
}
