/* SPDX-FileCopyrightText: 2026 The freehold authors
 * SPDX-License-Identifier: Apache-2.0 */

#include "license/compile.h"

/* Families (ids that differ in version and grant) and the table of names: what people write for a
 * license. Names come from names.tsv, then from the names, ids and addresses of the list. */

/* "1.3a" packed for comparing; 0 when it is no version. Bare years and single digits are none. */
static uint32_t pack_version(fh_text text)
{
    uint32_t part[3] = {0, 0, 0}, count = 0, letter = 0;
    bool digit = false;
    for (size_t i = 0; i < text.len; i++) {
        const char c = text.ptr[i];
        if (fh_is_digit(c)) {
            part[count] = part[count] * 10 + (uint32_t)(c - '0');
            digit = true;
            if (part[count] > 255) return 0;
        } else if (c == '.' && digit && count < 2) {
            count++;
            digit = false;
        } else if (c >= 'a' && c <= 'z' && digit && i + 1 == text.len) {
            letter = (uint32_t)(c - 'a' + 1);
        } else {
            return 0;
        }
    }
    if (count == 0 || !digit) return 0;
    return part[0] << 24 | part[1] << 16 | (part[2] & 0xff) << 8 | letter;
}

static fh_text without_grant(fh_text id, bool *ret_later)
{
    static const char *const tails[] = {"-only", "-or-later", "+"};
    *ret_later = false;
    for (size_t i = 0; i < FH_COUNT(tails); i++) {
        const fh_text tail = fh_text_of(tails[i]);
        if (!fh_text_ends(id, tail)) continue;
        *ret_later = i > 0;
        return fh_text_slice(id, 0, id.len - tail.len);
    }
    return id;
}

static uint32_t family_add(fh_compiler *compiler, fh_text key)
{
    uint32_t number;
    if (fh_table_find(&compiler->family_by_key, key, &number)) return number;
    const fh_compile_family family = {.key = fh_arena_copy(&compiler->arena, key),
                                      .fallback = 0xffff};
    if (!FH_VEC_ADD(&compiler->arena, &compiler->families, family)) fh_compile_die("no memory");
    number = (uint32_t)compiler->families.count - 1;
    (void)fh_table_set(&compiler->family_by_key, family.key, number);
    return number;
}

static void add_version(fh_compiler *compiler, fh_compile_family *family, uint32_t version,
                        uint32_t license, bool later)
{
    const bool old = (compiler->licenses.items[license].flags & FH_RECORD_DEPRECATED) != 0;
    for (size_t i = 0; i < family->versions.count; i++) {
        fh_compile_version *known = &family->versions.items[i];
        if (known->version != version) continue;
        uint32_t *place = later ? &known->later : &known->only;
        if (*place == 0xffff || !old) *place = license;
        return;
    }
    const fh_compile_version row = {
        .version = version, .only = later ? 0xffff : license, .later = later ? license : 0xffff};
    (void)FH_VEC_ADD(&compiler->arena, &family->versions, row);
    for (size_t i = family->versions.count - 1; i > 0; i--) {
        fh_compile_version *items = family->versions.items;
        if (items[i - 1].version <= items[i].version) break;
        const fh_compile_version swap = items[i];
        items[i] = items[i - 1];
        items[i - 1] = swap;
    }
}

static void find_families(fh_compiler *compiler)
{
    for (uint32_t i = 0; i < compiler->licenses.count; i++) {
        fh_compile_license *license = &compiler->licenses.items[i];
        bool later = false;
        const fh_text id = without_grant(license->id, &later);
        const size_t dash = fh_text_rfind_byte(id, '-');
        const uint32_t version =
            dash == SIZE_MAX ? 0 : pack_version(fh_text_slice(id, dash + 1, id.len));
        license->version = version;
        license->family =
            family_add(compiler, version == 0 ? license->id : fh_text_slice(id, 0, dash));
        fh_compile_family *family = &compiler->families.items[license->family];
        if (version == 0) {
            family->fallback = i;
        } else {
            add_version(compiler, family, version, i, later);
            if (id.len != license->id.len) family->flags |= FH_RECORD_GNU;
        }
    }
}

