/* SPDX-FileCopyrightText: 2026 The freehold authors
 * SPDX-License-Identifier: Apache-2.0 */

/* Online answers to the question under which license a package is: what is asked, what came back,
 * and the round of cache and service that gets it. Nothing here decides whether a name may be sent;
 * that is done before the names get here. */
#ifndef FH_LOOKUP_LOOKUP_H
#define FH_LOOKUP_LOOKUP_H

#include "base/vec.h"
#include "lookup/cache.h"
#include "lookup/http.h"
#include "model/purl.h"

typedef enum fh_lookup_state {
    FH_LOOKUP_UNASKED, /* no service knows packages of this type, or it has no version */
    FH_LOOKUP_FOUND,
    FH_LOOKUP_UNKNOWN, /* the service does not know the package, or no license of it */
    FH_LOOKUP_FAILED   /* the service did not give a usable answer */
} fh_lookup_state;

typedef struct fh_lookup_item {
    fh_text purl; /* as asked */
    fh_purl parts;
    fh_lookup_state state;
    fh_text expression;  /* one that may be parsed, or empty */
    fh_text written;     /* as the service says it, ", " between entries */
    const char *service; /* static */
    const char *why;     /* of a failure; static */
    bool is_cached;
} fh_lookup_item;
FH_VEC(fh_lookup_item_vec, fh_lookup_item);

enum { FH_LOOKUP_ITEMS_MAX = 20000, FH_LOOKUP_PURL_MAX = 2048 };

typedef struct fh_lookup_options {
    fh_text deps_dev;        /* base address, without a slash at its end */
    fh_text clearly_defined; /* the same; empty: not asked */
    fh_http_options http;
    int64_t now; /* seconds since 1970, UTC */
} fh_lookup_options;

/* Add the package of one line; false when it is no package URL or one too many. */
FH_NODISCARD bool fh_lookup_add(fh_arena *arena, fh_lookup_item_vec *items, fh_text line);
/* Answer all items. What deps.dev does not know, or only with words that are no expression, becomes
 * an item of the other service behind them. `cache` may be NULL. Texts of answers live in `arena`.
 * FH_NO_MEMORY; single failures stand in the items. */
FH_NODISCARD fh_status fh_lookup_run(fh_env *env, fh_arena *arena, fh_cache *cache,
                                     const fh_lookup_options *options, fh_lookup_item_vec *items);
/* One line of JSON, its end included. */
void fh_lookup_write(const fh_lookup_item *item, fh_buf *buf);
/* `text` as a string of JSON, in quotes; bytes that are no UTF-8 become '?'. */
void fh_lookup_quote(fh_text text, fh_buf *buf);

/* ---- deps.dev (https://docs.deps.dev/api) ---- */

bool fh_deps_dev_takes(const fh_lookup_item *item);
/* The body that asks for `count` items; `page` is empty, or names a further page. */
void fh_deps_dev_ask(fh_lookup_item *const *items, size_t count, fh_text page, fh_buf *body);
/* Read one page into the items it speaks of. `ret_page`: the next one, empty when this is the last.
 * FH_BAD_INPUT, FH_LIMIT: it is no such answer; items before the fault have changed. */
FH_NODISCARD fh_status fh_deps_dev_read(fh_env *env, fh_arena *arena, fh_text body,
                                        fh_lookup_item *const *items, size_t count,
                                        fh_text *ret_page);
/* The address of one version; empty when its type has none. */
fh_text fh_deps_dev_address(fh_arena *arena, fh_text base, const fh_lookup_item *item);
/* Read what came from there. */
FH_NODISCARD fh_status fh_deps_dev_read_version(fh_env *env, fh_arena *arena, fh_text body,
                                                fh_lookup_item *item);

/* ---- ClearlyDefined (https://docs.clearlydefined.io) ---- */

bool fh_clearly_defined_takes(const fh_lookup_item *item);
/* The body that asks for `count` items. */
void fh_clearly_defined_ask(fh_arena *arena, fh_lookup_item *const *items, size_t count,
                            fh_buf *body);
/* Read the answer into the items it speaks of; FH_BAD_INPUT, FH_LIMIT: it is none, and no item has
 * changed. */
FH_NODISCARD fh_status fh_clearly_defined_read(fh_env *env, fh_arena *arena, fh_text body,
                                               fh_lookup_item *const *items, size_t count);

#endif
