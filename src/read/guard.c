/* SPDX-FileCopyrightText: 2026 The freehold authors
 * SPDX-License-Identifier: Apache-2.0 */

#include "read/guard.h"

enum { LONGEST = 120, MOST_TOKENS = 60, MOST_ARMS = 8, DEEPEST = 64 };

typedef struct search {
    const fh_outline *outline;
    const fh_signals *signals;
    fh_arena *arena;
    fh_guard best;
} search;

static void offer(search *self, fh_guard_kind kind, const char *prefix, fh_text text, bool has_else)
{
    if (kind <= self->best.kind) return;
    self->best.kind = kind;
    self->best.has_else = has_else;
    self->best.text = fh_arena_printf(self->arena, "%s%.*s", prefix,
                                      FH_TEXT_ARGS(fh_text_slice(text, 0, LONGEST)));
}

/* ---- conditions ---- */

static bool asks_what_is_there(fh_text word)
{
    static const char *const parts[] = {
        "available",    "has_",     "have_",       "is_cuda",     "is_rocm",  "is_hip",  "is_xpu",
        "is_npu",       "is_mps",   "is_tpu",      "find_spec",   "version_", "support", "hascuda",
        "device_count", "platform", "compute_cap", "isavailable", "goos",     "goarch",  "which"};
    for (size_t i = 0; i < FH_COUNT(parts); i++)
        if (fh_text_find_nocase(word, fh_text_of(parts[i])) != SIZE_MAX) return true;
    return false;
}

static bool names_vendor(const search *self, fh_text word)
{
    size_t start = 0;
    for (size_t i = 0; i <= word.len; i++) {
        if (i < word.len && fh_is_alnum(word.ptr[i])) continue;
        const fh_text part = fh_text_slice(word, start, i);
        start = i + 1;
        if (part.len < 3) continue;
        for (size_t k = 0; k < self->signals->vocab.count; k++)
            if (fh_text_eq_nocase(self->signals->vocab.items[k].word, part)) return true;
    }
    return false;
}

/* Weigh the condition [first, end). */
static fh_guard_kind weigh(const search *self, uint32_t first, uint32_t end)
{
    const fh_outline *outline = self->outline;
    fh_guard_kind kind = FH_GUARD_IF;
    if (end - first > MOST_TOKENS) end = first + MOST_TOKENS;
    for (uint32_t i = first; i < end; i++) {
        const uint8_t token = outline->tokens.list.items[i].kind;
        if (token != FH_TOKEN_WORD && token != FH_TOKEN_STRING) continue;
        const fh_text text = token == FH_TOKEN_STRING ? fh_token_inner(&outline->tokens, i)
                                                      : fh_outline_text(outline, i);
        if (fh_text_is(text, "TYPE_CHECKING")) return FH_GUARD_TYPES;
        if (fh_text_is(text, "__main__")) return FH_GUARD_MAIN;
        if (token == FH_TOKEN_WORD && asks_what_is_there(text)) kind = FH_GUARD_AVAILABLE;
        else if (kind < FH_GUARD_VENDOR && text.len <= 40 && names_vendor(self, text))
            kind = FH_GUARD_VENDOR;
    }
    return kind;
}

static const char *prefix_of(fh_guard_kind kind)
{
    switch (kind) {
    case FH_GUARD_VENDOR: return "vendor-condition:";
    case FH_GUARD_AVAILABLE: return "availability:";
    case FH_GUARD_TYPES: return "type-checking:";
    case FH_GUARD_MAIN: return "main:";
    case FH_GUARD_NONE:
    case FH_GUARD_LAZY:
    case FH_GUARD_IF:
    case FH_GUARD_TRY_RAISE:
    case FH_GUARD_ELSE:
    case FH_GUARD_CFG:
    case FH_GUARD_BUILD_TAG:
    case FH_GUARD_IFDEF:
    case FH_GUARD_TRY_IMPORT: break;
    }
    return "if:";
}

static void offer_condition(search *self, uint32_t first, uint32_t end, bool has_else)
{
    while (first < end && (fh_outline_is(self->outline, first, "else") ||
                           fh_outline_is(self->outline, first, "if") ||
                           fh_outline_is(self->outline, first, "elif") ||
                           fh_outline_is(self->outline, first, "case")))
        first++;
    const fh_guard_kind kind = weigh(self, first, end);
    offer(self, kind, prefix_of(kind), fh_outline_source(self->outline, first, end), has_else);
}

