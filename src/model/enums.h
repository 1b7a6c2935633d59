/* SPDX-FileCopyrightText: 2026 The freehold authors
 * SPDX-License-Identifier: Apache-2.0 */

/* The closed vocabularies of facts, made from enums.def. Each family has an enum, a count and a
 * name function; names are what rules and reports use. */
#ifndef FH_MODEL_ENUMS_H
#define FH_MODEL_ENUMS_H

#include "base/text.h"

#define FH_CONTEXT(id, name) FH_CONTEXT_INDEX_##id,
#define FH_FACT(id, name)
#define FH_ATTR(id, name)
#define FH_POSITION(id, name)
#define FH_CERTAINTY(id, name)
#define FH_UNREAD(id, name)
typedef enum fh_context_index {
#include "model/enums.def"
    FH_CONTEXT_COUNT
} fh_context_index;
#undef FH_CONTEXT
#define FH_CONTEXT(id, name) FH_CONTEXT_##id = 1u << FH_CONTEXT_INDEX_##id,
/* A set of contexts is a uint32_t of these bits. */
typedef enum fh_context {
#include "model/enums.def"
    FH_CONTEXT_NONE = 0
} fh_context;
#undef FH_CONTEXT
#define FH_CONTEXT(id, name)
#undef FH_FACT
#define FH_FACT(id, name) FH_FACT_##id,
typedef enum fh_fact_kind {
#include "model/enums.def"
    FH_FACT_COUNT
} fh_fact_kind;
#undef FH_FACT
#define FH_FACT(id, name)
#undef FH_ATTR
#define FH_ATTR(id, name) FH_ATTR_##id,
typedef enum fh_attr_key {
#include "model/enums.def"
    FH_ATTR_COUNT
} fh_attr_key;
#undef FH_ATTR
#define FH_ATTR(id, name)
#undef FH_POSITION
#define FH_POSITION(id, name) FH_POSITION_##id,
typedef enum fh_position {
#include "model/enums.def"
    FH_POSITION_COUNT
} fh_position;
#undef FH_POSITION
#define FH_POSITION(id, name)
#undef FH_CERTAINTY
#define FH_CERTAINTY(id, name) FH_CERTAINTY_##id,
typedef enum fh_certainty {
#include "model/enums.def"
    FH_CERTAINTY_COUNT
} fh_certainty;
#undef FH_CERTAINTY
#define FH_CERTAINTY(id, name)
#undef FH_UNREAD
#define FH_UNREAD(id, name) FH_UNREAD_##id,
typedef enum fh_unread {
#include "model/enums.def"
    FH_UNREAD_COUNT
} fh_unread;
#undef FH_CONTEXT
#undef FH_FACT
#undef FH_ATTR
#undef FH_POSITION
#undef FH_CERTAINTY
#undef FH_UNREAD

/* The name of a member; NULL for a number outside its family. */
const char *fh_context_name(uint32_t index);
const char *fh_fact_kind_name(uint32_t kind);
const char *fh_attr_name(uint32_t key);
const char *fh_position_name(uint32_t position);
const char *fh_certainty_name(uint32_t certainty);
const char *fh_unread_name(uint32_t reason);
/* The other way; false when no member has that name. */
bool fh_context_find(fh_text name, uint32_t *ret_bit);
bool fh_fact_kind_find(fh_text name, uint32_t *ret_kind);
bool fh_attr_find(fh_text name, uint32_t *ret_key);
bool fh_position_find(fh_text name, uint32_t *ret_position);

#endif
