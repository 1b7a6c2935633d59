/* SPDX-FileCopyrightText: 2026 The freehold authors
 * SPDX-License-Identifier: Apache-2.0 */

#include "license/compile.h"

#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>

/* freehold-licensec OUTPUT NODE_MODULES OVERLAY: write the license corpus. */

void fh_compile_die(const char *format, ...)
{
    va_list args;
    va_start(args, format);
    (void)fputs("freehold-licensec: ", stderr);
    (void)vfprintf(stderr, format, args);
    (void)fputc('\n', stderr);
    va_end(args);
    exit(1);
}

fh_text fh_compile_file(fh_compiler *compiler, const char *folder, const char *name)
{
    const fh_text path = fh_arena_printf(&compiler->arena, "%s/%s", folder, name);
    FILE *file = path.ptr == NULL ? NULL : fopen(path.ptr, "rb");
    if (file == NULL) fh_compile_die("cannot open %s/%s", folder, name);
    fh_buf buf;
    fh_buf_init(&buf, 0);
    for (;;) {
        char *room = fh_buf_reserve(&buf, 1 << 16);
        const size_t got = room == NULL ? 0 : fread(room, 1, 1 << 16, file);
        if (got == 0) break;
        buf.len += got;
    }
    if (ferror(file) || buf.failed) fh_compile_die("cannot read %s/%s", folder, name);
    (void)fclose(file);
    const fh_text text = fh_arena_copy(&compiler->arena, fh_buf_text(&buf));
    fh_buf_done(&buf);
    return text;
}

bool fh_compile_row(fh_text *rest, fh_text *ret_fields)
{
    fh_text line;
    while (fh_text_next_line(rest, &line)) {
        if (fh_text_is_empty(fh_text_trim(line)) || line.ptr[0] == '#') continue;
        for (size_t i = 0; i < FH_COMPILE_FIELDS; i++) {
            ret_fields[i] = (fh_text){0};
            if (line.ptr != NULL) (void)fh_text_next_field(&line, '\t', &ret_fields[i]);
            ret_fields[i] = fh_text_trim(ret_fields[i]);
        }
        return true;
    }
    return false;
}

int main(int argc, char **argv)
{
    fh_compiler *compiler = calloc(1, sizeof *compiler);
    if (compiler == NULL) fh_compile_die("no memory");
    if (argc != 4) fh_compile_die("usage: freehold-licensec OUTPUT NODE_MODULES OVERLAY");
    fh_env_init(&compiler->env);
    fh_arena_init(&compiler->arena, 0);
    fh_table_init(&compiler->license_by_id, &compiler->arena);
    fh_table_init(&compiler->word_by_text, &compiler->arena);
    fh_table_init(&compiler->family_by_key, &compiler->arena);
    fh_table_init(&compiler->name_by_form, &compiler->arena);
    fh_compile_load(compiler, argv[2], argv[3]);
    fh_compile_texts(compiler, argv[3]);
    fh_compile_names(compiler, argv[3]);
    fh_compile_spelling(compiler, argv[3]);
    fh_compile_number(compiler);
    fh_compile_cores(compiler);
    fh_buf buf;
    fh_buf_init(&buf, 0);
    fh_compile_write(compiler, &buf);
    if (compiler->arena.failed || buf.failed) fh_compile_die("no memory");
    FILE *file = fopen(argv[1], "wb");
    if (file == NULL || fwrite(buf.ptr, 1, buf.len, file) != buf.len || fclose(file) != 0)
        fh_compile_die("cannot write %s", argv[1]);
    fh_buf_done(&buf);
    fh_arena_done(&compiler->arena);
    free(compiler);
    return 0;
}
