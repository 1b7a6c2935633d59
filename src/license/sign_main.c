/* SPDX-FileCopyrightText: 2026 The freehold authors
 * SPDX-License-Identifier: Apache-2.0 */

#include <stdio.h>

#include "base/buf.h"
#include "license/tokens.h"

/* freehold-licenses: a maintainer's tool that turns a published text on standard input into what
 * the overlay may keep of it: the number of its words, their hashes, and which of them may be
 * missing (between the bytes 1 and 2) or be anything (between 3 and 4). See rules/licenses/sign.py.
 */

static void print_ranges(const fh_tokens *tokens, const char *marks, char mark)
{
    const char *comma = "";
    (void)putchar('\t');
    for (uint32_t i = 0; i < tokens->count; i++) {
        uint32_t end = i;
        if (marks[tokens->items[i].start] != mark) continue;
        while (end + 1 < tokens->count && marks[tokens->items[end + 1].start] == mark) end++;
        printf("%s%u-%u", comma, (unsigned)i, (unsigned)end);
        comma = ",";
        i = end;
    }
}

int main(void)
{
    fh_buf text, marks;
    fh_arena arena;
    int byte, depth[2] = {0, 0};
    fh_buf_init(&text, 0);
    fh_buf_init(&marks, 0);
    fh_arena_init(&arena, 0);
    while ((byte = getchar()) != EOF) {
        if (byte >= 1 && byte <= 4) {
            depth[(byte - 1) / 2] += byte % 2 == 1 ? 1 : -1;
            continue;
        }
        fh_buf_add_byte(&text, (char)byte);
        fh_buf_add_byte(&marks, depth[1] > 0 ? 'v' : depth[0] > 0 ? 'o' : '-');
    }
    const fh_tokens tokens = fh_tokens_read(NULL, fh_buf_text(&text), &arena);
    printf("%u\t", (unsigned)tokens.count);
    for (uint32_t i = 0; i < tokens.count; i++) printf("%08x", (unsigned)tokens.items[i].hash);
    print_ranges(&tokens, marks.ptr, 'o');
    print_ranges(&tokens, marks.ptr, 'v');
    (void)putchar('\n');
    fh_arena_done(&arena);
    fh_buf_done(&marks);
    fh_buf_done(&text);
    return 0;
}
