/* SPDX-FileCopyrightText: 2026 The freehold authors
 * SPDX-License-Identifier: Apache-2.0 */

/* freehold: audit a source tree for licenses, dependencies and vendor lock-in.
 *
 * The one header of libfreehold, and all that the command line uses. Handles are opaque; option
 * structs begin with their size so that they may grow. A handle is used by one thread at a time;
 * different handles are independent. Strings that go in are read during the call only, strings that
 * come out live as long as their handle. Nothing here touches the network (a program that is named
 * in `lookup` does), writes a file, or executes anything from the tree.
 *
 * Before 1.0 this interface may change between minor versions. */
#ifndef FREEHOLD_H
#define FREEHOLD_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#ifdef __cplusplus
extern "C" {
#endif

#if defined(__GNUC__)
#define FH_API __attribute__((visibility("default")))
#else
#define FH_API
#endif

/* "0.1.0" */
FH_API const char *freehold_version(void);

/* ---- results -------------------------------------------------------------------------------- */

/* Exit codes of the command line, also given by the library. */
typedef enum freehold_code {
    FREEHOLD_CLEAN = 0,
    FREEHOLD_FINDINGS = 1,   /* findings at or over the threshold */
    FREEHOLD_USAGE = 2,      /* wrong options, no such path or revision, broken rule pack */
    FREEHOLD_INCOMPLETE = 3, /* a manifest could not be read, or a limit cut the scan short */
    FREEHOLD_INTERNAL = 4
} freehold_code;

/* Receives output in pieces; false stops the writer. */
typedef bool (*freehold_write)(void *user, const char *bytes, size_t count);

/* ---- auditing ------------------------------------------------------------------------------- */

typedef struct freehold_audit freehold_audit;

typedef struct freehold_options {
    size_t size;      /* sizeof(freehold_options) */
    const char *path; /* folder, repository or bare repository */
    const char *rev;  /* revision, or NULL: the working folder (HEAD of a bare repository) */
    unsigned jobs; /* worker processes; 0: as many as processors; 1 with no `worker`: in-process */
    const char
        *worker; /* program that runs freehold_worker when called with "worker"; NULL: in-process */
    const char *const *rules;   /* folders of further rule packs, NULL-ended; or NULL */
    const char *const *include; /* globs of paths to audit, NULL-ended; or NULL for all */
    const char *const *exclude; /* globs of paths to leave out */
    bool installed;             /* read installed packages too (node_modules, site-packages) */
    const char *policy;         /* a license policy: a file, or the name of a preset; or NULL */
    const char
        *today; /* "YYYY-MM-DD" by which entries of a policy expire; NULL: such a policy fails */
    const char *lookup; /* program that looks licenses up online (freehold-lookup); NULL: offline */
    const char *const *private_names; /* globs of package URLs without a version whose names are
                                         never given to `lookup`, NULL-ended; or NULL */
    const char *private_modules; /* the same for paths of Go modules, as in GOPRIVATE; or NULL */
    uint32_t file_ms;            /* time for one file before its worker is stopped; 0: default */
    bool (*progress)(void *user, const char *phase, uint64_t done,
                     uint64_t total); /* true cancels */
    void *user;
} freehold_options;

/* Set every member to its default. */
FH_API void freehold_options_init(freehold_options *options);

/* Run an audit from start to end. Always gives a handle (NULL only when memory ran out) to be freed
 * with freehold_audit_free; ask freehold_audit_code whether it went well. */
FH_API freehold_audit *freehold_audit_run(const freehold_options *options);
FH_API void freehold_audit_free(freehold_audit *audit);
/* FREEHOLD_USAGE or FREEHOLD_INTERNAL when it failed, else FREEHOLD_FINDINGS when a finding has at
 * least severity `fail_on` ("info" "low" "medium" "high" "critical", or "never"), combined with
 * FREEHOLD_INCOMPLETE by taking the highest. */
FH_API freehold_code freehold_audit_code(const freehold_audit *audit, const char *fail_on);
/* What went wrong, or "" */
FH_API const char *freehold_audit_error(const freehold_audit *audit);
/* Level of the verdict on an axis ("hardware" "model" "cloud" "license"), or NULL. */
FH_API const char *freehold_audit_level(const freehold_audit *audit, const char *axis);

typedef struct freehold_style {
    size_t size;
    bool color;     /* escape sequences for colors */
    bool links;     /* OSC 8 hyperlinks */
    unsigned width; /* columns of the terminal; 0: 100 */
    bool all;       /* show every finding, not only the decisive ones */
    uint64_t
        source_date; /* seconds since 1970, for formats that demand a date; SOURCE_DATE_EPOCH */
} freehold_style;

/* Write the audit as `format`: "text", "json", "deps-text", "deps-json" ... (freehold_formats).
 * FREEHOLD_USAGE: no such format. `style` may be NULL. */
FH_API freehold_code freehold_audit_write(const freehold_audit *audit, const char *format,
                                          const freehold_style *style, freehold_write write,
                                          void *user);
/* Several audits in one table, and the vendors that they hang on together. What is added is copied:
 * the audit may be freed. NULL and false: memory ran out. */
typedef struct freehold_portfolio freehold_portfolio;
FH_API freehold_portfolio *freehold_portfolio_new(void);
FH_API void freehold_portfolio_free(freehold_portfolio *portfolio);
FH_API bool freehold_portfolio_add(freehold_portfolio *portfolio, const char *path,
                                   const freehold_audit *audit);
/* As "text" or as "json" (one object: "repositories" and "concentration"). */
FH_API freehold_code freehold_portfolio_write(freehold_portfolio *portfolio, const char *format,
                                              const freehold_style *style, freehold_write write,
                                              void *user);

/* Explain what a verdict ("hardware" ...) or a finding (its fingerprint, or 8 digits of it) rests
 * on. */
FH_API freehold_code freehold_audit_explain(const freehold_audit *audit, const char *what,
                                            const freehold_style *style, freehold_write write,
                                            void *user);

/* Questions to the dependencies; see docs/DEPENDENCIES.md. */
typedef struct freehold_question {
    size_t size;
    const char *why;             /* name or package URL; NULL: platform and features are asked */
    const char *platform;        /* "linux-x86_64", "darwin/arm64", a target triple; NULL: any */
    const char *const *features; /* features, extras, groups, options, profiles; NULL-ended */
} freehold_question;

/* Answer as format "text" or "json". FREEHOLD_FINDINGS: no dependency has the name.
 * FREEHOLD_USAGE: no such format, or no platform of that name is known. `style` may be NULL. */
FH_API freehold_code freehold_audit_ask(const freehold_audit *audit,
                                        const freehold_question *question, const char *format,
                                        const freehold_style *style, freehold_write write,
                                        void *user);

/* Compare the dependencies of the audit with a bill of materials (CycloneDX, SPDX 2 or SPDX 3,
 * JSON) of `size` bytes at `document`: what it lacks, what it has beyond the tree, and where
 * versions differ; format "text" or "json". FREEHOLD_FINDINGS: they differ. FREEHOLD_USAGE: no such
 * format, or no such document; then the reason is written instead. */
FH_API freehold_code freehold_audit_compare(const freehold_audit *audit, const char *document,
                                            size_t size, const char *format, freehold_write write,
                                            void *user);

/* ---- licenses of single files --------------------------------------------------------------- */

/* Identify the licenses of `count` files and write one record each, in order: format "text" or
 * "jsonl". "-" reads standard input. An unreadable file gets a record with an error. */
FH_API freehold_code freehold_license_files(const char *const *paths, size_t count,
                                            const char *format, freehold_write write, void *user);

/* ---- rules ---------------------------------------------------------------------------------- */

/* `what`: "list" (one line a rule), "show" (rule `id`), "test" (run all examples, TAP), "lint".
 * `rules` as in freehold_options. FREEHOLD_FINDINGS when a test fails or the linter complains. */
FH_API freehold_code freehold_rules(const char *what, const char *id, const char *const *rules,
                                    freehold_write write, void *user);

/* Names and one-line descriptions of "readers", "reporters", "languages", "vendors" or "limits". */
FH_API freehold_code freehold_list(const char *what, freehold_write write, void *user);

/* ---- workers -------------------------------------------------------------------------------- */

/* The life of a worker process: frames in on `in`, frames out on `out`, until `in` ends. */
FH_API freehold_code freehold_worker(int in, int out);

#ifdef __cplusplus
}
#endif

#endif
