/* SPDX-FileCopyrightText: 2026 The freehold authors
 * SPDX-License-Identifier: Apache-2.0 */

/* The law: rules, tables, weakening and decision lists, loaded from packs and immutable afterwards.
 *
 * A pack is a YAML document with one of three schemas: freehold-rules/1 (rules), freehold-tables/1
 * (vendors, names, id tables) and freehold-decisions/1 (one axis' decision list). The loader is
 * strict: an unknown key is an error with file, line, column and the nearest known key. Packs that
 * were compiled at build go through the very same loader. docs/RULES.md describes the language. */
#ifndef FH_JUDGE_RULE_H
#define FH_JUDGE_RULE_H

#include "base/buf.h"
#include "base/env.h"
#include "judge/policy.h"
#include "model/report.h"
#include "model/signal.h"
#include "parse/doc.h"

FH_VEC(fh_vec_u32, uint32_t);

typedef struct fh_filter {
    uint32_t key; /* fh_attr_key */
    fh_pattern_vec patterns;
} fh_filter;
FH_VEC(fh_filter_vec, fh_filter);

/* A row of an id table: names that belong to a vendor. */
typedef struct fh_table_row {
    fh_text vendor;
    fh_text kind; /* hosted, open, alias ...: as the table says */
    fh_pattern_vec match;
} fh_table_row;
FH_VEC(fh_table_row_vec, fh_table_row);
typedef struct fh_id_table {
    fh_text name;
    bool model_ids; /* peel router prefixes before matching */
    fh_table_row_vec rows;
} fh_id_table;
FH_VEC(fh_id_table_vec, fh_id_table);

/* One way of matching: a fact kind, patterns on its subject and attributes, and what it proves. */
typedef struct fh_matcher {
    uint32_t kind;          /* fh_fact_kind */
    fh_pattern_vec subject; /* what the kind's key lists; for hits: the words */
    fh_pattern_vec value;
    fh_filter_vec filters;
    fh_pattern_vec files;
    uint32_t contexts_any; /* one of these must be set, when not 0; such contexts do not weaken */
    uint32_t contexts_not; /* none of these may be set */
    uint32_t positions;    /* bits; 0 = any */
    const fh_id_table *table; /* hits: value must be a name of the table */
    fh_pattern_vec row_kinds; /* and its row of such a kind */
    fh_text regex;
    bool caseless, bound_left, bound_right, import;
    uint32_t first_lines; /* only in so many lines at the start of the file; 0 = anywhere */
    fh_strength strength;
    fh_text role; /* what decisions count it as; empty = the rule's */
    int32_t points;
    fh_text vendor;                      /* instead of the rule's */
    fh_text message;                     /* instead of the title */
    uint32_t signal_first, signal_count; /* its signals, set by compiling */
    uint32_t line;
} fh_matcher;
FH_VEC(fh_matcher_vec, fh_matcher);

typedef struct fh_weakener {
    uint32_t contexts; /* any of */
    fh_filter_vec filters;
    fh_pattern_vec files;
    uint32_t from; /* bits 1 << fh_strength it applies to; 0 = all but trap and freedom */
    fh_strength to;
    fh_text note;
    bool vendor_unit; /* applies inside a component that is one vendor's by name */
    bool adapter;     /* applies inside an adapter of the evidence's own vendor */
    bool any_adapter; /* applies inside an adapter of whatever vendor */
    /* Apply when no evidence of such rules (names) stands in the component, or in the file; asked
     * when all facts have matched. */
    fh_pattern_vec without, without_in_file;
} fh_weakener;
FH_VEC(fh_weakener_vec, fh_weakener);

typedef struct fh_example {
    fh_text file, text, why;
    fh_text policy;                     /* YAML of a policy to apply; empty for none */
    fh_text_vec beside;                 /* further paths with the same text */
    fh_text_vec with_files, with_texts; /* further files of the same tree */
    bool hit;
    bool has_strength;
    fh_strength strength; /* expected of a hit */
    uint32_t at;          /* expected line of a hit; 0 = any */
    uint32_t line;        /* of the example in its pack */
} fh_example;
FH_VEC(fh_example_vec, fh_example);

typedef struct fh_rule {
    fh_text id, name, title, why, remedy, message, status;
    fh_text_vec alternatives, references;
    fh_axis axis;
    fh_text vendor; /* slug, or "*": the matched table row or vocabulary word says */
    fh_text role;
    fh_severity severity;
    fh_confidence confidence;
    fh_text effort, weight;
    bool finding;   /* reported as a finding, not only weighed */
    bool universal; /* universal weakening applies (default) */
    fh_matcher_vec matchers;
    fh_weakener_vec weakeners;
    fh_example_vec examples;
    fh_text pack;
    uint32_t line;
} fh_rule;
FH_VEC(fh_rule_vec, fh_rule);

typedef struct fh_vendor {
    fh_text id, name;
    fh_pattern_vec
        owners;        /* organisations and authors of its trees; in the vocabulary as "owner" */
    fh_text_vec hosts; /* domains of its services; in the vocabulary as "host" */
    fh_text_vec words; /* names in paths and lists, per axis in fh_vocab */
} fh_vendor;
FH_VEC(fh_vendor_vec, fh_vendor);

