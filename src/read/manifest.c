/* SPDX-FileCopyrightText: 2026 The freehold authors
 * SPDX-License-Identifier: Apache-2.0 */

#include "read/manifest.h"

#include <stdarg.h>
#include <stdio.h>

#include "base/buf.h"
#include "model/purl.h"

enum { LONGEST_NAME = 512, LONGEST_TEXT = 2048 };

static fh_text text_or(const char *string, const char *otherwise)
{
    return fh_text_of(string != NULL ? string : otherwise);
}

/* Names hold neither blanks nor control bytes in any ecosystem. */
static bool is_name(fh_text name)
{
    if (name.len == 0 || name.len > LONGEST_NAME) return false;
    for (size_t i = 0; i < name.len; i++) {
        const unsigned char c = (unsigned char)name.ptr[i];
        if (c <= 0x20 || c == 0x7f || c == '"' || c == '\'' || c == '<' || c == '>') return false;
    }
    return true;
}

static uint32_t contexts_of(const fh_need *need)
{
    const fh_text necessity = text_or(need->necessity, "required");
    uint32_t contexts = 0;
    if (fh_text_starts(necessity, FH_TEXT("optional")) || fh_text_is(necessity, "peer-optional"))
        contexts |= FH_CONTEXT_OPTIONAL_DEPENDENCY;
    if (fh_text_starts(need->gate, FH_TEXT("feature:"))) contexts |= FH_CONTEXT_FEATURE_GATED;
    return contexts;
}

fh_text fh_manifest_purl(fh_arena *arena, const char *type, fh_text name)
{
    return is_name(name) ? fh_purl_of(arena, type, name) : FH_TEXT("");
}

void fh_manifest_add_need(const fh_site *site, uint32_t line, uint32_t column, const fh_need *need)
{
    fh_arena *arena = site->input->scratch;
    const fh_text real = need->real_name.len > 0 ? need->real_name : need->name;
    const fh_text purl = fh_manifest_purl(arena, need->type, real);
    if (purl.len == 0) {
        fh_manifest_unread(site, line, column, "'%.*s' is no name of a package",
                           (int)fh_text_slice(real, 0, 80).len, real.ptr != NULL ? real.ptr : "");
        return;
    }
    fh_fact fact = fh_site_fact(site, FH_FACT_DEPENDENCY, line, column);
    fact.contexts |= contexts_of(need);
    fact.subject = purl;
    fact.value = fh_text_slice(need->requirement, 0, LONGEST_TEXT);
    fh_fact_set(&fact, FH_ATTR_NAME, need->name);
    fh_fact_set(&fact, FH_ATTR_PHASE, text_or(need->phase, "runtime"));
    fh_fact_set(&fact, FH_ATTR_NECESSITY, text_or(need->necessity, "required"));
    fh_fact_set(&fact, FH_ATTR_DIRECTNESS, text_or(need->directness, "direct"));
    fh_fact_set(&fact, FH_ATTR_PIN, text_or(need->pin, fh_pin_of_requirement(need->requirement)));
    fh_fact_set(&fact, FH_ATTR_TABLE, need->table);
    fh_fact_set(&fact, FH_ATTR_GATE, fh_text_slice(need->gate, 0, LONGEST_TEXT));
    fh_fact_set(&fact, FH_ATTR_MARKER, fh_text_slice(need->marker, 0, LONGEST_TEXT));
    fh_fact_set(&fact, FH_ATTR_SOURCE, fh_manifest_public_address(arena, need->source));
    fh_fact_set(&fact, FH_ATTR_ORIGIN, need->origin);
    fh_fact_set(&fact, FH_ATTR_DEFAULT, need->defaults_off ? FH_TEXT("no") : FH_TEXT(""));
    fh_fact_set(&fact, FH_ATTR_MEMBERS, fh_text_slice(need->members, 0, LONGEST_TEXT));
    if (fh_is_secret_value(need->source) || fh_is_secret_value(need->requirement)) {
        fact.value = fh_manifest_public_address(arena, fact.value);
        fact.quote = need->name;
    }
    fh_site_add(site, &fact);
}

void fh_manifest_add_package(const fh_site *site, const fh_node *place,
                             const fh_own_package *package)
{
    if (!is_name(package->name)) return;
    fh_fact fact = fh_site_at(site, FH_FACT_PACKAGE, place);
    fact.subject = package->name;
    fact.value = fh_text_slice(package->description, 0, LONGEST_TEXT);
    fh_fact_set(&fact, FH_ATTR_KIND, fh_text_of(package->type));
    fh_fact_set(&fact, FH_ATTR_VERSION, package->version);
    fh_fact_set(&fact, FH_ATTR_EXPRESSION, fh_text_slice(package->expression, 0, LONGEST_TEXT));
    fh_fact_set(&fact, FH_ATTR_AUTHOR, fh_text_slice(package->author, 0, LONGEST_TEXT));
    fh_fact_set(&fact, FH_ATTR_ORIGIN, package->origin);
    fh_site_add(site, &fact);
}

