/* SPDX-FileCopyrightText: 2026 The freehold authors
 * SPDX-License-Identifier: Apache-2.0 */

#include "audit.h"

#include "policy/policy_apply.h"
#include "report/reporter.h"

/* The rule commands: list, show, lint, and test, which runs every example of every rule through the
 * same readers, linking and matching as an audit. */

typedef struct bench {
    fh_env env;
    fh_arena packs, arena;
    fh_ruleset *ruleset;
    fh_sink *sink;
    fh_desk desk;
    uint32_t passed, failed;
} bench;

/* ---- list and show ---- */

static void list_rules(const fh_ruleset *ruleset, fh_sink *sink)
{
    for (size_t i = 0; i < ruleset->rules.count; i++) {
        const fh_rule *rule = &ruleset->rules.items[i];
        fh_sink_printf(sink, "%-8.*s %-9s %-12.*s %-34.*s %.*s\n", FH_TEXT_ARGS(rule->id),
                       fh_axis_name(rule->axis), FH_TEXT_ARGS(rule->vendor),
                       FH_TEXT_ARGS(rule->name), FH_TEXT_ARGS(rule->title));
    }
}

static void show_patterns(fh_sink *sink, const char *label, const fh_pattern_vec *patterns)
{
    if (patterns->count == 0) return;
    fh_sink_printf(sink, "      %s", label);
    for (size_t i = 0; i < patterns->count; i++)
        fh_sink_printf(sink, "%s%s%.*s", i == 0 ? " " : ", ",
                       patterns->items[i].negate ? "not " : "",
                       FH_TEXT_ARGS(patterns->items[i].glob));
    fh_sink_put(sink, "\n");
}

static void show_matcher(fh_sink *sink, const fh_matcher *matcher)
{
    fh_sink_printf(sink, "  - %s of kind %s", fh_strength_name(matcher->strength),
                   matcher->import ? "import" : fh_fact_kind_name(matcher->kind));
    if (matcher->points > 0) fh_sink_printf(sink, ", %d points", matcher->points);
    fh_sink_put(sink, "\n");
    show_patterns(sink, "names", &matcher->subject);
    show_patterns(sink, "values", &matcher->value);
    show_patterns(sink, "files", &matcher->files);
    for (size_t i = 0; i < matcher->filters.count; i++)
        show_patterns(sink, fh_attr_name(matcher->filters.items[i].key),
                      &matcher->filters.items[i].patterns);
    if (matcher->table != NULL)
        fh_sink_printf(sink, "      in table %.*s\n", FH_TEXT_ARGS(matcher->table->name));
}

static void show_rule(const fh_rule *rule, fh_sink *sink)
{
    fh_sink_printf(sink, "%.*s %.*s\n%.*s\n\n%.*s\n\n", FH_TEXT_ARGS(rule->id),
                   FH_TEXT_ARGS(rule->name), FH_TEXT_ARGS(rule->title), FH_TEXT_ARGS(rule->why));
    fh_sink_printf(sink, "axis %s, vendor %.*s, severity %s, confidence %s\n",
                   fh_axis_name(rule->axis), FH_TEXT_ARGS(rule->vendor),
                   fh_severity_name(rule->severity), fh_confidence_name(rule->confidence));
    if (!fh_text_is_empty(rule->role))
        fh_sink_printf(sink, "counts as %.*s\n", FH_TEXT_ARGS(rule->role));
    fh_sink_put(sink, "\nmatches\n");
    for (size_t i = 0; i < rule->matchers.count; i++) show_matcher(sink, &rule->matchers.items[i]);
    if (rule->weakeners.count > 0) fh_sink_put(sink, "\nweakened\n");
    for (size_t i = 0; i < rule->weakeners.count; i++)
        fh_sink_printf(sink, "  - to %s: %.*s\n", fh_strength_name(rule->weakeners.items[i].to),
                       FH_TEXT_ARGS(rule->weakeners.items[i].note));
    if (!fh_text_is_empty(rule->remedy))
        fh_sink_printf(sink, "\nremedy\n  %.*s\n", FH_TEXT_ARGS(rule->remedy));
    for (size_t i = 0; i < rule->alternatives.count; i++)
        fh_sink_printf(sink, "  alternative: %.*s\n", FH_TEXT_ARGS(rule->alternatives.items[i]));
    fh_sink_printf(sink, "\nfrom pack %.*s, line %u\n", FH_TEXT_ARGS(rule->pack), rule->line);
}

