/* SPDX-FileCopyrightText: 2026 The freehold authors
 * SPDX-License-Identifier: Apache-2.0 */

#include "base/table.h"
#include "read/installs.h"
#include "read/site.h"

/* Dockerfiles in two passes. The first one finds the stages, the images they start from and who
 * needs whom, so that the second can say of everything whether the last stage holds it. */

enum { MOST_BYTES = 1 << 20, SCOPE_DEPTH = 32 };

extern const fh_reader fh_reader_dockerfile;

typedef struct variable {
    fh_text name, value;
    uint32_t line, column;
    bool known;
} variable;
FH_VEC(variable_vec, variable);

/* Variables of a stage; those of the stage it starts from show through. */
typedef struct scope {
    fh_table names; /* -> index into docker.variables */
    const struct scope *below;
} scope;

typedef struct stage {
    fh_text name;
    scope *variables;
    size_t first_need; /* into docker.needs; up to the next stage's */
    bool reachable;
} stage;
FH_VEC(stage_vec, stage);
FH_VEC(need_vec, uint32_t);

typedef struct image {
    fh_text reference, written;
    uint32_t line, column;
    uint32_t stage;
    uint32_t argument; /* index + 1 of the variable whose default names the repository; 0: none */
    const char *via;
} image;
FH_VEC(image_vec, image);

typedef struct docker {
    const fh_site *site;
    fh_arena *arena;
    fh_docker_file file;
    fh_shell_word_vec *words; /* of each instruction */
    variable_vec variables;
    scope global;
    stage_vec stages;
    fh_table stage_names; /* lower case -> index */
    need_vec needs;
    image_vec images;
} docker;

/* ---- variables ---- */

static const variable *find_variable(const docker *self, const scope *where, fh_text name)
{
    uint32_t index;
    for (unsigned depth = 0; where != NULL && depth < SCOPE_DEPTH; depth++, where = where->below)
        if (fh_table_find(&where->names, name, &index)) return &self->variables.items[index];
    return NULL;
}

typedef struct viewpoint {
    const docker *self;
    const scope *where;
} viewpoint;

/* What a build on the commonest platform sets by itself. */
static bool look_up_platform(fh_text name, fh_text *ret_value)
{
    static const struct {
        const char *name, *value;
    } platform[] = {
        {"TARGETPLATFORM", "linux/amd64"},
        {"BUILDPLATFORM", "linux/amd64"},
        {"TARGETOS", "linux"},
        {"BUILDOS", "linux"},
        {"TARGETARCH", "amd64"},
        {"BUILDARCH", "amd64"},
    };
    for (size_t i = 0; i < FH_COUNT(platform); i++) {
        if (!fh_text_is(name, platform[i].name)) continue;
        *ret_value = fh_text_of(platform[i].value);
        return true;
    }
    return false;
}

static bool look_up(void *user, fh_text name, fh_text *ret_value)
{
    const viewpoint *view = user;
    const variable *found = find_variable(view->self, view->where, name);
    if (found != NULL && found->known) *ret_value = found->value;
    return found != NULL && found->known ? true : look_up_platform(name, ret_value);
}

static fh_text expand(const docker *self, const scope *where, fh_text text)
{
    viewpoint view = {self, where};
    return fh_expand(self->arena, text, false, look_up, &view);
}

static void set_variable(docker *self, scope *where, const variable *value)
{
    if (!FH_VEC_ADD(self->arena, &self->variables, *value)) return;
    (void)fh_table_set(&where->names, value->name, (uint32_t)self->variables.count - 1);
}

/* "NAME=value" or "NAME". */
static variable parse_variable(const docker *self, const scope *where, const fh_shell_word *word)
{
    const size_t equals = fh_text_find_byte(word->text, '=');
    variable result = {.name = fh_text_slice(word->text, 0, equals),
                       .line = word->line,
                       .column = word->column,
                       .known = equals != SIZE_MAX};
    if (result.known)
        result.value = expand(self, where, fh_text_slice(word->text, equals + 1, SIZE_MAX));
    return result;
}

