/* SPDX-FileCopyrightText: 2026 The freehold authors
 * SPDX-License-Identifier: Apache-2.0 */

/* lock: the licenses of all packages, printed, written into the folder, or compared with what lies
 * there. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "cli/cli.h"

static const char lock_name[] = "freehold-licenses.lock";

/* PATH/freehold-licenses.lock, to be freed; NULL when memory ran out. */
static char *lock_path(const char *folder)
{
    const size_t size = strlen(folder) + sizeof(lock_name) + 1;
    char *path = malloc(size);

    if (path == NULL) cli_complain("not enough memory");
    else (void)snprintf(path, size, "%s/%s", folder, lock_name); /* it has the room */
    return path;
}

/* ---- comparison ------------------------------------------------------------------------------ */

typedef struct lines {
    const char *at, *end; /* of the line at hand */
} lines;

static lines line_at(const char *start)
{
    const char *end = strchr(start, '\n');

    return (lines){start, end != NULL ? end : start + strlen(start)};
}

static void next_line(lines *self)
{
    *self = line_at(*self->end == '\n' ? self->end + 1 : self->end);
}

static int compare_lines(const lines *a, const lines *b)
{
    const size_t left = (size_t)(a->end - a->at), right = (size_t)(b->end - b->at);
    const int order = memcmp(a->at, b->at, left < right ? left : right);

    return order != 0 ? order : left < right ? -1 : left > right;
}

static void put_line(cli_output *output, const char *sign, const lines *line)
{
    cli_output_put(output, sign);
    for (const char *c = line->at; c < line->end; c++)
        cli_output_write(output, (*c >= 0x20 && *c < 0x7f) || *c == '\t' ? c : "?", 1);
    cli_output_put(output, "\n");
}

/* Both are sorted; where a file is not, it only differs more. */
static bool put_differences(cli_output *output, const char *old, const char *fresh)
{
    lines left = line_at(old), right = line_at(fresh);
    bool differ = false;

    while (*left.at != '\0' || *right.at != '\0') {
        const int order = *left.at == '\0'    ? 1
                          : *right.at == '\0' ? -1
                                              : compare_lines(&left, &right);

        if (order < 0) put_line(output, "-", &left);
        else if (order > 0) put_line(output, "+", &right);
        differ |= order != 0;
        if (order <= 0) next_line(&left);
        if (order >= 0) next_line(&right);
    }
    return differ;
}

static freehold_code check_lock(const char *path, const cli_memory *fresh)
{
    cli_memory old = {0};
    cli_output output;
    freehold_code code = FREEHOLD_USAGE;

    cli_output_standard(&output, "license-lock");
    if (cli_memory_read(&old, path)) {
        code =
            put_differences(&output, old.bytes, fresh->bytes) ? FREEHOLD_FINDINGS : FREEHOLD_CLEAN;
        if (code == FREEHOLD_FINDINGS)
            cli_complain("%s is not up to date; 'freehold lock --write' makes it anew", path);
    }
    free(old.bytes);
    return cli_worse(code, cli_output_close(&output, true));
}

/* ---- the command ----------------------------------------------------------------------------- */

static freehold_code put_lock(const char *path, const cli_memory *fresh)
{
    cli_output output;

    if (path == NULL) cli_output_standard(&output, "license-lock");
    else if (!cli_output_open(&output, "license-lock", path)) return FREEHOLD_USAGE;
    cli_output_write(&output, fresh->bytes, fresh->len);
    return cli_output_close(&output, true);
}

static freehold_code use_lock(const cli_line *line, const char *folder, const cli_memory *fresh)
{
    const bool check = cli_is_given(line, CLI_OPTION_CHECK);
    freehold_code code;
    char *path;

    if (!check && !cli_is_given(line, CLI_OPTION_WRITE)) return put_lock(NULL, fresh);
    path = lock_path(folder);
    if (path == NULL) return FREEHOLD_INTERNAL;
    code = check ? check_lock(path, fresh) : put_lock(path, fresh);
    free(path);
    return code;
}

freehold_code cli_run_lock(const cli_line *line)
{
    const char *folder = line->operand_count > 0 ? line->operands[0] : ".";
    freehold_code code = FREEHOLD_USAGE;
    freehold_audit *result = NULL;
    cli_memory text = {0};
    cli_audit audit;
    bool good;

    if (cli_is_given(line, CLI_OPTION_CHECK) && cli_is_given(line, CLI_OPTION_WRITE)) {
        cli_complain("--check and --write exclude each other");
        return FREEHOLD_USAGE;
    }
    if (cli_audit_init(&audit, line)) {
        result = cli_audit_run(&audit, folder, &good);
        code = freehold_audit_code(result, "never");
        if (good && freehold_audit_write(result, "license-lock", &audit.style, cli_memory_write,
                                         &text) != FREEHOLD_CLEAN) {
            cli_complain("no memory for the license lock");
            code = FREEHOLD_INTERNAL;
        } else if (good) {
            code = cli_worse(code, use_lock(line, folder, &text));
        }
    }
    free(text.bytes);
    freehold_audit_free(result);
    cli_audit_done(&audit);
    return code;
}
