/* SPDX-FileCopyrightText: 2026 The freehold authors
 * SPDX-License-Identifier: Apache-2.0 */

#include <limits.h>
#include <stdlib.h>
#include <string.h>

#include "cli/cli.h"

enum {
    /* The commands that open a tree. */
    TREE = CLI_ON_scan | CLI_ON_deps | CLI_ON_lock | CLI_ON_explain,
    NEAR_NAME_MAX = 32 /* longer names are not compared */
};

const cli_command cli_commands[CLI_COMMAND_COUNT] = {
#define CLI_COMMAND(id, command_name, command_operands, least_count, most_count, text)             \
    [CLI_COMMAND_##id] = {.name = command_name,                                                    \
                          .operands = command_operands,                                            \
                          .about = text,                                                           \
                          .least = least_count,                                                    \
                          .most = most_count,                                                      \
                          .run = cli_run_##id},
#include "cli/commands.def"
#undef CLI_COMMAND
};

const cli_option cli_options[CLI_OPTION_COUNT] = {
#define CLI_OPTION(id, long_name, letter, argument_name, fallback_value, command_set, text)        \
    [CLI_OPTION_##id] = {.name = long_name,                                                        \
                         .argument = argument_name,                                                \
                         .fallback = fallback_value,                                               \
                         .help = text,                                                             \
                         .short_name = letter,                                                     \
                         .commands = command_set},
#include "cli/options.def"
#undef CLI_OPTION
};

/* ---- names ----------------------------------------------------------------------------------- */

cli_command_id cli_command_find(const char *name)
{
    size_t id = 0;

    while (id < CLI_COMMAND_COUNT && strcmp(cli_commands[id].name, name) != 0) id++;
    return (cli_command_id)id;
}

static size_t least_of(size_t a, size_t b)
{
    return a < b ? a : b;
}

/* Insertions, deletions, changes and swaps of neighbours that turn `a` into `b` (optimal string
 * alignment); SIZE_MAX for long names. Three rows of the table are enough. */
static size_t name_distance(const char *a, const char *b)
{
    size_t rows[3][NEAR_NAME_MAX + 1];
    size_t a_len = strlen(a), b_len = strlen(b);

    if (a_len > NEAR_NAME_MAX || b_len > NEAR_NAME_MAX) return SIZE_MAX;
    for (size_t j = 0; j <= b_len; j++) rows[0][j] = j;
    for (size_t i = 1; i <= a_len; i++) {
        size_t *row = rows[i % 3];
        const size_t *above = rows[(i + 2) % 3];

        row[0] = i;
        for (size_t j = 1; j <= b_len; j++) {
            row[j] = least_of(above[j] + 1, row[j - 1] + 1);
            row[j] = least_of(row[j], above[j - 1] + (a[i - 1] != b[j - 1]));
            if (i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1])
                row[j] = least_of(row[j], rows[(i + 1) % 3][j - 2] + 1);
        }
    }
    return rows[a_len % 3][b_len];
}

void cli_complain_unknown(const char *kind, const char *name, const char *const *names,
                          size_t count)
{
    const char *nearest = NULL;
    size_t least = strlen(name) / 3 + 2; /* farther than that is no typing error */

    for (size_t i = 0; i < count; i++) {
        size_t distance = name_distance(name, names[i]);

        if (distance < least) {
            least = distance;
            nearest = names[i];
        }
    }
    if (nearest != NULL) cli_complain("unknown %s '%s'; did you mean '%s'?", kind, name, nearest);
    else cli_complain("unknown %s '%s'", kind, name);
}

/* ---- taking a line apart --------------------------------------------------------------------- */

static bool is_on(cli_option_id id, cli_command_id command)
{
    return (cli_options[id].commands >> command & 1) != 0;
}

/* An option of the command whose name is the first `len` bytes of `name`. */
static cli_option_id find_long(cli_command_id command, const char *name, size_t len)
{
    for (size_t id = 0; id < CLI_OPTION_COUNT; id++)
        if (is_on((cli_option_id)id, command) && strlen(cli_options[id].name) == len &&
            memcmp(cli_options[id].name, name, len) == 0)
            return (cli_option_id)id;
    return CLI_OPTION_COUNT;
}

static cli_option_id find_short(cli_command_id command, char letter)
{
    for (size_t id = 0; id < CLI_OPTION_COUNT; id++)
        if (is_on((cli_option_id)id, command) && cli_options[id].short_name == letter)
            return (cli_option_id)id;
    return CLI_OPTION_COUNT;
}