/* families.tsv: family, license when no version is named. */
static void load_fallbacks(fh_compiler *compiler, fh_text rest)
{
    fh_text field[FH_COMPILE_FIELDS];
    while (fh_compile_row(&rest, field)) {
        uint32_t family, license;
        if (!fh_table_find(&compiler->family_by_key, field[0], &family) ||
            !fh_table_find(&compiler->license_by_id, field[1], &license))
            fh_compile_die("families.tsv: %.*s or %.*s is unknown", FH_TEXT_ARGS(field[0]),
                           FH_TEXT_ARGS(field[1]));
        compiler->families.items[family].fallback = license;
    }
    for (size_t i = 0; i < compiler->families.count; i++) {
        fh_compile_family *family = &compiler->families.items[i];
        if (family->fallback == 0xffff && family->versions.count == 1)
            family->fallback = family->versions.items[0].only;
    }
}

static void add_name(fh_compiler *compiler, fh_text form, uint32_t family, uint32_t license,
                     uint32_t flags)
{
    fh_compile_name name = {.family = family, .license = license, .flags = flags};
    uint32_t known;
    name.count = fh_compile_words(compiler, form, name.hashes, FH_NAME_WORDS);
    if (name.count == 0 || name.count > FH_NAME_WORDS) return;
    const fh_text key =
        fh_arena_copy(&compiler->arena,
                      fh_text_make((const char *)name.hashes, name.count * sizeof name.hashes[0]));
    if (fh_table_find(&compiler->name_by_form, key, &known)) return;
    if (!FH_VEC_ADD(&compiler->arena, &compiler->names, name)) fh_compile_die("no memory");
    (void)fh_table_set(&compiler->name_by_form, key, (uint32_t)compiler->names.count - 1);
}

/* names.tsv: target (id, or family with a star), flag, forms between bars, and for a family the
 * license when no version is named, for an id the license that it is a choice with. */
static void load_names(fh_compiler *compiler, fh_text rest)
{
    fh_text field[FH_COMPILE_FIELDS], form;
    while (fh_compile_row(&rest, field)) {
        uint32_t family = 0xffff, license = 0xffff, flags = 0;
        const bool star = fh_text_ends(field[0], FH_TEXT("*"));
        const fh_text key = star ? fh_text_slice(field[0], 0, field[0].len - 1) : field[0];
        if (fh_text_is(field[1], "weak")) flags = FH_NAME_WEAK;
        else if (fh_text_is(field[1], "url")) flags = FH_NAME_URL;
        else if (fh_text_is(field[1], "stop")) flags = FH_NAME_STOP;
        else if (!fh_text_is(field[1], "full"))
            fh_compile_die("names.tsv: no flag %.*s", FH_TEXT_ARGS(field[1]));
        if (!fh_text_is_empty(field[3]) && (star || flags == FH_NAME_URL)) {
            if (!fh_table_find(&compiler->license_by_id, field[3], &license))
                fh_compile_die("names.tsv: %.*s is unknown", FH_TEXT_ARGS(field[3]));
        } else if (!fh_text_is_empty(field[3])) {
            flags |= FH_NAME_PAIR;
            if (!fh_table_find(&compiler->license_by_id, field[3], &family))
                fh_compile_die("names.tsv: %.*s is unknown", FH_TEXT_ARGS(field[3]));
        }
        const bool known = (flags & FH_NAME_STOP) != 0 ||
                           (star ? fh_table_find(&compiler->family_by_key, key, &family)
                                 : fh_table_find(&compiler->license_by_id, key, &license));
        if (!known) fh_compile_die("names.tsv: %.*s is unknown", FH_TEXT_ARGS(field[0]));
        while (!fh_text_is_empty(field[2]) && fh_text_next_field(&field[2], '|', &form))
            add_name(compiler, form, family, license, flags);
    }
}

