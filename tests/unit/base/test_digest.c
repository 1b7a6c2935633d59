/* SPDX-FileCopyrightText: 2026 The freehold authors
 * SPDX-License-Identifier: Apache-2.0 */

#include "base/digest.h"
#include "tap.h"

/* Reference values of the XXH3 specification for no input, seed 0. */
static void the_empty_text_has_its_known_value(void)
{
    CHECK(fh_digest64(FH_TEXT("")) == 0x2D06800538D394C2u);
    CHECK(fh_digest64((fh_text){0}) == 0x2D06800538D394C2u);
    const fh_digest_hex none = fh_digest128(NULL, 0);
    CHECK_TEXT(fh_text_of(none.hex), "99aa06d3014798d86001c324468d497f");
}

static void parts_cannot_be_confused(void)
{
    const fh_text ab_c[] = {FH_TEXT("ab"), FH_TEXT("c")}, a_bc[] = {FH_TEXT("a"), FH_TEXT("bc")};
    const fh_text abc[] = {FH_TEXT("abc")}, abc_none[] = {FH_TEXT("abc"), FH_TEXT("")};
    const fh_digest_hex digests[] = {fh_digest128(ab_c, 2), fh_digest128(a_bc, 2),
                                     fh_digest128(abc, 1), fh_digest128(abc_none, 2)};
    for (size_t i = 0; i < FH_COUNT(digests); i++) {
        CHECK_INT(strlen(digests[i].hex), 32);
        for (size_t k = 0; k < i; k++) CHECK(strcmp(digests[i].hex, digests[k].hex) != 0);
    }
}

static void the_same_is_the_same(void)
{
    char copy[] = "some longer text, so that more than one lane of the digest takes part in it, "
                  "and then some: 0123456789 0123456789 0123456789 0123456789 0123456789 0123456";
    const fh_text text = fh_text_of(copy);
    const uint64_t before = fh_digest64(text);
    CHECK(fh_digest64(fh_text_make(copy, text.len)) == before);
    copy[100] ^= 1;
    CHECK(fh_digest64(text) != before);
}

int main(void)
{
    RUN(the_empty_text_has_its_known_value);
    RUN(parts_cannot_be_confused);
    RUN(the_same_is_the_same);
    return DONE();
}
