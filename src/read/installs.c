/* SPDX-FileCopyrightText: 2026 The freehold authors
 * SPDX-License-Identifier: Apache-2.0 */

#include "read/installs.h"

#include "model/purl.h"

enum { MOST_WORDS = 4000, MOST_IFS = 8, LONGEST_CONDITION = 120 };

/* How a family of package managers writes its command line. */
typedef struct family {
    const char *type;    /* of the purl */
    const char *prefix;  /* namespace before the name, or "" */
    const char *valued;  /* options that take the next word, each between spaces */
    const char *sources; /* of them, those whose value is where packages come from */
    const char *version; /* of them, those whose value is the version of what follows */
    char at;             /* byte between name and version */
} family;

static const family pypi = {
    "pypi",
    "",
    " -r --requirement -c --constraint -i --index-url --extra-index-url -f --find-links -t "
    "--target "
    "--prefix --root --python -p --python-version --python-platform --platform --index "
    "--default-index --index-strategy --cache-dir --timeout --retries --trusted-host "
    "--torch-backend --config-settings -C --no-binary --only-binary --progress-bar -e --editable "
    "--upgrade-package -P --src --abi --implementation --with --no-build-isolation-package "
    "--no-binary-package --prerelease --resolution --link-mode --exclude-newer --override --proxy ",
    " -i --index-url --extra-index-url -f --find-links --index --default-index ",
    "",
    '='};
static const family deb = {"deb", "debian/", " -o -t --target-release -c --config-file ",
                           "",    "",        '='};
static const family rpm = {
    "rpm",
    "",
    " -c --config --setopt --enablerepo --disablerepo --installroot -x --exclude --repo ",
    "",
    "",
    '='};
static const family apk = {
    "apk", "alpine/", " -t --virtual -X --repository -p --root ", " -X --repository ", "", '='};
static const family conda = {"conda",          "", " -c --channel -n --name -p --prefix -f --file ",
                             " -c --channel ", "", '='};
static const family npm = {"npm",          "", " --prefix --registry -C --cache --filter ",
                           " --registry ", "", '@'};
static const family cargo = {"cargo",
                             "",
                             " --version --vers --git --rev --branch --tag --features -F --root "
                             "--path --target --bin --index "
                             "--registry --profile -j --jobs ",
                             " --git --index --registry ",
                             " --version --vers ",
                             '@'};
static const family golang = {"golang", "", " -ldflags -tags -o -gcflags ", "", "", '@'};
static const family gem = {
    "gem", "", " -v --version -s --source -i --install-dir ", " -s --source ", " -v --version ",
    ':'};

/* "uv pip install": program, then the words that must follow; "" when one is enough. */
static const struct {
    const char *program, *verb, *second;
    const family *tool;
} commands[] = {
    {"pip", "install", "", &pypi},
    {"pip3", "install", "", &pypi},
    {"uv", "pip", "install", &pypi},
    {"uv", "tool", "install", &pypi},
    {"uv", "add", "", &pypi},
    {"pipx", "install", "", &pypi},
    {"poetry", "add", "", &pypi},
    {"pdm", "add", "", &pypi},
    {"apt-get", "install", "", &deb},
    {"apt", "install", "", &deb},
    {"aptitude", "install", "", &deb},
    {"dnf", "install", "", &rpm},
    {"yum", "install", "", &rpm},
    {"microdnf", "install", "", &rpm},
    {"tdnf", "install", "", &rpm},
    {"zypper", "install", "", &rpm},
    {"apk", "add", "", &apk},
    {"conda", "install", "", &conda},
    {"mamba", "install", "", &conda},
    {"micromamba", "install", "", &conda},
    {"conda", "create", "", &conda},
    {"npm", "install", "", &npm},
    {"npm", "i", "", &npm},
    {"npm", "add", "", &npm},
    {"yarn", "add", "", &npm},
    {"yarn", "global", "add", &npm},
    {"pnpm", "add", "", &npm},
    {"bun", "add", "", &npm},
    {"bun", "install", "", &npm},
    {"cargo", "install", "", &cargo},
    {"cargo", "binstall", "", &cargo},
    {"go", "install", "", &golang},
    {"go", "get", "", &golang},
    {"gem", "install", "", &gem},
};

