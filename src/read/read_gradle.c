/* SPDX-FileCopyrightText: 2026 The freehold authors
 * SPDX-License-Identifier: Apache-2.0 */

#include "base/table.h"
#include "read/gradle_script.h"
#include "read/manifest.h"

/* build.gradle and settings.gradle, Groovy and Kotlin. They are programs: what is literal is read,
 * with variables that the file sets to literals. Accessors of version catalogs ("libs.core") become
 * fields that link joins with the catalog. */

enum { MOST_BYTES = 2 << 20, MOST_BLOCKS = 64, LONGEST_VALUE = 512, DEEPEST = 4 };

extern const fh_reader fh_reader_gradle;

typedef struct gradle {
    fh_site site;
    fh_arena *arena;
    fh_gradle_tokens tokens;
    size_t at;
    fh_text blocks[MOST_BLOCKS]; /* names of the blocks that are open */
    size_t depth;                /* those beyond MOST_BLOCKS are counted, not kept */
    fh_table variables;          /* name -> token of its value */
} gradle;

static const fh_gradle_token *token_at(const gradle *self, size_t index)
{
    static const fh_gradle_token end = {.kind = FH_GRADLE_LINE};
    return index < self->tokens.count ? &self->tokens.items[index] : &end;
}

static bool is_mark(const fh_gradle_token *token, char byte)
{
    return token->kind == FH_GRADLE_MARK && token->text.len == 1 && token->text.ptr[0] == byte;
}

/* ---- variables ---- */

static fh_text last_part(fh_text name)
{
    return fh_text_slice(name, fh_text_rfind_byte(name, '.') + 1, SIZE_MAX);
}

/* NAME = "literal" anywhere: def, val, ext, extra["name"]. The first one holds. */
static void find_variables(gradle *self)
{
    fh_table_init(&self->variables, self->arena);
    for (size_t i = 0; i + 2 < self->tokens.count; i++) {
        const fh_gradle_token *name = &self->tokens.items[i];
        size_t next = i + 1;
        uint32_t earlier;
        if (name->kind == FH_GRADLE_STRING && is_mark(token_at(self, next), ']')) next++;
        else if (name->kind != FH_GRADLE_WORD) continue;
        /* "val x: String = ..." */
        if (is_mark(token_at(self, next), ':') && token_at(self, next + 1)->kind == FH_GRADLE_WORD)
            next += 2;
        if (!is_mark(token_at(self, next), '=') ||
            token_at(self, next + 1)->kind != FH_GRADLE_STRING)
            continue;
        const fh_text key = last_part(name->text);
        if (!fh_table_find(&self->variables, key, &earlier))
            (void)fh_table_set(&self->variables, key, (uint32_t)(next + 1));
    }
}

static bool look_up(void *user, fh_text name, fh_text *ret_value)
{
    const gradle *self = user;
    uint32_t index;
    if (!fh_table_find(&self->variables, last_part(name), &index)) return false;
    *ret_value = self->tokens.items[index].text;
    return true;
}

/* "${rootProject.ext.version}": fh_expand takes plain names only. */
static fh_text expand_braces(const gradle *self, fh_text text)
{
    for (unsigned round = 0; round < DEEPEST; round++) {
        const size_t at = fh_text_find(text, FH_TEXT("${"));
        const size_t end = fh_text_find_byte(fh_text_slice(text, at, SIZE_MAX), '}');
        fh_text value;
        if (at == SIZE_MAX || end == SIZE_MAX || text.len > LONGEST_VALUE) return text;
        const fh_text name = fh_text_trim(fh_text_slice(text, at + 2, at + end));
        if (!look_up((void *)(uintptr_t)self, name, &value)) return text;
        text = fh_arena_printf(self->arena, "%.*s%.*s%.*s",
                               FH_TEXT_ARGS(fh_text_slice(text, 0, at)), FH_TEXT_ARGS(value),
                               FH_TEXT_ARGS(fh_text_slice(text, at + end + 1, SIZE_MAX)));
    }
    return text;
}