/* The other arm of a condition that says something about vendors. */
static void offer_else(search *self, const fh_block *block)
{
    const fh_outline *outline = self->outline;
    uint32_t prior = block->prior;
    for (int arms = 0; prior != FH_NOWHERE && arms < MOST_ARMS; arms++) {
        const fh_block *arm = &outline->blocks.items[prior];
        if (weigh(self, arm->head, arm->head_end) >= FH_GUARD_VENDOR)
            offer(self, FH_GUARD_ELSE,
                  "else:", fh_outline_source(outline, arm->head, arm->head_end), true);
        prior = arm->prior;
    }
}

/* ---- try ---- */

static bool gives_up(const fh_outline *outline, const fh_block *handler)
{
    for (uint32_t i = handler->first; i < handler->end; i++)
        if (outline->segment[i] == i &&
            (fh_outline_is(outline, i, "raise") || fh_outline_is(outline, i, "throw") ||
             fh_outline_is(outline, i, "exit") || fh_outline_is(outline, i, "sys")))
            return true;
    return false;
}

static bool catches_import(const fh_outline *outline, const fh_block *handler)
{
    static const char *const names[] = {"ImportError",   "ModuleNotFoundError", "Exception",
                                        "OSError",       "BaseException",       "RuntimeError",
                                        "AttributeError"};
    bool any = false;
    for (uint32_t i = handler->head + 1; i < handler->head_end; i++) {
        any = true;
        for (size_t k = 0; k < FH_COUNT(names); k++)
            if (fh_outline_is(outline, i, names[k])) return true;
    }
    return !any || outline->language != FH_LANGUAGE_PYTHON;
}

static void offer_try(search *self, const fh_block *block)
{
    const fh_outline *outline = self->outline;
    uint32_t next = block->next;
    for (int arms = 0; next != FH_NOWHERE && arms < MOST_ARMS; arms++) {
        const fh_block *handler = &outline->blocks.items[next];
        if (handler->kind == FH_BLOCK_CATCH && catches_import(outline, handler)) {
            const bool lost = gives_up(outline, handler);
            offer(self, lost ? FH_GUARD_TRY_RAISE : FH_GUARD_TRY_IMPORT,
                  lost ? "try-raise:" : "try-import:",
                  fh_outline_source(outline, handler->head, handler->head_end), true);
            return;
        }
        next = handler->next;
    }
}

/* ---- what stands before an item or in a statement ---- */

/* #[cfg(...)] before the item whose tokens begin at `first`. */
static void offer_cfg(search *self, uint32_t first, uint32_t end)
{
    const fh_outline *outline = self->outline;
    while (first + 3 < end && fh_outline_is(outline, first, "#")) {
        const uint32_t bracket = fh_outline_is(outline, first + 1, "!") ? first + 2 : first + 1;
        if (!fh_outline_is(outline, bracket, "[")) return;
        const uint32_t behind = fh_outline_skip(outline, bracket);
        if (behind <= bracket + 1 || behind > end) return;
        if (fh_outline_is(outline, bracket + 1, "cfg") ||
            fh_outline_is(outline, bracket + 1, "cfg_attr")) {
            const fh_text text = fh_outline_source(outline, bracket + 3, behind - 2);
            if (fh_text_is(text, "test")) self->best.contexts |= FH_CONTEXT_TEST;
            else offer(self, FH_GUARD_CFG, "cfg:", text, false);
        }
        first = behind;
    }
}

/* "if (c) statement", "a if c else b" and "c ? a : b" in the statement of token `index`. */
static void offer_inline(search *self, uint32_t index)
{
    const fh_outline *outline = self->outline;
    const uint32_t first = outline->segment[index];
    uint32_t end = index + 1;
    if (index - first > MOST_TOKENS * 4) return;
    if (fh_outline_is(outline, first, "if") && fh_outline_is(outline, first + 1, "(")) {
        const uint32_t behind = fh_outline_skip(outline, first + 1);
        if (behind > first + 2 && behind <= index)
            offer_condition(self, first + 2, behind - 1, false);
    }
    for (uint32_t i = first; i < index; i = fh_outline_skip(outline, i)) {
        if (fh_outline_is(outline, i, "?") && i > first) offer_condition(self, first, i, true);
        if (fh_outline_is(outline, i, "if") && i > first && outline->language == FH_LANGUAGE_PYTHON)
            for (uint32_t k = i + 1; k < index; k = fh_outline_skip(outline, k))
                if (fh_outline_is(outline, k, "else")) offer_condition(self, i + 1, k, true);
    }
    if (outline->language != FH_LANGUAGE_PYTHON) return;
    const uint32_t count = (uint32_t)outline->tokens.list.count;
    for (int steps = 0; end < count && steps < MOST_TOKENS && outline->segment[end] == first;
         steps++, end = fh_outline_skip(outline, end)) {
        if (!fh_outline_is(outline, end, "if")) continue;
        uint32_t stop = end + 1;
        while (stop < count && outline->segment[stop] == first && stop < end + MOST_TOKENS &&
               !fh_outline_is(outline, stop, "else"))
            stop = fh_outline_skip(outline, stop);
        if (stop < count && fh_outline_is(outline, stop, "else"))
            offer_condition(self, end + 1, stop, true);
        return;
    }
}

