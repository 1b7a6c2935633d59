/* SPDX-FileCopyrightText: 2026 The freehold authors
 * SPDX-License-Identifier: Apache-2.0 */

#include "audit.h"

#include "parse/doc.h"
#include "report/sbom_compare.h"

/* A bill of materials that somebody gives, read for its package URLs. */

enum { COMPONENT_DEPTH_MAX = 32 };

typedef struct listing {
    fh_arena arena;
    fh_text_vec purls;
} listing;

static void take(listing *self, fh_text purl)
{
    if (!fh_text_is_empty(purl))
        (void)FH_VEC_ADD(&self->arena, &self->purls, purl); /* failure is sticky in the arena */
}

/* Components nest: an assembly holds its parts. */
static void take_components(listing *self, const fh_node *components)
{
    const fh_node *stack[COMPONENT_DEPTH_MAX];
    size_t depth = 0;

    stack[depth++] = components->first;
    while (depth > 0) {
        const fh_node *component = stack[depth - 1];

        if (component == NULL) {
            depth--;
            continue;
        }
        stack[depth - 1] = component->next;
        take(self, fh_node_text(fh_node_get(component, "purl")));
        if (depth < COMPONENT_DEPTH_MAX)
            stack[depth++] = fh_node_get(component, "components")->first;
    }
}

/* SPDX 2: references of the type purl. */
static void take_packages(listing *self, const fh_node *packages)
{
    for (const fh_node *package = packages->first; package != NULL; package = package->next) {
        const fh_node *references = fh_node_get(package, "externalRefs");

        for (const fh_node *entry = references->first; entry != NULL; entry = entry->next)
            if (fh_text_is(fh_node_text(fh_node_get(entry, "referenceType")), "purl"))
                take(self, fh_node_text(fh_node_get(entry, "referenceLocator")));
    }
}

/* SPDX 3: elements of the graph with a package URL. */
static void take_graph(listing *self, const fh_node *graph)
{
    for (const fh_node *element = graph->first; element != NULL; element = element->next)
        take(self, fh_node_text(fh_node_get(element, "software_packageUrl")));
}

static bool take_document(listing *self, const fh_node *root)
{
    if (fh_text_is(fh_node_text(fh_node_get(root, "bomFormat")), "CycloneDX"))
        take_components(self, fh_node_get(root, "components"));
    else if (fh_text_starts(fh_node_text(fh_node_get(root, "spdxVersion")), FH_TEXT("SPDX-2")))
        take_packages(self, fh_node_get(root, "packages"));
    else if (fh_node_get(root, "@graph")->kind == FH_NODE_LIST)
        take_graph(self, fh_node_get(root, "@graph"));
    else return false;
    return true;
}

freehold_code freehold_audit_compare(const freehold_audit *audit, const char *document, size_t size,
                                     const char *format, freehold_write write, void *user)
{
    const bool as_json = fh_text_is(fh_text_of(format), "json");
    freehold_code code = FREEHOLD_USAGE;
    const fh_node *root = &fh_node_empty;
    fh_sbom_counts counts = {0};
    listing self = {0};
    fh_sink sink;
    fh_env env;

    fh_env_init(&env);
    fh_arena_init(&self.arena, (size_t)env.limits.memory_bytes);
    fh_sink_init(&sink, write, user);
    if (!as_json && !fh_text_is(fh_text_of(format), "text"))
        fh_sink_put(&sink, "a comparison is written as text or json");
    else if (fh_doc_parse(&env, &self.arena, FH_SYNTAX_JSON, fh_text_make(document, size), &root) !=
             FH_OK)
        fh_sink_printf(&sink, "%u:%u: %s", (unsigned)env.error.line, (unsigned)env.error.column,
                       env.error.message);
    else if (!take_document(&self, root)) fh_sink_put(&sink, "neither CycloneDX nor SPDX, as JSON");
    else {
        fh_sbom_compare(&audit->report, &self.purls, as_json, &sink, &counts);
        code = counts.missing + counts.extra + counts.other_version > 0 ? FREEHOLD_FINDINGS
                                                                        : FREEHOLD_CLEAN;
    }
    if (self.arena.failed) sink.failed = true;
    fh_arena_done(&self.arena);
    return fh_sink_done(&sink) ? code : FREEHOLD_INTERNAL;
}
