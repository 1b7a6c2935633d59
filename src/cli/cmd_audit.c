/* SPDX-FileCopyrightText: 2026 The freehold authors
 * SPDX-License-Identifier: Apache-2.0 */

/* What scan, deps and explain share: options of an audit, its progress; and the last of them. */
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/ioctl.h>
#include <time.h>
#include <unistd.h>

#include "cli/cli.h"

enum {
    PROGRESS_PAUSE_MS = 100,
    JOBS_MAX = 64,
    WIDTH_LEAST = 40,
    WIDTH_MOST = 1000,
    FILE_MS_MOST = 3600000
};

/* The running program: it is its own worker. */
static const char own_program[] = "/proc/self/exe";

freehold_code cli_worse(freehold_code a, freehold_code b)
{
    static const int rank[] = {
        [FREEHOLD_CLEAN] = 0,      [FREEHOLD_FINDINGS] = 1, [FREEHOLD_USAGE] = 3,
        [FREEHOLD_INCOMPLETE] = 2, [FREEHOLD_INTERNAL] = 4,
    };

    return rank[a] > rank[b] ? a : b;
}

/* ---- progress -------------------------------------------------------------------------------- */

typedef struct progress {
    bool is_shown;
    unsigned long long last_ms;
} progress;

static unsigned long long now_ms(void)
{
    struct timespec now;

    if (clock_gettime(CLOCK_MONOTONIC, &now) != 0) return 0;
    return (unsigned long long)now.tv_sec * 1000 + (unsigned long long)now.tv_nsec / 1000000;
}

/* A signal that scan holds back ends the audit. */
static bool is_signalled(void)
{
    sigset_t pending;

    return sigpending(&pending) == 0 &&
           (sigismember(&pending, SIGINT) == 1 || sigismember(&pending, SIGTERM) == 1 ||
            sigismember(&pending, SIGHUP) == 1);
}

static bool show_progress(void *user, const char *phase, uint64_t done, uint64_t total)
{
    progress *shown = user;
    unsigned long long now = shown->is_shown ? now_ms() : 0;

    if (shown->is_shown && now - shown->last_ms >= PROGRESS_PAUSE_MS) {
        shown->last_ms = now;
        fprintf(stderr, "\r\x1b[K%s %llu of %llu", phase, (unsigned long long)done,
                (unsigned long long)total);
        (void)fflush(stderr); /* progress that cannot be shown is none */
    }
    return is_signalled();
}

freehold_audit *cli_audit_run(cli_audit *audit, const char *path, bool *ret_good)
{
    progress shown = {.is_shown = audit->shows_progress};
    freehold_audit *result;

    audit->options.path = path;
    audit->options.progress = show_progress;
    audit->options.user = &shown;
    result = freehold_audit_run(&audit->options);
    if (shown.last_ms > 0) fputs("\r\x1b[K", stderr);
    *ret_good = result != NULL && freehold_audit_error(result)[0] == '\0';
    if (result == NULL) cli_complain("%s: not enough memory", path);
    else if (!*ret_good) cli_complain("%s: %s", path, freehold_audit_error(result));
    return result;
}

/* ---- options --------------------------------------------------------------------------------- */

static bool is_variable_set(const char *name)
{
    const char *value = getenv(name);

    return value != NULL && value[0] != '\0';
}

static bool is_dumb_terminal(void)
{
    const char *terminal = getenv("TERM");

    return terminal == NULL || strcmp(terminal, "dumb") == 0;
}

/* https://no-color.org: set and not empty means no color, unless the command line says otherwise.
 */
static bool choose_color(const cli_line *line, bool *ret_color)
{
    static const char *const choices[] = {"auto", "always", "never"};
    const char *when = cli_value(line, CLI_OPTION_COLOR);

    if (strcmp(when, "auto") == 0) {
        *ret_color =
            isatty(STDOUT_FILENO) == 1 && !is_variable_set("NO_COLOR") && !is_dumb_terminal();
        return true;
    }
    *ret_color = strcmp(when, "always") == 0;
    if (*ret_color || strcmp(when, "never") == 0) return true;
    cli_complain_unknown("time for colors", when, choices, sizeof(choices) / sizeof(choices[0]));
    return false;
}

static bool choose_number(const cli_line *line, cli_option_id id, unsigned least, unsigned most,
                          unsigned *ret_number)
{
    const char *value = cli_value(line, id);

    if (!cli_is_given(line, id) || cli_number(value, least, most, ret_number)) return true;
    cli_complain("--%s wants a number of %u to %u, not '%s'", cli_options[id].name, least, most,
                 value);
    return false;
}