static fh_text value_of(gradle *self, const fh_gradle_token *token)
{
    if (token->plain) return token->text;
    return fh_expand(self->arena, expand_braces(self, token->text), false, look_up, self);
}

/* ---- configurations ---- */

typedef struct edge_kind {
    const char *phase, *necessity;
} edge_kind;

static bool ends_with_word(fh_text name, const char *word)
{
    const fh_text end = fh_text_of(word);
    return name.len >= end.len &&
           fh_text_eq_nocase(fh_text_slice(name, name.len - end.len, SIZE_MAX), end);
}

static bool has_part(fh_text name, const char *part)
{
    return fh_text_find_nocase(name, fh_text_of(part)) != SIZE_MAX;
}

static edge_kind kind_of(fh_text configuration)
{
    static const struct {
        const char *name, *phase, *necessity;
    } rows[] = {
        {"implementation", "runtime", "required"},
        {"api", "runtime", "required"},
        {"compile", "runtime", "required"},
        {"runtime", "runtime", "required"},
        {"runtimeOnly", "runtime", "required"},
        {"shadow", "runtime", "required"},
        {"compileOnlyApi", "runtime", "provided"},
        {"compileOnly", "runtime", "provided"},
        {"providedCompile", "runtime", "provided"},
        {"providedRuntime", "runtime", "provided"},
        {"provided", "runtime", "provided"},
        {"developmentOnly", "dev", "required"},
        {"classpath", "build", "required"},
        {"annotationProcessor", "build", "required"},
        {"kapt", "build", "required"},
        {"ksp", "build", "required"},
        {"coreLibraryDesugaring", "build", "required"},
        {"lintChecks", "tool", "required"},
        {"detektPlugins", "tool", "required"},
        {"ktlint", "tool", "required"},
        {"checkstyle", "tool", "required"},
    };
    if (fh_text_starts(configuration, FH_TEXT("test")) || has_part(configuration, "Test") ||
        fh_text_starts(configuration, FH_TEXT("jmh")))
        return (edge_kind){"test", "required"};
    for (size_t i = 0; i < FH_COUNT(rows); i++)
        if (ends_with_word(configuration, rows[i].name))
            return (edge_kind){rows[i].phase, rows[i].necessity};
    if (fh_text_starts(configuration, FH_TEXT("kapt")) ||
        fh_text_starts(configuration, FH_TEXT("ksp")))
        return (edge_kind){"build", "required"};
    return (edge_kind){"runtime", "unknown"};
}

/* "debugImplementation": only in one variant or target of the build. */
static fh_text variant_of(const gradle *self, fh_text configuration)
{
    static const char *const ends[] = {"Implementation", "Api", "RuntimeOnly", "CompileOnly"};
    for (size_t i = 0; i < FH_COUNT(ends); i++) {
        const fh_text end = fh_text_of(ends[i]);
        if (!fh_text_ends(configuration, end) || configuration.len == end.len) continue;
        const fh_text variant = fh_text_slice(configuration, 0, configuration.len - end.len);
        if (has_part(variant, "test") || fh_text_is(variant, "commonMain")) return FH_TEXT("");
        return fh_arena_join(self->arena, FH_TEXT("target:"), variant);
    }
    return FH_TEXT("");
}

/* ---- where a statement stands ---- */

static bool in_block(const gradle *self, const char *name)
{
    for (size_t i = 0; i < self->depth && i < MOST_BLOCKS; i++)
        if (fh_text_is(last_part(self->blocks[i]), name)) return true;
    return false;
}

/* The innermost block is one of dependencies; of conditions around it, the last. */
static bool is_dependencies(const gradle *self, fh_text *ret_condition)
{
    *ret_condition = FH_TEXT("");
    for (size_t i = self->depth < MOST_BLOCKS ? self->depth : MOST_BLOCKS; i > 0; i--) {
        const fh_text name = self->blocks[i - 1];
        if (fh_text_is(last_part(name), "dependencies")) return true;
        if (!fh_text_starts(name, FH_TEXT("if"))) return false;
        if (ret_condition->len == 0) *ret_condition = name;
    }
    return false;
}

