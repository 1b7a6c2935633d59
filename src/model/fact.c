/* SPDX-FileCopyrightText: 2026 The freehold authors
 * SPDX-License-Identifier: Apache-2.0 */

#include "model/fact.h"

#include <assert.h>
#include <string.h>

#include "base/cursor.h"

enum { LONGEST_QUOTE = 200, ENCODING_VERSION = 1 };

void fh_fact_set(fh_fact *fact, fh_attr_key key, fh_text value)
{
    if (fh_text_is_empty(value)) return;
    for (uint32_t i = 0; i < fact->attr_count; i++)
        if (fact->attrs[i].key == (uint32_t)key) {
            fact->attrs[i].value = value;
            return;
        }
    assert(fact->attr_count < FH_FACT_ATTRS);
    if (fact->attr_count == FH_FACT_ATTRS) return;
    fact->attrs[fact->attr_count++] = (fh_attr){key, value};
}

fh_text fh_fact_get(const fh_fact *fact, fh_attr_key key)
{
    for (uint32_t i = 0; i < fact->attr_count; i++)
        if (fact->attrs[i].key == (uint32_t)key) return fact->attrs[i].value;
    return FH_TEXT("");
}

void fh_facts_init(fh_facts *facts, uint32_t limit)
{
    *facts = (fh_facts){.limit = limit};
    fh_arena_init(&facts->arena, 0);
}

void fh_facts_done(fh_facts *facts)
{
    fh_arena_done(&facts->arena);
    *facts = (fh_facts){.limit = facts->limit};
}

void fh_facts_clear(fh_facts *facts)
{
    fh_arena_clear(&facts->arena);
    facts->list = (fh_fact_vec){0};
    facts->dropped = 0;
}

/* At most one line of LONGEST_QUOTE bytes, not cut inside a UTF-8 sequence. */
static fh_text quote_of(fh_text text)
{
    const size_t line_end = fh_text_find_byte(text, '\n');
    text = fh_text_slice(text, 0, line_end);
    if (text.len > LONGEST_QUOTE) {
        text.len = LONGEST_QUOTE;
        while (text.len > 0 && ((unsigned char)text.ptr[text.len] & 0xC0u) == 0x80u) text.len--;
    }
    return text;
}

void fh_facts_reserve(fh_facts *facts, size_t count)
{
    fh_fact_vec *list = &facts->list;
    if (facts->limit != 0 && count > facts->limit) count = facts->limit;
    if (list->room - list->count >= count) return;
    const size_t room = list->count + count;
    fh_fact *items = (fh_fact *)fh_arena_take(&facts->arena, room * sizeof *items);
    if (items == NULL) return;
    if (list->count > 0) memcpy(items, list->items, list->count * sizeof *items);
    list->items = items;
    list->room = room;
}

/* A copy of `text`, or the text of the fact before where it is the same: those of a list differ in
 * little. */
static fh_text keep(fh_arena *arena, fh_text text, fh_text before)
{
    return text.len > 0 && fh_text_eq(text, before) ? before : fh_arena_copy(arena, text);
}

void fh_facts_add(fh_facts *facts, const fh_fact *fact)
{
    if (facts->limit != 0 && facts->list.count >= facts->limit) {
        facts->dropped++;
        return;
    }
    fh_arena *arena = &facts->arena;
    fh_fact copy = *fact;
    copy.subject = fh_arena_copy(arena, fact->subject);
    copy.value = fh_arena_copy(arena, fact->value);
    copy.quote = fh_arena_copy(arena, quote_of(fact->quote));
    static const fh_fact none;
    const fh_fact *before =
        facts->list.count > 0 ? &facts->list.items[facts->list.count - 1] : &none;
    copy.reader = keep(arena, fact->reader, before->reader);
    for (uint32_t i = 0; i < copy.attr_count; i++)
        copy.attrs[i].value = keep(arena, fact->attrs[i].value,
                                   i < before->attr_count ? before->attrs[i].value : FH_TEXT(""));
    (void)FH_VEC_ADD(arena, &facts->list, copy);
}

void fh_facts_add_unread(fh_facts *facts, fh_unread reason, uint32_t line, uint32_t column,
                         fh_text reader, fh_text message)
{
    const fh_fact fact = {.kind = FH_FACT_UNREAD,
                          .certainty = FH_CERTAINTY_STATED,
                          .line = line,
                          .column = column,
                          .end_line = line,
                          .end_column = column,
                          .subject = fh_text_of(fh_unread_name((uint32_t)reason)),
                          .value = message,
                          .reader = reader};
    fh_facts_add(facts, &fact);
}