static unsigned terminal_width(void)
{
    struct winsize size;

    if (isatty(STDOUT_FILENO) != 1 || ioctl(STDOUT_FILENO, TIOCGWINSZ, &size) != 0) return 0;
    return size.ws_col;
}

/* https://reproducible-builds.org/specs/source-date-epoch: decimal seconds, or it does not count.
 */
static uint64_t source_date(void)
{
    const char *value = getenv("SOURCE_DATE_EPOCH");
    uint64_t seconds = 0;

    for (; value != NULL && *value >= '0' && *value <= '9' && seconds < UINT64_MAX / 16; value++)
        seconds = seconds * 10 + (uint64_t)(*value - '0');
    return value == NULL || *value != '\0' ? 0 : seconds;
}

/* The calendar day of seconds since 1970, by the algorithm of H. Hinnant, "chrono-compatible
 * low-level date algorithms" (civil_from_days). */
static void write_day(uint64_t seconds, char *day, size_t size)
{
    const uint64_t days = seconds / 86400 + 719468, era = days / 146097, of_era = days % 146097;
    const uint64_t year_of_era = (of_era - of_era / 1460 + of_era / 36524 - of_era / 146096) / 365;
    const uint64_t of_year = of_era - (365 * year_of_era + year_of_era / 4 - year_of_era / 100);
    const uint64_t shifted = (5 * of_year + 2) / 153; /* months from March on */
    const uint64_t month = shifted < 10 ? shifted + 3 : shifted - 9;
    const uint64_t year = year_of_era + era * 400 + (month <= 2);

    (void)snprintf(day, size, "%04u-%02u-%02u", (unsigned)(year % 10000), (unsigned)month,
                   (unsigned)(of_year - (153 * shifted + 2) / 5 + 1));
}

/* The day by which entries of a policy end: --today, else SOURCE_DATE_EPOCH, never the clock. */
static bool choose_day(cli_audit *audit, const cli_line *line)
{
    const char *day = cli_value(line, CLI_OPTION_TODAY);
    size_t i = 0;

    if (day == NULL) {
        if (audit->style.source_date == 0) return true;
        write_day(audit->style.source_date, audit->today, sizeof(audit->today));
        audit->options.today = audit->today;
        return true;
    }
    while (i < 10 && (i == 4 || i == 7 ? day[i] == '-' : day[i] >= '0' && day[i] <= '9')) i++;
    if (i < 10 || day[10] != '\0') {
        cli_complain("--today wants YYYY-MM-DD, not '%s'", day);
        return false;
    }
    audit->options.today = day;
    return true;
}

static bool choose_lists(cli_audit *audit, const cli_line *line)
{
    audit->rules = cli_values(line, CLI_OPTION_RULES);
    audit->include = cli_values(line, CLI_OPTION_INCLUDE);
    audit->exclude = cli_values(line, CLI_OPTION_EXCLUDE);
    if (audit->rules == NULL || audit->include == NULL || audit->exclude == NULL) {
        cli_complain("not enough memory");
        return false;
    }
    audit->options.rules = audit->rules[0] == NULL ? NULL : audit->rules;
    audit->options.include = audit->include[0] == NULL ? NULL : audit->include;
    audit->options.exclude = audit->exclude[0] == NULL ? NULL : audit->exclude;
    return true;
}

/* freehold-lookup lies beside this program, so that no search path decides what is run. */
static bool choose_lookup(cli_audit *audit, const cli_line *line)
{
    static const char name[] = "freehold-lookup";
    ssize_t len;
    char *slash;

    audit->private_names = cli_values(line, CLI_OPTION_PRIVATE);
    if (audit->private_names == NULL) {
        cli_complain("not enough memory");
        return false;
    }
    if (!cli_is_given(line, CLI_OPTION_ONLINE)) return true;
    len = readlink(own_program, audit->lookup, sizeof(audit->lookup) - sizeof(name));
    if (len > 0) audit->lookup[len] = '\0';
    slash = len > 0 ? strrchr(audit->lookup, '/') : NULL;
    if (slash != NULL) memcpy(slash + 1, name, sizeof(name));
    if (slash == NULL || access(audit->lookup, X_OK) != 0) {
        cli_complain("--online needs the program freehold-lookup beside this one");
        return false;
    }
    audit->options.lookup = audit->lookup;
    audit->options.private_names = audit->private_names;
    audit->options.private_modules = getenv("GOPRIVATE");
    return true;
}

