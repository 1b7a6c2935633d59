/* SPDX-FileCopyrightText: 2026 The freehold authors
 * SPDX-License-Identifier: Apache-2.0 */

#include "model/enums.h"

#define FH_FACT(id, name)
#define FH_ATTR(id, name)
#define FH_POSITION(id, name)
#define FH_CERTAINTY(id, name)
#define FH_UNREAD(id, name)

#define FH_CONTEXT(id, name) name,
static const char *const context_names[] = {
#include "model/enums.def"
};
#undef FH_CONTEXT
#define FH_CONTEXT(id, name)
#undef FH_FACT
#define FH_FACT(id, name) name,
static const char *const fact_names[] = {
#include "model/enums.def"
};
#undef FH_FACT
#define FH_FACT(id, name)
#undef FH_ATTR
#define FH_ATTR(id, name) name,
static const char *const attr_names[] = {
#include "model/enums.def"
};
#undef FH_ATTR
#define FH_ATTR(id, name)
#undef FH_POSITION
#define FH_POSITION(id, name) name,
static const char *const position_names[] = {
#include "model/enums.def"
};
#undef FH_POSITION
#define FH_POSITION(id, name)
#undef FH_CERTAINTY
#define FH_CERTAINTY(id, name) name,
static const char *const certainty_names[] = {
#include "model/enums.def"
};
#undef FH_CERTAINTY
#define FH_CERTAINTY(id, name)
#undef FH_UNREAD
#define FH_UNREAD(id, name) name,
static const char *const unread_names[] = {
#include "model/enums.def"
};
#undef FH_UNREAD

static const char *name_of(const char *const *names, size_t count, uint32_t index)
{
    return index < count ? names[index] : NULL;
}

static bool find_name(const char *const *names, size_t count, fh_text name, uint32_t *ret_index)
{
    for (size_t i = 0; i < count; i++)
        if (fh_text_is(name, names[i])) {
            *ret_index = (uint32_t)i;
            return true;
        }
    return false;
}

const char *fh_context_name(uint32_t index)
{
    return name_of(context_names, FH_COUNT(context_names), index);
}
const char *fh_fact_kind_name(uint32_t kind)
{
    return name_of(fact_names, FH_COUNT(fact_names), kind);
}
const char *fh_attr_name(uint32_t key)
{
    return name_of(attr_names, FH_COUNT(attr_names), key);
}
const char *fh_position_name(uint32_t position)
{
    return name_of(position_names, FH_COUNT(position_names), position);
}
const char *fh_certainty_name(uint32_t certainty)
{
    return name_of(certainty_names, FH_COUNT(certainty_names), certainty);
}
const char *fh_unread_name(uint32_t reason)
{
    return name_of(unread_names, FH_COUNT(unread_names), reason);
}
bool fh_context_find(fh_text name, uint32_t *ret_bit)
{
    uint32_t index = 0;
    if (!find_name(context_names, FH_COUNT(context_names), name, &index)) return false;
    *ret_bit = 1u << index;
    return true;
}
bool fh_fact_kind_find(fh_text name, uint32_t *ret_kind)
{
    return find_name(fact_names, FH_COUNT(fact_names), name, ret_kind);
}
bool fh_attr_find(fh_text name, uint32_t *ret_key)
{
    return find_name(attr_names, FH_COUNT(attr_names), name, ret_key);
}
bool fh_position_find(fh_text name, uint32_t *ret_position)
{
    return find_name(position_names, FH_COUNT(position_names), name, ret_position);
}
