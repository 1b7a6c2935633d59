/* SPDX-FileCopyrightText: 2026 The freehold authors
 * SPDX-License-Identifier: Apache-2.0 */

/* The inventory behind every bill of materials: edges of the report folded into packages, the
 * edges of a package and of a component in order, and an identity made of the document's own bytes.
 * A document is written twice: into a digest, and then with the identity that came of it. */
#ifndef FH_REPORT_SBOM_H
#define FH_REPORT_SBOM_H

#include "model/purl.h"
#include "report/json.h"
#include "report/reporter.h"

/* How a package stands to what runs: the best of its edges. */
typedef enum fh_sbom_scope {
    FH_SBOM_REQUIRED,
    FH_SBOM_OPTIONAL,
    FH_SBOM_EXCLUDED /* development, tests, documentation, build services only */
} fh_sbom_scope;

typedef struct fh_sbom_package {
    fh_text purl; /* canonical, with a version where an edge pins one; unique */
    fh_purl parts;
    fh_text license; /* of the first edge that knows one, or empty */
    fh_text license_source;
    fh_sbom_scope scope;
    uint32_t first, count; /* its edges in sbom->by_package */
} fh_sbom_package;
FH_VEC(fh_sbom_package_vec, fh_sbom_package);

typedef struct fh_sbom {
    const fh_report *report;
    uint64_t source_date; /* seconds since 1970 */
    fh_arena arena;
    fh_sbom_package_vec packages; /* by purl */
    uint32_t *target;          /* of each edge: a package, or FH_SBOM_OWN | component of the tree */
    uint32_t *by_package;      /* edges, grouped by package */
    uint32_t *by_component;    /* edges, grouped by component */
    uint32_t *component_first; /* one more than there are components */
} fh_sbom;
#define FH_SBOM_OWN 0x80000000u

/* Writes the document; `identity` is a UUID of 36 characters. */
typedef void (*fh_sbom_writer)(fh_sbom *sbom, const char *identity, fh_sink *sink);
/* Fold the report, find its identity with a first pass, and write it. */
void fh_sbom_write(const fh_report *report, const fh_report_style *style, fh_sbom_writer writer,
                   fh_sink *sink);

/* Fold alone; false when memory ran out. `sbom` starts as {0} and is freed by fh_sbom_done. */
bool fh_sbom_fold(fh_sbom *sbom, const fh_report *report);
void fh_sbom_done(fh_sbom *sbom);

/* "runtime required >=1.0 extra:cuda": how the edge needs the package. In the arena. */
fh_text fh_sbom_manner(fh_sbom *sbom, const fh_dependency *edge);
/* The path with everything that is no UTF-8, and then '%', as %XX. */
fh_text fh_sbom_location(fh_sbom *sbom, fh_text path);
/* "path:12", or the path alone. */
fh_text fh_sbom_place(fh_sbom *sbom, const fh_place *place);
/* Grammar of license expressions (SPDX 2.3, annex D.1): something that may stand as one. */
bool fh_sbom_is_expression(fh_text text);
/* True when nobody who publishes the package says so: its license was read from a text in the tree,
 * or a person vouches for it. Such a license is concluded, every other one declared. */
bool fh_sbom_is_concluded(const fh_sbom_package *package);
/* Give each LicenseRef-... of an expression once: take the next off the front of `*rest`. */
bool fh_sbom_next_ref(fh_text *rest, fh_text *ret_ref);
/* "2026-11-26T00:00:00Z" into `ret_text`, of 24 bytes. */
void fh_sbom_date(uint64_t seconds, char *ret_text);
/* The component's own package URL, or the empty text. In the arena. */
fh_text fh_sbom_component_purl(fh_arena *arena, const fh_component *component);
/* The package URL of a model that lies on the hub, or the empty text: hosted models have none. In
 * the arena. */
fh_text fh_sbom_model_purl(fh_sbom *sbom, const fh_model_record *model);
/* True for an image of a container. */
bool fh_sbom_is_container(const fh_sbom_package *package);
/* A model of the hub that can be addressed: "org/name". */
bool fh_sbom_is_hub_id(fh_text id);

/* An array of records, one a line. End a record with fh_json_end. */
typedef struct fh_sbom_section {
    fh_sbom *sbom;
    fh_json *json;
    bool is_open; /* a record was written */
} fh_sbom_section;
void fh_sbom_section_begin(fh_sbom_section *section, fh_sbom *sbom, fh_json *json, const char *key);
fh_json_node *fh_sbom_record(fh_sbom_section *section);
void fh_sbom_section_end(fh_sbom_section *section);

#endif
