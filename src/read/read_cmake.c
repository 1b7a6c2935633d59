/* SPDX-FileCopyrightText: 2026 The freehold authors
 * SPDX-License-Identifier: Apache-2.0 */

#include "model/purl.h"
#include "read/cmake_scope.h"

enum { MOST_BYTES = 2 << 20 };

extern const fh_reader fh_reader_cmake;

typedef struct cmake {
    fh_site site;
    fh_arena *arena;
    fh_cmake_file file;
    fh_cmake_scope scope;
    const fh_cmake_command *command; /* at hand */
} cmake;

/* ---- the command at hand ---- */

static fh_text text_at(const cmake *self, size_t index)
{
    return fh_cmake_argument_at(&self->file, self->command, index)->text;
}

static fh_text expanded_at(const cmake *self, size_t index)
{
    return fh_cmake_expand(&self->scope, text_at(self, index));
}

static size_t keyword(const cmake *self, const char *word)
{
    return fh_cmake_keyword(&self->file, self->command, 0, word);
}

static bool has(const cmake *self, const char *word)
{
    return keyword(self, word) < self->command->argument_count;
}

/* The argument behind `word`, variables replaced; empty when there is none. */
static fh_text value_of(const cmake *self, const char *word)
{
    return expanded_at(self, keyword(self, word) + 1);
}

/* ---- facts ---- */

static const char *necessity_of(const cmake *self, bool demanded, fh_text gate)
{
    if (gate.len == 0) return demanded ? "required" : "optional-default-on";
    /* A language that was asked for is used where it is there. */
    if (fh_text_starts(gate, FH_TEXT("check:"))) return "optional-default-on";
    return fh_cmake_reached(&self->scope) == FH_TRUTH_YES ? "optional-default-on"
                                                          : "optional-default-off";
}

/* A file below the root is read only when a file above it says so, perhaps under a condition: that
 * is for link to find out. */
static fh_text origin_of(fh_text path)
{
    if (fh_text_ends(path, FH_TEXT(".cmake"))) return FH_TEXT("module");
    return fh_text_dir_name(path).len == 0 ? FH_TEXT("root") : FH_TEXT("subdirectory");
}

static fh_fact start(const cmake *self, fh_fact_kind kind, const fh_cmake_argument *place)
{
    const bool own = place == NULL || place->line == 0;
    fh_fact fact = fh_site_fact(&self->site, kind, own ? self->command->line : place->line,
                                own ? self->command->column : place->column);
    fh_fact_set(&fact, FH_ATTR_ORIGIN, origin_of(self->site.input->path));
    return fact;
}

static void add_dependency(const cmake *self, const fh_edge *edge, bool demanded)
{
    if (edge->name.len == 0 || fh_text_find_byte(edge->name, '$') != SIZE_MAX) return;
    fh_edge full = *edge;
    full.phase = "build";
    full.gate = fh_cmake_gate(&self->scope);
    full.necessity = necessity_of(self, demanded, full.gate);
    if (full.purl.len == 0) full.purl = fh_purl_of(self->arena, "generic", edge->name);
    fh_fact fact = start(self, FH_FACT_DEPENDENCY, NULL);
    fh_edge_fill(&fact, &full);
    fh_site_add(&self->site, &fact);
}

static void add_build(const cmake *self, const fh_cmake_argument *place, const char *subject,
                      fh_text value, bool demanded)
{
    const fh_text gate = fh_cmake_gate(&self->scope);
    fh_fact fact = start(self, FH_FACT_BUILD, place);
    fact.subject = fh_text_of(subject);
    fact.value = value;
    fh_fact_set(&fact, FH_ATTR_PHASE, FH_TEXT("build"));
    fh_fact_set(&fact, FH_ATTR_NECESSITY, fh_text_of(necessity_of(self, demanded, gate)));
    fh_fact_set(&fact, FH_ATTR_GATE, gate);
    fh_site_add(&self->site, &fact);
}

