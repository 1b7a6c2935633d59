/* SPDX-FileCopyrightText: 2026 The freehold authors
 * SPDX-License-Identifier: Apache-2.0 */

#include <fcntl.h>
#include <signal.h>
#include <string.h>
#include <unistd.h>

#include "cli/cli.h"

/* Standard descriptors that the caller has closed must not be given to the first file opened: what
 * is meant for standard error would end up in it. Reading or writing these stand-ins fails. */
static bool fill_descriptors(void)
{
    int fd;

    do {
        fd = open("/dev/null", O_RDONLY);
    } while (fd >= 0 && fd <= STDERR_FILENO);
    return fd < 0 || close(fd) == 0;
}

static freehold_code complain_command(const char *name)
{
    const char *names[CLI_COMMAND_COUNT];

    for (size_t i = 0; i < CLI_COMMAND_COUNT; i++) names[i] = cli_commands[i].name;
    if (name[0] == '-') cli_complain("the command comes first: freehold COMMAND %s ...", name);
    else cli_complain_unknown("command", name, names, CLI_COMMAND_COUNT);
    return FREEHOLD_USAGE;
}

static freehold_code run_command(cli_command_id command, int argc, char **argv)
{
    freehold_code code = FREEHOLD_USAGE;
    cli_output output;
    cli_line line;

    if (cli_line_parse(&line, command, argc, argv)) {
        if (cli_is_given(&line, CLI_OPTION_HELP)) {
            cli_output_standard(&output, "text");
            cli_help_command(&output, command);
            code = cli_output_close(&output, true);
        } else {
            code = cli_commands[command].run(&line);
        }
    }
    cli_line_done(&line);
    return code;
}

/* Words that people try first, and the command that they mean. */
static const char *command_name(const char *word)
{
    if (strcmp(word, "--help") == 0 || strcmp(word, "-h") == 0) return "help";
    if (strcmp(word, "--version") == 0 || strcmp(word, "-V") == 0) return "version";
    return word;
}

int main(int argc, char **argv)
{
    struct sigaction ignore = {.sa_handler = SIG_IGN};
    cli_command_id command;

    if (!fill_descriptors()) return FREEHOLD_INTERNAL;
    (void)sigaction(SIGPIPE, &ignore, NULL); /* writes tell, and know which one it was */
    if (argc == 2 && strcmp(argv[1], "worker") == 0)
        return freehold_worker(STDIN_FILENO, STDOUT_FILENO);
    if (argc < 2) {
        cli_output output = {.format = "text", .fd = STDERR_FILENO};

        cli_help(&output);
        return FREEHOLD_USAGE;
    }
    command = cli_command_find(command_name(argv[1]));
    if (command == CLI_COMMAND_COUNT) return complain_command(argv[1]);
    return run_command(command, argc - 2, argv + 2);
}
