/* SPDX-FileCopyrightText: 2026 The freehold authors
 * SPDX-License-Identifier: Apache-2.0 */

#include "model/lock_edge.h"
#include "tap.h"

static void edges_come_back(void)
{
    fh_buf buf;
    fh_buf_init(&buf, 0);
    fh_lock_edges_begin(&buf, 12);
    for (uint32_t p = 0; p < FH_LOCK_PHASES; p++)
        for (uint32_t n = 0; n < FH_LOCK_NECESSITIES; n++) {
            const fh_lock_edge edge = {.phase = (fh_lock_phase)p,
                                       .necessity = (fh_lock_necessity)n,
                                       .to = p * 1000 + n,
                                       .gate = n == 2 ? FH_TEXT("os:a b?3:c") : FH_TEXT("")};
            fh_lock_edges_add(&buf, &edge);
        }
    fh_text rest = fh_buf_text(&buf);
    uint32_t number = 0;
    CHECK(fh_lock_edges_number(&rest, &number));
    CHECK_INT(number, 12);
    for (uint32_t p = 0; p < FH_LOCK_PHASES; p++)
        for (uint32_t n = 0; n < FH_LOCK_NECESSITIES; n++) {
            fh_lock_edge edge = {0};
            CHECK(fh_lock_edges_next(&rest, &edge));
            CHECK(edge.phase == p && edge.necessity == n && edge.to == p * 1000 + n);
            CHECK_TEXT(edge.gate, n == 2 ? "os:a b?3:c" : "");
        }
    fh_lock_edge edge;
    CHECK(!fh_lock_edges_next(&rest, &edge));
    fh_lock_edges_begin(&buf, UINT32_MAX);
    CHECK_TEXT(fh_buf_text(&buf), "-");
    rest = fh_buf_text(&buf);
    CHECK(fh_lock_edges_number(&rest, &number) && number == UINT32_MAX);
    fh_buf_done(&buf);
}

static void broken_edges_are_refused(void)
{
    static const char *const rows[] = {"rr1", " rr",   " xr1",     " rx1",     " rr99999999999",
                                       " ",   " rr1?", " rr1?2:a", " rr1?x:a", " rr1?1a"};
    for (size_t i = 0; i < FH_COUNT(rows); i++) {
        fh_text rest = fh_text_of(rows[i]);
        fh_lock_edge edge;
        CHECK(!fh_lock_edges_next(&rest, &edge));
    }
    uint32_t number;
    fh_text empty = FH_TEXT(""), word = FH_TEXT("x");
    CHECK(!fh_lock_edges_number(&empty, &number) && !fh_lock_edges_number(&word, &number));
}

static void names_are_found(void)
{
    for (uint32_t p = 0; p < FH_LOCK_PHASES; p++)
        CHECK_INT(fh_lock_phase_of(fh_text_of(fh_lock_phase_name((fh_lock_phase)p))), p);
    for (uint32_t n = 0; n < FH_LOCK_NECESSITIES; n++)
        CHECK_INT(fh_lock_necessity_of(fh_text_of(fh_lock_necessity_name((fh_lock_necessity)n))),
                  n);
    CHECK_INT(fh_lock_phase_of(FH_TEXT("tool")), FH_LOCK_DEV);
    CHECK_INT(fh_lock_necessity_of(FH_TEXT("suggested")), FH_LOCK_UNKNOWN);
}

int main(void)
{
    RUN(edges_come_back);
    RUN(broken_edges_are_refused);
    RUN(names_are_found);
    return DONE();
}