bool cli_audit_init(cli_audit *audit, const cli_line *line)
{
    unsigned file_ms = 0;

    *audit = (cli_audit){.style = {.size = sizeof(audit->style), .width = terminal_width()}};
    freehold_options_init(&audit->options);
    audit->options.rev = cli_value(line, CLI_OPTION_REV);
    audit->options.installed = cli_is_given(line, CLI_OPTION_INSTALLED);
    if (!cli_is_given(line, CLI_OPTION_IN_PROCESS) && access(own_program, X_OK) == 0)
        audit->options.worker = own_program;
    audit->style.all = cli_is_given(line, CLI_OPTION_ALL);
    audit->style.source_date = source_date();
    audit->options.policy = cli_value(line, CLI_OPTION_POLICY);
    audit->shows_progress = isatty(STDERR_FILENO) == 1 && !is_dumb_terminal();
    if (!choose_day(audit, line) || !choose_lists(audit, line) || !choose_lookup(audit, line) ||
        !choose_color(line, &audit->style.color) ||
        !choose_number(line, CLI_OPTION_WIDTH, WIDTH_LEAST, WIDTH_MOST, &audit->style.width) ||
        !choose_number(line, CLI_OPTION_JOBS, 1, JOBS_MAX, &audit->options.jobs) ||
        !choose_number(line, CLI_OPTION_FILE_MS, 1, FILE_MS_MOST, &file_ms))
        return false;
    audit->options.file_ms = file_ms;
    if (audit->options.worker == NULL) audit->options.jobs = 1;
    return true;
}

void cli_audit_done(cli_audit *audit)
{
    free(audit->rules);
    free(audit->include);
    free(audit->exclude);
    free(audit->private_names);
}

/* ---- explain -----------------------------------------------------------------------------------
 */

/* An axis, or the start of a fingerprint: something that only an audit can explain. */
static bool is_of_audit(const char *what)
{
    static const char *const axes[] = {"hardware", "model", "cloud", "license"};
    size_t digits = strspn(what, "0123456789abcdef");

    for (size_t i = 0; i < sizeof(axes) / sizeof(axes[0]); i++)
        if (strcmp(what, axes[i]) == 0) return true;
    return digits >= 8 && digits <= 32 && what[digits] == '\0';
}

static freehold_code explain_rule(const cli_audit *audit, const char *what)
{
    cli_memory text = {0};
    freehold_code code =
        freehold_rules("show", what, audit->options.rules, cli_memory_write, &text);
    cli_output output;

    cli_output_standard(&output, "text");
    if (code == FREEHOLD_CLEAN && text.bytes != NULL) {
        cli_output_put(&output, text.bytes);
        code = cli_output_close(&output, true);
    } else {
        cli_complain("'%s' is no rule, axis or fingerprint; 'freehold rules list' names the rules",
                     what);
    }
    free(text.bytes);
    return code;
}

static freehold_code explain_audit(cli_audit *audit, const char *what, const char *path)
{
    bool good;
    freehold_audit *result = cli_audit_run(audit, path, &good);
    freehold_code code = freehold_audit_code(result, "never");
    cli_output output;

    cli_output_standard(&output, "text");
    if (good) {
        freehold_code found =
            freehold_audit_explain(result, what, &audit->style, cli_output_write, &output);

        if (found == FREEHOLD_USAGE) {
            cli_complain("no finding of %s has the fingerprint '%s'", path, what);
            code = cli_worse(code, found);
        }
    }
    code = cli_worse(code, cli_output_close(&output, true));
    freehold_audit_free(result);
    return code;
}

freehold_code cli_run_explain(const cli_line *line)
{
    const char *what = line->operands[0];
    freehold_code code = FREEHOLD_USAGE;
    cli_audit audit;

    if (cli_is_given(line, CLI_OPTION_REPORT)) {
        cli_complain("--report is not available in this build; name the tree instead");
        return FREEHOLD_USAGE;
    }
    if (cli_audit_init(&audit, line))
        code = is_of_audit(what)
                   ? explain_audit(&audit, what, line->operand_count > 1 ? line->operands[1] : ".")
                   : explain_rule(&audit, what);
    cli_audit_done(&audit);
    return code;
}
