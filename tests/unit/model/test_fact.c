/* SPDX-FileCopyrightText: 2026 The freehold authors
 * SPDX-License-Identifier: Apache-2.0 */

#include "model/fact.h"
#include "tap.h"

static fh_fact sample(void)
{
    fh_fact fact = {.kind = FH_FACT_DEPENDENCY,
                    .certainty = FH_CERTAINTY_DERIVED,
                    .contexts = FH_CONTEXT_TEST | FH_CONTEXT_UNREFERENCED,
                    .signal = 77,
                    .line = 3,
                    .column = 4,
                    .end_line = UINT32_MAX,
                    .end_column = 9,
                    .subject = FH_TEXT("pkg:pypi/torch"),
                    .value = FH_TEXT(">=2\0\xff"),
                    .quote = FH_TEXT("torch>=2"),
                    .reader = FH_TEXT("python")};
    fh_fact_set(&fact, FH_ATTR_PHASE, FH_TEXT("runtime"));
    fh_fact_set(&fact, FH_ATTR_CATEGORY, FH_TEXT("open"));
    return fact;
}

static void attributes_are_set_and_read(void)
{
    fh_fact fact = {0};
    CHECK_TEXT(fh_fact_get(&fact, FH_ATTR_GATE), "");
    fh_fact_set(&fact, FH_ATTR_GATE, FH_TEXT("extra:cuda"));
    fh_fact_set(&fact, FH_ATTR_PHASE, FH_TEXT(""));
    CHECK_INT(fact.attr_count, 1);
    fh_fact_set(&fact, FH_ATTR_GATE, FH_TEXT("extra:rocm"));
    CHECK_INT(fact.attr_count, 1);
    CHECK_TEXT(fh_fact_get(&fact, FH_ATTR_GATE), "extra:rocm");
    fh_fact_set(&fact, FH_ATTR_GATE, FH_TEXT(""));
    CHECK_TEXT(fh_fact_get(&fact, FH_ATTR_GATE), "extra:rocm");
    for (int key = 0; key < FH_FACT_ATTRS; key++)
        if (key != FH_ATTR_GATE) fh_fact_set(&fact, (fh_attr_key)key, FH_TEXT("x"));
    CHECK_INT(fact.attr_count, FH_FACT_ATTRS);
}

static void lists_own_their_texts(void)
{
    char subject[] = "pkg:npm/a";
    fh_facts facts;
    fh_fact fact = sample();
    fact.subject = fh_text_of(subject);
    fh_facts_init(&facts, 0);
    fh_facts_add(&facts, &fact);
    subject[0] = 'X';
    CHECK_TEXT(facts.list.items[0].subject, "pkg:npm/a");
    CHECK_TEXT(fh_fact_get(&facts.list.items[0], FH_ATTR_PHASE), "runtime");
    fh_facts_clear(&facts);
    CHECK_INT(facts.list.count, 0);
    fh_facts_done(&facts);
}

static void quotes_are_one_short_line(void)
{
    static char text[300];
    fh_facts facts;
    fh_fact fact = sample();
    fh_facts_init(&facts, 0);
    memset(text, 'q', sizeof text);
    fact.quote = fh_text_make(text, sizeof text);
    fh_facts_add(&facts, &fact);
    CHECK_INT(facts.list.items[0].quote.len, 200);
    memcpy(text + 198, "\xe2\x82\xac", 3); /* the cut may not go through a letter */
    fh_facts_add(&facts, &fact);
    CHECK_INT(facts.list.items[1].quote.len, 198);
    text[5] = '\n';
    fh_facts_add(&facts, &fact);
    CHECK_INT(facts.list.items[2].quote.len, 5);
    memset(text, 0x80, sizeof text);
    fh_facts_add(&facts, &fact);
    CHECK_INT(facts.list.items[3].quote.len, 0);
    fh_facts_done(&facts);
}

static void limits_are_counted(void)
{
    fh_facts facts;
    const fh_fact fact = sample();
    fh_facts_init(&facts, 2);
    for (int i = 0; i < 5; i++) fh_facts_add(&facts, &fact);
    CHECK_INT(facts.list.count, 2);
    CHECK_INT(facts.dropped, 3);
    fh_facts_clear(&facts);
    CHECK_INT(facts.dropped, 0);
    fh_facts_done(&facts);
    CHECK_INT(facts.limit, 2);
}

static void what_is_unread_is_a_fact(void)
{
    fh_facts facts;
    fh_facts_init(&facts, 0);
    fh_facts_add_unread(&facts, FH_UNREAD_TOO_DEEP, 7, 2, FH_TEXT("json"), FH_TEXT("nested"));
    const fh_fact *fact = &facts.list.items[0];
    CHECK_INT(fact->kind, FH_FACT_UNREAD);
    CHECK_TEXT(fact->subject, "too-deep");
    CHECK_TEXT(fact->value, "nested");
    CHECK_TEXT(fact->reader, "json");
    CHECK(fact->line == 7 && fact->column == 2);
    fh_facts_done(&facts);
}

