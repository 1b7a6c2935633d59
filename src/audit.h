/* SPDX-FileCopyrightText: 2026 The freehold authors
 * SPDX-License-Identifier: Apache-2.0 */

/* The hallway: the only place that knows every room. It opens a tree, has its files read into facts
 * (in worker processes, or here), links them, judges them, and fills the report. */
#ifndef FH_AUDIT_H
#define FH_AUDIT_H

#include "freehold.h"
#include "judge/judge.h"
#include "link/link.h"
#include "read/reader.h"
#include "report/reporter.h"
#include "tree/tree.h"

struct freehold_audit {
    fh_env env;
    fh_arena arena; /* the report and everything in it */
    fh_store store;
    fh_tree *tree;
    fh_arena packs; /* rule packs as parsed */
    fh_ruleset *ruleset;
    fh_linked linked;
    fh_report report;
    fh_status status;
    bool manifest_unread; /* a manifest could not be read */
    bool cut_short;       /* a limit ended the scan, or a folder could not be read */
};

/* Load the built-in packs and those of the folders in `dirs` (NULL-ended, or NULL).
 * `packs` holds their documents and must outlive the rule set. */
FH_NODISCARD fh_status fh_audit_load_rules(fh_env *env, const char *const *dirs, fh_arena *packs,
                                           fh_ruleset **ret_ruleset);
/* List the tree and read every file into audit->store. */
FH_NODISCARD fh_status fh_audit_read(freehold_audit *audit, const freehold_options *options);
/* Overrides whose bytes have not changed become bound; the others stay void. Between reading and
 * linking; reads each file that an override names once more. */
void fh_audit_check_overrides(freehold_audit *audit);
/* Give what dependencies, copied packages and lists say of licenses the form of expressions; what
 * is none gets the category "name". Facts before `first` are left alone. Between reading and
 * linking. */
void fh_audit_name_licenses(freehold_audit *audit, size_t first);
/* Ask options->lookup (freehold-lookup) for licenses that no file tells, of packages that public
 * registries have, and add what it says as facts. Names of other packages are never given to it.
 * What could not be asked makes the audit incomplete. After fh_audit_name_licenses, before linking.
 * FH_IO: the program cannot be started. */
FH_NODISCARD fh_status fh_audit_lookup(freehold_audit *audit, const freehold_options *options);
/* Read a file that the caller named, at most 4 MB of it. FH_IO: it cannot be read. */
FH_NODISCARD fh_status fh_audit_read_file(fh_env *env, fh_arena *arena, fh_text path,
                                          fh_text *ret_bytes);
/* Weigh licenses by the policy that was asked for, and against the tree's own: adds facts. Between
 * linking and judging. FH_BAD_INPUT: the policy is broken. */
FH_NODISCARD fh_status fh_audit_apply_policy(freehold_audit *audit,
                                             const freehold_options *options);
/* Fill the report's records that need no judgement: target, coverage, dependencies, licenses,
 * models. */
void fh_audit_fill(freehold_audit *audit, const freehold_options *options);

/* Fill report->notices. Linear. */
void fh_audit_fill_notices(freehold_audit *audit);
/* The style of reporters for what a caller wants; NULL: the usual one. */
fh_report_style fh_audit_style(const freehold_style *style);

/* ---- reading, here or in a worker ---- */

/* What a reader of one tree needs; the same in a worker and in process. */
typedef struct fh_desk {
    fh_env env;
    fh_arena arena;
    fh_tree *tree;
    fh_signals signals;
    fh_read_tools *tools;
    fh_buf bytes;
    fh_facts facts;
    bool owns_tree;
} fh_desk;

/* What is known of a file after reading it, beside its facts. */
typedef struct fh_desk_result {
    fh_file file;    /* path and contexts set from the entry */
    bool incomplete; /* a manifest could not be read */
} fh_desk_result;

/* Set a desk up from the bytes that fh_desk_setup_text made. */
FH_NODISCARD fh_status fh_desk_open(fh_desk *desk, fh_text setup);
/* Set a desk up to read `tree` in this process. */
FH_NODISCARD fh_status fh_desk_open_here(fh_desk *desk, const fh_env *env, fh_tree *tree,
                                         const fh_signals *signals);
void fh_desk_close(fh_desk *desk);
/* Read one entry: desk->facts and `ret_result`. What cannot be read becomes an unread fact. */
void fh_desk_read(fh_desk *desk, const fh_entry *entry, fh_desk_result *ret_result);
void fh_desk_setup_text(const char *path, fh_text rev, const fh_limits *limits,
                        const fh_signals *signals, fh_buf *buf);
void fh_entry_encode(const fh_entry *entry, fh_buf *buf);
FH_NODISCARD bool fh_entry_decode(fh_text bytes, fh_entry *ret_entry);
void fh_desk_reply(const fh_desk *desk, const fh_desk_result *result, fh_buf *buf);
FH_NODISCARD bool fh_desk_reply_decode(fh_text bytes, fh_desk_result *ret_result, fh_facts *facts);

#endif
