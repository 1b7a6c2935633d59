/* SPDX-FileCopyrightText: 2026 The freehold authors
 * SPDX-License-Identifier: Apache-2.0 */

#include "link/license_scopes.h"
#include "link/parts.h"

fh_text fh_vocab_vendor(const fh_signals *signals, fh_text axis, fh_text word)
{
    for (size_t i = 0; i < signals->vocab.count; i++) {
        const fh_vocab *row = &signals->vocab.items[i];
        if (row->word.len == word.len && fh_text_eq_nocase(row->word, word) &&
            fh_text_eq(row->axis, axis))
            return row->vendor;
    }
    return (fh_text){0};
}

/* "cuda12" and "rocm6" are names with a version. */
static fh_text unversioned(fh_text part)
{
    size_t len = part.len;
    while (len > 0 && fh_is_digit(part.ptr[len - 1])) len--;
    return len >= 3 ? fh_text_slice(part, 0, len) : (fh_text){0};
}

fh_text fh_vocab_vendor_of_name(const fh_signals *signals, fh_text axis, fh_text name)
{
    fh_text found = {0};
    size_t start = 0;
    for (size_t i = 0; i <= name.len; i++) {
        if (i < name.len && fh_is_alnum(name.ptr[i])) continue;
        const fh_text part = fh_text_slice(name, start, i);
        start = i + 1;
        if (fh_text_is_empty(part)) continue;
        fh_text vendor = fh_vocab_vendor(signals, axis, part);
        if (fh_text_is_empty(vendor)) vendor = fh_vocab_vendor(signals, axis, unversioned(part));
        if (fh_text_is_empty(vendor)) continue;
        if (!fh_text_is_empty(found) && !fh_text_eq(found, vendor)) return (fh_text){0};
        found = vendor;
    }
    return found;
}

static bool is_upper(char c)
{
    return c >= 'A' && c <= 'Z';
}

/* Length of the longest word of the vocabulary that stands at `start` and ends where a part of the
 * name does; 0 when none does. */
static size_t word_at(const fh_signals *signals, fh_text axis, fh_text name, size_t start,
                      fh_text *ret_vendor)
{
    const fh_text rest = fh_text_slice(name, start, SIZE_MAX);
    const char first = rest.len > 0 ? fh_lower(rest.ptr[0]) : 0;
    size_t longest = 0;
    for (size_t i = 0; i < signals->vocab.count; i++) {
        const fh_vocab *row = &signals->vocab.items[i];
        const size_t len = row->word.len;
        if (len <= longest || fh_lower(row->word.ptr[0]) != first ||
            !fh_text_starts_nocase(rest, row->word) || !fh_text_eq(row->axis, axis))
            continue;
        if (len < rest.len && fh_is_alnum(rest.ptr[len]) && !is_upper(rest.ptr[len])) continue;
        longest = len;
        *ret_vendor = row->vendor;
    }
    return longest;
}

fh_text fh_vocab_vendor_of_camel(const fh_signals *signals, fh_text axis, fh_text name)
{
    fh_text found = {0};
    for (size_t i = 0; i < name.len;) {
        const bool begins = i == 0 || !fh_is_alnum(name.ptr[i - 1]) ||
                            (is_upper(name.ptr[i]) && !is_upper(name.ptr[i - 1]));
        fh_text vendor = {0};
        const size_t len = begins ? word_at(signals, axis, name, i, &vendor) : 0;
        i += len > 0 ? len : 1;
        if (len == 0) continue;
        if (!fh_text_is_empty(found) && !fh_text_eq(found, vendor)) return (fh_text){0};
        found = vendor;
    }
    return found;
}

fh_status fh_link(fh_env *env, fh_store *store, const fh_signals *signals, fh_linked *ret_linked)
{
    *ret_linked = (fh_linked){0};
    fh_linker linker = {.env = env,
                        .store = store,
                        .signals = signals,
                        .linked = ret_linked,
                        .arena = &store->arena};
    fh_link_maven(&linker);
    fh_link_gradle(&linker);
    fh_link_components(&linker);
    if (!store->arena.failed) fh_link_main(&linker);
    if (!store->arena.failed) fh_link_workspaces(&linker);
    if (!store->arena.failed) fh_link_owner(&linker);
    if (!store->arena.failed) fh_link_locks(&linker);
    if (!store->arena.failed) fh_link_golang(&linker);
    if (!store->arena.failed) fh_link_groups(&linker);
    if (!store->arena.failed) fh_link_adapters(&linker);
    if (!store->arena.failed) fh_link_own_modules(&linker);
    if (!store->arena.failed) fh_link_optional_imports(&linker);
    if (!store->arena.failed) fh_link_license_scopes(&linker);
    if (!store->arena.failed) fh_link_license_pointers(&linker);
    if (!store->arena.failed) fh_link_license_parts(&linker);
    if (!store->arena.failed) fh_link_licenses(&linker);
    if (!store->arena.failed) fh_link_dependency_licenses(&linker);
    if (!store->arena.failed) fh_link_models(&linker);
    return store->arena.failed ? fh_fail(env, FH_NO_MEMORY, "no memory to link facts") : FH_OK;
}