typedef struct installs {
    const fh_site *site;
    const fh_install_scope *scope;
    const fh_shell_word *words; /* of one command */
    size_t count;
    fh_text conditions[MOST_IFS];
    size_t ifs;      /* open; conditions beyond MOST_IFS are not kept */
    fh_text version; /* given by an option */
} installs;

static bool is_listed(const char *list, fh_text word)
{
    const fh_text all = fh_text_of(list);
    for (size_t at = 1; at < all.len;) {
        const size_t len = fh_text_find_byte(fh_text_slice(all, at, SIZE_MAX), ' ');
        if (fh_text_eq(fh_text_slice(all, at, at + len), word)) return true;
        at += len + 1;
    }
    return false;
}

static fh_text resolved(const installs *self, fh_text text)
{
    return fh_expand(self->site->input->scratch, text, false, self->scope->lookup,
                     self->scope->user);
}

/* ---- one package ---- */

static fh_fact start(const installs *self, fh_fact_kind kind, const fh_shell_word *word)
{
    fh_fact fact = fh_site_fact(self->site, kind, word->line, word->column);
    fh_fact_set(&fact, FH_ATTR_STAGE, self->scope->stage);
    return fact;
}

static void add_package(const installs *self, const fh_shell_word *word, const fh_edge *edge)
{
    fh_edge full = *edge;
    full.phase = self->scope->phase;
    full.table = self->scope->table;
    full.necessity = self->ifs > 0 ? "unknown" : "required";
    const size_t last = self->ifs > MOST_IFS ? MOST_IFS : self->ifs;
    if (last > 0)
        full.gate = fh_arena_printf(self->site->input->scratch, "option:%.*s",
                                    FH_TEXT_ARGS(self->conditions[last - 1]));
    fh_fact fact = start(self, FH_FACT_DEPENDENCY, word);
    fh_edge_fill(&fact, &full);
    fh_site_add(self->site, &fact);
}

static void add_source(const installs *self, const fh_shell_word *word, fh_text address)
{
    address = resolved(self, address);
    if (address.len == 0) return;
    fh_fact fact = start(self, FH_FACT_SOURCE, word);
    fact.subject = address;
    fh_fact_set(&fact, FH_ATTR_TABLE, fh_text_of(self->scope->table));
    fh_site_add(self->site, &fact);
}

static bool is_name_byte(char c)
{
    return fh_is_word(c) || c == '-' || c == '.' || c == '/' || c == '@' || c == '+';
}

/* "git+https://github.com/owner/name.git@ref#egg=x" */
static bool add_git(const installs *self, const fh_shell_word *word, fh_text text)
{
    static const char host[] = "github.com/";
    const size_t at = fh_text_find(text, FH_TEXT("github.com/"));
    if (at == SIZE_MAX || !fh_text_starts(text, FH_TEXT("git+"))) return false;
    fh_text path = fh_text_slice(text, at + sizeof(host) - 1, SIZE_MAX);
    path = fh_text_slice(path, 0, fh_text_find_byte(path, '#'));
    const size_t mark = fh_text_find_byte(path, '@');
    const fh_text ref = mark == SIZE_MAX ? FH_TEXT("") : fh_text_slice(path, mark + 1, SIZE_MAX);
    path = fh_text_slice(path, 0, mark);
    if (fh_text_ends(path, FH_TEXT(".git"))) path.len -= 4;
    if (path.len == 0 || fh_text_find_byte(path, '$') != SIZE_MAX) return false;
    add_package(self, word,
                &(fh_edge){.purl = fh_purl_of(self->site->input->scratch, "github", path),
                           .requirement = ref,
                           .name = path,
                           .pin = "git-ref",
                           .source = fh_text_slice(text, 4, SIZE_MAX)});
    return true;
}

/* An address: a wheel names its package, a git address its repository, the rest says nothing. */
static void add_address(const installs *self, const fh_shell_word *word, fh_text text)
{
    if (add_git(self, word, text)) return;
    const fh_text address = fh_text_slice(text, 0, fh_text_find_byte(text, '#'));
    const fh_text file = fh_text_base_name(address);
    const size_t dash = fh_text_find_byte(file, '-');
    if (!fh_text_ends(file, FH_TEXT(".whl")) || dash == SIZE_MAX) return;
    const fh_text name = fh_text_slice(file, 0, dash);
    if (fh_text_find_byte(name, '$') != SIZE_MAX) return;
    add_package(self, word,
                &(fh_edge){.purl = fh_purl_of(self->site->input->scratch, "pypi", name),
                           .name = name,
                           .pin = "url",
                           .source = address});
}

