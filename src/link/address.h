/* SPDX-FileCopyrightText: 2026 The freehold authors
 * SPDX-License-Identifier: Apache-2.0 */

/* Addresses and names, as far as they tell who is who: hosts, the label that somebody registered,
 * organisations of forges, and names that mean the same. Linear in their input; texts are views
 * unless an arena is given. Internal to the room. */
#ifndef FH_LINK_ADDRESS_H
#define FH_LINK_ADDRESS_H

#include "base/arena.h"
#include "base/text.h"

typedef struct fh_address {
    fh_text scheme;       /* without "://"; empty when there is none */
    fh_text host;         /* without user and port; empty: no address */
    fh_text path;         /* from the first '/' on */
    fh_text organization; /* of a repository on a forge: the first part of its path */
} fh_address;

/* Take apart "scheme://user@host:port/path", "git@host:org/name", "host/path", "user@host" and
 * "github:org/name". */
fh_address fh_address_of(fh_text text);
/* The label that was registered: "crew" of "api.crew.co.uk". Empty for a bare name. */
fh_text fh_host_label(fh_text host);
/* True when `host` is `domain` or lies under it; without regard to case. */
bool fh_host_under(fh_text host, fh_text domain);
/* Hosts that many projects share: forges, registries, page hosting, chats. */
bool fh_host_is_shared(fh_text host);
bool fh_host_is_mail_provider(fh_text host);
/* "org.example.part" as a domain: "part.example.org". */
fh_text fh_domain_reversed(fh_arena *arena, fh_text package);
/* Whether code calls the address as a service, and does not merely show a page: from its host and
 * path, the name that receives it, and the function it is given to. */
bool fh_address_is_service(const fh_address *address, fh_text name, fh_text callee);

/* Lower-case letters and digits of `name`. */
fh_text fh_name_plain(fh_arena *arena, fh_text name);
/* Long enough, and no word that anybody uses. `plain` from fh_name_plain. */
bool fh_name_is_telling(fh_text plain);
/* True when both plain names mean one owner: equal but for endings such as "ai" or "inc". */
bool fh_name_same(fh_text a, fh_text b);

#endif
