/* SPDX-FileCopyrightText: 2026 The freehold authors
 * SPDX-License-Identifier: Apache-2.0 */

/* scan: each tree is audited and written to every output before the next is opened, so a portfolio
 * of any length needs the memory of its largest tree. */
#include <signal.h>
#include <stdlib.h>
#include <string.h>

#include "cli/cli.h"

typedef struct scan {
    const cli_line *line;
    cli_audit audit;
    cli_output *outputs; /* the first is standard output */
    size_t output_count;
    size_t written;                /* reports in each output */
    freehold_portfolio *portfolio; /* of several trees; else NULL */
    char *formats;                 /* the formats of --out, cut off their values */
} scan;

/* ---- formats and outputs --------------------------------------------------------------------- */

/* The line of `list reporters` that starts with this name. */
static bool is_reporter(const char *list, const char *format)
{
    size_t len = strlen(format);

    for (const char *line = list; line != NULL && len > 0;) {
        if (strncmp(line, format, len) == 0 && (line[len] == ' ' || line[len] == '\n')) return true;
        line = strchr(line, '\n');
        line = line == NULL ? NULL : line + 1;
    }
    return false;
}

static bool check_formats(const scan *self)
{
    cli_memory list = {0};
    bool good = freehold_list("reporters", cli_memory_write, &list) == FREEHOLD_CLEAN;

    for (size_t i = 0; i < self->output_count && good; i++) {
        good = is_reporter(list.bytes, self->outputs[i].format);
        if (!good)
            cli_complain("unknown format '%s'; 'freehold list reporters' names all",
                         self->outputs[i].format);
    }
    free(list.bytes);
    return good;
}

/* Split FORMAT=FILE into the places of output `index`. */
static bool split_output(scan *self, size_t index, const char *value, char **at)
{
    const char *equals = strchr(value, '=');
    size_t len = equals == NULL ? 0 : (size_t)(equals - value);

    if (len == 0 || equals[1] == '\0') {
        cli_complain("--out wants FORMAT=FILE, not '%s'", value);
        return false;
    }
    memcpy(*at, value, len);
    (*at)[len] = '\0';
    self->outputs[index] = (cli_output){.format = *at, .path = equals + 1, .fd = -1};
    *at += len + 1;
    for (size_t i = 1; i < index; i++)
        if (strcmp(self->outputs[i].path, equals + 1) == 0) {
            cli_complain("two outputs to one file: %s", equals + 1);
            return false;
        }
    return true;
}

/* Name all outputs; nothing is opened before all are known to be good. */
static bool name_outputs(scan *self)
{
    const char **values = cli_values(self->line, CLI_OPTION_OUT);
    size_t room = 1;
    bool good = values != NULL;
    char *at;

    for (size_t i = 0; good && values[i] != NULL; i++) room += strlen(values[i]) + 1;
    self->formats = malloc(room);
    self->outputs = calloc(self->line->given_count + 1, sizeof(self->outputs[0]));
    good = good && self->formats != NULL && self->outputs != NULL;
    if (good)
        cli_output_standard(&self->outputs[self->output_count++],
                            cli_value(self->line, CLI_OPTION_FORMAT));
    else cli_complain("not enough memory");
    at = self->formats;
    for (size_t i = 0; good && values[i] != NULL; i++) {
        good = split_output(self, self->output_count, values[i], &at);
        self->output_count += good;
    }
    free(values);
    return good && check_formats(self);
}

static bool open_outputs(scan *self)
{
    for (size_t i = 1; i < self->output_count; i++) {
        const char *format = self->outputs[i].format;

        if (cli_output_open(&self->outputs[i], format, self->outputs[i].path)) continue;
        while (--i > 0)
            (void)cli_output_close(&self->outputs[i], false); /* it was never written to */
        return false;
    }
    return true;
}

static bool is_json(const cli_output *output)
{
    return strcmp(output->format, "json") == 0;
}

/* People get one table for several trees, and the reports only when they want all. */
static bool is_table_only(const scan *self, const cli_output *output)
{
    return self->portfolio != NULL && strcmp(output->format, "text") == 0 && !self->audit.style.all;
}

/* What stands between reports: JSON makes a list of them, the others name each tree. */
static void write_between(const scan *self, cli_output *output, const char *path)
{
    if (self->portfolio == NULL) return;
    if (is_json(output)) {
        cli_output_put(output, self->written > 0 ? ","
                                                 : "{\"schema\":\"freehold-portfolio/1\","
                                                   "\"reports\":[\n");
        return;
    }
    if (self->written > 0) cli_output_put(output, "\n");
    cli_output_put(output, "==> ");
    for (const char *c = path; *c != '\0'; c++)
        cli_output_write(output, *c >= 0x20 && *c < 0x7f ? c : "?", 1);
    cli_output_put(output, " <==\n");
}