/* The name of the list without brackets, versions and what follows them. */
static fh_text plain_name(fh_compiler *compiler, fh_text name)
{
    char *plain = fh_arena_alloc(&compiler->arena, name.len + 1);
    size_t len = 0;
    int depth = 0;
    if (plain == NULL) fh_compile_die("no memory");
    for (size_t i = 0; i < name.len; i++) {
        const char c = name.ptr[i];
        depth += (c == '(') - (c == ')');
        if (depth > 0 || c == '"' || c == ')') continue;
        plain[len++] = c;
    }
    return fh_text_trim(fh_text_make(plain, len));
}

static fh_text cut_version(fh_text name)
{
    static const char *const marks[] = {" version ", " Version ", ", version", ", Version",
                                        " v.",       " v",        " Version",  " "};
    for (size_t m = 0; m < FH_COUNT(marks); m++) {
        const fh_text mark = fh_text_of(marks[m]);
        for (size_t i = 0; i + mark.len < name.len; i++) {
            if (!fh_text_starts(fh_text_slice(name, i, name.len), mark)) continue;
            if (!fh_is_digit(name.ptr[i + mark.len])) continue;
            const fh_text rest = fh_text_slice(name, i + mark.len, name.len);
            if (fh_text_find_byte(rest, '.') == SIZE_MAX && m == FH_COUNT(marks) - 1) continue;
            return fh_text_trim(fh_text_slice(name, 0, i));
        }
    }
    return name;
}

static bool has_license_word(fh_text name)
{
    static const char *const words[] = {"licen", "public domain", "agreement", "notice",
                                        "attribution"};
    for (size_t i = 0; i < FH_COUNT(words); i++)
        if (fh_text_find_nocase(name, fh_text_of(words[i])) != SIZE_MAX) return true;
    return false;
}

static uint32_t count_words(fh_compiler *compiler, fh_text text)
{
    uint32_t hashes[FH_NAME_WORDS];
    return fh_compile_words(compiler, text, hashes, FH_NAME_WORDS);
}

static void add_list_names(fh_compiler *compiler)
{
    for (uint32_t i = 0; i < compiler->licenses.count; i++) {
        const fh_compile_license license = compiler->licenses.items[i];
        const bool versioned = license.version != 0;
        if ((license.flags & FH_RECORD_DEPRECATED) == 0 && !fh_text_is_empty(license.name)) {
            const fh_text name = plain_name(compiler, license.name);
            const fh_text base = versioned ? cut_version(name) : name;
            const bool cut = base.len != name.len;
            const bool full = has_license_word(base) && count_words(compiler, base) > 1;
            add_name(compiler, base, cut ? license.family : 0xffff, cut ? 0xffff : i,
                     full ? 0 : FH_NAME_WEAK);
            if (!cut) add_name(compiler, name, 0xffff, i, full ? 0 : FH_NAME_WEAK);
        }
        add_name(compiler, license.id, 0xffff, i, FH_NAME_ID | FH_NAME_WEAK);
    }
    for (uint32_t i = 0; i < compiler->licenses.count; i++) {
        const fh_compile_license *license = &compiler->licenses.items[i];
        bool later;
        const fh_text id = without_grant(license->id, &later);
        if ((license->flags & FH_RECORD_EXCEPTION) != 0) continue;
        add_name(
            compiler,
            fh_arena_printf(&compiler->arena, "opensource org licenses %.*s", FH_TEXT_ARGS(id)),
            0xffff, i, FH_NAME_URL);
        add_name(compiler,
                 fh_arena_printf(&compiler->arena, "opensource org license %.*s", FH_TEXT_ARGS(id)),
                 0xffff, i, FH_NAME_URL);
        add_name(
            compiler,
            fh_arena_printf(&compiler->arena, "spdx org licenses %.*s", FH_TEXT_ARGS(license->id)),
            0xffff, i, FH_NAME_URL);
    }
}

void fh_compile_names(fh_compiler *compiler, const char *overlay)
{
    find_families(compiler);
    load_fallbacks(compiler, fh_compile_file(compiler, overlay, "families.tsv"));
    load_names(compiler, fh_compile_file(compiler, overlay, "names.tsv"));
    add_list_names(compiler);
}
