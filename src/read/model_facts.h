/* SPDX-FileCopyrightText: 2026 The freehold authors
 * SPDX-License-Identifier: Apache-2.0 */

/* What the readers of models share: cards, configurations and the headers of weights all name a
 * model, what it was made from, and the license it is offered under. */
#ifndef FH_READ_MODEL_FACTS_H
#define FH_READ_MODEL_FACTS_H

#include "read/site.h"

/* The license that a card or header claims; empty texts: none is stated. */
typedef struct fh_model_claim {
    fh_text expression, category;
} fh_model_claim;

/* A license field of a card as the Hub has it: a text or a list, `name` is license_name. Several
 * are joined with AND, and the strictest decides the category. */
fh_model_claim fh_model_claim_of(fh_arena *arena, const fh_node *license, fh_text name);
fh_model_claim fh_model_claim_of_text(fh_arena *arena, fh_text license, fh_text name);

typedef struct fh_model_fact {
    fh_text id;
    const char *kind;     /* base, adapter, card, config, name, gguf, dataset, used ... */
    fh_text value;        /* architecture, or what else describes it */
    fh_text relation;     /* of a derivative to this base */
    fh_text members;      /* ids of its bases, space separated */
    fh_model_claim claim; /* base: what the derivative claims; else its own license */
    bool guessed;
} fh_model_fact;

/* Add the fact at a place (line 0: the whole file). Nothing for ids that are none: empty, over 256
 * bytes, with blanks at the ends or control bytes. */
void fh_model_add(const fh_site *site, uint32_t line, uint32_t column, const fh_model_fact *model);
/* Add the claim as a license fact of kind "manifest"; nothing without an expression. */
void fh_model_add_license(const fh_site *site, uint32_t line, uint32_t column,
                          const fh_model_claim *claim);
/* A field with a text value at a place; nothing without one. */
void fh_model_add_field(const fh_site *site, uint32_t line, uint32_t column, const char *subject,
                        fh_text value);

/* "org/name" as the Hub allows it; no path of a machine. */
bool fh_is_hub_id(fh_text text);
/* org/name out of "https://huggingface.co/org/name...", a Hub id as it stands, else empty. */
fh_text fh_hub_id_of(fh_text text);

#endif
