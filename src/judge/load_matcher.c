/* SPDX-FileCopyrightText: 2026 The freehold authors
 * SPDX-License-Identifier: Apache-2.0 */

#include "judge/load.h"

/* A matcher begins with the key that names its fact kind and lists patterns for the subject. These
 * are the kinds, with the fixed part that some spellings bring along. */
typedef struct matcher_kind {
    const char *key;
    uint32_t kind;
    bool import;        /* subject patterns are module names */
    uint32_t positions; /* preset */
} matcher_kind;

static const matcher_kind kinds[] = {
    {"dependency", FH_FACT_DEPENDENCY, false, 0},
    {"package", FH_FACT_PACKAGE, false, 0},
    {"feature", FH_FACT_FEATURE, false, 0},
    {"option", FH_FACT_OPTION, false, 0},
    {"image", FH_FACT_IMAGE, false, 0},
    {"resource", FH_FACT_RESOURCE, false, 0},
    {"env", FH_FACT_ENV, false, 0},
    {"model", FH_FACT_MODEL, false, 0},
    {"license", FH_FACT_LICENSE, false, 0},
    {"package-license", FH_FACT_PACKAGE_LICENSE, false, 0},
    {"file", FH_FACT_FILE, false, 0},
    {"pointer", FH_FACT_POINTER, false, 0},
    {"field", FH_FACT_FIELD, false, 0},
    {"build", FH_FACT_BUILD, false, 0},
    {"group", FH_FACT_GROUP, false, 0},
    {"reference", FH_FACT_REFERENCE, false, 0},
    {"source", FH_FACT_SOURCE, false, 0},
    {"words", FH_FACT_HIT, false, 0},
    {"call", FH_FACT_HIT, false, 1u << FH_POSITION_CALL},
    {"import", FH_FACT_HIT, true, 1u << FH_POSITION_IMPORT},
    {NULL, 0, false, 0},
};

static fh_status load_position(fh_loader *loader, const fh_node *node, void *object)
{
    uint32_t position = 0;
    if (!fh_position_find(node->text, &position))
        return fh_load_fail(loader, node, "no such position \"%.*s\"", FH_TEXT_ARGS(node->text));
    ((fh_matcher *)object)->positions |= 1u << position;
    return FH_OK;
}
static fh_status key_position(fh_loader *loader, const fh_node *node, void *object)
{
    return fh_load_list(loader, node, load_position, object);
}
static fh_status key_subject(fh_loader *loader, const fh_node *node, void *object)
{
    fh_matcher *matcher = object;
    for (const matcher_kind *row = kinds; row->key != NULL; row++)
        if (fh_text_is(node->key, row->key)) {
            if (matcher->line != 0)
                return fh_load_fail(loader, node, "a matcher has one subject only");
            matcher->line = node->key_line;
            matcher->kind = row->kind;
            matcher->import = row->import;
            matcher->positions |= row->positions;
        }
    return fh_load_patterns(loader, node, &matcher->subject);
}
static fh_status key_table(fh_loader *loader, const fh_node *node, void *object)
{
    fh_matcher *matcher = object;
    matcher->table = fh_ruleset_table(loader->ruleset, node->text);
    if (matcher->table == NULL)
        return fh_load_fail(loader, node, "no such table \"%.*s\"", FH_TEXT_ARGS(node->text));
    if (matcher->line == 0) {
        matcher->line = node->key_line;
        matcher->kind = FH_FACT_HIT;
    }
    return FH_OK;
}

#define MEMBER(name, type, load_fn)                                                                \
    static fh_status key_##name(fh_loader *loader, const fh_node *node, void *object)              \
    {                                                                                              \
        return load_fn(loader, node, &((type *)object)->name);                                     \
    }
