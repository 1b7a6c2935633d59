/* SPDX-FileCopyrightText: 2026 The freehold authors
 * SPDX-License-Identifier: Apache-2.0 */

#include "tree/sha1.h"

#include <string.h>

static uint32_t rotate(uint32_t value, unsigned bits)
{
    return value << bits | value >> (32 - bits);
}

static uint32_t load(const unsigned char *bytes)
{
    return (uint32_t)bytes[0] << 24 | (uint32_t)bytes[1] << 16 | (uint32_t)bytes[2] << 8 | bytes[3];
}

static void add_block(uint32_t state[5], const unsigned char *block)
{
    uint32_t words[80];
    for (unsigned i = 0; i < 16; i++) words[i] = load(block + 4 * i);
    for (unsigned i = 16; i < 80; i++)
        words[i] = rotate(words[i - 3] ^ words[i - 8] ^ words[i - 14] ^ words[i - 16], 1);
    uint32_t a = state[0], b = state[1], c = state[2], d = state[3], e = state[4];
    for (unsigned i = 0; i < 80; i++) {
        uint32_t mix;
        if (i < 20) mix = (d ^ (b & (c ^ d))) + 0x5a827999u;
        else if (i < 40) mix = (b ^ c ^ d) + 0x6ed9eba1u;
        else if (i < 60) mix = ((b & c) | (d & (b | c))) + 0x8f1bbcdcu;
        else mix = (b ^ c ^ d) + 0xca62c1d6u;
        const uint32_t next = rotate(a, 5) + mix + e + words[i];
        e = d;
        d = c;
        c = rotate(b, 30);
        b = a;
        a = next;
    }
    state[0] += a;
    state[1] += b;
    state[2] += c;
    state[3] += d;
    state[4] += e;
}

void fh_sha1(fh_text text, uint8_t ret_digest[20])
{
    uint32_t state[5] = {0x67452301u, 0xefcdab89u, 0x98badcfeu, 0x10325476u, 0xc3d2e1f0u};
    const unsigned char *bytes = (const unsigned char *)text.ptr;
    size_t left = text.len;
    for (; left >= 64; left -= 64, bytes += 64) add_block(state, bytes);
    unsigned char tail[128] = {0};
    if (left > 0) memcpy(tail, bytes, left);
    tail[left] = 0x80;
    const size_t tail_len = left < 56 ? 64 : 128;
    const uint64_t bits = (uint64_t)text.len * 8;
    for (unsigned i = 0; i < 8; i++) tail[tail_len - 1 - i] = (unsigned char)(bits >> (8 * i));
    for (size_t at = 0; at < tail_len; at += 64) add_block(state, tail + at);
    for (unsigned i = 0; i < 20; i++) ret_digest[i] = (uint8_t)(state[i / 4] >> (24 - 8 * (i % 4)));
}