/* ---- test ---- */

static fh_status apply_policy(bench *self, const fh_example *example, fh_store *store)
{
    fh_policy policy;
    fh_policy_job job = {.env = &self->env, .store = store, .ruleset = self->ruleset};
    fh_status status = fh_license_corpus_builtin(&job.corpus);
    if (status == FH_OK && example->policy.len > 0) {
        status = fh_policy_parse(&self->env, &self->arena, &self->ruleset->policies,
                                 FH_TEXT("policy"), example->policy, &policy);
        job.policy = &policy;
    }
    return status == FH_OK ? fh_policy_apply(&job) : status;
}

/* Read, link and match one example as if it were a whole tree. */
static fh_status weigh_example(bench *self, const fh_example *example, fh_store *store,
                               fh_case *cause, fh_linked *linked)
{
    enum { MOST = 16 };
    fh_memory_file files[MOST] = {{example->file, example->text}};
    size_t file_count = 1;
    const fh_entry *entries = NULL;
    size_t count = 0;
    fh_desk_result result;
    for (size_t i = 0; i < example->beside.count && file_count < MOST; i++)
        files[file_count++] = (fh_memory_file){example->beside.items[i], example->text};
    for (size_t i = 0; i < example->with_files.count && file_count < MOST; i++)
        files[file_count++] =
            (fh_memory_file){example->with_files.items[i], example->with_texts.items[i]};
    fh_status status = fh_tree_memory(&self->env, files, file_count, &self->desk.tree);
    if (status != FH_OK) return status;
    status = fh_tree_list(&self->env, self->desk.tree, &entries, &count);
    for (size_t i = 0; status == FH_OK && i < count; i++) {
        fh_desk_read(&self->desk, &entries[i], &result);
        fh_store_add(store, &result.file, &self->desk.facts);
    }
    fh_tree_close(self->desk.tree);
    self->desk.tree = NULL;
    if (status == FH_OK) status = fh_link(&self->env, store, &self->ruleset->signals, linked);
    if (status == FH_OK) status = apply_policy(self, example, store);
    if (status != FH_OK) return status;
    *cause = (fh_case){.env = &self->env,
                       .ruleset = self->ruleset,
                       .store = store,
                       .components = &linked->components,
                       .arena = &self->arena};
    fh_match(cause);
    return FH_OK;
}

/* What the rule made of the example: the strongest evidence that is where it should be. */
static const fh_evidence *best_evidence(const fh_case *cause, uint32_t rule,
                                        const fh_example *example)
{
    const fh_evidence *best = NULL;
    for (size_t i = 0; i < cause->evidence.count; i++) {
        const fh_evidence *evidence = &cause->evidence.items[i];
        const fh_fact *fact = &cause->store->facts.items[evidence->fact];
        if (evidence->rule != rule || evidence->strength == FH_STRENGTH_TRAP) continue;
        if (example->at != 0 && fact->line != example->at) continue;
        if (example->has_strength && evidence->strength == example->strength) return evidence;
        if (best == NULL || evidence->strength > best->strength) best = evidence;
    }
    return best;
}

