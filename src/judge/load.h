/* SPDX-FileCopyrightText: 2026 The freehold authors
 * SPDX-License-Identifier: Apache-2.0 */

/* Shared by the loader's files: strict maps, patterns, and errors with a place in the pack. */
#ifndef FH_JUDGE_LOAD_H
#define FH_JUDGE_LOAD_H

#include "judge/rule.h"

/* A name of a rule or a role that a decision goes by: asked for before all rules are known. */
typedef struct fh_asked {
    fh_text pack;
    const fh_node *node; /* the pattern or list of patterns */
    bool role;
} fh_asked;
FH_VEC(fh_asked_vec, fh_asked);

typedef struct fh_loader {
    fh_env *env;
    fh_ruleset *ruleset;
    fh_arena *arena; /* the rule set's */
    fh_text pack;
    fh_axis axis; /* of the decision list being loaded */
    fh_asked_vec asked;
} fh_loader;

/* One key of a map: `load` stores the node into `object`. */
typedef struct fh_key {
    const char *name;
    fh_status (*load)(fh_loader *loader, const fh_node *node, void *object);
    bool required;
} fh_key;

/* Fail at a node's place in the pack. */
fh_status fh_load_fail(fh_loader *loader, const fh_node *node, const char *format, ...)
    FH_PRINTF(3, 4);
/* Load a map by a table of keys that ends with a NULL name. Unknown and missing keys fail. */
FH_NODISCARD fh_status fh_load_map(fh_loader *loader, const fh_node *node, const fh_key *keys,
                                   const char *what, void *object);
/* Call `load` for every item of a list (a single value counts as a list of one). */
FH_NODISCARD fh_status fh_load_list(fh_loader *loader, const fh_node *node,
                                    fh_status (*load)(fh_loader *, const fh_node *, void *),
                                    void *object);
/* A scalar's text. */
FH_NODISCARD fh_status fh_load_text(fh_loader *loader, const fh_node *node, void *object);
FH_NODISCARD fh_status fh_load_texts(fh_loader *loader, const fh_node *node, void *object);
FH_NODISCARD fh_status fh_load_bool(fh_loader *loader, const fh_node *node, void *object);
FH_NODISCARD fh_status fh_load_u32(fh_loader *loader, const fh_node *node, void *object);
FH_NODISCARD fh_status fh_load_patterns(fh_loader *loader, const fh_node *node, void *object);
FH_NODISCARD fh_status fh_load_strength(fh_loader *loader, const fh_node *node, void *object);
FH_NODISCARD fh_status fh_load_strength_bits(fh_loader *loader, const fh_node *node, void *object);
FH_NODISCARD fh_status fh_load_contexts(fh_loader *loader, const fh_node *node, void *object);
FH_NODISCARD fh_status fh_load_axis(fh_loader *loader, const fh_node *node, void *object);
FH_NODISCARD fh_status fh_load_confidence(fh_loader *loader, const fh_node *node, void *object);
FH_NODISCARD fh_status fh_load_weakeners(fh_loader *loader, const fh_node *node, void *object);
FH_NODISCARD fh_status fh_load_matchers(fh_loader *loader, const fh_node *node, void *object);

/* The kinds of packs. */
FH_NODISCARD fh_status fh_load_rules(fh_loader *loader, const fh_node *root);
FH_NODISCARD fh_status fh_load_tables(fh_loader *loader, const fh_node *root);
FH_NODISCARD fh_status fh_load_decisions(fh_loader *loader, const fh_node *root);
FH_NODISCARD fh_status fh_load_policies(fh_loader *loader, const fh_node *root);
FH_NODISCARD fh_status fh_load_compatibility(fh_loader *loader, const fh_node *root);

#endif