/* ---- encoding: "FHF1", count, facts; a fact is its numbers, its texts, its attributes ---- */

void fh_facts_encode(const fh_facts *facts, fh_buf *buf)
{
    fh_buf_add(buf, FH_TEXT("FHF"));
    fh_buf_add_u8(buf, ENCODING_VERSION);
    fh_buf_add_u32(buf, facts->dropped);
    fh_buf_add_u32(buf, (uint32_t)facts->list.count);
    for (size_t i = 0; i < facts->list.count; i++) {
        const fh_fact *fact = &facts->list.items[i];
        fh_buf_add_u8(buf, (uint8_t)fact->kind);
        fh_buf_add_u8(buf, (uint8_t)fact->certainty);
        fh_buf_add_u8(buf, (uint8_t)fact->attr_count);
        fh_buf_add_u32(buf, fact->contexts);
        fh_buf_add_u32(buf, fact->signal);
        fh_buf_add_u32(buf, fact->line);
        fh_buf_add_u32(buf, fact->column);
        fh_buf_add_u32(buf, fact->end_line);
        fh_buf_add_u32(buf, fact->end_column);
        fh_buf_add_sized(buf, fact->subject);
        fh_buf_add_sized(buf, fact->value);
        fh_buf_add_sized(buf, fact->quote);
        fh_buf_add_sized(buf, fact->reader);
        for (uint32_t k = 0; k < fact->attr_count; k++) {
            fh_buf_add_u8(buf, (uint8_t)fact->attrs[k].key);
            fh_buf_add_sized(buf, fact->attrs[k].value);
        }
    }
}

static bool decode_attrs(fh_cursor *cursor, fh_fact *fact)
{
    if (fact->attr_count > FH_FACT_ATTRS) return false;
    for (uint32_t k = 0; k < fact->attr_count; k++) {
        fact->attrs[k].key = fh_cursor_u8(cursor);
        fact->attrs[k].value = fh_cursor_sized(cursor);
        if (cursor->failed || fact->attrs[k].key >= FH_ATTR_COUNT) return false;
        if (fh_text_is_empty(fact->attrs[k].value)) return false;
        for (uint32_t i = 0; i < k; i++)
            if (fact->attrs[i].key == fact->attrs[k].key) return false;
    }
    return true;
}

static bool decode_fact(fh_cursor *cursor, fh_fact *fact)
{
    *fact = (fh_fact){0};
    fact->kind = fh_cursor_u8(cursor);
    fact->certainty = fh_cursor_u8(cursor);
    fact->attr_count = fh_cursor_u8(cursor);
    fact->contexts = fh_cursor_u32(cursor);
    fact->signal = fh_cursor_u32(cursor);
    fact->line = fh_cursor_u32(cursor);
    fact->column = fh_cursor_u32(cursor);
    fact->end_line = fh_cursor_u32(cursor);
    fact->end_column = fh_cursor_u32(cursor);
    fact->subject = fh_cursor_sized(cursor);
    fact->value = fh_cursor_sized(cursor);
    fact->quote = fh_cursor_sized(cursor);
    fact->reader = fh_cursor_sized(cursor);
    if (cursor->failed || fact->kind >= FH_FACT_COUNT || fact->certainty >= FH_CERTAINTY_COUNT)
        return false;
    if (fact->contexts >> FH_CONTEXT_COUNT != 0) return false;
    if (!fh_text_eq(fact->quote, quote_of(fact->quote))) return false;
    return decode_attrs(cursor, fact);
}

fh_status fh_facts_decode(fh_text bytes, fh_facts *facts)
{
    fh_cursor cursor = fh_cursor_make(bytes);
    if (!fh_text_starts(bytes, FH_TEXT("FHF"))) return FH_BAD_INPUT;
    cursor.at = 3;
    if (fh_cursor_u8(&cursor) != ENCODING_VERSION) return FH_BAD_INPUT;
    const uint32_t dropped = fh_cursor_u32(&cursor);
    const uint32_t count = fh_cursor_u32(&cursor);
    if (facts->limit != 0 && count > facts->limit) return FH_BAD_INPUT;
    for (uint32_t i = 0; i < count && !cursor.failed; i++) {
        fh_fact fact;
        if (!decode_fact(&cursor, &fact)) return FH_BAD_INPUT;
        fh_facts_add(facts, &fact);
    }
    if (cursor.failed || !fh_cursor_at_end(&cursor)) return FH_BAD_INPUT;
    facts->dropped += dropped;
    return facts->arena.failed ? FH_NO_MEMORY : FH_OK;
}