static void add_option(const cmake *self, fh_text name, fh_text value, const char *kind)
{
    if (name.len == 0 || fh_text_find_byte(name, '$') != SIZE_MAX) return;
    const fh_text gate = fh_cmake_gate(&self->scope);
    fh_fact fact = start(self, FH_FACT_OPTION, fh_cmake_argument_at(&self->file, self->command, 0));
    fact.subject = name;
    fact.value = fh_cmake_expand(&self->scope, value);
    fh_fact_set(&fact, FH_ATTR_DEFAULT, fact.value);
    fh_fact_set(&fact, FH_ATTR_KIND, fh_text_of(kind));
    fh_fact_set(&fact, FH_ATTR_GATE, gate);
    fh_site_add(&self->site, &fact);
}

/* ---- options ---- */

static void on_option(cmake *self)
{
    const bool given = self->command->argument_count > 2;
    add_option(self, text_at(self, 0), given ? text_at(self, 2) : FH_TEXT("OFF"), "bool");
}

static void on_dependent_option(cmake *self)
{
    add_option(self, text_at(self, 0), text_at(self, 2), "bool");
}

/* set(NAME default CACHE TYPE "about"): a choice that whoever builds it may make. */
static void on_set(cmake *self)
{
    const size_t cache = keyword(self, "CACHE");
    const fh_text type = text_at(self, cache + 1);
    if (cache >= self->command->argument_count || cache > 2 || fh_text_is(type, "INTERNAL")) return;
    add_option(self, text_at(self, 0), cache == 2 ? text_at(self, 1) : FH_TEXT(""),
               fh_text_is(type, "BOOL") ? "bool" : "string");
}

/* ---- packages of the system ---- */

static void on_find_package(cmake *self)
{
    const fh_text version = expanded_at(self, 1);
    const bool given = version.len > 0 && fh_is_digit(version.ptr[0]);
    add_dependency(self,
                   &(fh_edge){.name = expanded_at(self, 0),
                              .requirement = given ? version : FH_TEXT(""),
                              .pin = !given               ? "floating"
                                     : has(self, "EXACT") ? "exact"
                                                          : "range",
                              .table = "find_package"},
                   has(self, "REQUIRED"));
}

static void on_find_dependency(cmake *self)
{
    add_dependency(
        self,
        &(fh_edge){.name = expanded_at(self, 0), .pin = "floating", .table = "find_dependency"},
        true);
}

static void on_find_library(cmake *self)
{
    const size_t names = keyword(self, "NAMES");
    const size_t first = names < self->command->argument_count ? names + 1 : 1;
    if (has(self, "REQUIRED"))
        add_dependency(self,
                       &(fh_edge){.name = expanded_at(self, first),
                                  .pin = "floating",
                                  .table = "find_library"},
                       true);
}

/* pkg_check_modules(PREFIX REQUIRED IMPORTED_TARGET name>=1 name). */
static void on_pkg_check_modules(cmake *self)
{
    static const char *const words[] = {"REQUIRED",        "QUIET",
                                        "NO_CMAKE_PATH",   "NO_CMAKE_ENVIRONMENT_PATH",
                                        "IMPORTED_TARGET", "GLOBAL"};
    for (size_t i = 1; i < self->command->argument_count; i++) {
        const fh_text module = expanded_at(self, i);
        bool is_word = false;
        for (size_t k = 0; k < FH_COUNT(words); k++) is_word |= fh_text_is(module, words[k]);
        if (is_word) continue;
        size_t end = 0;
        while (end < module.len && module.ptr[end] != '=' && module.ptr[end] != '<' &&
               module.ptr[end] != '>')
            end++;
        const fh_text requirement = fh_text_slice(module, end, SIZE_MAX);
        add_dependency(self,
                       &(fh_edge){.name = fh_text_slice(module, 0, end),
                                  .requirement = requirement,
                                  .pin = fh_text_starts(requirement, FH_TEXT("="))
                                             ? "exact"
                                             : fh_pin_of_requirement(requirement),
                                  .table = "pkg_check_modules"},
                       has(self, "REQUIRED"));
    }
}

/* ---- sources that the build fetches ---- */