static void test_example(bench *self, uint32_t rule_index, uint32_t example_index)
{
    const fh_rule *rule = &self->ruleset->rules.items[rule_index];
    const fh_example *example = &rule->examples.items[example_index];
    fh_store store;
    fh_case cause = {0};
    fh_linked linked;
    fh_store_init(&store, 0);
    const fh_status status = weigh_example(self, example, &store, &cause, &linked);
    const fh_evidence *evidence =
        status == FH_OK ? best_evidence(&cause, rule_index, example) : NULL;
    bool good = status == FH_OK && (evidence != NULL) == example->hit;
    if (good && evidence != NULL && example->has_strength)
        good = evidence->strength == example->strength;
    if (good) self->passed++;
    else self->failed++;
    fh_sink_printf(self->sink, "%s %u - %.*s %s %u\n", good ? "ok" : "not ok",
                   self->passed + self->failed, FH_TEXT_ARGS(rule->id),
                   example->hit ? "hits" : "misses", example_index + 1);
    if (!good) {
        fh_sink_printf(self->sink, "# %.*s:%u: ", FH_TEXT_ARGS(rule->pack), example->line);
        if (status != FH_OK) fh_sink_printf(self->sink, "%s\n", self->env.error.message);
        else if (evidence == NULL) fh_sink_put(self->sink, "no evidence\n");
        else
            fh_sink_printf(self->sink, "evidence of strength %s on line %u%s%.*s\n",
                           fh_strength_name(evidence->strength),
                           store.facts.items[evidence->fact].line,
                           evidence->weakened_by.len > 0 ? ", weakened: " : "",
                           FH_TEXT_ARGS(evidence->weakened_by));
        for (size_t i = 0; i < store.facts.count; i++) {
            const fh_fact *fact = &store.facts.items[i];
            fh_sink_printf(self->sink, "#   fact %s line %u subject \"%.*s\" value \"%.*s\"",
                           fh_fact_kind_name(fact->kind), fact->line, FH_TEXT_ARGS(fact->subject),
                           FH_TEXT_ARGS(fact->value));
            for (uint32_t k = 0; k < fact->attr_count; k++)
                fh_sink_printf(self->sink, " %s=%.*s", fh_attr_name(fact->attrs[k].key),
                               FH_TEXT_ARGS(fact->attrs[k].value));
            for (uint32_t bit = 0; bit < FH_CONTEXT_COUNT; bit++)
                if (fact->contexts >> bit & 1u)
                    fh_sink_printf(self->sink, " +%s", fh_context_name(bit));
            fh_sink_put(self->sink, "\n");
        }
    }
    fh_store_done(&store);
    fh_arena_clear(&self->arena);
}

static fh_status test_rules(bench *self, fh_text id)
{
    uint32_t count = 0;
    for (size_t i = 0; i < self->ruleset->rules.count; i++)
        count += (uint32_t)self->ruleset->rules.items[i].examples.count;
    const fh_status status =
        fh_desk_open_here(&self->desk, &self->env, NULL, &self->ruleset->signals);
    if (status != FH_OK) return status;
    if (fh_text_is_empty(id)) fh_sink_printf(self->sink, "1..%u\n", count);
    for (uint32_t r = 0; r < self->ruleset->rules.count; r++) {
        const fh_rule *rule = &self->ruleset->rules.items[r];
        if (!fh_text_is_empty(id) && !fh_text_eq_nocase(rule->id, id) &&
            !fh_text_eq(rule->name, id))
            continue;
        for (uint32_t e = 0; e < rule->examples.count; e++) test_example(self, r, e);
    }
    fh_desk_close(&self->desk);
    return FH_OK;
}

/* ---- the command ---- */

static freehold_code run_command(bench *self, fh_text what, fh_text id)
{
    if (fh_text_is(what, "list")) {
        list_rules(self->ruleset, self->sink);
        return FREEHOLD_CLEAN;
    }
    if (fh_text_is(what, "lint")) { /* loading is linting: it refuses what is wrong */
        fh_sink_printf(self->sink, "%zu rules, %zu signals, %zu vendors: no complaints\n",
                       self->ruleset->rules.count, self->ruleset->signals.list.count,
                       self->ruleset->vendors.count);
        return FREEHOLD_CLEAN;
    }
    if (fh_text_is(what, "show")) {
        const fh_rule *rule = fh_ruleset_rule(self->ruleset, id);
        if (rule == NULL) {
            fh_sink_printf(self->sink, "no such rule: ");
            (void)fh_sink_terminal(self->sink, id, 80);
            fh_sink_put(self->sink, "\n");
            return FREEHOLD_USAGE;
        }
        show_rule(rule, self->sink);
        return FREEHOLD_CLEAN;
    }
    if (!fh_text_is(what, "test")) return FREEHOLD_USAGE;
    if (test_rules(self, id) != FH_OK) return FREEHOLD_INTERNAL;
    if (self->passed + self->failed == 0) return FREEHOLD_USAGE;
    return self->failed > 0 ? FREEHOLD_FINDINGS : FREEHOLD_CLEAN;
}