/* ---- first pass: stages ---- */

static fh_text lower(fh_arena *arena, fh_text text)
{
    char *copy = fh_arena_alloc(arena, text.len);
    if (copy == NULL) return FH_TEXT("");
    for (size_t i = 0; i < text.len; i++) copy[i] = fh_lower(text.ptr[i]);
    return fh_text_make(copy, text.len);
}

static bool find_stage(const docker *self, fh_text name, uint32_t *ret_index)
{
    uint64_t number;
    if (fh_table_find(&self->stage_names, lower(self->arena, name), ret_index)) return true;
    if (!fh_text_to_u64(name, &number) || number >= self->stages.count) return false;
    *ret_index = (uint32_t)number;
    return true;
}

/* Words that a build replaces before there is a Dockerfile. */
static bool is_template(fh_text text)
{
    return fh_text_find(text, FH_TEXT("{{")) != SIZE_MAX ||
           fh_text_find(text, FH_TEXT("{%")) != SIZE_MAX;
}

/* In "${BASE}:${TAG}" the default of BASE names the repository: index + 1 of that variable. */
static uint32_t argument_of(const docker *self, fh_text written)
{
    uint32_t index;
    size_t end = 0;
    if (written.len < 2 || written.ptr[0] != '$') return 0;
    const bool braced = written.ptr[1] == '{';
    const size_t start = braced ? 2 : 1;
    for (end = start; end < written.len && fh_is_word(written.ptr[end]);) end++;
    const fh_text name = fh_text_slice(written, start, end);
    if (braced) {
        const size_t close = fh_text_find_byte(fh_text_slice(written, end, SIZE_MAX), '}');
        if (close == SIZE_MAX) return 0;
        end += close + 1;
    }
    const char next = end < written.len ? written.ptr[end] : ':';
    if (next != ':' && next != '@' && next != '$') return 0;
    if (!fh_table_find(&self->global.names, name, &index)) return 0;
    const variable *found = &self->variables.items[index];
    return found->known && found->value.len > 0 ? index + 1 : 0;
}

static void add_image(docker *self, const fh_shell_word *word, fh_text reference, const char *via)
{
    if (reference.len == 0 || fh_text_is(reference, "scratch") || is_template(reference)) return;
    const image found = {
        .reference = reference,
        .written = word->text,
        .line = word->line,
        .column = word->column,
        .stage = (uint32_t)self->stages.count - 1,
        .argument = argument_of(self, word->text),
        .via = via,
    };
    (void)FH_VEC_ADD(self->arena, &self->images, found);
}

static const fh_shell_word *plain_word(const fh_shell_word_vec *words, size_t index)
{
    for (size_t i = 0; i < words->count; i++) {
        const fh_shell_word *word = &words->items[i];
        if (word->kind != FH_SHELL_WORD || fh_text_starts(word->text, FH_TEXT("--"))) continue;
        if (index-- == 0) return word;
    }
    return NULL;
}

static void take_from(docker *self, const fh_shell_word_vec *words)
{
    const fh_shell_word *word = plain_word(words, 0), *as = plain_word(words, 1),
                        *name = plain_word(words, 2);
    if (word == NULL) return;
    const fh_text reference = expand(self, &self->global, word->text);
    uint32_t base = 0;
    const bool earlier = self->stages.count > 0 &&
                         fh_table_find(&self->stage_names, lower(self->arena, reference), &base);
    stage fresh = {.variables = FH_NEW(self->arena, scope), .first_need = self->needs.count};
    if (fresh.variables == NULL) return;
    fh_table_init(&fresh.variables->names, self->arena);
    if (earlier) fresh.variables->below = self->stages.items[base].variables;
    if (as != NULL && name != NULL && fh_text_eq_nocase(as->text, FH_TEXT("AS")))
        fresh.name = lower(self->arena, name->text);
    else fresh.name = fh_arena_printf(self->arena, "%zu", self->stages.count);
    if (!FH_VEC_ADD(self->arena, &self->stages, fresh)) return;
    if (earlier) (void)FH_VEC_ADD(self->arena, &self->needs, base);
    else add_image(self, word, reference, "dockerfile-from");
    (void)fh_table_set(&self->stage_names, fresh.name, (uint32_t)self->stages.count - 1);
}

