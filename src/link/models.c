/* SPDX-FileCopyrightText: 2026 The freehold authors
 * SPDX-License-Identifier: Apache-2.0 */

#include "base/table.h"
#include "link/parts.h"

/* A configuration names a base model, the card beside it the license: what the folder offers its
 * model under is the claim about every base named in it. A license text in the folder says more
 * than the field of a card. */

static bool is_license_text(const fh_fact *fact, const fh_file *file)
{
    static const char *const kinds[] = {"tag", "exact", "equivalent", "modified", "embedded"};
    const fh_text name = fh_text_base_name(file->path);
    const fh_text kind = fh_fact_get(fact, FH_ATTR_KIND);
    if (!fh_text_starts_nocase(name, FH_TEXT("license")) &&
        !fh_text_starts_nocase(name, FH_TEXT("licence")))
        return false;
    for (size_t i = 0; i < FH_COUNT(kinds); i++)
        if (fh_text_is(kind, kinds[i])) return true;
    return false;
}

static bool is_card_license(const fh_fact *fact)
{
    return fh_text_is(fact->reader, "model-card") &&
           fh_text_is(fh_fact_get(fact, FH_ATTR_KIND), "manifest");
}

/* Folders to the fact that says under what they offer their model. */
static void find_claims(const fh_linker *linker, fh_table *claims)
{
    for (uint32_t i = 0; i < linker->store->facts.count; i++) {
        const fh_fact *fact = &linker->store->facts.items[i];
        if (fact->kind != FH_FACT_LICENSE) continue;
        const fh_file *file = &linker->store->files.items[fact->file];
        const fh_text dir = fh_text_dir_name(file->path);
        uint32_t earlier = 0;
        const bool text = is_license_text(fact, file);
        if (!text && !is_card_license(fact)) continue;
        const bool known = fh_table_find(claims, dir, &earlier);
        if (known && (!text || !is_card_license(&linker->store->facts.items[earlier]))) continue;
        (void)fh_table_set(claims, dir, i);
    }
}

static bool is_base(const fh_fact *fact)
{
    const fh_text kind = fh_fact_get(fact, FH_ATTR_KIND);
    return fact->kind == FH_FACT_MODEL &&
           (fh_text_is(kind, "base") || fh_text_is(kind, "adapter")) &&
           fh_fact_get(fact, FH_ATTR_CLAIM).len == 0;
}

void fh_link_models(fh_linker *linker)
{
    fh_table claims;
    fh_table_init(&claims, linker->arena);
    find_claims(linker, &claims);
    for (size_t i = 0; i < linker->store->facts.count && claims.count > 0; i++) {
        fh_fact *fact = &linker->store->facts.items[i];
        uint32_t index = 0;
        if (!is_base(fact)) continue;
        const fh_text dir = fh_text_dir_name(linker->store->files.items[fact->file].path);
        if (!fh_table_find(&claims, dir, &index)) continue;
        const fh_fact *claim = &linker->store->facts.items[index];
        const fh_text expression = fh_fact_get(claim, FH_ATTR_EXPRESSION);
        fh_fact_set(fact, FH_ATTR_CLAIM, expression.len > 0 ? expression : claim->subject);
        fh_fact_set(fact, FH_ATTR_CATEGORY, fh_fact_get(claim, FH_ATTR_CATEGORY));
        fh_fact_set(fact, FH_ATTR_ORIGIN, FH_TEXT("inherited"));
    }
}
