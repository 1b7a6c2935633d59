/* SPDX-FileCopyrightText: 2026 The freehold authors
 * SPDX-License-Identifier: Apache-2.0 */

/* The command line: tables of commands and options, and one function a command. It uses nothing of
 * the house but freehold.h. Data goes to standard output, everything else to standard error. */
#ifndef FH_CLI_CLI_H
#define FH_CLI_CLI_H

#include "freehold.h"

/* ---- commands and options -------------------------------------------------------------------- */

typedef enum cli_command_id {
#define CLI_COMMAND(id, name, operands, least, most, about) CLI_COMMAND_##id,
#include "cli/commands.def"
#undef CLI_COMMAND
    CLI_COMMAND_COUNT
} cli_command_id;

/* Sets of commands, for the column of options.def. */
enum {
#define CLI_COMMAND(id, name, operands, least, most, about) CLI_ON_##id = 1 << CLI_COMMAND_##id,
#include "cli/commands.def"
#undef CLI_COMMAND
    CLI_ON_ANY = (1 << CLI_COMMAND_COUNT) - 1
};

typedef enum cli_option_id {
#define CLI_OPTION(id, name, short_name, argument, fallback, commands, help) CLI_OPTION_##id,
#include "cli/options.def"
#undef CLI_OPTION
    CLI_OPTION_COUNT
} cli_option_id;

typedef struct cli_option {
    const char *name, *argument, *fallback, *help; /* argument NULL: a switch */
    char short_name;                               /* 0: none */
    unsigned commands;
} cli_option;
extern const cli_option cli_options[CLI_OPTION_COUNT];

typedef struct cli_given {
    cli_option_id id;
    const char *value; /* NULL for a switch */
} cli_given;

/* A command line taken apart. Everything views argv. */
typedef struct cli_line {
    cli_command_id command;
    cli_given *given; /* in order */
    size_t given_count;
    const char **operands; /* NULL-ended */
    size_t operand_count;
} cli_line;

typedef struct cli_command {
    const char *name, *operands, *about;
    int least, most; /* operands */
    freehold_code (*run)(const cli_line *line);
} cli_command;
extern const cli_command cli_commands[CLI_COMMAND_COUNT];

/* The command of that name, or CLI_COMMAND_COUNT. */
cli_command_id cli_command_find(const char *name);
/* Take the arguments behind the command apart; complains and gives false when they are wrong. */
bool cli_line_parse(cli_line *line, cli_command_id command, int argc, char **argv);
void cli_line_done(cli_line *line);
/* Last value of the option, else its default (which for a switch is NULL). */
const char *cli_value(const cli_line *line, cli_option_id id);
bool cli_is_given(const cli_line *line, cli_option_id id);
/* All values of a repeated option, NULL-ended, to be freed; NULL when memory ran out. */
const char **cli_values(const cli_line *line, cli_option_id id);
/* Whole string as a decimal number of `least` to `most`. */
bool cli_number(const char *string, unsigned least, unsigned most, unsigned *ret_number);
/* Complain that `name` is no `kind`, with the nearest of `names` where one is near. */
void cli_complain_unknown(const char *kind, const char *name, const char *const *names,
                          size_t count);

/* ---- output ---------------------------------------------------------------------------------- */

/* "freehold: ..." and a line end on standard error. Arguments of %s may be any bytes: everything
 * that is not printable ASCII is escaped. */
void cli_complain(const char *format, ...) __attribute__((format(printf, 1, 2)));

typedef struct cli_output {
    const char *format, *path; /* path NULL: standard output */
    char *temporary;           /* what is written until it is complete; NULL: written in place */
    int fd;
    int failure;   /* errno of the first failed write, else 0 */
    bool is_quiet; /* the reader of a pipe went away, which is no failure of ours */
} cli_output;

void cli_output_standard(cli_output *output, const char *format);
/* Open a file for a report: a temporary beside it when it is or becomes a regular file. Complains.
 */
bool cli_output_open(cli_output *output, const char *format, const char *path);
/* A freehold_write; `user` is the cli_output. */
bool cli_output_write(void *user, const char *bytes, size_t count);
bool cli_output_put(cli_output *output, const char *string);
/* Finish: put the file in its place when `keep` and nothing failed, else remove it. Complains. */
freehold_code cli_output_close(cli_output *output, bool keep);

/* Collects bytes in memory; `user` of cli_memory_write. */
typedef struct cli_memory {
    char *bytes; /* NUL-ended */
    size_t len, room;
} cli_memory;
bool cli_memory_write(void *user, const char *bytes, size_t count);
/* Read all of `path` ("-": standard input); complains. */
bool cli_memory_read(cli_memory *memory, const char *path);

/* ---- commands -------------------------------------------------------------------------------- */

#define CLI_COMMAND(id, name, operands, least, most, about)                                        \
    freehold_code cli_run_##id(const cli_line *line);
#include "cli/commands.def"
#undef CLI_COMMAND

/* The higher of two exit codes, in the order of the documentation: 4, 2, 3, 1, 0. */
freehold_code cli_worse(freehold_code a, freehold_code b);
/* Fill the options of an audit of `path` from the command line; complains. The lists that they view
 * belong to `*ret_lists`, three arrays to be freed with cli_audit_done. */
typedef struct cli_audit {
    char today[40];
    freehold_options options;
    freehold_style style;
    const char **rules, **include, **exclude, **private_names;
    char lookup[4096]; /* path of freehold-lookup */
    bool shows_progress;
} cli_audit;
bool cli_audit_init(cli_audit *audit, const cli_line *line);
void cli_audit_done(cli_audit *audit);
/* Run it on `path`, with progress on a terminal; complains when it failed. NULL: no memory. */
freehold_audit *cli_audit_run(cli_audit *audit, const char *path, bool *ret_good);

void cli_help(cli_output *output);
void cli_help_command(cli_output *output, cli_command_id command);

#endif
