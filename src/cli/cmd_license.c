/* SPDX-FileCopyrightText: 2026 The freehold authors
 * SPDX-License-Identifier: Apache-2.0 */

#include <stdlib.h>
#include <string.h>

#include "cli/cli.h"

typedef struct names {
    const char **items;
    size_t count;
} names;

/* Cut the list into lines in place; an empty line names nothing. */
static bool add_lines(names *files, const cli_line *line, cli_memory *list)
{
    size_t lines = 1;
    size_t start = 0;

    for (size_t i = 0; i < list->len; i++) lines += list->bytes[i] == '\n';
    files->items = calloc(lines + line->operand_count, sizeof(files->items[0]));
    if (files->items == NULL) {
        cli_complain("not enough memory");
        return false;
    }
    for (size_t i = 0; i < line->operand_count; i++)
        files->items[files->count++] = line->operands[i];
    for (size_t i = 0; i <= list->len && list->len > 0; i++) {
        if (i < list->len && list->bytes[i] != '\n') continue;
        list->bytes[i] = '\0';
        if (i > start) files->items[files->count++] = list->bytes + start;
        start = i + 1;
    }
    return true;
}

static bool gather(names *files, const cli_line *line, cli_memory *list)
{
    const char *from = cli_value(line, CLI_OPTION_FILES_FROM);

    if (from != NULL && !cli_memory_read(list, from)) return false;
    if (list->len > 0 && memchr(list->bytes, '\0', list->len) != NULL) {
        cli_complain("%s: a path cannot hold a NUL byte", from);
        return false;
    }
    if (from == NULL && line->operand_count == 0) {
        cli_complain("'license' needs files, or --files-from LIST");
        return false;
    }
    return add_lines(files, line, list);
}

freehold_code cli_run_license(const cli_line *line)
{
    static const char *const formats[] = {"text", "jsonl"};
    const char *format = cli_value(line, CLI_OPTION_FORMAT);
    freehold_code code = FREEHOLD_USAGE;
    cli_memory list = {0};
    names files = {0};
    cli_output output;

    if (strcmp(format, formats[0]) != 0 && strcmp(format, formats[1]) != 0) {
        cli_complain_unknown("format", format, formats, sizeof(formats) / sizeof(formats[0]));
        return FREEHOLD_USAGE;
    }
    cli_output_standard(&output, format);
    if (gather(&files, line, &list)) {
        code = freehold_license_files(files.items, files.count, format, cli_output_write, &output);
        if (output.is_quiet && code == FREEHOLD_INTERNAL) code = FREEHOLD_CLEAN;
        code = cli_worse(code, cli_output_close(&output, true));
    }
    free(files.items);
    free(list.bytes);
    return code;
}