/* ---- preprocessor ---- */

static bool is_about_compilers(fh_text condition)
{
    static const char *const names[] = {"__cplusplus", "NDEBUG", "_MSC_VER",  "__GNUC__",
                                        "__clang__",   "_WIN32", "__linux__", "DEBUG"};
    for (size_t i = 0; i < FH_COUNT(names); i++)
        if (fh_text_find(condition, fh_text_of(names[i])) != SIZE_MAX) return true;
    return false;
}

/* "#ifndef A_H" around nearly the whole file keeps it from being read twice. */
static bool is_include_guard(const fh_outline *outline, const fh_branch *branch)
{
    const uint32_t count = (uint32_t)outline->tokens.list.count;
    if (!branch->negated || branch->first >= count || branch->end + 3 < count) return false;
    const fh_text line = fh_outline_text(outline, branch->first);
    return fh_text_find(line, FH_TEXT("define")) != SIZE_MAX &&
           fh_text_find(line, branch->condition) != SIZE_MAX;
}

static void offer_branches(search *self, uint32_t index)
{
    const fh_branch_vec *branches = &self->outline->branches;
    const fh_branch *nearest = NULL;
    for (size_t i = 0; i < branches->count; i++) {
        const fh_branch *branch = &branches->items[i];
        if (branch->first > index) break;
        if (index >= branch->end || is_include_guard(self->outline, branch)) continue;
        if (fh_text_is(branch->condition, "0") && !branch->negated)
            self->best.contexts |= FH_CONTEXT_DISABLED;
        if (!is_about_compilers(branch->condition)) nearest = branch;
    }
    if (nearest != NULL)
        offer(self, FH_GUARD_IFDEF, nearest->negated ? "ifdef:!" : "ifdef:", nearest->condition,
              false);
}

/* ---- all of it ---- */

static void offer_block(search *self, const fh_block *block)
{
    switch (block->kind) {
    case FH_BLOCK_IF:
        offer_condition(self, block->head, block->head_end, block->next != FH_NOWHERE);
        if (block->prior != FH_NOWHERE) offer_else(self, block);
        break;
    case FH_BLOCK_ELSE: offer_else(self, block); break;
    case FH_BLOCK_TRY: offer_try(self, block); break;
    case FH_BLOCK_CATCH: offer(self, FH_GUARD_ELSE, "else:try", (fh_text){0}, true); break;
    case FH_BLOCK_CASE: offer_condition(self, block->head, block->head_end, true); break;
    case FH_BLOCK_FUNCTION:
        if (block->name.len > 0) offer(self, FH_GUARD_LAZY, "lazy:", block->name, false);
        break;
    case FH_BLOCK_FILE:
    case FH_BLOCK_CLASS:
    case FH_BLOCK_SWITCH:
    case FH_BLOCK_LOOP:
    case FH_BLOCK_OTHER: break;
    }
    if (self->outline->language == FH_LANGUAGE_RUST) offer_cfg(self, block->head, block->head_end);
}

fh_guard fh_guard_of(const fh_outline *outline, const fh_signals *signals, uint32_t index,
                     fh_arena *arena)
{
    search self = {.outline = outline, .signals = signals, .arena = arena};
    uint32_t at = outline->block[index];
    for (int depth = 0; at != 0 && depth < DEEPEST; depth++) {
        offer_block(&self, &outline->blocks.items[at]);
        at = outline->blocks.items[at].parent;
    }
    offer_inline(&self, index);
    if (outline->language == FH_LANGUAGE_RUST) {
        offer_cfg(&self, outline->segment[index], index);
        offer_cfg(&self, 0, (uint32_t)outline->tokens.list.count);
    }
    if (outline->build_tag.len > 0)
        offer(&self, FH_GUARD_BUILD_TAG, "build-tag:", outline->build_tag, false);
    if (outline->branches.count > 0) offer_branches(&self, index);
    return self.best;
}
