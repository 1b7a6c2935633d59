/* SPDX-FileCopyrightText: 2026 The freehold authors
 * SPDX-License-Identifier: Apache-2.0 */

#include "license/expression.h"
#include "license/scan.h"

/* "SPDX-License-Identifier:" and its like, wherever they stand. The value ends where the grammar of
 * expressions does. */

static bool is_word(const fh_scan *scan, uint32_t index, const char *word)
{
    return index < scan->tokens.count &&
           fh_text_eq_nocase(fh_scan_word(scan, index), fh_text_of(word));
}

/* Words of the tag whose value follows, 0 when none begins at `index`. */
static uint32_t tag_words(const fh_scan *scan, uint32_t index)
{
    if (!is_word(scan, index, "SPDX")) return 0;
    if (is_word(scan, index + 1, "License") || is_word(scan, index + 1, "Licence")) {
        if (is_word(scan, index + 2, "Identifier") || is_word(scan, index + 2, "Expression"))
            return 3;
        if (is_word(scan, index + 2, "Info") && is_word(scan, index + 3, "In")) return 5;
    }
    if (is_word(scan, index + 1, "Snippet") && is_word(scan, index + 2, "License")) return 4;
    return 0;
}

/* "Unknown SPDX license identifier: x" is what a program says. Only the name of the tag itself may
 * stand amidst other words. */
static bool is_amidst_words(const fh_scan *scan, uint32_t index)
{
    const fh_token *token = &scan->tokens.items[index];
    const unsigned own = FH_TOKEN_LINE | FH_TOKEN_PARAGRAPH | FH_TOKEN_STOP;
    if (index == 0 || (token->flags & own) != 0) return false;
    if (scan->bytes.ptr[token->start + token->len] != ' ') return false;
    const fh_token *before = token - 1;
    return before->start + before->len + 1 == token->start && (before->class & FH_CLASS_FILL) == 0;
}

/* What a message names is nobody's license either. */
static void claim_message(fh_scan *scan, uint32_t index)
{
    enum { WORDS = 8 };
    for (uint32_t k = index; k < scan->tokens.count && k < index + WORDS; k++) {
        if (k > index && (scan->tokens.items[k].flags & FH_TOKEN_LINE) != 0) return;
        if (scan->claims[k] == FH_CLAIM_NONE) scan->claims[k] = FH_CLAIM_TAG;
    }
}

typedef struct value {
    uint32_t group;
    fh_text expression;
    uint32_t first, last; /* words */
} value;

static void add_leaves(fh_scan *scan, const fh_expression *node, const value *tag, bool exception)
{
    uint32_t number;
    if (node->kind != FH_EXPRESSION_ID) {
        add_leaves(scan, node->left, tag, false);
        add_leaves(scan, node->right, tag, node->kind == FH_EXPRESSION_WITH);
        return;
    }
    if (fh_text_is(node->id, "NONE") || fh_text_is(node->id, "NOASSERTION")) return;
    fh_license_match match = fh_scan_match(scan, 0, FH_LICENSE_TAG, tag->first, tag->last);
    match.license = node->id;
    match.is_exception = exception;
    match.expression = tag->expression;
    match.group = tag->group;
    if (fh_license_number_find(scan->corpus, node->id, &number)) {
        const fh_license_record record = fh_license_record_get(scan->corpus, number);
        if ((record.flags & FH_RECORD_GNU) != 0)
            match.grant =
                fh_text_ends(node->id, FH_TEXT("-or-later")) ? FH_GRANT_OR_LATER : FH_GRANT_ONLY;
    }
    fh_scan_add(scan, &match);
}

static bool has_known(const fh_expression *node)
{
    if (node->kind == FH_EXPRESSION_ID) return node->known;
    return has_known(node->left) || has_known(node->right);
}

/* An id that the list does not have, but that was meant as one. */
static bool is_plausible(const fh_expression *node)
{
    if (node->kind != FH_EXPRESSION_ID) return is_plausible(node->left);
    if (node->id.len < 2 || node->id.len > 64) return false;
    for (size_t i = 0; i < node->id.len; i++)
        if (fh_is_digit(node->id.ptr[i]) || node->id.ptr[i] == '-')
            return fh_is_alpha(node->id.ptr[0]);
    return false;
}

static void read_value(fh_scan *scan, uint32_t first, uint32_t after, fh_text rest)
{
    const fh_expression *tree;
    size_t used = 0;
    if (fh_expression_parse_lax(scan->env, scan->corpus, scan->arena, rest, &used, &tree) != FH_OK)
        return;
    if (!has_known(tree) && !is_plausible(tree)) return;
    const size_t end = (size_t)(rest.ptr - scan->bytes.ptr) + used;
    value tag = {.group = ++scan->groups,
                 .expression = fh_expression_print(scan->arena, tree),
                 .first = first,
                 .last = after - 1};
    while (tag.last + 1 < scan->tokens.count && scan->tokens.items[tag.last + 1].start < end)
        tag.last++;
    for (uint32_t k = first; k <= tag.last; k++)
        if (scan->claims[k] == FH_CLAIM_NONE) scan->claims[k] = FH_CLAIM_TAG;
    add_leaves(scan, tree, &tag, false);
}

void fh_scan_tags(fh_scan *scan)
{
    for (uint32_t i = 0; i + 3 < scan->tokens.count; i++) {
        const uint32_t words = tag_words(scan, i);
        if (words == 0 || i + words >= scan->tokens.count) continue;
        if (is_amidst_words(scan, i)) {
            claim_message(scan, i);
            continue;
        }
        const fh_token *last = &scan->tokens.items[i + words - 1];
        const size_t at = last->start + last->len;
        fh_text rest = fh_text_slice(scan->bytes, at, scan->bytes.len);
        size_t skip = 0; /* colon, quotes, blanks, but no line end */
        while (skip < rest.len && skip < 8 &&
               (rest.ptr[skip] == ':' || rest.ptr[skip] == ' ' || rest.ptr[skip] == '"' ||
                rest.ptr[skip] == '\t' || rest.ptr[skip] == '\'' || rest.ptr[skip] == '='))
            skip++;
        size_t end = skip;
        while (end < rest.len && end < skip + 1024 && rest.ptr[end] != '\n' &&
               rest.ptr[end] != '\r')
            end++;
        read_value(scan, i, i + words, fh_text_slice(rest, skip, end));
    }
}
