/* SPDX-FileCopyrightText: 2026 The freehold authors
 * SPDX-License-Identifier: Apache-2.0 */

#include "link/parts.h"

/* One file may hold a class or a function for each vendor, as a folder may hold a file for each:
 * what stands in one of them is that vendor's adapter and no choice of the whole. */

enum { MOST_OWNERS = 64 };

typedef struct owners {
    fh_text names[MOST_OWNERS], vendors[MOST_OWNERS]; /* an owner and whom it stands for */
    uint32_t count;
} owners;

static fh_text vendor_of(const fh_linker *linker, owners *known, fh_text name)
{
    for (uint32_t i = 0; i < known->count; i++)
        if (fh_text_eq(known->names[i], name)) return known->vendors[i];
    const fh_text vendor = fh_vocab_vendor_of_camel(linker->signals, FH_TEXT("model"), name);
    if (known->count < MOST_OWNERS) {
        known->names[known->count] = name;
        known->vendors[known->count++] = vendor;
    }
    return vendor;
}

static bool names_several(const owners *known)
{
    fh_text first = {0};
    for (uint32_t i = 0; i < known->count; i++) {
        const fh_text vendor = known->vendors[i];
        if (vendor.len == 0 || fh_text_eq(vendor, first)) continue;
        if (first.len > 0) return true;
        first = vendor;
    }
    return false;
}

static void link_file(fh_linker *linker, const fh_file *file)
{
    owners known = {.count = 0};
    fh_fact *facts = &linker->store->facts.items[file->fact_start];
    for (uint32_t i = 0; i < file->fact_count; i++) {
        const fh_text owner = fh_fact_get(&facts[i], FH_ATTR_OWNER);
        if (facts[i].kind == FH_FACT_HIT && owner.len > 0) (void)vendor_of(linker, &known, owner);
    }
    if (!names_several(&known)) return;
    for (uint32_t i = 0; i < file->fact_count; i++) {
        const fh_text owner = fh_fact_get(&facts[i], FH_ATTR_OWNER);
        if (facts[i].kind != FH_FACT_HIT || owner.len == 0) continue;
        const fh_text vendor = vendor_of(linker, &known, owner);
        if (vendor.len > 0) fh_fact_set(&facts[i], FH_ATTR_ADAPTER, vendor);
    }
}

void fh_link_adapters(fh_linker *linker)
{
    for (uint32_t i = 0; i < linker->store->files.count && !linker->arena->failed; i++)
        link_file(linker, &linker->store->files.items[i]);
}
