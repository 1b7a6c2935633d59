/* SPDX-FileCopyrightText: 2026 The freehold authors
 * SPDX-License-Identifier: Apache-2.0 */

/* Build tool: check rule packs and write them in flat form. Usage: rulec OUTPUT PACK... */
#include <stdio.h>

#include "judge/rule.h"

static bool read_file(const char *path, fh_buf *buf)
{
    FILE *file = fopen(path, "rb");
    if (file == NULL) return false;
    for (;;) {
        char *room = fh_buf_reserve(buf, 65536);
        const size_t got = room == NULL ? 0 : fread(room, 1, 65536, file);
        buf->len += got;
        if (got == 0) break;
    }
    const bool good = ferror(file) == 0 && !buf->failed;
    (void)fclose(file);
    return good;
}

static bool write_file(const char *path, const fh_buf *buf)
{
    FILE *file = fopen(path, "wb");
    if (file == NULL) return false;
    const bool good = fwrite(buf->ptr, 1, buf->len, file) == buf->len;
    return (fclose(file) == 0) && good;
}

int main(int argc, char **argv)
{
    fh_env env;
    fh_arena arena;
    fh_pack_vec packs = {0};
    fh_buf flat;
    fh_ruleset *ruleset = NULL;
    if (argc < 2) return 2;
    fh_env_init(&env);
    fh_arena_init(&arena, 0);
    fh_buf_init(&flat, 0);
    for (int i = 2; i < argc; i++) {
        fh_buf bytes;
        fh_pack pack;
        fh_buf_init(&bytes, 4u << 20);
        const fh_text name = fh_text_base_name(fh_text_of(argv[i]));
        fh_status status = FH_IO;
        if (read_file(argv[i], &bytes))
            status = fh_pack_parse(&env, &arena, name, fh_arena_copy(&arena, fh_buf_text(&bytes)),
                                   &pack);
        fh_buf_done(&bytes);
        if (status != FH_OK || !FH_VEC_ADD(&arena, &packs, pack)) {
            (void)fprintf(stderr, "%s: %s\n", argv[i], env.error.message);
            return 1;
        }
    }
    if (fh_ruleset_load(&env, packs.items, packs.count, &ruleset) != FH_OK) {
        (void)fprintf(stderr, "rules: %s\n", env.error.message);
        return 1;
    }
    fh_ruleset_free(ruleset);
    fh_packs_encode(packs.items, packs.count, &flat);
    const bool good = !flat.failed && write_file(argv[1], &flat);
    fh_buf_done(&flat);
    fh_arena_done(&arena);
    return good ? 0 : 1;
}
