/* SPDX-FileCopyrightText: 2026 The freehold authors
 * SPDX-License-Identifier: Apache-2.0 */

/* deps: the dependencies of a tree, a comparison of them, or answers to questions about them. */
#include <stdlib.h>
#include <string.h>

#include "cli/cli.h"

enum { FORMAT_COUNT = 5, QUESTION_FORMATS = 2 };
static const char *const formats[FORMAT_COUNT] = {"text", "json", "cyclonedx", "spdx", "spdx3"};
static const char *const reporters[FORMAT_COUNT] = {"deps-text", "deps-json", "cyclonedx", "spdx",
                                                    "spdx3"};

/* What the command line wants to know. */
typedef struct request {
    const char *format, *reporter;
    const char *document; /* --compare */
    freehold_question question;
    const char **features;
    bool is_question;
} request;

/* --compare: the differences instead of the dependencies. */
static freehold_code compare_deps(const freehold_audit *result, const char *path,
                                  const char *format)
{
    cli_memory document = {0}, text = {0};
    freehold_code code = FREEHOLD_USAGE;
    cli_output output;

    cli_output_standard(&output, format);
    if (cli_memory_read(&document, path))
        code = freehold_audit_compare(result, document.bytes, document.len, format,
                                      cli_memory_write, &text);
    if (code == FREEHOLD_USAGE && text.bytes != NULL) cli_complain("%s: %s", path, text.bytes);
    else if (text.bytes != NULL) cli_output_put(&output, text.bytes);
    free(document.bytes);
    free(text.bytes);
    return cli_worse(code, cli_output_close(&output, true));
}

static freehold_code answer(const freehold_audit *result, const request *wanted,
                            const freehold_style *style, cli_output *output)
{
    freehold_code code = freehold_audit_ask(result, &wanted->question, wanted->format, style,
                                            cli_output_write, output);

    if (code == FREEHOLD_USAGE)
        cli_complain(
            "no platform is called '%s'; say linux-x86_64, macos/arm64, or a target triple",
            wanted->question.platform);
    return code;
}

static freehold_code write_deps(const freehold_audit *result, const request *wanted,
                                const freehold_style *style, cli_output *output)
{
    freehold_code code;

    if (wanted->document != NULL) return compare_deps(result, wanted->document, wanted->format);
    code = wanted->is_question
               ? answer(result, wanted, style, output)
               : freehold_audit_write(result, wanted->reporter, style, cli_output_write, output);
    if (code != FREEHOLD_INTERNAL) return code;
    if (output->failure != 0 || output->is_quiet) return FREEHOLD_CLEAN; /* closing tells */
    cli_complain("no memory for the report");
    return code;
}

static bool choose_format(const cli_line *line, request *wanted)
{
    size_t choice = 0;

    wanted->format = cli_value(line, CLI_OPTION_FORMAT);
    while (choice < FORMAT_COUNT && strcmp(wanted->format, formats[choice]) != 0) choice++;
    if (choice == FORMAT_COUNT) {
        cli_complain_unknown("format", wanted->format, formats, FORMAT_COUNT);
        return false;
    }
    wanted->reporter = reporters[choice];
    if (!wanted->is_question || choice < QUESTION_FORMATS) return true;
    cli_complain("answers are written as text or json, not as %s", wanted->format);
    return false;
}

/* One thing at a time: a comparison, the way to one package, or what counts at a place. */
static bool choose_request(const cli_line *line, request *wanted)
{
    const bool why = cli_is_given(line, CLI_OPTION_WHY);
    const bool place =
        cli_is_given(line, CLI_OPTION_PLATFORM) || cli_is_given(line, CLI_OPTION_FEATURE);

    wanted->document = cli_value(line, CLI_OPTION_COMPARE);
    wanted->is_question = why || place;
    if (why + place + (wanted->document != NULL) > 1) {
        cli_complain("--compare, --why, and --platform with --feature exclude each other");
        return false;
    }
    if (!choose_format(line, wanted)) return false;
    wanted->features = cli_values(line, CLI_OPTION_FEATURE);
    if (wanted->features == NULL) cli_complain("not enough memory");
    wanted->question = (freehold_question){.size = sizeof(freehold_question),
                                           .why = cli_value(line, CLI_OPTION_WHY),
                                           .platform = cli_value(line, CLI_OPTION_PLATFORM),
                                           .features = wanted->features};
    return wanted->features != NULL;
}

freehold_code cli_run_deps(const cli_line *line)
{
    request wanted = {.format = NULL};
    freehold_code code = FREEHOLD_USAGE;
    freehold_audit *result = NULL;
    cli_output output;
    cli_audit audit;
    bool good;

    if (!choose_request(line, &wanted)) return FREEHOLD_USAGE;
    cli_output_standard(&output, wanted.reporter);
    if (cli_audit_init(&audit, line)) {
        result = cli_audit_run(&audit, line->operand_count > 0 ? line->operands[0] : ".", &good);
        code = freehold_audit_code(result, "never");
        if (good) code = cli_worse(code, write_deps(result, &wanted, &audit.style, &output));
        code = cli_worse(code, cli_output_close(&output, true));
    }
    freehold_audit_free(result);
    cli_audit_done(&audit);
    free(wanted.features);
    return code;
}
