/* SPDX-FileCopyrightText: 2026 The freehold authors
 * SPDX-License-Identifier: Apache-2.0 */

#include "link/parts.h"

/* The license of a component: what its own manifest says, else the license file in its folder, else
 * that of the nearest folder above. */

bool fh_link_is_license_file(fh_text path)
{
    static const char *const names[] = {"license", "licence", "copying", "unlicense"};
    const fh_text name = fh_text_base_name(path);
    for (size_t i = 0; i < FH_COUNT(names); i++)
        if (fh_text_starts_nocase(name, fh_text_of(names[i]))) return true;
    return false;
}

static fh_text license_in(const fh_linker *linker, fh_text dir)
{
    for (size_t i = 0; i < linker->store->facts.count; i++) {
        const fh_fact *fact = &linker->store->facts.items[i];
        const fh_file *file = &linker->store->files.items[fact->file];
        if (fact->kind != FH_FACT_LICENSE || !fh_link_is_license_file(file->path)) continue;
        if (!fh_text_eq(fh_text_dir_name(file->path), dir)) continue;
        const fh_text expression = fh_fact_get(fact, FH_ATTR_EXPRESSION);
        return fh_text_is_empty(expression) ? fact->subject : expression;
    }
    return (fh_text){0};
}

void fh_link_licenses(fh_linker *linker)
{
    for (size_t i = 0; i < linker->linked->components.count; i++) {
        fh_component *component = &linker->linked->components.items[i];
        fh_text dir = component->path;
        while (fh_text_is_empty(component->license)) {
            component->license = license_in(linker, dir);
            if (fh_text_is_empty(dir)) break;
            dir = fh_text_dir_name(dir);
        }
    }
}
