/* SPDX-FileCopyrightText: 2026 The freehold authors
 * SPDX-License-Identifier: Apache-2.0 */

/* What an audit found, as reporters see it: plain records in their final order, owned by the
 * audit's arena and immutable once judged. Every text is raw bytes from rules or from the tree; a
 * reporter escapes what it prints. Nothing here knows how it was found. */
#ifndef FH_MODEL_REPORT_H
#define FH_MODEL_REPORT_H

#include "base/vec.h"
#include "model/store.h"

typedef enum fh_axis { FH_AXIS_HARDWARE, FH_AXIS_MODEL, FH_AXIS_CLOUD, FH_AXIS_LICENSE } fh_axis;
enum { FH_AXIS_COUNT = 4 };
typedef enum fh_severity {
    FH_SEVERITY_INFO,
    FH_SEVERITY_LOW,
    FH_SEVERITY_MEDIUM,
    FH_SEVERITY_HIGH,
    FH_SEVERITY_CRITICAL
} fh_severity;
enum { FH_SEVERITY_COUNT = 5 };
/* How much one piece of evidence says about coupling; DESIGN "evidence". */
typedef enum fh_strength {
    FH_STRENGTH_TRAP,    /* looks like coupling, is none */
    FH_STRENGTH_FREEDOM, /* an alternative, or a neutral path */
    FH_STRENGTH_HINT,
    FH_STRENGTH_NATIVE,    /* vendor code, to weigh against alternatives */
    FH_STRENGTH_PRIVILEGE, /* a default, first-class, the only one */
    FH_STRENGTH_REQUIRED   /* unconditional anchor */
} fh_strength;
enum { FH_STRENGTH_COUNT = 6 };
typedef enum fh_confidence {
    FH_CONFIDENCE_LOW,
    FH_CONFIDENCE_MEDIUM,
    FH_CONFIDENCE_HIGH
} fh_confidence;

const char *fh_axis_name(fh_axis axis);
const char *fh_severity_name(fh_severity severity);
const char *fh_strength_name(fh_strength strength);
const char *fh_confidence_name(fh_confidence confidence);
bool fh_axis_find(fh_text name, fh_axis *ret_axis);
bool fh_severity_find(fh_text name, fh_severity *ret_severity);
bool fh_strength_find(fh_text name, fh_strength *ret_strength);
bool fh_confidence_find(fh_text name, fh_confidence *ret_confidence);

typedef struct fh_place {
    fh_text path;
    uint32_t line, column, end_line, end_column; /* line 0: the whole file */
} fh_place;
FH_VEC(fh_place_vec, fh_place);
FH_VEC(fh_text_vec, fh_text);

/* One line of a verdict's `because`, `despite` or `to_improve`. */
typedef struct fh_citation {
    fh_text rule; /* id of the rule whose evidence this is */
    fh_place place;
    fh_text quote, reason;
} fh_citation;
FH_VEC(fh_citation_vec, fh_citation);

typedef struct fh_verdict {
    fh_axis axis;
    fh_text level;       /* hardware, model, cloud: none neutral preferred required;
                            license: open mixed source-available closed unknown */
    fh_text_vec vendors; /* strongest first; empty below preferred */
    fh_text qualifier;   /* "cuda-class", or empty */
    bool declared;       /* name or tagline of the tree names the vendor */
    fh_confidence confidence;
    fh_text decision; /* id of the decision that fired */
    fh_text summary;  /* one sentence */
    fh_citation_vec because, despite, to_improve;
    fh_text_vec proof; /* lines of the proof tree; only of the whole tree's verdicts */
} fh_verdict;

typedef struct fh_component {
    fh_text name;
    fh_text path;      /* folder below the root; empty = the root */
    fh_text ecosystem; /* purl type of its manifest: pypi npm cargo golang generic ... */
    fh_text version, description;
    fh_text license; /* expression that applies, or empty */
    fh_text vendor;  /* slug when the component is one vendor's backend by its name; else empty */
    fh_place manifest;
    uint32_t files, lines; /* of source code in it */
    uint32_t dependents;   /* components of the tree that need it */
    bool is_main, ships;   /* ships: not test, example, docs, benchmark */
    fh_verdict verdicts[FH_AXIS_COUNT];
} fh_component;
FH_VEC(fh_component_vec, fh_component);

typedef struct fh_finding {
    char fingerprint[33]; /* rule, subject, path and quote; never the line */
    fh_text rule, title;
    fh_axis axis;
    fh_text vendor;
    fh_severity severity;
    fh_confidence confidence;
    fh_strength strength;      /* after weakening */
    fh_strength rule_strength; /* as the rule has it */
    fh_text weakened_by;       /* why they differ; empty when they do not */
    fh_text weight;            /* mandatory, potential, optional: what a migration must do */
    fh_text subject, message;
    fh_text remedy, alternatives; /* alternatives: neutral names, comma separated */
    uint32_t component;           /* index */
    uint32_t contexts;
    fh_place place;
    fh_text quote;
    fh_place_vec more;   /* further places of the same finding, at most 20 */
    uint32_t more_count; /* how many there are */
} fh_finding;
FH_VEC(fh_finding_vec, fh_finding);