static void add_python(const installs *self, const fh_shell_word *word, fh_text text)
{
    size_t end = 0;
    const size_t url = fh_text_find(text, FH_TEXT("://"));
    const size_t at = fh_text_find_byte(text, '@');
    if (url != SIZE_MAX && (at == SIZE_MAX || at > url || text.ptr[0] == '@')) {
        add_address(self, word, text);
        return;
    }
    while (end < text.len && (fh_is_alnum(text.ptr[end]) || text.ptr[end] == '-' ||
                              text.ptr[end] == '_' || text.ptr[end] == '.'))
        end++;
    const fh_text name = fh_text_slice(text, 0, end);
    fh_text rest = fh_text_trim(fh_text_slice(text, end, SIZE_MAX));
    if (name.len == 0 || !fh_is_alnum(name.ptr[0]) || fh_text_ends(name, FH_TEXT(".whl"))) return;
    if (rest.len > 0 && rest.ptr[0] == '[') {
        const size_t close = fh_text_find_byte(rest, ']');
        rest = close == SIZE_MAX ? FH_TEXT("")
                                 : fh_text_trim(fh_text_slice(rest, close + 1, SIZE_MAX));
    }
    if (rest.len > 0 && (rest.ptr[0] == '/' || rest.ptr[0] == '$' || rest.ptr[0] == ':')) return;
    fh_edge edge = {.purl = fh_purl_of(self->site->input->scratch, "pypi", name),
                    .requirement = rest,
                    .name = name,
                    .pin = fh_pin_of_requirement(rest)};
    if (rest.len > 0 && rest.ptr[0] == '@') {
        edge.pin = "url";
        edge.source = fh_text_trim(fh_text_slice(rest, 1, SIZE_MAX));
    }
    add_package(self, word, &edge);
}

static void add_plain(const installs *self, const family *tool, const fh_shell_word *word,
                      fh_text text)
{
    fh_arena *arena = self->site->input->scratch;
    const size_t channel = fh_text_find(text, FH_TEXT("::"));
    if (tool == &conda && channel != SIZE_MAX) text = fh_text_slice(text, channel + 2, SIZE_MAX);
    /* The first byte may be the '@' of a scope. */
    size_t end = 1;
    while (end < text.len && text.ptr[end] != tool->at && is_name_byte(text.ptr[end])) end++;
    fh_text name = fh_text_slice(text, 0, end);
    fh_text version = fh_text_slice(text, end, SIZE_MAX);
    const bool scoped = tool == &npm && text.len > 0 && text.ptr[0] == '@';
    const bool path = fh_text_find_byte(name, '/') != SIZE_MAX && !scoped && tool != &golang;
    if (name.len == 0 || path || (!scoped && !fh_is_alnum(name.ptr[0]))) return;
    if (fh_text_ends(name, FH_TEXT(".deb")) || fh_text_ends(name, FH_TEXT(".rpm"))) return;
    if (version.len > 0 && (version.ptr[0] == '$' || version.ptr[0] == '*')) return;
    while (version.len > 0 && version.ptr[0] == tool->at)
        version = fh_text_slice(version, 1, SIZE_MAX);
    if (version.len == 0) version = self->version;
    add_package(self, word,
                &(fh_edge){.purl = fh_purl_of(arena, tool->type,
                                              fh_arena_join(arena, fh_text_of(tool->prefix), name)),
                           .requirement = version,
                           .name = name,
                           .pin = fh_pin_of_requirement(version)});
}

/* ---- one command ---- */

/* An option at words[at]; gives how many words it takes. */
static size_t take_option(installs *self, const family *tool, size_t at)
{
    const fh_shell_word *word = &self->words[at];
    const size_t equals = fh_text_find_byte(word->text, '=');
    const fh_text name = fh_text_slice(word->text, 0, equals);
    if (!is_listed(tool->valued, name)) return 1;
    const fh_shell_word *holder = word;
    fh_text value =
        fh_text_slice(word->text, equals == SIZE_MAX ? word->text.len : equals + 1, SIZE_MAX);
    if (equals == SIZE_MAX && at + 1 < self->count) {
        holder = &self->words[at + 1];
        value = holder->text;
    }
    if (is_listed(tool->sources, name)) add_source(self, holder, value);
    if (is_listed(tool->version, name)) self->version = resolved(self, value);
    return equals == SIZE_MAX ? 2 : 1;
}