/* "sourceSets { commonTest { dependencies {" and "commonTest.dependencies {" */
static bool in_test_set(const gradle *self)
{
    for (size_t i = 0; i < self->depth && i < MOST_BLOCKS; i++)
        if (ends_with_word(self->blocks[i], "Test") || has_part(self->blocks[i], "Test."))
            return true;
    return false;
}

/* ---- facts ---- */

static void add_need(const gradle *self, const fh_gradle_token *place, fh_text configuration,
                     const fh_need *need)
{
    const edge_kind kind = kind_of(configuration);
    fh_text condition;
    fh_need full = *need;
    (void)is_dependencies(self, &condition);
    full.type = "maven";
    full.phase = in_block(self, "buildscript") ? "build" : in_test_set(self) ? "test" : kind.phase;
    full.necessity = kind.necessity;
    full.table = configuration;
    full.gate = variant_of(self, configuration);
    if (condition.len > 0) {
        full.gate = fh_arena_join(self->arena, FH_TEXT("option:"), condition);
        full.necessity = "optional-default-off";
    }
    fh_manifest_add_need(&self->site, place->line, place->column, &full);
}

static const char *pin_of(fh_text version)
{
    if (version.len == 0 || fh_text_starts(version, FH_TEXT("latest."))) return "floating";
    if (version.ptr[0] == '[' || version.ptr[0] == '(' || version.ptr[0] == ']' ||
        fh_text_ends(version, FH_TEXT("+")) || fh_text_ends(version, FH_TEXT("-SNAPSHOT")))
        return "range";
    return "exact";
}

/* "group:artifact:version:classifier@type" */
static bool add_coordinates(gradle *self, const fh_gradle_token *token, fh_text configuration)
{
    fh_text rest = value_of(self, token), group, artifact, version = FH_TEXT("");
    rest = fh_text_slice(rest, 0, fh_text_find_byte(rest, '@'));
    if (!fh_text_next_field(&rest, ':', &group) || rest.ptr == NULL ||
        !fh_text_next_field(&rest, ':', &artifact) || group.len == 0 || artifact.len == 0)
        return false;
    if (rest.ptr != NULL) (void)fh_text_next_field(&rest, ':', &version);
    /* "1.2!!" is a strict version. */
    if (fh_text_ends(version, FH_TEXT("!!"))) version.len -= 2;
    add_need(self, token, configuration,
             &(fh_need){.name = fh_text_make(group.ptr, group.len + 1 + artifact.len),
                        .requirement = version,
                        .pin = pin_of(version)});
    return true;
}

/* A use of a catalog, for link: value is the accessor. */
static void add_accessor(const gradle *self, const fh_gradle_token *token, fh_text configuration)
{
    const edge_kind kind = kind_of(configuration);
    fh_text condition, name = token->text;
    static const char *const tails[] = {".get", ".asProvider", ".toDep"};
    for (size_t i = 0; i < FH_COUNT(tails); i++)
        if (fh_text_ends(name, fh_text_of(tails[i])))
            name = fh_text_slice(name, 0, name.len - fh_text_of(tails[i]).len);
    fh_fact fact = fh_site_fact(&self->site, FH_FACT_FIELD, token->line, token->column);
    (void)is_dependencies(self, &condition);
    fact.subject = FH_TEXT("gradle.use");
    fact.value = name;
    fh_fact_set(&fact, FH_ATTR_PHASE,
                fh_text_of(in_block(self, "buildscript") ? "build"
                           : in_test_set(self)           ? "test"
                                                         : kind.phase));
    fh_fact_set(&fact, FH_ATTR_NECESSITY,
                condition.len > 0 ? FH_TEXT("optional-default-off") : fh_text_of(kind.necessity));
    fh_fact_set(&fact, FH_ATTR_TABLE, configuration);
    fh_fact_set(&fact, FH_ATTR_GATE,
                condition.len > 0 ? fh_arena_join(self->arena, FH_TEXT("option:"), condition)
                                  : variant_of(self, configuration));
    fh_site_add(&self->site, &fact);
}