static freehold_code write_report(scan *self, const freehold_audit *audit, const char *path)
{
    freehold_code code = FREEHOLD_CLEAN;

    for (size_t i = 0; i < self->output_count; i++) {
        cli_output *output = &self->outputs[i];
        freehold_style style = self->audit.style;

        if (is_table_only(self, output)) continue;
        style.color = style.color && i == 0;
        write_between(self, output, path);
        if (freehold_audit_write(audit, output->format, &style, cli_output_write, output) !=
                FREEHOLD_CLEAN &&
            output->failure == 0 && !output->is_quiet) {
            cli_complain("no memory for a report of %s", path);
            code = FREEHOLD_INTERNAL;
        }
    }
    self->written++;
    return code;
}

/* The table, behind the reports. */
static void write_portfolio(scan *self, cli_output *output, bool may_color)
{
    freehold_style style = self->audit.style;
    const bool json = is_json(output);

    if (self->portfolio == NULL || self->written == 0) return;
    if (!json && strcmp(output->format, "text") != 0) return;
    style.color = style.color && may_color;
    if (json) cli_output_put(output, "],\"portfolio\":");
    else if (style.all) cli_output_put(output, "\n");
    if (freehold_portfolio_write(self->portfolio, json ? "json" : "text", &style, cli_output_write,
                                 output) != FREEHOLD_CLEAN &&
        output->failure == 0 && !output->is_quiet)
        cli_complain("no memory for the table of all trees");
    if (json) cli_output_put(output, "}\n");
}

static freehold_code close_outputs(scan *self)
{
    freehold_code code = FREEHOLD_CLEAN;

    for (size_t i = 0; i < self->output_count; i++) {
        cli_output *output = &self->outputs[i];

        write_portfolio(self, output, i == 0);
        code = cli_worse(code, cli_output_close(output, self->written > 0));
    }
    return code;
}

/* ---- the command ----------------------------------------------------------------------------- */

static freehold_code scan_tree(scan *self, const char *path)
{
    const char *fail_on = cli_value(self->line, CLI_OPTION_FAIL_ON);
    bool good;
    freehold_audit *audit = cli_audit_run(&self->audit, path, &good);
    freehold_code code = freehold_audit_code(audit, fail_on);

    if (good) code = cli_worse(code, write_report(self, audit, path));
    if (good && self->portfolio != NULL && !freehold_portfolio_add(self->portfolio, path, audit))
        code = FREEHOLD_INTERNAL;
    freehold_audit_free(audit);
    return code;
}

/* While files are open, a signal waits until they are removed: progress looks for it (sigpending),
 * and afterwards it does what it always does. */
static freehold_code scan_all(scan *self)
{
    freehold_code code = FREEHOLD_CLEAN;
    size_t count = self->line->operand_count;
    sigset_t held, before;

    sigemptyset(&held);
    sigaddset(&held, SIGINT);
    sigaddset(&held, SIGTERM);
    sigaddset(&held, SIGHUP);
    if (self->output_count > 1)
        (void)sigprocmask(SIG_BLOCK, &held, &before); /* cannot fail with these arguments */
    if (!open_outputs(self)) {
        code = FREEHOLD_USAGE;
    } else {
        for (size_t i = 0; i < (count == 0 ? 1 : count); i++)
            code = cli_worse(code, scan_tree(self, count == 0 ? "." : self->line->operands[i]));
        code = cli_worse(code, close_outputs(self));
    }
    if (self->output_count > 1) (void)sigprocmask(SIG_SETMASK, &before, NULL); /* as above */
    return code;
}

static bool check_options(const cli_line *line)
{
    static const char *const severities[] = {"info", "low", "medium", "high", "critical", "never"};
    const char *fail_on = cli_value(line, CLI_OPTION_FAIL_ON);
    size_t i = 0;

    if (cli_is_given(line, CLI_OPTION_HISTORY)) {
        cli_complain("--history is not available in this build");
        return false;
    }
    while (i < sizeof(severities) / sizeof(severities[0]) && strcmp(severities[i], fail_on) != 0)
        i++;
    if (i < sizeof(severities) / sizeof(severities[0])) return true;
    cli_complain_unknown("severity", fail_on, severities,
                         sizeof(severities) / sizeof(severities[0]));
    return false;
}

freehold_code cli_run_scan(const cli_line *line)
{
    scan self = {.line = line};
    freehold_code code = FREEHOLD_USAGE;

    if (!check_options(line)) return FREEHOLD_USAGE;
    if (line->operand_count > 1 && (self.portfolio = freehold_portfolio_new()) == NULL) {
        cli_complain("not enough memory");
        return FREEHOLD_INTERNAL;
    }
    if (cli_audit_init(&self.audit, line) && name_outputs(&self)) code = scan_all(&self);
    cli_audit_done(&self.audit);
    freehold_portfolio_free(self.portfolio);
    free(self.outputs);
    free(self.formats);
    return code;
}