static void complain_option(cli_command_id command, const char *name, size_t len)
{
    const char *names[CLI_OPTION_COUNT];
    char shortened[NEAR_NAME_MAX + 1];
    size_t count = 0;
    bool is_elsewhere = false;

    for (size_t id = 0; id < CLI_OPTION_COUNT; id++) {
        if (is_on((cli_option_id)id, command)) names[count++] = cli_options[id].name;
        else if (strlen(cli_options[id].name) == len &&
                 memcmp(cli_options[id].name, name, len) == 0)
            is_elsewhere = true;
    }
    len = least_of(len, NEAR_NAME_MAX);
    memcpy(shortened, name, len);
    shortened[len] = '\0';
    if (is_elsewhere)
        cli_complain("'%s' takes no option '--%s'", cli_commands[command].name, shortened);
    else cli_complain_unknown("option", shortened, names, count);
}

/* Take the option at argv[*at], and its value. */
static bool take_option(cli_line *line, int argc, char **argv, int *at)
{
    const char *word = argv[*at];
    bool is_long = word[1] == '-';
    const char *name = word + (is_long ? 2 : 1);
    const char *equals = is_long ? strchr(name, '=') : NULL;
    size_t len = equals != NULL ? (size_t)(equals - name) : strlen(name);
    cli_option_id id =
        is_long ? find_long(line->command, name, len) : find_short(line->command, name[0]);
    cli_given *given = &line->given[line->given_count];

    if (id == CLI_OPTION_COUNT) {
        complain_option(line->command, name, len);
        return false;
    }
    *given = (cli_given){.id = id};
    if (cli_options[id].argument == NULL) {
        if (equals != NULL || (!is_long && name[1] != '\0')) {
            cli_complain("option '--%s' takes no value", cli_options[id].name);
            return false;
        }
    } else if (equals != NULL) {
        given->value = equals + 1;
    } else if (!is_long && name[1] != '\0') {
        given->value = name + 1;
    } else if (*at + 1 < argc) {
        given->value = argv[++*at];
    } else {
        cli_complain("option '--%s' needs a value: %s", cli_options[id].name,
                     cli_options[id].argument);
        return false;
    }
    line->given_count++;
    return true;
}

static bool count_operands(const cli_line *line)
{
    const cli_command *command = &cli_commands[line->command];

    if (cli_is_given(line, CLI_OPTION_HELP)) return true;
    if (line->operand_count < (size_t)command->least) {
        cli_complain("'%s' needs more: freehold %s %s", command->name, command->name,
                     command->operands);
        return false;
    }
    if (line->operand_count > (size_t)command->most) {
        cli_complain("'%s' does not know what to do with '%s'", command->name,
                     line->operands[command->most]);
        return false;
    }
    return true;
}

bool cli_line_parse(cli_line *line, cli_command_id command, int argc, char **argv)
{
    bool only_operands = false;

    *line = (cli_line){.command = command};
    line->given = calloc((size_t)argc + 1, sizeof(line->given[0]));
    line->operands = calloc((size_t)argc + 1, sizeof(line->operands[0]));
    if (line->given == NULL || line->operands == NULL) {
        cli_complain("not enough memory");
        return false;
    }
    for (int i = 0; i < argc; i++) {
        if (!only_operands && strcmp(argv[i], "--") == 0) only_operands = true;
        else if (only_operands || argv[i][0] != '-' || argv[i][1] == '\0')
            line->operands[line->operand_count++] = argv[i];
        else if (!take_option(line, argc, argv, &i)) return false;
    }
    return count_operands(line);
}

void cli_line_done(cli_line *line)
{
    free(line->given);
    free(line->operands);
}

/* ---- values ---------------------------------------------------------------------------------- */

bool cli_is_given(const cli_line *line, cli_option_id id)
{
    for (size_t i = 0; i < line->given_count; i++)
        if (line->given[i].id == id) return true;
    return false;
}

const char *cli_value(const cli_line *line, cli_option_id id)
{
    const char *value = cli_options[id].fallback;

    for (size_t i = 0; i < line->given_count; i++)
        if (line->given[i].id == id) value = line->given[i].value;
    return value;
}

const char **cli_values(const cli_line *line, cli_option_id id)
{
    const char **values = calloc(line->given_count + 1, sizeof(values[0]));
    size_t count = 0;

    for (size_t i = 0; values != NULL && i < line->given_count; i++)
        if (line->given[i].id == id) values[count++] = line->given[i].value;
    return values;
}

bool cli_number(const char *string, unsigned least, unsigned most, unsigned *ret_number)
{
    unsigned long long number = 0;

    if (string[0] == '\0') return false;
    for (; *string != '\0'; string++) {
        if (*string < '0' || *string > '9') return false;
        number = number * 10 + (unsigned)(*string - '0');
        if (number > most) return false;
    }
    if (number < least) return false;
    *ret_number = (unsigned)number;
    return true;
}
