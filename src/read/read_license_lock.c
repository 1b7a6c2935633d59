/* SPDX-FileCopyrightText: 2026 The freehold authors
 * SPDX-License-Identifier: Apache-2.0 */

#include "model/purl.h"
#include "read/manifest.h"

/* What people and `freehold lock` wrote down about the licenses of packages: the license lock (one
 * package a line) and overrides (a person's word, bound to bytes). docs/DEPENDENCIES.md has both
 * formats. */

extern const fh_reader fh_reader_license_lock, fh_reader_license_overrides;

enum { LONGEST_EXPRESSION = 4000 };

/* The fact of a statement about `package`, a package URL; false when it is none. */
static bool start(const fh_site *site, uint32_t line, fh_text package, fh_fact *ret_fact)
{
    fh_arena *arena = site->input->scratch;
    fh_purl parts;
    if (fh_purl_parse(arena, package, &parts) != FH_OK) return false;
    const fh_purl bare = {.type = parts.type, .ns = parts.ns, .name = parts.name};
    *ret_fact = fh_site_fact(site, FH_FACT_PACKAGE_LICENSE, line, 1);
    ret_fact->subject = fh_purl_format(arena, &bare);
    fh_fact_set(ret_fact, FH_ATTR_VERSION, parts.version);
    return ret_fact->subject.len > 0;
}

/* ---- the license lock ---- */

static void read_line(const fh_site *site, uint32_t number, fh_text line)
{
    fh_text fields[3] = {{0}};
    size_t count = 0;
    fh_text field, rest = line;
    fh_fact fact;
    while (rest.len > 0 && count < FH_COUNT(fields) && fh_text_next_field(&rest, '\t', &field))
        fields[count++] = field;
    if (count < FH_COUNT(fields) || rest.len > 0) {
        fh_manifest_unread(site, number, 1, "not three fields: package, license, source");
        return;
    }
    if (!start(site, number, fields[0], &fact)) {
        const fh_text shown = fh_text_slice(fields[0], 0, 80);
        fh_manifest_unread(site, number, 1, "'%.*s' is no package URL", FH_TEXT_ARGS(shown));
        return;
    }
    if (fh_text_is(fields[1], "?")) return; /* nobody knew then either */
    fact.value = fields[2];
    fh_fact_set(&fact, FH_ATTR_EXPRESSION, fh_text_slice(fields[1], 0, LONGEST_EXPRESSION));
    fh_fact_set(&fact, FH_ATTR_ORIGIN, FH_TEXT("license-lock"));
    fh_site_add(site, &fact);
}

static void read_lock(fh_env *env, const fh_input *input, fh_facts *facts)
{
    const fh_site site = fh_site_make(input, &fh_reader_license_lock, facts);
    fh_text line, rest = input->bytes;
    (void)env;
    for (uint32_t number = 1; rest.ptr != NULL && fh_text_next_line(&rest, &line); number++) {
        if (number == 1 && !fh_text_is(line, "# freehold license lock 1")) {
            fh_manifest_unread(&site, 1, 1, "not \"# freehold license lock 1\"");
            return;
        }
        if (line.len > 0 && line.ptr[0] != '#') read_line(&site, number, line);
    }
}

static const char *const lock_globs[] = {"freehold-licenses.lock", "**/freehold-licenses.lock",
                                         NULL};

const fh_reader fh_reader_license_lock = {
    .name = "license-lock",
    .about = "freehold-licenses.lock: what `freehold lock` wrote",
    .globs = lock_globs,
    .syntax = FH_SYNTAX_NONE,
    .manifest = true,
    .lock = true,
    .read = read_lock,
};

/* ---- overrides ---- */

static bool is_sha256(fh_text text)
{
    if (text.len != 64) return false;
    for (size_t i = 0; i < text.len; i++)
        if (!fh_is_digit(text.ptr[i]) && (text.ptr[i] < 'a' || text.ptr[i] > 'f')) return false;
    return true;
}

static bool has_strange_key(const fh_site *site, const fh_node *entry)
{
    static const char *const keys[] = {"package", "license",  "file",
                                       "sha256",  "checksum", "reason"};
    FH_NODE_EACH(member, entry)
    {
        bool known = false;
        for (size_t i = 0; i < FH_COUNT(keys) && !known; i++)
            known = fh_text_is(member->key, keys[i]);
        if (known) continue;
        const fh_text shown = fh_text_slice(member->key, 0, 40);
        fh_manifest_unread(site, member->key_line, 1, "an override has no key '%.*s'",
                           FH_TEXT_ARGS(shown));
        return true;
    }
    return false;
}

/* Somebody looked at certain bytes: without saying which, the word binds nobody. */
static void read_override(const fh_site *site, const fh_node *entry)
{
    const fh_text package = fh_node_text(fh_node_get(entry, "package"));
    const fh_text license = fh_node_text(fh_node_get(entry, "license"));
    const fh_text path = fh_node_text(fh_node_get(entry, "file"));
    const fh_text sha256 = fh_node_text(fh_node_get(entry, "sha256"));
    const fh_text checksum = fh_node_text(fh_node_get(entry, "checksum"));
    fh_fact fact;
    if (entry->kind != FH_NODE_MAP || has_strange_key(site, entry)) return;
    if (!start(site, entry->line, package, &fact) || license.len == 0) {
        fh_manifest_unread(site, entry->line, entry->column,
                           "an override wants a package URL and a license");
        return;
    }
    if ((path.len > 0 ? !is_sha256(sha256) : checksum.len == 0) ||
        (path.len > 0 && checksum.len > 0)) {
        fh_manifest_unread(site, entry->line, entry->column,
                           "an override wants a file with its sha256, or the checksum of a lock "
                           "file");
        return;
    }
    fact.value = fh_node_text(fh_node_get(entry, "reason"));
    fh_fact_set(&fact, FH_ATTR_EXPRESSION, fh_text_slice(license, 0, LONGEST_EXPRESSION));
    fh_fact_set(&fact, FH_ATTR_ORIGIN, FH_TEXT("override"));
    fh_fact_set(&fact, FH_ATTR_CHECKSUM, path.len > 0 ? sha256 : checksum);
    fh_fact_set(&fact, FH_ATTR_TARGET, path);
    /* Void until the hallway has seen that the bytes are still the same. */
    fh_fact_set(&fact, FH_ATTR_RELATION, FH_TEXT("void"));
    fh_site_add(site, &fact);
}

static void read_overrides(fh_env *env, const fh_input *input, fh_facts *facts)
{
    const fh_site site = fh_site_make(input, &fh_reader_license_overrides, facts);
    const fh_node *root = fh_node_at(input->doc, 0), *list = fh_node_get(root, "overrides");
    (void)env;
    if (!fh_text_is(fh_node_text(fh_node_get(root, "schema")), "freehold-licenses/1")) {
        fh_manifest_unread(&site, 1, 1, "not of the schema freehold-licenses/1");
        return;
    }
    if (!fh_manifest_is(&site, list, FH_NODE_LIST, "overrides")) return;
    FH_NODE_EACH(entry, list) read_override(&site, entry);
}

static const char *const override_globs[] = {"freehold-licenses.yaml", NULL};

const fh_reader fh_reader_license_overrides = {
    .name = "license-overrides",
    .about = "freehold-licenses.yaml: licenses that somebody vouches for, bound to bytes",
    .globs = override_globs,
    .syntax = FH_SYNTAX_YAML,
    .manifest = true,
    .lock = true,
    .read = read_overrides,
};