/* "--from=NAME" of COPY, "--mount=type=bind,from=NAME" of RUN. */
static fh_text source_of(const fh_shell_word *word)
{
    fh_text part, rest = word->text;
    if (word->kind != FH_SHELL_WORD) return FH_TEXT("");
    if (fh_text_starts(rest, FH_TEXT("--from="))) return fh_text_slice(rest, 7, SIZE_MAX);
    if (!fh_text_starts(rest, FH_TEXT("--mount="))) return FH_TEXT("");
    rest = fh_text_slice(rest, 8, SIZE_MAX);
    while (fh_text_next_field(&rest, ',', &part))
        if (fh_text_starts(part, FH_TEXT("from="))) return fh_text_slice(part, 5, SIZE_MAX);
    return FH_TEXT("");
}

static void take_sources(docker *self, const fh_shell_word_vec *words)
{
    for (size_t i = 0; i < words->count && self->stages.count > 0; i++) {
        const fh_shell_word *word = &words->items[i];
        if (!fh_text_starts(word->text, FH_TEXT("--"))) return;
        fh_shell_word name = *word;
        name.text = source_of(word);
        if (name.text.len == 0) continue;
        uint32_t index;
        const fh_text reference = expand(self, &self->global, name.text);
        if (find_stage(self, reference, &index)) (void)FH_VEC_ADD(self->arena, &self->needs, index);
        else add_image(self, &name, reference, "dockerfile-copy");
    }
}

/* A stage needs only stages before it, so one walk from the last one is enough. */
static void mark_reachable(docker *self)
{
    size_t end = self->needs.count;
    for (size_t i = self->stages.count; i-- > 0;) {
        stage *at = &self->stages.items[i];
        if (i + 1 == self->stages.count) at->reachable = true;
        for (size_t k = at->first_need; at->reachable && k < end; k++)
            if (self->needs.items[k] < i) self->stages.items[self->needs.items[k]].reachable = true;
        end = at->first_need;
    }
}

static fh_text stage_text(const docker *self, uint32_t index)
{
    const stage *at = &self->stages.items[index];
    return at->reachable ? FH_TEXT("final") : at->name;
}

/* ---- second pass: facts ---- */

static bool is_bare(fh_text reference)
{
    return fh_text_find_byte(reference, '/') == SIZE_MAX &&
           fh_text_find_byte(reference, ':') == SIZE_MAX &&
           fh_text_find_byte(reference, '@') == SIZE_MAX;
}

static void emit_image(const docker *self, const image *found)
{
    const variable *argument =
        found->argument > 0 ? &self->variables.items[found->argument - 1] : NULL;
    fh_fact fact =
        fh_site_fact(self->site, FH_FACT_IMAGE, argument != NULL ? argument->line : found->line,
                     argument != NULL ? argument->column : found->column);
    fact.subject = found->reference;
    fact.value = found->written;
    /* A bare word behind COPY --from may be a build context that somebody names from outside. */
    if (fh_text_is(fh_text_of(found->via), "dockerfile-copy") && is_bare(found->reference))
        fact.certainty = FH_CERTAINTY_GUESSED;
    fh_fact_set(&fact, FH_ATTR_VIA,
                argument != NULL ? FH_TEXT("dockerfile-arg") : fh_text_of(found->via));
    fh_fact_set(&fact, FH_ATTR_STAGE, stage_text(self, found->stage));
    if (argument != NULL) fh_fact_set(&fact, FH_ATTR_NAME, argument->name);
    fh_site_add(self->site, &fact);
}