typedef enum fh_selector_vendor {
    FH_VENDOR_THIS,  /* the vendor being judged */
    FH_VENDOR_OTHER, /* any but it */
    FH_VENDOR_ANY
} fh_selector_vendor;

/* Picks evidence. Everything that is set must hold. */
typedef struct fh_selector {
    uint32_t strengths; /* bits; 0 = any but trap */
    fh_pattern_vec roles, rules, vendors;
    fh_selector_vendor vendor;
    uint32_t at_least; /* pieces of evidence in different files or rules; default 1 */
    uint32_t kinds;    /* different rules; default 1 */
    bool main_only;    /* in the main component */
} fh_selector;
FH_VEC(fh_selector_vec, fh_selector);

typedef enum fh_condition_kind {
    FH_CONDITION_ALL,
    FH_CONDITION_ANY,
    FH_CONDITION_NONE,    /* no evidence for the selector */
    FH_CONDITION_HAS,     /* evidence for the selector */
    FH_CONDITION_VENDORS, /* number of vendors in a set, this one left out when `others` */
    FH_CONDITION_POINTS,  /* points of this vendor, and its lead over the next */
    FH_CONDITION_SHARE,   /* percent of the selector's files over all vendors that are this one's */
    FH_CONDITION_VERDICT  /* an axis decided before has such a level, for this vendor */
} fh_condition_kind;

typedef struct fh_condition fh_condition;
struct fh_condition {
    fh_condition_kind kind;
    fh_selector selector;
    fh_text set;
    fh_axis axis;         /* of a verdict */
    fh_pattern_vec level; /* of a verdict */
    bool others;
    uint32_t at_least, at_most, lead; /* at_most UINT32_MAX = no bound */
    fh_condition *first, *next;       /* parts of all and any */
    uint32_t line;
};

/* A named set of vendors: those for which one of the selectors holds. */
typedef struct fh_vendor_set {
    fh_text name;
    fh_selector_vec any;
    fh_pattern_vec except;
} fh_vendor_set;
FH_VEC(fh_vendor_set_vec, fh_vendor_set);

typedef struct fh_decision {
    fh_text id, level, summary, qualifier;
    fh_confidence confidence;
    bool each; /* tried for every vendor with evidence, strongest first */
    fh_condition *when;
    fh_condition *qualifier_when;
    fh_condition *high_when, *low_when; /* change of confidence */
    fh_selector_vec because, despite, improve;
    uint32_t line;
} fh_decision;
FH_VEC(fh_decision_vec, fh_decision);

typedef struct fh_decision_list {
    fh_axis axis;
    bool present;
    fh_weakener_vec weakeners; /* universal weakening, in order */
    fh_pattern_vec central;    /* paths whose lines are shown first among equals */
    fh_vendor_set_vec sets;
    fh_decision_vec decisions;
    fh_text pack;
} fh_decision_list;

typedef struct fh_ruleset {
    fh_arena arena;
    fh_rule_vec rules;
    fh_vendor_vec vendors;
    fh_vocab_vec vocab;
    fh_id_table_vec tables;
    fh_decision_list lists[FH_AXIS_COUNT];
    fh_policy_vec policies;                   /* presets */
    fh_compatibility_vec compatibility;       /* rows in order */
    fh_signals signals;                       /* made by fh_ruleset_compile */
    uint32_t *signal_rules, *signal_matchers; /* per signal: which rule and matcher */
    uint64_t hash;
} fh_ruleset;

typedef struct fh_pack {
    fh_text name;
    const fh_node *root; /* the pack's document */
} fh_pack;
FH_VEC(fh_pack_vec, fh_pack);

/* Build a rule set from packs, later ones overriding rules of the same id. The packs' nodes must
 * outlive it. FH_BAD_INPUT: env->error has "PACK:LINE:COLUMN: what". */
FH_NODISCARD fh_status fh_ruleset_load(fh_env *env, const fh_pack *packs, size_t count,
                                       fh_ruleset **ret_ruleset);
void fh_ruleset_free(fh_ruleset *ruleset);
const fh_rule *fh_ruleset_rule(const fh_ruleset *ruleset, fh_text id_or_name);
const fh_id_table *fh_ruleset_table(const fh_ruleset *ruleset, fh_text name);

/* Make the signals (the plain word list for readers) of all matchers. Called by load. */
FH_NODISCARD fh_status fh_ruleset_compile(fh_env *env, fh_ruleset *ruleset);

/* Row of `table` that names `text`, or NULL. */
const fh_table_row *fh_id_table_find(const fh_id_table *table, fh_text text);

/* ---- packs ---- */

/* Parse a pack's YAML. The result lives in `arena`. */
FH_NODISCARD fh_status fh_pack_parse(fh_env *env, fh_arena *arena, fh_text name, fh_text yaml,
                                     fh_pack *ret_pack);
/* Flat form of parsed packs, embedded by the build, and back (strict, bounded). */
void fh_packs_encode(const fh_pack *packs, size_t count, fh_buf *buf);
FH_NODISCARD fh_status fh_packs_decode(fh_text bytes, fh_arena *arena, fh_pack_vec *ret_packs);

#endif
