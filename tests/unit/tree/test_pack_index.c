/* SPDX-FileCopyrightText: 2026 The freehold authors
 * SPDX-License-Identifier: Apache-2.0 */

#include "tree/pack_index.h"

#include <string.h>

#include "tap.h"
#include "tree/sha1.h"

enum { COUNT = 3, NAMES = 8 + 1024, OFFSETS = NAMES + COUNT * 24, LARGE = OFFSETS + COUNT * 4 };
enum { BODY = LARGE + 8, WHOLE = BODY + 40, PACK = 1000 };

static const uint8_t trailer[20] = {7};

typedef struct index_file {
    char bytes[WHOLE];
} index_file;

static void put32(char *at, uint32_t value)
{
    for (int i = 0; i < 4; i++) at[i] = (char)(value >> (24 - i * 8) & 255);
}

static void seal(index_file *self)
{
    memcpy(self->bytes + BODY, trailer, 20);
    fh_sha1(fh_text_make(self->bytes, WHOLE - 20), (uint8_t *)self->bytes + BODY + 20);
}

/* Entries 10.., 10..1, f0..; the last one with a 64-bit offset. */
static index_file make(void)
{
    index_file self = {{0}};
    memcpy(self.bytes, "\377tOc\0\0\0\2", 8);
    for (int byte = 0; byte < 256; byte++)
        put32(self.bytes + 8 + byte * 4, byte < 0x10 ? 0 : byte < 0xf0 ? 2 : 3);
    self.bytes[NAMES] = 0x10;
    self.bytes[NAMES + 20] = 0x10;
    self.bytes[NAMES + 39] = 1;
    self.bytes[NAMES + 40] = (char)0xf0;
    put32(self.bytes + OFFSETS, 12);
    put32(self.bytes + OFFSETS + 4, 979);
    put32(self.bytes + OFFSETS + 8, 0x80000000u);
    put32(self.bytes + LARGE + 4, 500);
    seal(&self);
    return self;
}

static fh_status check(const index_file *self, size_t len, fh_pack_index *index)
{
    fh_env env;
    fh_env_init(&env);
    return fh_pack_index_check(&env, fh_text_make(self->bytes, len), PACK, trailer, index);
}

static void whole(void)
{
    const index_file file = make();
    fh_pack_index index;
    uint64_t offset = 0;
    if (!CHECK_INT(check(&file, WHOLE, &index), FH_OK)) return;
    CHECK_INT(index.count, COUNT);
    for (uint32_t i = 0; i < COUNT; i++) {
        const fh_oid oid = fh_pack_index_oid(&index, i);
        static const uint64_t want[] = {12, 979, 500};
        CHECK(fh_pack_index_find(&index, &oid, &offset));
        CHECK_INT(offset, want[i]);
        CHECK_INT(fh_pack_index_lower(&index, &oid), i);
    }
    fh_oid absent = {{0x10, 0, 1}};
    CHECK(!fh_pack_index_find(&index, &absent, &offset));
    CHECK_INT(fh_pack_index_lower(&index, &absent), 2);
    absent = (fh_oid){{0xff}};
    CHECK_INT(fh_pack_index_lower(&index, &absent), COUNT);
}

/* One change each, with right checksums: what is refused is refused for what it says. */
static void damaged(void)
{
    static const struct {
        size_t at;
        uint32_t value;
        fh_status status;
    } rows[] = {
        {4, 1, FH_UNSUPPORTED},
        {4, 3, FH_UNSUPPORTED},
        {0, 0, FH_UNSUPPORTED},
        {8 + 4 * 0x20, 5, FH_BAD_INPUT},          /* the fan-out falls */
        {8 + 4 * 255, 4, FH_BAD_INPUT},           /* more entries than there are */
        {8 + 4 * 255, 0x7fffffff, FH_BAD_INPUT},  /* far more */
        {NAMES, 0x11000000, FH_BAD_INPUT},        /* under another byte */
        {NAMES + 36, 0, FH_BAD_INPUT},            /* the same name twice */
        {OFFSETS, 11, FH_BAD_INPUT},              /* in the pack's header */
        {OFFSETS, PACK - 20, FH_BAD_INPUT},       /* in its trailer */
        {OFFSETS + 8, 0x80000001u, FH_BAD_INPUT}, /* no such row */
        {LARGE, 1, FH_BAD_INPUT},                 /* far behind the pack */
    };
    fh_pack_index index;
    for (size_t i = 0; i < FH_COUNT(rows); i++) {
        index_file file = make();
        put32(file.bytes + rows[i].at, rows[i].value);
        seal(&file);
        if (!CHECK_INT(check(&file, WHOLE, &index), rows[i].status)) printf("#   row %zu\n", i);
    }
    index_file file = make();
    for (size_t len = 0; len < WHOLE; len++) CHECK(check(&file, len, &index) != FH_OK);
    file.bytes[WHOLE - 1] ^= 1;
    CHECK_INT(check(&file, WHOLE, &index), FH_BAD_INPUT);
    file = make();
    file.bytes[BODY] ^= 1; /* of another pack */
    CHECK_INT(check(&file, WHOLE, &index), FH_BAD_INPUT);
}

int main(void)
{
    RUN(whole);
    RUN(damaged);
    return DONE();
}