/* project(":core:data") and projects.core.data: a part of this build, by its path. */
static void add_project(const gradle *self, const fh_gradle_token *place, fh_text path,
                        char separator, fh_text configuration)
{
    const fh_text name = fh_text_slice(path, fh_text_rfind_byte(path, separator) + 1, SIZE_MAX);
    add_need(
        self, place, configuration,
        &(fh_need){
            .name = name, .requirement = path, .pin = "path", .directness = "workspace-member"});
}

/* ---- statements of a dependencies block ---- */

/* The next token of the statement that began at the configuration; NULL at its end. `*round` counts
 * open parentheses. Lists may span lines inside them. */
static const fh_gradle_token *next_of_statement(gradle *self, unsigned *round)
{
    for (; self->at < self->tokens.count; self->at++) {
        const fh_gradle_token *token = &self->tokens.items[self->at];
        if (is_mark(token, '{') || is_mark(token, '}') || is_mark(token, ';')) return NULL;
        if (token->kind == FH_GRADLE_LINE) {
            const fh_gradle_token *before = token_at(self, self->at - 1);
            if (*round == 0 && !is_mark(before, ',')) return NULL;
            continue;
        }
        if (is_mark(token, '(')) ++*round;
        if (is_mark(token, ')') && *round > 0) --*round;
        self->at++;
        return token;
    }
    return NULL;
}

/* group: "g", name: "a", version: "v" (Groovy), and with '=' in Kotlin. */
typedef struct named_parts {
    const fh_gradle_token *group, *name, *version;
} named_parts;

static bool take_named(const gradle *self, const fh_gradle_token *token, named_parts *parts)
{
    const fh_gradle_token *sign = token_at(self, self->at), *value = token_at(self, self->at + 1);
    if (token->kind != FH_GRADLE_WORD || (!is_mark(sign, ':') && !is_mark(sign, '='))) return false;
    if (value->kind != FH_GRADLE_STRING) return false;
    if (fh_text_is(token->text, "group")) parts->group = value;
    else if (fh_text_is(token->text, "name")) parts->name = value;
    else if (fh_text_is(token->text, "version")) parts->version = value;
    else return false;
    return true;
}

static bool is_accessor(fh_text word)
{
    return fh_text_starts(word, FH_TEXT("libs.")) ||
           (fh_text_find_nocase(fh_text_slice(word, 0, fh_text_find_byte(word, '.')),
                                FH_TEXT("libs")) != SIZE_MAX &&
            fh_text_find_byte(word, '.') != SIZE_MAX);
}

static void add_named(gradle *self, const named_parts *parts, fh_text configuration)
{
    const fh_text version = parts->version != NULL ? value_of(self, parts->version) : FH_TEXT("");
    add_need(self, parts->name, configuration,
             &(fh_need){.name = fh_arena_printf(self->arena, "%.*s:%.*s",
                                                FH_TEXT_ARGS(value_of(self, parts->group)),
                                                FH_TEXT_ARGS(value_of(self, parts->name))),
                        .requirement = version,
                        .pin = pin_of(version)});
}

/* kotlin("stdlib"): a module of the language. */
static void add_kotlin(gradle *self, const fh_gradle_token *token, fh_text configuration)
{
    add_need(self, token, configuration,
             &(fh_need){.name = fh_arena_join(self->arena, FH_TEXT("org.jetbrains.kotlin:kotlin-"),
                                              value_of(self, token))});
}

