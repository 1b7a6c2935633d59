/* SPDX-FileCopyrightText: 2026 The freehold authors
 * SPDX-License-Identifier: Apache-2.0 */

/* Help and the manual page, made from the tables of commands and options. */
#include <stdarg.h>
#include <stdio.h>
#include <string.h>

#include "cli/cli.h"

enum { HELP_LEFT = 26, HELP_WIDTH = 80, HELP_LINE = 512 };

static const char exit_codes[] =
    "0 nothing found, 1 findings at or over --fail-on, 3 the scan is incomplete,\n"
    "2 wrong usage or configuration, 4 internal error; the last of these that holds.\n";

/* One of our own sentences of at most HELP_LINE bytes. */
__attribute__((format(printf, 2, 3))) static void put_line(cli_output *output, const char *format,
                                                           ...)
{
    char line[HELP_LINE];
    va_list args;

    va_start(args, format);
    if (vsnprintf(line, sizeof(line), format, args) < 0) line[0] = '\0';
    va_end(args);
    cli_output_put(output, line);
}

static void put_command(cli_output *output, const cli_command *command)
{
    put_line(output, "  %-8s %s\n", command->name, command->about);
}

void cli_help(cli_output *output)
{
    cli_output_put(output, "Usage: freehold COMMAND [OPTION...] [OPERAND...]\n\n"
                           "Audits source trees: which licenses apply, what is depended on, and "
                           "whether it\nties its users to one vendor. Every statement names its "
                           "file and line.\n\nCommands:\n");
    for (size_t i = 0; i < CLI_COMMAND_COUNT; i++) put_command(output, &cli_commands[i]);
    cli_output_put(output, "\n'freehold help COMMAND' tells more. Exit codes:\n");
    cli_output_put(output, exit_codes);
}

/* Words of `text`, the first at column `indent`, in lines of HELP_WIDTH. */
static void put_wrapped(cli_output *output, const char *text, size_t indent)
{
    size_t column = indent;

    while (*text != '\0') {
        size_t len = strcspn(text, " ");

        if (column > indent && column + 1 + len > HELP_WIDTH) {
            put_line(output, "\n%*s", (int)indent, "");
            column = indent;
        } else if (column > indent) {
            cli_output_put(output, " ");
            column++;
        }
        cli_output_write(output, text, len);
        column += len;
        text += len + strspn(text + len, " ");
    }
    cli_output_put(output, "\n");
}

static void put_option(cli_output *output, const cli_option *option)
{
    char left[HELP_LINE];
    char help[HELP_LINE];
    char letter[8] = "    ";

    if (option->short_name != 0)
        (void)snprintf(letter, sizeof(letter), "-%c, ", option->short_name); /* 4 characters */
    (void)snprintf(left, sizeof(left), "%s--%s%s%s", letter, option->name,
                   option->argument == NULL ? "" : " ",
                   option->argument == NULL ? "" : option->argument); /* words of the table */
    (void)snprintf(help, sizeof(help), "%s%s%s%s", option->help,
                   option->fallback == NULL ? "" : " (default: ",
                   option->fallback == NULL ? "" : option->fallback,
                   option->fallback == NULL ? "" : ")"); /* the same */
    put_line(output, "  %-*s ", HELP_LEFT, left);
    put_wrapped(output, help, HELP_LEFT + 3);
}

void cli_help_command(cli_output *output, cli_command_id command)
{
    const cli_command *row = &cli_commands[command];

    put_line(output, "Usage: freehold %s [OPTION...] %s\n\n%s\n\nOptions:\n", row->name,
             row->operands, row->about);
    for (size_t i = 0; i < CLI_OPTION_COUNT; i++)
        if ((cli_options[i].commands >> command & 1) != 0) put_option(output, &cli_options[i]);
}

/* ---- the manual page ------------------------------------------------------------------------- */

/* Text for roff: a backslash, a dash, and a point or quote that starts a line mean themselves. */
static void put_roff(cli_output *output, const char *text)
{
    if (*text == '.' || *text == '\'') cli_output_put(output, "\\&");
    for (; *text != '\0'; text++) {
        if (*text == '\\' || *text == '-') cli_output_put(output, "\\");
        cli_output_write(output, text, 1);
    }
}

static void put_roff_option(cli_output *output, const cli_option *option)
{
    cli_output_put(output, ".TP\n");
    if (option->short_name != 0) put_line(output, "\\fB\\-%c\\fR, ", option->short_name);
    cli_output_put(output, "\\fB\\-\\-");
    put_roff(output, option->name);
    cli_output_put(output, "\\fR");
    if (option->argument != NULL) {
        cli_output_put(output, " \\fI");
        put_roff(output, option->argument);
        cli_output_put(output, "\\fR");
    }
    cli_output_put(output, "\n");
    put_roff(output, option->help);
    if (option->fallback != NULL) {
        cli_output_put(output, "; default: ");
        put_roff(output, option->fallback);
    }
    cli_output_put(output, "\n");
}

static void write_manual(cli_output *output)
{
    cli_output_put(output, ".\\\" SPDX-FileCopyrightText: 2026 The freehold authors\n"
                           ".\\\" SPDX-License-Identifier: Apache-2.0\n"
                           ".\\\" Made by `freehold help man` from the tables in src/cli.\n");
    put_line(output, ".TH FREEHOLD 1 \"\" \"freehold %s\"\n", freehold_version());
    cli_output_put(output, ".SH NAME\nfreehold \\- audit source trees for licenses, dependencies "
                           "and vendor lock\\-in\n.SH SYNOPSIS\n");
    for (size_t i = 0; i < CLI_COMMAND_COUNT; i++) {
        put_line(output, "%s.B freehold %s\n", i > 0 ? ".br\n" : "", cli_commands[i].name);
        put_roff(output, "[OPTION...] ");
        put_roff(output, cli_commands[i].operands);
        cli_output_put(output, "\n");
    }
    cli_output_put(output, ".SH COMMANDS\n");
    for (size_t i = 0; i < CLI_COMMAND_COUNT; i++) {
        put_line(output, ".SS %s\n", cli_commands[i].name);
        put_roff(output, cli_commands[i].about);
        cli_output_put(output, "\n");
        for (size_t id = 0; id < CLI_OPTION_COUNT; id++)
            if ((cli_options[id].commands >> i & 1) != 0 && id != CLI_OPTION_HELP)
                put_roff_option(output, &cli_options[id]);
    }
    cli_output_put(output, ".SH EXIT STATUS\n");
    put_roff(output, exit_codes);
}

/* ---- the commands ---------------------------------------------------------------------------- */

freehold_code cli_run_help(const cli_line *line)
{
    const char *topic = line->operand_count > 0 ? line->operands[0] : NULL;
    cli_command_id command = topic == NULL ? CLI_COMMAND_COUNT : cli_command_find(topic);
    cli_output output;

    cli_output_standard(&output, "text");
    if (topic == NULL) cli_help(&output);
    else if (command != CLI_COMMAND_COUNT) cli_help_command(&output, command);
    else if (strcmp(topic, "man") == 0) write_manual(&output);
    else {
        cli_complain("no help on '%s'", topic);
        return FREEHOLD_USAGE;
    }
    return cli_output_close(&output, true);
}

freehold_code cli_run_version(const cli_line *line)
{
    cli_output output;

    (void)line; /* it takes nothing */
    cli_output_standard(&output, "text");
    put_line(&output, "freehold %s\n", freehold_version());
    return cli_output_close(&output, true);
}