/* "https://github.com/owner/name.git" and "git@github.com:owner/name": owner/name. */
static fh_text github_name(fh_text address)
{
    const size_t at = fh_text_find(address, FH_TEXT("github.com"));
    if (at == SIZE_MAX) return FH_TEXT("");
    fh_text owner, name, rest = fh_text_slice(address, at + 11, SIZE_MAX);
    if (rest.len == 0 || !fh_text_next_field(&rest, '/', &owner)) return FH_TEXT("");
    if (rest.ptr == NULL || !fh_text_next_field(&rest, '/', &name)) return FH_TEXT("");
    if (fh_text_ends(name, FH_TEXT(".git"))) name.len -= 4;
    const bool plain =
        fh_text_find_byte(owner, '$') == SIZE_MAX && fh_text_find_byte(name, '$') == SIZE_MAX;
    if (owner.len == 0 || name.len == 0 || !plain) return FH_TEXT("");
    return fh_text_make(owner.ptr, (size_t)(name.ptr - owner.ptr) + name.len);
}

static void add_fetched(const cmake *self, fh_text name, fh_text address, fh_text version,
                        const char *table)
{
    const fh_text github = github_name(address);
    fh_edge edge = {.name = name, .requirement = version, .table = table, .source = address};
    if (github.len > 0) edge.purl = fh_purl_of(self->arena, "github", github);
    if (version.len == 0) edge.pin = address.len > 0 ? "url" : "floating";
    else edge.pin = fh_is_commit(version) ? "git-commit" : "git-ref";
    add_dependency(self, &edge, true);
}

static fh_text address_of(const cmake *self)
{
    const fh_text git = value_of(self, "GIT_REPOSITORY");
    return git.len > 0 ? git : value_of(self, "URL");
}

static void on_fetch_content(cmake *self)
{
    if (address_of(self).len > 0)
        add_fetched(self, expanded_at(self, 0), address_of(self), value_of(self, "GIT_TAG"),
                    "FetchContent");
}

static void on_external_project(cmake *self)
{
    if (address_of(self).len > 0)
        add_fetched(self, expanded_at(self, 0), address_of(self), value_of(self, "GIT_TAG"),
                    "ExternalProject");
}

/* CPMAddPackage("gh:owner/name#tag"), or with keywords. */
static void on_cpm(cmake *self)
{
    const fh_text first = expanded_at(self, 0);
    fh_text address = address_of(self), tag = value_of(self, "GIT_TAG"),
            name = value_of(self, "NAME");
    if (fh_text_starts(first, FH_TEXT("gh:"))) {
        size_t end = 3;
        while (end < first.len && first.ptr[end] != '#' && first.ptr[end] != '@') end++;
        address = fh_text_slice(first, 3, end);
        tag = fh_text_slice(first, end + 1, SIZE_MAX);
        name = fh_text_base_name(address);
        address = fh_arena_join(self->arena, FH_TEXT("https://github.com/"), address);
    } else if (value_of(self, "GITHUB_REPOSITORY").len > 0) {
        address = fh_arena_join(self->arena, FH_TEXT("https://github.com/"),
                                value_of(self, "GITHUB_REPOSITORY"));
    }
    if (tag.len == 0) tag = value_of(self, "VERSION");
    if (name.len > 0) add_fetched(self, name, address, tag, "CPM");
}

/* ---- languages ---- */

static void on_enable_language(cmake *self)
{
    const bool optional = has(self, "OPTIONAL");
    for (size_t i = 0; i < self->command->argument_count; i++) {
        const fh_text language = expanded_at(self, i);
        if (!fh_text_is(language, "OPTIONAL"))
            add_build(self, fh_cmake_argument_at(&self->file, self->command, i), "enable_language",
                      language, !optional);
    }
}

/* project(NAME C CXX) and project(NAME VERSION 1 LANGUAGES C CXX). */
static void on_project(cmake *self)
{
    static const char *const words[] = {"VERSION", "DESCRIPTION", "HOMEPAGE_URL"};
    const size_t count = self->command->argument_count;
    const size_t languages = keyword(self, "LANGUAGES");
    size_t i = languages < count ? languages + 1 : 1;
    while (i < count) {
        const fh_cmake_argument *argument = fh_cmake_argument_at(&self->file, self->command, i++);
        bool valued = false;
        for (size_t k = 0; k < FH_COUNT(words); k++) valued |= fh_text_is(argument->text, words[k]);
        if (valued) {
            i++;
            continue;
        }
        fh_text language, rest = fh_cmake_expand(&self->scope, argument->text);
        while (rest.len > 0 && fh_text_next_field(&rest, ';', &language))
            if (language.len > 0 && !fh_text_is(language, "NONE"))
                add_build(self, argument, "project-language", language, true);
    }
}