void fh_manifest_add_pointer(const fh_site *site, uint32_t line, uint32_t column, fh_text target,
                             const char *why)
{
    if (target.len == 0 || target.ptr[0] == '/' || target.ptr[0] == '~') return;
    if (fh_text_find(target, FH_TEXT("://")) != SIZE_MAX) return;
    fh_fact fact = fh_site_fact(site, FH_FACT_POINTER, line, column);
    fact.subject = fh_arena_path(site->input->scratch, fh_text_dir_name(site->input->path), target);
    fact.value = fh_text_of(why);
    if (fact.subject.len > 0) fh_site_add(site, &fact);
}

fh_text fh_manifest_public_address(fh_arena *arena, fh_text address)
{
    const size_t scheme = fh_text_find(address, FH_TEXT("://"));
    if (scheme == SIZE_MAX) return address;
    const size_t start = scheme + 3;
    fh_text host = fh_text_slice(address, start, SIZE_MAX);
    host = fh_text_slice(host, 0, fh_text_find_byte(host, '/'));
    const size_t at = fh_text_rfind_byte(host, '@');
    /* "ssh://git@host" gives no secret away. */
    if (at == SIZE_MAX || fh_text_is(fh_text_slice(host, 0, at), "git")) return address;
    return fh_arena_join(arena, fh_text_slice(address, 0, start),
                         fh_text_slice(address, start + at + 1, SIZE_MAX));
}

void fh_manifest_add_source(const fh_site *site, uint32_t line, uint32_t column, fh_text address,
                            const char *kind)
{
    if (address.len == 0) return;
    fh_fact fact = fh_site_fact(site, FH_FACT_SOURCE, line, column);
    fact.subject = fh_manifest_public_address(site->input->scratch, address);
    if (fact.subject.len != address.len) fact.quote = fact.subject;
    fh_fact_set(&fact, FH_ATTR_KIND, fh_text_of(kind));
    fh_site_add(site, &fact);
}

void fh_manifest_add_feature(const fh_site *site, const fh_node *place, fh_text members,
                             bool by_default)
{
    if (place->key.len == 0) return;
    fh_fact fact = fh_site_at_key(site, FH_FACT_FEATURE, place);
    fact.subject = fh_text_slice(place->key, 0, LONGEST_NAME);
    fact.value = members;
    if (by_default) fh_fact_set(&fact, FH_ATTR_DEFAULT, FH_TEXT("yes"));
    fh_site_add(site, &fact);
}

void fh_manifest_add_field(const fh_site *site, fh_text name, const fh_node *node)
{
    const fh_text text = fh_node_text(node);
    if (text.len == 0) return;
    fh_fact fact = fh_site_at(site, FH_FACT_FIELD, node);
    fact.subject = name;
    fact.value = fh_text_slice(text, 0, LONGEST_TEXT);
    fh_site_add(site, &fact);
}

void fh_manifest_add_home(const fh_site *site, const fh_node *node)
{
    const fh_text address = fh_node_text(node);
    if (fh_is_secret_value(address)) return;
    fh_manifest_add_field(site, FH_TEXT("project.home"), node);
}

void fh_manifest_unread(const fh_site *site, uint32_t line, uint32_t column, const char *format,
                        ...)
{
    char message[256];
    va_list arguments;
    va_start(arguments, format);
    (void)vsnprintf(message, sizeof(message), format, arguments);
    va_end(arguments);
    fh_facts_add_unread(site->facts, FH_UNREAD_SYNTAX, line, column, fh_text_of(site->reader->name),
                        fh_text_of(message));
}

static const char *kind_name(fh_node_kind kind)
{
    switch (kind) {
    case FH_NODE_NONE: return "nothing";
    case FH_NODE_MAP: return "a table";
    case FH_NODE_LIST: return "a list";
    case FH_NODE_TEXT: return "text";
    case FH_NODE_NUMBER: return "a number";
    case FH_NODE_BOOL: return "true or false";
    case FH_NODE_NULL: return "null";
    case FH_NODE_DATE: return "a date";
    }
    return "something";
}

bool fh_manifest_is(const fh_site *site, const fh_node *node, fh_node_kind kind, const char *what)
{
    if (node->kind == kind) return true;
    if (node->kind != FH_NODE_NONE && node->kind != FH_NODE_NULL)
        fh_manifest_unread(site, node->line, node->column, "%s is %s where %s is expected", what,
                           kind_name(node->kind), kind_name(kind));
    return false;
}

fh_text fh_manifest_text(const fh_site *site, const fh_node *node, const char *what)
{
    if (node->kind == FH_NODE_MAP || node->kind == FH_NODE_LIST)
        (void)fh_manifest_is(site, node, FH_NODE_TEXT, what);
    return fh_node_text(node);
}

fh_text fh_manifest_words(const fh_site *site, const fh_node *list, size_t most)
{
    fh_buf buf;
    fh_buf_init(&buf, most + 1);
    FH_NODE_EACH(item, list)
    {
        const fh_text word = fh_node_text(item);
        if (word.len == 0) continue;
        if (buf.len + word.len + 1 > most) break;
        if (buf.len > 0) fh_buf_add_byte(&buf, ' ');
        fh_buf_add(&buf, word);
    }
    const fh_text words = fh_arena_copy(site->input->scratch, fh_buf_text(&buf));
    fh_buf_done(&buf);
    return words;
}