static void decoding_gives_the_same_bytes(void)
{
    fh_facts facts, again;
    fh_buf bytes, more;
    const fh_fact fact = sample(), empty = {0};
    fh_facts_init(&facts, 2);
    fh_facts_init(&again, 0);
    fh_buf_init(&bytes, 0);
    fh_buf_init(&more, 0);
    fh_facts_add(&facts, &fact);
    fh_facts_add(&facts, &empty);
    fh_facts_add(&facts, &fact);
    fh_facts_encode(&facts, &bytes);
    CHECK_INT(fh_facts_decode(fh_buf_text(&bytes), &again), FH_OK);
    CHECK_INT(again.dropped, 1);
    CHECK_INT(again.list.count, 2);
    const fh_fact *first = &again.list.items[0];
    CHECK(first->kind == fact.kind && first->certainty == fact.certainty);
    CHECK(first->contexts == fact.contexts && first->signal == 77 && first->line == 3);
    CHECK(first->end_line == UINT32_MAX && first->end_column == 9 && first->column == 4);
    CHECK(fh_text_eq(first->value, fact.value) && first->value.len == 5);
    CHECK_TEXT(fh_fact_get(first, FH_ATTR_CATEGORY), "open");
    fh_facts_encode(&again, &more);
    CHECK(fh_text_eq(fh_buf_text(&bytes), fh_buf_text(&more)));
    fh_buf_done(&more);
    fh_buf_done(&bytes);
    fh_facts_done(&again);
    fh_facts_done(&facts);
}

/* Whatever is cut off or changed: an answer, and what is taken is written back as it was. */
static void damaged_bytes_are_refused(void)
{
    fh_facts facts;
    fh_buf bytes;
    const fh_fact fact = sample();
    fh_facts_init(&facts, 0);
    fh_buf_init(&bytes, 0);
    fh_facts_add(&facts, &fact);
    fh_facts_encode(&facts, &bytes);
    for (size_t len = 0; len < bytes.len; len++) {
        fh_facts_clear(&facts);
        CHECK_INT(fh_facts_decode(fh_text_make(bytes.ptr, len), &facts), FH_BAD_INPUT);
    }
    fh_buf_add_byte(&bytes, 0);
    fh_facts_clear(&facts);
    CHECK_INT(fh_facts_decode(fh_buf_text(&bytes), &facts), FH_BAD_INPUT);
    bytes.len--;
    static const struct {
        size_t at;
        char byte;
    } changes[] = {{0, 'G'}, {3, 9}, {8, 2}, {11, 1}, {12, 99}, {13, 99}, {14, 99}, {18, 0x7f}};
    for (size_t i = 0; i < FH_COUNT(changes); i++) {
        const char kept = bytes.ptr[changes[i].at];
        bytes.ptr[changes[i].at] = changes[i].byte;
        fh_facts_clear(&facts);
        CHECK_INT(fh_facts_decode(fh_buf_text(&bytes), &facts), FH_BAD_INPUT);
        bytes.ptr[changes[i].at] = kept;
    }
    fh_facts_clear(&facts);
    CHECK_INT(fh_facts_decode(fh_buf_text(&bytes), &facts), FH_OK);
    fh_buf_done(&bytes);
    fh_facts_done(&facts);
}

static void no_memory_is_told(void)
{
    fh_facts facts;
    fh_buf bytes;
    const fh_fact fact = sample();
    fh_facts_init(&facts, 0);
    fh_buf_init(&bytes, 0);
    for (int i = 0; i < 9; i++) fh_facts_add(&facts, &fact);
    fh_facts_encode(&facts, &bytes);
    for (size_t limit = 1; limit < 20000; limit += 97) {
        fh_facts some;
        fh_facts_init(&some, 0);
        some.arena.limit = limit;
        const fh_status status = fh_facts_decode(fh_buf_text(&bytes), &some);
        CHECK(status == (some.arena.failed ? FH_NO_MEMORY : FH_OK));
        fh_facts_done(&some);
    }
    fh_buf_done(&bytes);
    fh_facts_done(&facts);
}

int main(void)
{
    RUN(attributes_are_set_and_read);
    RUN(lists_own_their_texts);
    RUN(quotes_are_one_short_line);
    RUN(limits_are_counted);
    RUN(what_is_unread_is_a_fact);
    RUN(decoding_gives_the_same_bytes);
    RUN(damaged_bytes_are_refused);
    RUN(no_memory_is_told);
    return DONE();
}