static void take_statement(gradle *self, fh_text configuration)
{
    unsigned round = 0;
    named_parts parts = {0};
    fh_text function = FH_TEXT("");
    const fh_gradle_token *token;
    while ((token = next_of_statement(self, &round)) != NULL) {
        if (take_named(self, token, &parts)) {
            self->at += 2;
            continue;
        }
        if (token->kind == FH_GRADLE_WORD) {
            const bool called = is_mark(token_at(self, self->at), '(');
            if (is_accessor(token->text)) add_accessor(self, token, configuration);
            else if (fh_text_starts(token->text, FH_TEXT("projects.")))
                add_project(self, token, token->text, '.', configuration);
            else if (called || token_at(self, self->at)->kind == FH_GRADLE_STRING)
                function = token->text;
            continue;
        }
        if (token->kind != FH_GRADLE_STRING) continue;
        if (fh_text_is(last_part(function), "project"))
            add_project(self, token, value_of(self, token), ':', configuration);
        else if (fh_text_is(last_part(function), "kotlin")) add_kotlin(self, token, configuration);
        else if (!fh_text_is(function, "files") && !fh_text_is(function, "fileTree"))
            (void)add_coordinates(self, token, configuration);
    }
    if (parts.group != NULL && parts.name != NULL) add_named(self, &parts, configuration);
}

/* ---- plugins { id("x") version "1" } ---- */

static void take_plugin(gradle *self, const fh_gradle_token *word)
{
    unsigned round = 0;
    const fh_gradle_token *token, *id = NULL, *version = NULL;
    bool is_version = false;
    while ((token = next_of_statement(self, &round)) != NULL) {
        if (token->kind == FH_GRADLE_WORD) {
            is_version = fh_text_is(token->text, "version");
            if (is_accessor(token->text)) add_accessor(self, token, FH_TEXT("classpath"));
        }
        if (token->kind != FH_GRADLE_STRING) continue;
        if (is_version) version = token;
        else if (id == NULL) id = token;
    }
    if (id == NULL || fh_text_is(word->text, "alias")) return;
    const bool kotlin = fh_text_is(word->text, "kotlin");
    fh_text name = value_of(self, id);
    if (kotlin) name = fh_arena_join(self->arena, FH_TEXT("org.jetbrains.kotlin."), name);
    /* Plugins without a dot are part of Gradle itself. */
    if (fh_text_find_byte(name, '.') == SIZE_MAX) return;
    if (fh_text_starts(name, FH_TEXT("org.gradle.")) && version == NULL) return;
    const fh_text number = version != NULL ? value_of(self, version) : FH_TEXT("");
    fh_manifest_add_need(&self->site, id->line, id->column,
                         &(fh_need){.type = "maven",
                                    .name = fh_arena_printf(self->arena, "%.*s:%.*s.gradle.plugin",
                                                            FH_TEXT_ARGS(name), FH_TEXT_ARGS(name)),
                                    .requirement = number,
                                    .phase = "build",
                                    .pin = pin_of(number),
                                    .table = FH_TEXT("plugins")});
}

/* ---- the walk ---- */

/* rootProject.name = "x" of settings.gradle. */
static void take_name(gradle *self, const fh_gradle_token *word)
{
    const fh_gradle_token *value = token_at(self, self->at + 1);
    if (!is_mark(token_at(self, self->at), '=') || value->kind != FH_GRADLE_STRING) return;
    const fh_node place = {.line = word->line, .column = word->column};
    fh_manifest_add_package(&self->site, &place,
                            &(fh_own_package){.name = value_of(self, value), .type = "maven"});
}

/* Words up to the bracket name a block: "dependencies", "if (x)", "commonMain.dependencies". */
static fh_text block_name(const gradle *self, size_t brace)
{
    size_t first = brace;
    while (first > 0 && brace - first < 16) {
        const fh_gradle_token *before = token_at(self, first - 1);
        if (before->kind == FH_GRADLE_LINE || is_mark(before, ';') || is_mark(before, '{') ||
            is_mark(before, '}'))
            break;
        first--;
    }
    if (first == brace) return FH_TEXT("");
    const fh_gradle_token *start = token_at(self, first), *end = token_at(self, brace - 1);
    /* "val commonTest by getting {" */
    if (fh_text_is(start->text, "val") && first + 1 < brace) return token_at(self, first + 1)->text;
    if (!fh_text_is(start->text, "if")) return start->text;
    const char *stop = end->text.ptr + end->text.len;
    return fh_text_slice(fh_text_make(start->text.ptr, (size_t)(stop - start->text.ptr)), 0, 120);
}

