/* SPDX-FileCopyrightText: 2026 The freehold authors
 * SPDX-License-Identifier: Apache-2.0 */

#include "read/go_lines.h"
#include "read/lock.h"

/* go.sum and vendor/modules.txt (Go Modules Reference, "go.sum files" and "Vendoring"). go.sum has
 * checksums of whatever was looked at, so it is no inventory: its rows are kept as fields, and
 * joined with the go.mod beside it. modules.txt says which modules were copied, and which of their
 * packages are used. */

extern const fh_reader fh_reader_go_sum, fh_reader_go_vendor;

/* ---- go.sum ---- */

static void read_sum(fh_env *env, const fh_input *input, fh_facts *facts)
{
    (void)env;
    const fh_site site = fh_site_make(input, &fh_reader_go_sum, facts);
    fh_text line, rest = input->bytes;
    for (uint32_t number = 1; rest.ptr != NULL && fh_text_next_line(&rest, &line); number++) {
        const fh_go_words words = fh_go_split(line);
        /* Checksums have slashes, so what the splitter took for a comment is none. */
        const size_t hash = fh_text_find(line, FH_TEXT(" h1:"));
        if (words.count == 0 && fh_text_trim(line).len == 0) continue;
        if (words.count < 2 || hash == SIZE_MAX) {
            fh_manifest_unread(&site, number, 1, "no module, version and checksum in this line");
            continue;
        }
        /* A module that nothing of was built has the checksum of its go.mod alone. */
        if (fh_text_ends(words.at[1], FH_TEXT("/go.mod"))) continue;
        fh_fact fact = fh_site_fact(&site, FH_FACT_FIELD, number, 1);
        fact.subject = FH_TEXT("go.sum");
        fact.value = words.at[0];
        fh_fact_set(&fact, FH_ATTR_VERSION, words.at[1]);
        fh_fact_set(&fact, FH_ATTR_CHECKSUM, fh_text_trim(fh_text_slice(line, hash + 1, SIZE_MAX)));
        fh_site_add(&site, &fact);
    }
}

/* ---- vendor/modules.txt ---- */

typedef struct vendored {
    fh_lock lock;
    fh_lock_package package;
    uint32_t line;
    uint32_t packages; /* of the module at hand */
    bool replaced;
} vendored;

static void finish_module(vendored *self)
{
    if (self->package.name.len == 0) return;
    /* A module without a package in use was only taken into account when versions were chosen. */
    self->package.phase = "runtime";
    self->package.necessity = self->packages > 0 ? "required" : "suggested";
    if (self->replaced && self->package.version.len == 0) self->package.pin = "path";
    fh_lock_begin(&self->lock, self->package.number);
    fh_lock_add_package(&self->lock, self->line, 1, &self->package);
    self->package = (fh_lock_package){.number = self->package.number + 1};
    self->packages = 0;
    self->replaced = false;
}

/* "# module version", "# module version => module version" or "=> ./folder" */
static void start_module(vendored *self, fh_text line, uint32_t number)
{
    const fh_go_words words = fh_go_split(fh_text_slice(line, 2, SIZE_MAX));
    size_t arrow = 0;
    finish_module(self);
    while (arrow < words.count && !fh_text_is(words.at[arrow], "=>")) arrow++;
    /* The list ends with replacements of any version, which say nothing new. */
    if (arrow == 1 && words.count > 2) return;
    if (words.count < 2 || arrow == 0) {
        fh_manifest_unread(&self->lock.site, number, 1, "no module and version in this line");
        return;
    }
    self->line = number;
    self->package.name = words.at[0];
    self->package.version = words.at[1];
    if (arrow + 1 < words.count) {
        self->replaced = true;
        self->package.version = arrow + 2 < words.count ? words.at[arrow + 2] : FH_TEXT("");
        if (arrow + 2 < words.count) self->package.name = words.at[arrow + 1];
        else self->package.source = words.at[arrow + 1];
    }
    self->package.pin = fh_go_pin(self->package.version);
    self->package.directness = "vendored";
}

static void read_vendor(fh_env *env, const fh_input *input, fh_facts *facts)
{
    (void)env;
    vendored self = {.package = {.number = 0}};
    fh_text line, rest = input->bytes;
    fh_lock_init(&self.lock, input, &fh_reader_go_vendor, facts, "golang");
    for (uint32_t number = 1; rest.ptr != NULL && fh_text_next_line(&rest, &line); number++) {
        line = fh_text_trim(line);
        if (fh_text_starts(line, FH_TEXT("## "))) continue; /* explicit; go 1.21 */
        if (fh_text_starts(line, FH_TEXT("# "))) start_module(&self, line, number);
        else if (line.len > 0 && line.ptr[0] != '#') self.packages++;
    }
    finish_module(&self);
    fh_lock_done(&self.lock);
}

static const char *const sum_globs[] = {"**/go.sum", "**/go.work.sum", NULL};
static const char *const vendor_globs[] = {"**/vendor/modules.txt", NULL};

const fh_reader fh_reader_go_sum = {
    .name = "go-sum",
    .about = "go.sum: checksums of modules, for the go.mod beside it",
    .globs = sum_globs,
    .syntax = FH_SYNTAX_NONE,
    .manifest = true,
    .lock = true,
    .read = read_sum,
};

const fh_reader fh_reader_go_vendor = {
    .name = "go-vendor",
    .about =
        "vendor/modules.txt: modules that were copied into the tree, and whether they are used",
    .globs = vendor_globs,
    .syntax = FH_SYNTAX_NONE,
    .manifest = true,
    .lock = true,
    .read = read_vendor,
};
