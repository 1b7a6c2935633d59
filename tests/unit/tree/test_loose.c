/* SPDX-FileCopyrightText: 2026 The freehold authors
 * SPDX-License-Identifier: Apache-2.0 */

#include "tree/loose.h"

#include <string.h>

#include "tap.h"
#include "tree/sha1.h"

/* A zlib stream of one stored block (RFC 1950, RFC 1951). */
static size_t store(const char *bytes, size_t len, char *out)
{
    uint32_t a = 1, b = 0; /* Adler-32 */
    const unsigned char head[] = {0x78,
                                  0x01,
                                  0x01,
                                  (unsigned char)(len & 255),
                                  (unsigned char)(len >> 8),
                                  (unsigned char)(~len & 255),
                                  (unsigned char)(~len >> 8 & 255)};
    memcpy(out, head, sizeof head);
    memcpy(out + sizeof head, bytes, len);
    for (size_t i = 0; i < len; i++) {
        a = (a + (unsigned char)bytes[i]) % 65521;
        b = (b + a) % 65521;
    }
    const unsigned char tail[] = {(unsigned char)(b >> 8), (unsigned char)b,
                                  (unsigned char)(a >> 8), (unsigned char)a};
    memcpy(out + sizeof head + len, tail, sizeof tail);
    return sizeof head + len + sizeof tail;
}

typedef struct made {
    char file[400];
    size_t len;
    fh_oid oid;
} made;

static made make(const char *bytes, size_t len)
{
    made self;
    self.len = store(bytes, len, self.file);
    fh_sha1(fh_text_make(bytes, len), self.oid.bytes);
    return self;
}

static fh_status parse(const made *self, size_t len, size_t max, fh_buf *buf)
{
    fh_env env;
    fh_object_kind kind;
    fh_env_init(&env);
    return fh_loose_parse(&env, fh_text_make(self->file, len), &self->oid, max, buf, &kind);
}

static void whole_objects(void)
{
    fh_env env;
    fh_buf buf = {0};
    fh_object_kind kind = FH_OBJECT_NONE;
    const made object = make("blob 5\0hello", 12);
    fh_env_init(&env);
    CHECK_INT(
        fh_loose_parse(&env, fh_text_make(object.file, object.len), &object.oid, 5, &buf, &kind),
        FH_OK);
    CHECK_INT(kind, FH_OBJECT_BLOB);
    CHECK_TEXT(fh_text_make(buf.ptr, buf.len), "hello");
    CHECK_INT(parse(&object, object.len, 4, &buf), FH_LIMIT);
    fh_buf_done(&buf);
}

static void broken_objects(void)
{
    static const struct {
        const char *bytes;
        size_t len;
    } rows[] = {{"blob 6\0hello", 12},
                {"blob 4\0hello", 12},
                {"blob 05\0hello", 13},
                {"blub 5\0hello", 12},
                {"blob5\0hello", 11},
                {"blob -5\0hello", 13},
                {"blob 5hello", 11},
                {"", 0},
                {"blob 99999999999999999999\0", 26}};
    fh_buf buf = {0};
    for (size_t i = 0; i < FH_COUNT(rows); i++) {
        const made object = make(rows[i].bytes, rows[i].len);
        if (!CHECK_INT(parse(&object, object.len, 100, &buf), FH_BAD_INPUT))
            printf("#   row %zu\n", i);
    }
    made object = make("blob 5\0hello", 12);
    for (size_t len = 0; len < object.len; len++)
        CHECK_INT(parse(&object, len, 100, &buf), FH_BAD_INPUT);
    object.file[object.len++] = 'x';
    CHECK_INT(parse(&object, object.len, 100, &buf), FH_BAD_INPUT); /* more behind it */
    object.len--;
    object.oid.bytes[3] ^= 1;
    CHECK_INT(parse(&object, object.len, 100, &buf), FH_BAD_INPUT); /* of another id */
    fh_buf_done(&buf);
}

int main(void)
{
    RUN(whole_objects);
    RUN(broken_objects);
    return DONE();
}