static void take_packages(installs *self, const family *tool, size_t at)
{
    self->version = FH_TEXT("");
    while (at < self->count) {
        const fh_shell_word *word = &self->words[at];
        if (word->text.len > 1 && word->text.ptr[0] == '-') {
            at += take_option(self, tool, at);
            continue;
        }
        at++;
        const fh_text text = fh_text_trim(resolved(self, word->text));
        if (word->computed || text.len == 0 || text.ptr[0] == '$' || text.ptr[0] == '.' ||
            text.ptr[0] == '/')
            continue;
        if (tool == &pypi) add_python(self, word, text);
        else add_plain(self, tool, word, text);
    }
}

/* The next word from `*at` that is no option; NULL when there is none. */
static const fh_shell_word *next_plain(const installs *self, size_t *at)
{
    while (*at < self->count && self->words[*at].text.len > 0 &&
           self->words[*at].text.ptr[0] == '-')
        ++*at;
    return *at < self->count ? &self->words[(*at)++] : NULL;
}

static bool is_python(fh_text program)
{
    return fh_text_starts(program, FH_TEXT("python"));
}

static void take_program(installs *self, size_t at)
{
    fh_text program = fh_text_base_name(self->words[at++].text);
    if (is_python(program) && at + 1 < self->count && fh_text_is(self->words[at].text, "-m")) {
        program = self->words[at + 1].text;
        at += 2;
    }
    if (fh_text_starts(program, FH_TEXT("pip3."))) program = FH_TEXT("pip");
    const fh_shell_word *verb = next_plain(self, &at);
    if (verb == NULL) return;
    for (size_t i = 0; i < FH_COUNT(commands); i++) {
        if (!fh_text_is(program, commands[i].program) || !fh_text_is(verb->text, commands[i].verb))
            continue;
        size_t first = at;
        if (commands[i].second[0] != '\0') {
            const fh_shell_word *second = next_plain(self, &first);
            if (second == NULL || !fh_text_is(second->text, commands[i].second)) continue;
        }
        take_packages(self, commands[i].tool, first);
        return;
    }
}

static bool is_assignment(fh_text word)
{
    const size_t equals = fh_text_find_byte(word, '=');
    if (equals == 0 || equals == SIZE_MAX) return false;
    for (size_t i = 0; i < equals; i++)
        if (!fh_is_word(word.ptr[i])) return false;
    return true;
}

static bool is_wrapper(fh_text word)
{
    return is_listed(" sudo env exec time nice then do else ! command { ", word);
}

static void open_condition(installs *self, size_t at)
{
    fh_arena *arena = self->site->input->scratch;
    fh_text text = FH_TEXT("");
    for (size_t i = at; i < self->count && text.len < LONGEST_CONDITION; i++) {
        if (text.len > 0) text = fh_arena_join(arena, text, FH_TEXT(" "));
        text = fh_arena_join(arena, text, fh_text_slice(self->words[i].text, 0, LONGEST_CONDITION));
    }
    if (self->ifs < MOST_IFS) self->conditions[self->ifs] = text;
    self->ifs++;
}

static void take_command(installs *self)
{
    for (size_t at = 0; at < self->count; at++) {
        const fh_text word = self->words[at].text;
        if (fh_text_is(word, "if") || fh_text_is(word, "case")) {
            open_condition(self, at + 1);
            return;
        }
        if ((fh_text_is(word, "fi") || fh_text_is(word, "esac")) && self->ifs > 0) self->ifs--;
        const bool flag = word.len > 0 && word.ptr[0] == '-';
        if (flag || is_assignment(word) || is_wrapper(word)) continue;
        take_program(self, at);
        return;
    }
}

void fh_installs_read(const fh_site *site, const fh_shell_word_vec *words,
                      const fh_install_scope *scope)
{
    installs self = {.site = site, .scope = scope};
    for (size_t i = 0; i < words->count;) {
        size_t end = i;
        while (end < words->count && words->items[end].kind == FH_SHELL_WORD) end++;
        self.words = words->items + i;
        self.count = end - i > MOST_WORDS ? MOST_WORDS : end - i;
        take_command(&self);
        i = end + 1;
        /* What a redirection names is no word of the command; what follows it still is. */
        if (end < words->count && words->items[end].kind == FH_SHELL_REDIRECT) i++;
    }
}
