/* SPDX-FileCopyrightText: 2026 The freehold authors
 * SPDX-License-Identifier: Apache-2.0 */

#include "tree/pack_index.h"

#include <string.h>

#include "tree/sha1.h"

enum {
    FANOUT_AT = 8,
    NAMES_AT = 8 + 256 * 4,
    TRAILER = 2 * 20,
    PACK_HEADER = 12,
    PACK_TRAILER = 20
};

static uint32_t load32(const char *ptr)
{
    const unsigned char *b = (const unsigned char *)ptr;
    return (uint32_t)b[0] << 24 | (uint32_t)b[1] << 16 | (uint32_t)b[2] << 8 | b[3];
}

static uint64_t load64(const char *ptr)
{
    return (uint64_t)load32(ptr) << 32 | load32(ptr + 4);
}

static const char *name_at(const fh_pack_index *index, uint32_t number)
{
    return index->bytes.ptr + NAMES_AT + (size_t)number * 20;
}

/* Offsets stand behind the names and their CRCs; large ones, with the top bit set, in a table. */
static uint64_t offset_at(const fh_pack_index *index, uint32_t number, size_t large_count)
{
    const char *small = index->bytes.ptr + NAMES_AT + (size_t)index->count * 24;
    const uint32_t offset = load32(small + (size_t)number * 4);
    if ((offset & 0x80000000u) == 0) return offset;
    const uint32_t row = offset & 0x7fffffffu;
    if (row >= large_count) return UINT64_MAX;
    return load64(small + (size_t)index->count * 4 + (size_t)row * 8);
}

static size_t large_count_of(const fh_pack_index *index)
{
    return (index->bytes.len - NAMES_AT - TRAILER - (size_t)index->count * 28) / 8;
}

static fh_status check_header(fh_env *env, fh_text bytes, uint32_t *ret_count)
{
    if (bytes.len < NAMES_AT + TRAILER)
        return fh_fail(env, FH_BAD_INPUT, "the pack index is too short");
    if (memcmp(bytes.ptr, "\377tOc", 4) != 0)
        return fh_fail(env, FH_UNSUPPORTED, "no pack index of version 2");
    if (load32(bytes.ptr + 4) != 2)
        return fh_fail(env, FH_UNSUPPORTED, "the pack index has version %u, not 2",
                       (unsigned)load32(bytes.ptr + 4));
    uint32_t before = 0;
    for (unsigned i = 0; i < 256; i++) {
        const uint32_t upto = load32(bytes.ptr + FANOUT_AT + i * 4);
        if (upto < before) return fh_fail(env, FH_BAD_INPUT, "the fan-out of the pack index falls");
        before = upto;
    }
    const uint64_t body = bytes.len - NAMES_AT - TRAILER;
    const uint64_t fixed = (uint64_t)before * 28;
    if (body < fixed || (body - fixed) % 8 != 0 || (body - fixed) / 8 > before)
        return fh_fail(env, FH_BAD_INPUT, "the pack index has not the size of its %u entries",
                       (unsigned)before);
    *ret_count = before;
    return FH_OK;
}

static fh_status check_entries(fh_env *env, const fh_pack_index *index, uint64_t pack_size)
{
    const size_t large_count = large_count_of(index);
    uint32_t number = 0;
    for (unsigned byte = 0; byte < 256; byte++) {
        const uint32_t upto = load32(index->bytes.ptr + FANOUT_AT + byte * 4);
        for (; number < upto; number++) {
            const char *name = name_at(index, number);
            if ((unsigned char)name[0] != byte || (number > 0 && memcmp(name - 20, name, 20) >= 0))
                return fh_fail(env, FH_BAD_INPUT, "entry %u of the pack index is out of order",
                               (unsigned)number);
            const uint64_t offset = offset_at(index, number, large_count);
            if (offset < PACK_HEADER || offset >= pack_size - PACK_TRAILER)
                return fh_fail(env, FH_BAD_INPUT, "entry %u of the pack index is not in the pack",
                               (unsigned)number);
        }
    }
    return FH_OK;
}

fh_status fh_pack_index_check(fh_env *env, fh_text bytes, uint64_t pack_size,
                              const uint8_t pack_trailer[20], fh_pack_index *ret_index)
{
    fh_pack_index index = {.bytes = bytes};
    uint8_t digest[20];
    fh_status status = check_header(env, bytes, &index.count);
    if (status != FH_OK) return status;
    if (pack_size < PACK_HEADER + PACK_TRAILER)
        return fh_fail(env, FH_BAD_INPUT, "the pack is too short");
    status = check_entries(env, &index, pack_size);
    if (status != FH_OK) return status;
    if (memcmp(bytes.ptr + bytes.len - TRAILER, pack_trailer, 20) != 0)
        return fh_fail(env, FH_BAD_INPUT, "the pack index belongs to another pack");
    fh_sha1(fh_text_slice(bytes, 0, bytes.len - 20), digest);
    if (memcmp(bytes.ptr + bytes.len - 20, digest, 20) != 0)
        return fh_fail(env, FH_BAD_INPUT, "the checksum of the pack index is wrong");
    *ret_index = index;
    return FH_OK;
}

fh_oid fh_pack_index_oid(const fh_pack_index *index, uint32_t number)
{
    fh_oid oid;
    memcpy(oid.bytes, name_at(index, number), sizeof oid.bytes);
    return oid;
}

uint32_t fh_pack_index_lower(const fh_pack_index *index, const fh_oid *oid)
{
    const unsigned byte = oid->bytes[0];
    uint32_t low = byte == 0 ? 0 : load32(index->bytes.ptr + FANOUT_AT + (byte - 1) * 4);
    uint32_t high = load32(index->bytes.ptr + FANOUT_AT + byte * 4);
    while (low < high) {
        const uint32_t middle = low + (high - low) / 2;
        if (memcmp(name_at(index, middle), oid->bytes, sizeof oid->bytes) < 0) low = middle + 1;
        else high = middle;
    }
    return low;
}

bool fh_pack_index_find(const fh_pack_index *index, const fh_oid *oid, uint64_t *ret_offset)
{
    const uint32_t number = fh_pack_index_lower(index, oid);
    if (number >= index->count || memcmp(name_at(index, number), oid->bytes, 20) != 0) return false;
    *ret_offset = offset_at(index, number, large_count_of(index));
    return true;
}
