/* SPDX-FileCopyrightText: 2026 The freehold authors
 * SPDX-License-Identifier: Apache-2.0 */

#include "base/sha256.h"

#include <stdlib.h>
#include <string.h>

#include "tap.h"

/* Examples of FIPS 180-4 and of the NIST test vectors. */
static void known_digests(void)
{
    static const struct {
        const char *text, *digest;
    } rows[] = {
        {"", "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855"},
        {"abc", "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad"},
        {"abcdbcdecdefdefgefghfghighijhijkijkljklmklmnlmnomnopnopq",
         "248d6a61d20638b8e5c026930c3e6039a33ce45964ff2167f6ecedd419db06c1"},
    };
    for (size_t i = 0; i < FH_COUNT(rows); i++)
        CHECK_TEXT(fh_text_of(fh_sha256(fh_text_of(rows[i].text)).hex), rows[i].digest);
}

static void a_million_letters(void)
{
    char *text = malloc(1000000);
    if (!CHECK(text != NULL)) return;
    memset(text, 'a', 1000000);
    CHECK_TEXT(fh_text_of(fh_sha256(fh_text_make(text, 1000000)).hex),
               "cdc76e5c9914fb9281a1c7e284d73e67f1809a48a497200e046d39ccc7112cd0");
    free(text);
}

/* Lengths around the end of a block pad into one block or two: all digests differ. */
static void lengths_at_the_edge(void)
{
    static const size_t lengths[] = {55, 56, 63, 64, 65, 119, 120, 128};
    char text[128] = {0};
    fh_sha256_hex digests[FH_COUNT(lengths)];
    for (size_t i = 0; i < FH_COUNT(lengths); i++) {
        digests[i] = fh_sha256(fh_text_make(text, lengths[i]));
        for (size_t k = 0; k < i; k++) CHECK(strcmp(digests[i].hex, digests[k].hex) != 0);
    }
}

int main(void)
{
    RUN(known_digests);
    RUN(a_million_letters);
    RUN(lengths_at_the_edge);
    return DONE();
}