MEMBER(value, fh_matcher, fh_load_patterns)
MEMBER(files, fh_matcher, fh_load_patterns)
MEMBER(row_kinds, fh_matcher, fh_load_patterns)
MEMBER(regex, fh_matcher, fh_load_text)
MEMBER(caseless, fh_matcher, fh_load_bool)
MEMBER(strength, fh_matcher, fh_load_strength)
MEMBER(role, fh_matcher, fh_load_text)
MEMBER(vendor, fh_matcher, fh_load_text)
MEMBER(message, fh_matcher, fh_load_text)
MEMBER(first_lines, fh_matcher, fh_load_u32)
MEMBER(contexts_any, fh_matcher, fh_load_contexts)
MEMBER(contexts_not, fh_matcher, fh_load_contexts)
#undef MEMBER

static fh_status key_points(fh_loader *loader, const fh_node *node, void *object)
{
    uint32_t value = 0;
    const fh_status status = fh_load_u32(loader, node, &value);
    if (status == FH_OK) ((fh_matcher *)object)->points = value > 100 ? 100 : (int32_t)value;
    return status;
}
static fh_status key_word(fh_loader *loader, const fh_node *node, void *object)
{
    fh_matcher *matcher = object;
    bool is_word = true;
    const fh_status status = fh_load_bool(loader, node, &is_word);
    matcher->bound_left = matcher->bound_right = is_word;
    return status;
}
/* An attribute's own name is a key: patterns that its value must hold. */
static fh_status key_attr(fh_loader *loader, const fh_node *node, void *object)
{
    fh_filter filter = {0};
    if (!fh_attr_find(node->key, &filter.key))
        return fh_load_fail(loader, node, "no such attribute");
    const fh_status status = fh_load_patterns(loader, node, &filter.patterns);
    if (status != FH_OK) return status;
    return FH_VEC_ADD(loader->arena, (fh_filter_vec *)object, filter) ? FH_OK : FH_NO_MEMORY;
}
static fh_status key_matcher_attr(fh_loader *loader, const fh_node *node, void *object)
{
    return key_attr(loader, node, &((fh_matcher *)object)->filters);
}

static const fh_key matcher_keys[] = {
    {"dependency", key_subject, false},
    {"package", key_subject, false},
    {"feature", key_subject, false},
    {"option", key_subject, false},
    {"image", key_subject, false},
    {"resource", key_subject, false},
    {"env", key_subject, false},
    {"model", key_subject, false},
    {"license", key_subject, false},
    {"package-license", key_subject, false},
    {"file", key_subject, false},
    {"pointer", key_subject, false},
    {"field", key_subject, false},
    {"build", key_subject, false},
    {"group", key_subject, false},
    {"reference", key_subject, false},
    {"source", key_subject, false},
    {"words", key_subject, false},
    {"call", key_subject, false},
    {"import", key_subject, false},
    {"position", key_position, false},
    {"in-table", key_table, false},
    {"row-kind", key_row_kinds, false},
    {"value", key_value, false},
    {"files", key_files, false},
    {"regex", key_regex, false},
    {"caseless", key_caseless, false},
    {"word", key_word, false},
    {"first-lines", key_first_lines, false},
    {"context", key_contexts_any, false},
    {"not-context", key_contexts_not, false},
    {"strength", key_strength, true},
    {"role", key_role, false},
    {"points", key_points, false},
    {"vendor", key_vendor, false},
    {"message", key_message, false},
    {"phase", key_matcher_attr, false},
    {"necessity", key_matcher_attr, false},
    {"gate", key_matcher_attr, false},
    {"directness", key_matcher_attr, false},
    {"pin", key_matcher_attr, false},
    {"name", key_matcher_attr, false},
    {"callee", key_matcher_attr, false},
    {"owner", key_matcher_attr, false},
    {"guard", key_matcher_attr, false},
    {"size", key_matcher_attr, false},
    {"via", key_matcher_attr, false},
    {"stage", key_matcher_attr, false},
    {"default", key_matcher_attr, false},
    {"table", key_matcher_attr, false},
    {"axis", key_matcher_attr, false},
    {"category", key_matcher_attr, false},
    {"kind", key_matcher_attr, false},
    {"marker", key_matcher_attr, false},
    {"module", key_matcher_attr, false},
    {"version", key_matcher_attr, false},
    {"language", key_matcher_attr, false},
    {"members", key_matcher_attr, false},
    {"author", key_matcher_attr, false},
    {"target", key_matcher_attr, false},
    {"else", key_matcher_attr, false},
    {"origin", key_matcher_attr, false},
    {"expression", key_matcher_attr, false},
    {"claim", key_matcher_attr, false},
    {"relation", key_matcher_attr, false},
    {"scope", key_matcher_attr, false},
    {"edits", key_matcher_attr, false},
    {NULL, NULL, false},
};