static fh_text image_key(fh_arena *arena, const image *found)
{
    return fh_arena_printf(arena, "%u:%.*s", (unsigned)found->argument,
                           FH_TEXT_ARGS(found->reference));
}

/* Several stages may start from one argument: its line counts once, as final when one of them is.
 */
static void emit_images(const docker *self)
{
    fh_table seen;
    fh_table_init(&seen, self->arena);
    for (int final = 1; final >= 0; final--) {
        for (size_t i = 0; i < self->images.count; i++) {
            const image *found = &self->images.items[i];
            if (self->stages.items[found->stage].reachable != (final == 1)) continue;
            if (found->argument > 0) {
                const fh_text key = image_key(self->arena, found);
                uint32_t ignored;
                if (fh_table_find(&seen, key, &ignored)) continue;
                (void)fh_table_set(&seen, key, 1);
            }
            emit_image(self, found);
        }
    }
}

static void emit_option(const docker *self, const variable *value, fh_text stage_name)
{
    fh_fact fact = fh_site_fact(self->site, FH_FACT_OPTION, value->line, value->column);
    fact.subject = value->name;
    if (!fh_is_secret_name(value->name)) {
        fact.value = value->value;
        fh_fact_set(&fact, FH_ATTR_DEFAULT, value->value);
    } else {
        fact.quote = value->name;
    }
    fh_fact_set(&fact, FH_ATTR_KIND, FH_TEXT("docker-arg"));
    fh_fact_set(&fact, FH_ATTR_STAGE, stage_name);
    fh_site_add(self->site, &fact);
}

static bool is_variable_name(fh_text name)
{
    for (size_t i = 0; i < name.len; i++)
        if (!fh_is_word(name.ptr[i])) return false;
    return name.len > 0;
}

/* Before the first FROM, in the first pass, and in a stage, in the second. */
static void take_arg(docker *self, scope *where, const fh_shell_word_vec *words, fh_text stage_name)
{
    for (size_t i = 0; i < words->count; i++) {
        if (words->items[i].kind != FH_SHELL_WORD) continue;
        variable value = parse_variable(self, where, &words->items[i]);
        if (!is_variable_name(value.name)) continue;
        const variable *global = find_variable(self, &self->global, value.name);
        const bool repeated = !value.known && where != &self->global && global != NULL;
        if (repeated) {
            value.value = global->value;
            value.known = global->known;
        }
        set_variable(self, where, &value);
        if (!repeated) emit_option(self, &value, stage_name);
    }
}

static void emit_env(docker *self, scope *where, const variable *value, fh_text stage_name)
{
    fh_fact fact;
    if (fh_site_env(self->site, value->line, value->column, value->name, value->value, &fact)) {
        fh_fact_set(&fact, FH_ATTR_STAGE, stage_name);
        fh_site_add(self->site, &fact);
    }
    set_variable(self, where, value);
}

static void take_env(docker *self, scope *where, const fh_shell_word_vec *words, fh_text stage_name)
{
    const fh_shell_word *first = plain_word(words, 0), *second = plain_word(words, 1);
    if (first == NULL) return;
    if (fh_text_find_byte(first->text, '=') == SIZE_MAX) {
        /* The old form: a name, a blank, a value. */
        if (second == NULL) return;
        const variable value = {first->text, expand(self, where, second->text), first->line,
                                first->column, true};
        emit_env(self, where, &value, stage_name);
        return;
    }
    for (size_t i = 0; i < words->count; i++) {
        if (words->items[i].kind != FH_SHELL_WORD) continue;
        const variable value = parse_variable(self, where, &words->items[i]);
        if (value.known && is_variable_name(value.name)) emit_env(self, where, &value, stage_name);
    }
}

static bool is(const fh_docker_instruction *instruction, const char *name)
{
    return fh_text_eq_nocase(instruction->name, fh_text_of(name));
}