static bool starts_statement(const gradle *self)
{
    const fh_gradle_token *before = token_at(self, self->at - 1);
    return self->at == 0 || before->kind == FH_GRADLE_LINE || is_mark(before, '{') ||
           is_mark(before, '}') || is_mark(before, ';');
}

static void take_word(gradle *self, const fh_gradle_token *token)
{
    fh_text condition;
    const bool starts = starts_statement(self);
    self->at++;
    if (fh_text_is(token->text, "rootProject.name")) take_name(self, token);
    if (!starts) return;
    if (self->depth > 0 && self->depth <= MOST_BLOCKS &&
        fh_text_is(self->blocks[self->depth - 1], "plugins")) {
        take_plugin(self, token);
        return;
    }
    if (!is_dependencies(self, &condition) || fh_text_is(token->text, "if")) return;
    /* What opens a block, sets a variable, or only bounds versions is no configuration. */
    const fh_gradle_token *next = token_at(self, self->at);
    if (is_mark(next, '{') || is_mark(next, '=') || in_block(self, "constraints") ||
        fh_text_is(token->text, "def") || fh_text_is(token->text, "val"))
        return;
    if (fh_text_is(token->text, "add") && token_at(self, self->at + 1)->kind == FH_GRADLE_STRING) {
        const fh_text configuration = token_at(self, self->at + 1)->text;
        self->at += 2;
        take_statement(self, configuration);
        return;
    }
    take_statement(self, token->text);
}

/* "implementation"("g:a:v") in Kotlin names its configuration by a text. */
static void take_text(gradle *self, const fh_gradle_token *token)
{
    fh_text condition;
    const bool starts = starts_statement(self);
    self->at++;
    if (starts && is_mark(token_at(self, self->at), '(') && is_dependencies(self, &condition) &&
        !in_block(self, "constraints"))
        take_statement(self, token->text);
}

static void read(fh_env *env, const fh_input *input, fh_facts *facts)
{
    (void)env;
    gradle self = {.site = fh_site_make(input, &fh_reader_gradle, facts), .arena = input->scratch};
    if (input->bytes.len > MOST_BYTES) {
        fh_facts_add_unread(facts, FH_UNREAD_TOO_LARGE, 0, 0, fh_text_of(fh_reader_gradle.name),
                            FH_TEXT("a build script above 2 MiB"));
        return;
    }
    if (!fh_gradle_split(self.arena, input->bytes, &self.tokens)) return;
    find_variables(&self);
    while (self.at < self.tokens.count) {
        const fh_gradle_token *token = &self.tokens.items[self.at];
        if (is_mark(token, '{')) {
            if (self.depth < MOST_BLOCKS) self.blocks[self.depth] = block_name(&self, self.at);
            self.depth++;
        } else if (is_mark(token, '}') && self.depth > 0) self.depth--;
        else if (token->kind == FH_GRADLE_WORD) {
            take_word(&self, token);
            continue;
        } else if (token->kind == FH_GRADLE_STRING) {
            take_text(&self, token);
            continue;
        }
        self.at++;
    }
}

static const char *const globs[] = {"**/*.gradle", "**/*.gradle.kts", NULL};

const fh_reader fh_reader_gradle = {
    .name = "gradle",
    .about = "Gradle scripts: literal dependencies by configuration, plugins, uses of catalogs",
    .globs = globs,
    .syntax = FH_SYNTAX_NONE,
    .manifest = true,
    .read = read,
};