/* One thing that is said about the license of a package. */
typedef struct fh_license_evidence {
    fh_text expression; /* as far as it is one */
    fh_text written;    /* as written; of a license lock the source that it names, of an override
                           its reason */
    fh_text source;     /* override, license-lock, lock-file, installed, vendored, tree, text,
                           online, manifest; in the order of their weight */
    fh_text kind;       /* declared, name, classifier, text; of texts the kind of the match */
    bool decides;       /* false: a clue that is shown and no more */
    fh_place place;
} fh_license_evidence;
FH_VEC(fh_license_evidence_vec, fh_license_evidence);

typedef struct fh_dependency {
    fh_text purl, name, requirement, phase, necessity, gate, directness, pin;
    fh_text marker;         /* a further condition beside the gate, as PEP 508 or cfg() has it */
    fh_text license;        /* expression, or empty when unknown */
    fh_text license_source; /* where it came from, or empty */
    const fh_license_evidence *evidence; /* all that is said, weightiest first */
    uint32_t evidence_count;
    bool license_differs; /* pieces of evidence that decide do not agree */
    fh_place place;
    fh_text quote;
    uint32_t component;
    uint32_t contexts; /* of the file that declares it */
} fh_dependency;
FH_VEC(fh_dependency_vec, fh_dependency);

/* An edge inside a lock file, between two of its entries in fh_report.dependencies. */
typedef struct fh_lock_need {
    uint32_t from; /* UINT32_MAX: a project of the tree asks */
    uint32_t to;
    bool is_best; /* lies on a path that makes `to` as necessary as it is */
} fh_lock_need;
FH_VEC(fh_lock_need_vec, fh_lock_need);

/* A feature, extra or group that a manifest of the tree defines. */
typedef struct fh_feature_record {
    fh_text name, members; /* members: names that it turns on, space separated */
    uint32_t component;
} fh_feature_record;
FH_VEC(fh_feature_vec, fh_feature_record);

typedef struct fh_license_record {
    fh_text expression, kind; /* kind: exact, tag, manifest, ... of the match */
    uint32_t coverage;        /* 1/1000 */
    uint32_t count;           /* files that say so the same way (headers are counted, not listed) */
    fh_place place;
    fh_text role; /* outbound, component, file, inventory, dependency */
} fh_license_record;
FH_VEC(fh_license_vec, fh_license_record);

/* What has to be passed on with the tree. */
typedef struct fh_notice {
    fh_text kind;       /* own, part, copy (license files), notice (NOTICE), declared (for paths) */
    fh_text path;       /* of the file; of a declaration the globs that it is for */
    fh_text expression; /* or empty */
    fh_text_vec holders; /* "2020-2024 Example", each once */
} fh_notice;
FH_VEC(fh_notice_vec, fh_notice);

typedef struct fh_model_record {
    fh_text id, vendor, openness; /* openness: hosted, open, unknown */
    fh_text license;
    uint32_t count;
    fh_place place;
    fh_text role;               /* default, option, example, base, card, gguf ... */
    fh_text bases;              /* ids of the models that it was made from, space separated */
    fh_text derivative_license; /* a base: what the tree offers the derivative under */
} fh_model_record;
FH_VEC(fh_model_vec, fh_model_record);

typedef struct fh_unread_record {
    fh_place place;
    fh_text reason, message; /* reason: fh_unread_name */
    bool manifest;           /* counts as incomplete */
} fh_unread_record;
FH_VEC(fh_unread_vec, fh_unread_record);

typedef struct fh_coverage {
    uint32_t files, read, binary, manifests, links, submodules;
    uint64_t bytes, lines;
    bool complete; /* false: exit code 3 */
    fh_unread_vec unread;
} fh_coverage;

typedef struct fh_report {
    fh_text target_kind, target_commit, target_rev, target_ref, target_path;
    fh_text rules_hash;
    uint32_t rule_count;
    fh_coverage coverage;
    fh_component_vec components; /* main first, then by path */
    fh_license_vec licenses;
    fh_notice_vec notices;          /* by path */
    fh_dependency_vec dependencies; /* by place */
    fh_lock_need_vec needs;         /* by lock file */
    fh_feature_vec features;
    fh_model_vec models;
    fh_finding_vec findings; /* most decisive first */
    fh_verdict verdicts[FH_AXIS_COUNT];
    uint32_t severity_counts[FH_SEVERITY_COUNT];
} fh_report;

#endif