freehold_code freehold_rules(const char *what, const char *id, const char *const *rules,
                             freehold_write write, void *user)
{
    bench self = {.passed = 0};
    fh_sink sink;
    fh_env_init(&self.env);
    fh_arena_init(&self.packs, 0);
    fh_arena_init(&self.arena, 0);
    fh_sink_init(&sink, write, user);
    self.sink = &sink;
    freehold_code code;
    const fh_status status = fh_audit_load_rules(&self.env, rules, &self.packs, &self.ruleset);
    if (status == FH_OK) {
        code = run_command(&self, fh_text_of(what), fh_text_of(id));
    } else {
        fh_sink_printf(&sink, "%s\n", self.env.error.message);
        code = status == FH_NO_MEMORY || status == FH_INTERNAL ? FREEHOLD_INTERNAL : FREEHOLD_USAGE;
    }
    fh_ruleset_free(self.ruleset);
    fh_arena_done(&self.arena);
    fh_arena_done(&self.packs);
    return fh_sink_done(&sink) ? code : FREEHOLD_INTERNAL;
}

/* ---- lists ---- */

static void list_limits(fh_sink *sink)
{
    const fh_limits *limits = &fh_limits_default;
    fh_sink_printf(sink, "file-bytes %llu\n", (unsigned long long)limits->file_bytes);
    fh_sink_printf(sink, "manifest-bytes %llu\n", (unsigned long long)limits->manifest_bytes);
    fh_sink_printf(sink, "files %u\npath-bytes %u\ntree-depth %u\n", limits->files,
                   limits->path_bytes, limits->tree_depth);
    fh_sink_printf(sink, "doc-depth %u\ndoc-nodes %u\nfile-facts %u\nhits-per-word %u\n",
                   limits->doc_depth, limits->doc_nodes, limits->file_facts, limits->hits_per_word);
    fh_sink_printf(sink, "facts %u\nfile-ms %u\nmemory-bytes %llu\n", limits->facts,
                   limits->file_ms, (unsigned long long)limits->memory_bytes);
}

static bool list_vendors(fh_sink *sink)
{
    fh_env env;
    fh_arena packs;
    fh_ruleset *ruleset = NULL;
    fh_env_init(&env);
    fh_arena_init(&packs, 0);
    const bool good = fh_audit_load_rules(&env, NULL, &packs, &ruleset) == FH_OK;
    for (size_t i = 0; good && i < ruleset->vendors.count; i++)
        fh_sink_printf(sink, "%-14.*s %.*s\n", FH_TEXT_ARGS(ruleset->vendors.items[i].id),
                       FH_TEXT_ARGS(ruleset->vendors.items[i].name));
    fh_ruleset_free(ruleset);
    fh_arena_done(&packs);
    return good;
}

freehold_code freehold_list(const char *what, freehold_write write, void *user)
{
    const fh_text name = fh_text_of(what);
    bool known = true;
    fh_sink sink;
    fh_sink_init(&sink, write, user);
    if (fh_text_is(name, "readers")) {
        for (size_t i = 0; fh_readers[i] != NULL; i++)
            fh_sink_printf(&sink, "%-18s %s\n", fh_readers[i]->name, fh_readers[i]->about);
    } else if (fh_text_is(name, "reporters")) {
        for (size_t i = 0; fh_reporters[i] != NULL; i++)
            fh_sink_printf(&sink, "%-18s %s\n", fh_reporters[i]->name, fh_reporters[i]->about);
    } else if (fh_text_is(name, "languages")) {
        for (int i = 1; i < FH_LANGUAGE_COUNT; i++)
            fh_sink_printf(&sink, "%s\n", fh_language_name((fh_language)i));
    } else if (fh_text_is(name, "limits")) {
        list_limits(&sink);
    } else {
        known = fh_text_is(name, "vendors") && list_vendors(&sink);
    }
    return fh_sink_done(&sink) && known ? FREEHOLD_CLEAN : FREEHOLD_USAGE;
}