static fh_status load_matcher(fh_loader *loader, const fh_node *node, void *object)
{
    fh_matcher matcher = {.points = -1, .bound_left = true, .bound_right = true};
    const fh_status status = fh_load_map(loader, node, matcher_keys, "matcher", &matcher);
    if (status != FH_OK) return status;
    if (matcher.line == 0)
        return fh_load_fail(loader, node, "a matcher needs a subject, such as dependency or words");
    return FH_VEC_ADD(loader->arena, (fh_matcher_vec *)object, matcher) ? FH_OK : FH_NO_MEMORY;
}

fh_status fh_load_matchers(fh_loader *loader, const fh_node *node, void *object)
{
    return fh_load_list(loader, node, load_matcher, object);
}

/* ---- weakening ---- */

#define MEMBER(name, load_fn)                                                                      \
    static fh_status weak_##name(fh_loader *loader, const fh_node *node, void *object)             \
    {                                                                                              \
        return load_fn(loader, node, &((fh_weakener *)object)->name);                              \
    }
MEMBER(contexts, fh_load_contexts)
MEMBER(files, fh_load_patterns)
MEMBER(from, fh_load_strength_bits)
MEMBER(to, fh_load_strength)
MEMBER(note, fh_load_text)
MEMBER(vendor_unit, fh_load_bool)
MEMBER(adapter, fh_load_bool)
MEMBER(any_adapter, fh_load_bool)
MEMBER(without, fh_load_patterns)
MEMBER(without_in_file, fh_load_patterns)
#undef MEMBER
static fh_status weak_attr(fh_loader *loader, const fh_node *node, void *object)
{
    return key_attr(loader, node, &((fh_weakener *)object)->filters);
}

static const fh_key weakener_keys[] = {
    {"context", weak_contexts, false},
    {"files", weak_files, false},
    {"from", weak_from, false},
    {"to", weak_to, true},
    {"note", weak_note, true},
    {"vendor-unit", weak_vendor_unit, false},
    {"adapter", weak_adapter, false},
    {"any-adapter", weak_any_adapter, false},
    {"phase", weak_attr, false},
    {"necessity", weak_attr, false},
    {"gate", weak_attr, false},
    {"guard", weak_attr, false},
    {"name", weak_attr, false},
    {"owner", weak_attr, false},
    {"position", weak_attr, false},
    {"stage", weak_attr, false},
    {"via", weak_attr, false},
    {"pin", weak_attr, false},
    {"directness", weak_attr, false},
    {"relation", weak_attr, false},
    {"marker", weak_attr, false},
    {"else", weak_attr, false},
    {"table", weak_attr, false},
    {"language", weak_attr, false},
    {"origin", weak_attr, false},
    {"without", weak_without, false},
    {"without-in-file", weak_without_in_file, false},
    {"kind", weak_attr, false},
    {"callee", weak_attr, false},
    {NULL, NULL, false},
};

static fh_status load_weakener(fh_loader *loader, const fh_node *node, void *object)
{
    fh_weakener weakener = {0};
    const fh_status status = fh_load_map(loader, node, weakener_keys, "weaken entry", &weakener);
    if (status != FH_OK) return status;
    return FH_VEC_ADD(loader->arena, (fh_weakener_vec *)object, weakener) ? FH_OK : FH_NO_MEMORY;
}

fh_status fh_load_weakeners(fh_loader *loader, const fh_node *node, void *object)
{
    return fh_load_list(loader, node, load_weakener, object);
}