static void first_pass(docker *self)
{
    for (size_t i = 0; i < self->file.instructions.count; i++) {
        const fh_docker_instruction *at = &self->file.instructions.items[i];
        if (is(at, "FROM")) take_from(self, &self->words[i]);
        else if (is(at, "ARG") && self->stages.count == 0)
            take_arg(self, &self->global, &self->words[i], FH_TEXT(""));
        else if (is(at, "COPY") || is(at, "RUN")) take_sources(self, &self->words[i]);
    }
    mark_reachable(self);
}

static void second_pass(docker *self)
{
    uint32_t next = 0;
    for (size_t i = 0; i < self->file.instructions.count; i++) {
        const fh_docker_instruction *at = &self->file.instructions.items[i];
        if (is(at, "FROM") && plain_word(&self->words[i], 0) != NULL && next < self->stages.count)
            next++;
        if (next == 0) continue;
        scope *where = self->stages.items[next - 1].variables;
        const fh_text stage_name = stage_text(self, next - 1);
        if (is(at, "ARG")) take_arg(self, where, &self->words[i], stage_name);
        else if (is(at, "ENV")) take_env(self, where, &self->words[i], stage_name);
        else if (is(at, "RUN")) {
            viewpoint view = {self, where};
            const fh_install_scope installed = {"container-base", "RUN", stage_name, look_up,
                                                &view};
            fh_installs_read(self->site, &self->words[i], &installed);
        }
    }
}

/* "Dockerfile.py" and "Dockerfile.dockerignore" are named after a Dockerfile, and are none. */
static bool is_dockerfile(const fh_input *input)
{
    static const char *const others[] = {"dockerignore", "py",   "go",  "js",   "ts",
                                         "md",           "rs",   "sh",  "json", "c",
                                         "java",         "yaml", "yml", "txt",  "html"};
    const fh_text name = fh_text_base_name(input->path);
    const size_t dot = fh_text_rfind_byte(name, '.');
    if (dot == SIZE_MAX) return true;
    for (size_t i = 0; i < FH_COUNT(others); i++)
        if (fh_text_eq_nocase(fh_text_slice(name, dot + 1, SIZE_MAX), fh_text_of(others[i])))
            return false;
    return true;
}

static void read(fh_env *env, const fh_input *input, fh_facts *facts)
{
    (void)env;
    if (!is_dockerfile(input)) return;
    if (input->bytes.len > MOST_BYTES) {
        fh_facts_add_unread(facts, FH_UNREAD_TOO_LARGE, 0, 0, fh_text_of(fh_reader_dockerfile.name),
                            FH_TEXT("a Dockerfile above 1 MiB"));
        return;
    }
    const fh_site site = fh_site_make(input, &fh_reader_dockerfile, facts);
    docker self = {.site = &site, .arena = input->scratch};
    fh_table_init(&self.global.names, self.arena);
    fh_table_init(&self.stage_names, self.arena);
    if (!fh_docker_parse(self.arena, input->bytes, &self.file)) return;
    const size_t count = self.file.instructions.count;
    self.words = FH_NEW_ARRAY(self.arena, count, fh_shell_word_vec);
    for (size_t i = 0; i < count && self.words != NULL; i++)
        if (!fh_docker_words(self.arena, &self.file, &self.file.instructions.items[i],
                             &self.words[i]))
            return;
    if (self.words == NULL) return;
    first_pass(&self);
    if (self.arena->failed) return;
    emit_images(&self);
    second_pass(&self);
}

static const char *const globs[] = {"**/Dockerfile",      "**/Dockerfile.*",
                                    "**/Dockerfile-*",    "**/Dockerfile_*",
                                    "**/*.dockerfile",    "**/*-dockerfile",
                                    "**/*_dockerfile",    "**/Containerfile",
                                    "**/Containerfile.*", NULL};

const fh_reader fh_reader_dockerfile = {
    .name = "dockerfile",
    .about = "Dockerfile and Containerfile: stages, images, packages, environment",
    .globs = globs,
    .syntax = FH_SYNTAX_NONE,
    .manifest = true,
    .read = read,
};
