/* SPDX-FileCopyrightText: 2026 The freehold authors
 * SPDX-License-Identifier: Apache-2.0 */

/* setup.cfg: the declarative metadata of setuptools ("Configuring setuptools using setup.cfg
 * files"). Values that another file or module holds ("file:", "attr:") are pointed at or left. */

#include "read/read_python.h"

extern const fh_reader fh_reader_setup_cfg;

enum { MOST_FILES = 32 };

static bool is_elsewhere(fh_text text)
{
    return fh_text_starts(text, FH_TEXT("file:")) || fh_text_starts(text, FH_TEXT("attr:"));
}

/* The key with '_' or, as older files have it, with '-'. */
static const fh_node *option(const fh_node *section, const char *key, const char *older)
{
    const fh_node *node = fh_node_get(section, key);
    return node->kind == FH_NODE_NONE && older != NULL ? fh_node_get(section, older) : node;
}

static fh_text stated(const fh_node *node)
{
    const fh_text text = fh_text_trim(fh_node_text(node));
    return is_elsewhere(text) ? FH_TEXT("") : text;
}

/* "file: a, b" */
static void point_to_files(const fh_python *self, const fh_node *node, const char *why)
{
    fh_text file, rest = fh_text_trim(fh_node_text(node));
    int count = 0;
    if (!fh_text_starts(rest, FH_TEXT("file:"))) return;
    rest = fh_text_slice(rest, 5, SIZE_MAX);
    while (rest.len > 0 && count++ < MOST_FILES && fh_text_next_field(&rest, ',', &file))
        fh_manifest_add_pointer(&self->site, node->line, node->column, fh_text_trim(file), why);
}

static void add_needs(const fh_python *self, const fh_node *node, const fh_need *like)
{
    if (node->kind != FH_NODE_TEXT) return;
    if (is_elsewhere(fh_text_trim(node->text))) point_to_files(self, node, "requirements");
    else fh_python_add_lines(self, node->line, node->column, node->text, like);
}

static fh_text license_of(const fh_node *metadata, fh_text *ret_origin)
{
    fh_text line, license = stated(option(metadata, "license", NULL));
    fh_text rest = fh_node_text(option(metadata, "classifiers", "classifier"));
    while (license.len == 0 && rest.len > 0 && fh_text_next_line(&rest, &line)) {
        license = fh_python_license_classifier(fh_text_trim(line));
        if (license.len > 0) *ret_origin = FH_TEXT("classifier");
    }
    return license;
}

static void add_license_files(const fh_python *self, const fh_node *metadata)
{
    const fh_node *one = fh_node_get(metadata, "license_file");
    const fh_node *many = option(metadata, "license_files", "license-files");
    fh_text line, rest = fh_node_text(many);
    int count = 0;
    fh_manifest_add_pointer(&self->site, one->line, one->column, fh_text_trim(fh_node_text(one)),
                            "license-file");
    for (uint32_t k = 0; rest.len > 0 && count++ < MOST_FILES && fh_text_next_line(&rest, &line);
         k++) {
        line = fh_text_trim(line);
        if (line.len > 0 && fh_text_find_byte(line, '*') == SIZE_MAX &&
            fh_text_find_byte(line, ',') == SIZE_MAX)
            fh_manifest_add_pointer(&self->site, many->line + k, 1, line, "license-file");
    }
}

static void read_metadata(const fh_python *self, const fh_node *metadata)
{
    const fh_node *name = fh_node_get(metadata, "name");
    fh_own_package package = {.type = "pypi",
                              .name = stated(name),
                              .description = stated(option(metadata, "description", "summary")),
                              .version = stated(fh_node_get(metadata, "version")),
                              .author = stated(fh_node_get(metadata, "author"))};
    package.expression = license_of(metadata, &package.origin);
    if (package.name.len > 0) fh_manifest_add_package(&self->site, name, &package);
    fh_manifest_add_home(&self->site, option(metadata, "url", "home_page"));
    fh_manifest_add_home(&self->site, option(metadata, "author_email", "author-email"));
    point_to_files(self, option(metadata, "long_description", "long-description"), "readme");
    add_license_files(self, metadata);
}

static void read(fh_env *env, const fh_input *input, fh_facts *facts)
{
    (void)env;
    const fh_node *metadata = fh_node_get(input->doc, "metadata");
    const fh_node *options = fh_node_get(input->doc, "options");
    const fh_python self = {.site = fh_site_make(input, &fh_reader_setup_cfg, facts),
                            .self = stated(fh_node_get(metadata, "name")),
                            .sources = &fh_node_empty,
                            .indexes = &fh_node_empty};
    read_metadata(&self, metadata);
    add_needs(&self, option(options, "install_requires", "install-requires"),
              &(fh_need){.table = FH_TEXT("options.install_requires")});
    add_needs(&self, option(options, "setup_requires", "setup-requires"),
              &(fh_need){.phase = "build", .table = FH_TEXT("options.setup_requires")});
    add_needs(&self, option(options, "tests_require", "tests-require"),
              &(fh_need){.phase = "test", .table = FH_TEXT("options.tests_require")});
    FH_NODE_EACH(extra, fh_node_find(input->doc, FH_TEXT("options.extras_require")))
    {
        const fh_need like =
            fh_python_extra_need(&self, extra->key, FH_TEXT("options.extras_require"));
        add_needs(&self, extra, &like);
        fh_manifest_add_feature(&self.site, extra, FH_TEXT(""), false);
    }
    fh_manifest_add_field(&self.site, FH_TEXT("project.requires-python"),
                          option(options, "python_requires", "python-requires"));
}

static const char *const globs[] = {"**/setup.cfg", NULL};

const fh_reader fh_reader_setup_cfg = {
    .name = "setup-cfg",
    .about = "setup.cfg: metadata, requirements and extras of setuptools",
    .globs = globs,
    .syntax = FH_SYNTAX_INI,
    .manifest = true,
    .read = read,
};