/* message(FATAL_ERROR ...): where the build stops, and under which condition. */
static void on_message(cmake *self)
{
    if (fh_text_is(text_at(self, 0), "FATAL_ERROR"))
        add_build(self, NULL, "fatal-error", text_at(self, 1), true);
}

/* ---- other files ---- */

static void add_pointer(const cmake *self, fh_text name, fh_text file, const char *why)
{
    static const char *const here[] = {"${CMAKE_CURRENT_SOURCE_DIR}/",
                                       "${CMAKE_CURRENT_LIST_DIR}/"};
    fh_text dir = fh_text_dir_name(self->site.input->path);
    for (size_t i = 0; i < FH_COUNT(here); i++)
        if (fh_text_starts(name, fh_text_of(here[i])))
            name = fh_text_slice(name, fh_text_of(here[i]).len, SIZE_MAX);
    if (name.len == 0 || fh_text_find_byte(name, '$') != SIZE_MAX || name.ptr[0] == '/') return;
    dir = fh_arena_path(self->arena, dir, name);
    if (dir.ptr == NULL) return;
    const fh_text gate = fh_cmake_gate(&self->scope);
    fh_fact fact = start(self, FH_FACT_POINTER, NULL);
    fact.subject = file.len > 0 ? fh_arena_path(self->arena, dir, file) : dir;
    fact.value = fh_text_of(why);
    fh_fact_set(&fact, FH_ATTR_NECESSITY, fh_text_of(necessity_of(self, true, gate)));
    fh_fact_set(&fact, FH_ATTR_GATE, gate);
    fh_site_add(&self->site, &fact);
}

static void on_add_subdirectory(cmake *self)
{
    add_pointer(self, expanded_at(self, 0), FH_TEXT("CMakeLists.txt"), "add_subdirectory");
}

static void on_include(cmake *self)
{
    if (fh_text_ends(text_at(self, 0), FH_TEXT(".cmake")))
        add_pointer(self, expanded_at(self, 0), FH_TEXT(""), "include");
}

static const struct {
    const char *name;
    void (*take)(cmake *self);
} commands[] = {
    {"add_subdirectory", on_add_subdirectory},
    {"cmake_dependent_option", on_dependent_option},
    {"cpmaddpackage", on_cpm},
    {"cpmfindpackage", on_cpm},
    {"enable_language", on_enable_language},
    {"externalproject_add", on_external_project},
    {"fetchcontent_declare", on_fetch_content},
    {"find_dependency", on_find_dependency},
    {"find_library", on_find_library},
    {"find_package", on_find_package},
    {"include", on_include},
    {"message", on_message},
    {"option", on_option},
    {"pkg_check_modules", on_pkg_check_modules},
    {"pkg_search_module", on_pkg_check_modules},
    {"project", on_project},
    {"set", on_set},
};

static void read(fh_env *env, const fh_input *input, fh_facts *facts)
{
    (void)env;
    if (input->bytes.len > MOST_BYTES) {
        fh_facts_add_unread(facts, FH_UNREAD_TOO_LARGE, 0, 0, fh_text_of(fh_reader_cmake.name),
                            FH_TEXT("a CMake file above 2 MiB"));
        return;
    }
    cmake self = {.site = fh_site_make(input, &fh_reader_cmake, facts), .arena = input->scratch};
    if (!fh_cmake_parse(self.arena, input->bytes, &self.file)) return;
    fh_cmake_scope_init(&self.scope, self.arena, &self.file);
    for (size_t i = 0; i < self.file.commands.count && !self.arena->failed; i++) {
        self.command = &self.file.commands.items[i];
        if (fh_cmake_scope_step(&self.scope, self.command)) continue;
        for (size_t k = 0; k < FH_COUNT(commands); k++)
            if (fh_cmake_is(self.command, commands[k].name)) commands[k].take(&self);
    }
}

static const char *const globs[] = {"**/CMakeLists.txt", "**/*.cmake", NULL};

const fh_reader fh_reader_cmake = {
    .name = "cmake",
    .about =
        "CMake: options, packages, fetched sources, languages, with the conditions around them",
    .globs = globs,
    .syntax = FH_SYNTAX_NONE,
    .manifest = true,
    .read = read,
};
