/* SPDX-FileCopyrightText: 2026 The freehold authors
 * SPDX-License-Identifier: Apache-2.0 */

#include <stdlib.h>
#include <string.h>

#include "cli/cli.h"

/* Print what was collected: to standard output when it is an answer, else as a complaint. */
static freehold_code print_answer(cli_memory *text, freehold_code code)
{
    cli_output output;

    if (text->len > 0 && (code == FREEHOLD_CLEAN || code == FREEHOLD_FINDINGS)) {
        cli_output_standard(&output, "text");
        cli_output_put(&output, text->bytes);
        code = cli_worse(code, cli_output_close(&output, true));
    } else if (text->len > 0) {
        text->bytes[text->len - 1] = '\0'; /* its line end */
        cli_complain("%s", text->bytes);
    }
    free(text->bytes);
    return code;
}

freehold_code cli_run_rules(const cli_line *line)
{
    static const char *const verbs[] = {"list", "show", "test", "lint"};
    const char *verb = line->operands[0];
    const char *id = line->operand_count > 1 ? line->operands[1] : NULL;
    const char **rules;
    cli_memory text = {0};
    freehold_code code;
    size_t i = 0;

    while (i < sizeof(verbs) / sizeof(verbs[0]) && strcmp(verbs[i], verb) != 0) i++;
    if (i == sizeof(verbs) / sizeof(verbs[0])) {
        cli_complain_unknown("rules command", verb, verbs, i);
        return FREEHOLD_USAGE;
    }
    if (strcmp(verb, "show") == 0 && id == NULL) {
        cli_complain("'rules show' needs the id or name of a rule");
        return FREEHOLD_USAGE;
    }
    rules = cli_values(line, CLI_OPTION_RULES);
    if (rules == NULL) {
        cli_complain("not enough memory");
        return FREEHOLD_INTERNAL;
    }
    code = freehold_rules(verb, id, rules[0] == NULL ? NULL : rules, cli_memory_write, &text);
    if (code == FREEHOLD_USAGE && text.len == 0)
        cli_complain("no such rule: '%s'", id == NULL ? "" : id);
    free(rules);
    return print_answer(&text, code);
}

freehold_code cli_run_list(const cli_line *line)
{
    static const char *const lists[] = {"readers", "reporters", "languages", "vendors", "limits"};
    cli_memory text = {0};
    freehold_code code = freehold_list(line->operands[0], cli_memory_write, &text);

    if (code == FREEHOLD_USAGE)
        cli_complain_unknown("list", line->operands[0], lists, sizeof(lists) / sizeof(lists[0]));
    return print_answer(&text, code);
}
