/* SPDX-FileCopyrightText: 2026 The freehold authors
 * SPDX-License-Identifier: Apache-2.0 */

#include "license/expression.h"

#include <string.h>

#include "base/buf.h"
#include "base/vec.h"
#include "license/records.h"

/* Recursive descent over SPDX 2.3 annex D (with AdditionRef of 3.0.1): WITH binds before AND, AND
 * before OR. Depth and number of leaves are bounded, so no later walk can overflow the stack. */

enum { DEPTH_MAX = 64, LEAVES_MAX = 256 };

typedef enum token_kind {
    TOKEN_END,
    TOKEN_ID,
    TOKEN_AND,
    TOKEN_OR,
    TOKEN_WITH,
    TOKEN_OPEN,
    TOKEN_CLOSE,
    TOKEN_OTHER
} token_kind;

typedef struct parser {
    fh_env *env;
    const fh_license_corpus *corpus;
    fh_arena *arena;
    fh_text text;
    size_t at, end; /* of the token in hand */
    token_kind token;
    bool lax;
    bool lowercase, uppercase; /* operators seen: a mixture is refused */
    size_t used;               /* end of the last whole operand */
    uint32_t leaves;
    fh_status status;
} parser;

static bool is_id_byte(char c)
{
    return fh_is_alnum(c) || c == '-' || c == '.' || c == '+' || c == ':' || c == '_';
}

/* An operator in one case, or "And" and the like where lax. */
static token_kind word_kind(parser *self, fh_text word)
{
    static const struct {
        const char *upper, *lower;
        token_kind kind;
    } operators[] = {
        {"AND", "and", TOKEN_AND}, {"OR", "or", TOKEN_OR}, {"WITH", "with", TOKEN_WITH}};
    for (size_t i = 0; i < FH_COUNT(operators); i++) {
        if (fh_text_is(word, operators[i].upper)) {
            self->uppercase = true;
            return operators[i].kind;
        }
        if (fh_text_is(word, operators[i].lower)) {
            self->lowercase = true;
            return operators[i].kind;
        }
        if (self->lax && fh_text_eq_nocase(word, fh_text_of(operators[i].upper)))
            return operators[i].kind;
    }
    return TOKEN_ID;
}

static void next(parser *self)
{
    size_t at = self->end;
    while (at < self->text.len && fh_is_blank(self->text.ptr[at])) at++;
    self->at = at;
    if (at == self->text.len) {
        self->end = at;
        self->token = TOKEN_END;
        return;
    }
    const char c = self->text.ptr[at];
    self->end = at + 1;
    if (c == '(') self->token = TOKEN_OPEN;
    else if (c == ')') self->token = TOKEN_CLOSE;
    else if (!is_id_byte(c)) self->token = TOKEN_OTHER;
    else {
        while (self->end < self->text.len && is_id_byte(self->text.ptr[self->end])) self->end++;
        if (self->lax) /* a full stop or colon that ends the sentence */
            while (self->end > at + 1 &&
                   (self->text.ptr[self->end - 1] == '.' || self->text.ptr[self->end - 1] == ':' ||
                    self->text.ptr[self->end - 1] == '-'))
                self->end--;
        self->token = word_kind(self, fh_text_slice(self->text, at, self->end));
    }
}

static const fh_expression *fail(parser *self, const char *message)
{
    if (self->status == FH_OK)
        self->status =
            fh_fail_at(self->env, FH_BAD_INPUT, 1, (uint32_t)self->at + 1, "%s", message);
    return NULL;
}

/* ---- leaves
 * ----------------------------------------------------------------------------------------- */

static fh_expression *new_node(parser *self, fh_expression_kind kind)
{
    fh_expression *node = FH_NEW(self->arena, fh_expression);
    if (node == NULL) {
        self->status = fh_fail(self->env, FH_NO_MEMORY, "out of memory");
        return NULL;
    }
    node->kind = kind;
    return node;
}

static bool is_reference(fh_text id)
{
    static const char *const starts[] = {"LicenseRef-", "AdditionRef-"};
    if (fh_text_starts(id, FH_TEXT("DocumentRef-"))) {
        const size_t colon = fh_text_find_byte(id, ':');
        if (colon == SIZE_MAX || colon == 12) return false;
        id = fh_text_slice(id, colon + 1, id.len);
    }
    for (size_t i = 0; i < FH_COUNT(starts); i++) {
        const fh_text start = fh_text_of(starts[i]);
        if (!fh_text_starts(id, start) || id.len == start.len) continue;
        for (size_t k = 0; k < id.len; k++)
            if (!fh_is_alnum(id.ptr[k]) && id.ptr[k] != '-' && id.ptr[k] != '.') return false;
        return true;
    }
    return false;
}

/* The id of the same version that says "or later", when there is one. */
static bool find_later(const fh_license_corpus *corpus, uint32_t number, uint32_t *ret_number)
{
    const fh_license_record record = fh_license_record_get(corpus, number);
    const fh_family_record family = fh_family_get(corpus, record.family);
    for (uint32_t k = 0; k < family.count; k++) {
        const fh_version_record version = fh_version_get(corpus, family.first + k);
        if (version.version != record.version || version.later == 0xffff) continue;
        *ret_number = version.later;
        return true;
    }
    return false;
}

/* "GPLv2", "Apache2", "LGPL-2", "MPL 2.0": family and version told apart. */
static bool find_loose(const fh_license_corpus *corpus, fh_text id, uint32_t *ret_number)
{
    size_t at = 0;
    while (at < id.len && !fh_is_digit(id.ptr[at])) at++;
    if (at == 0 || at == id.len) return false;
    size_t key = at;
    while (key > 0 && !fh_is_alnum(id.ptr[key - 1])) key--;
    if (key > 2 && fh_lower(id.ptr[key - 1]) == 'v') key--;
    while (key > 0 && !fh_is_alnum(id.ptr[key - 1])) key--;
    uint32_t part[3] = {0, 0, 0}, count = 0;
    for (size_t i = at; i < id.len; i++) {
        if (id.ptr[i] == '.' && count < 2) count++;
        else if (fh_is_digit(id.ptr[i]) && part[count] < 100)
            part[count] = part[count] * 10 + (uint32_t)(id.ptr[i] - '0');
        else return false;
    }
    const uint32_t version = part[0] << 24 | part[1] << 16 | part[2] << 8;
    for (uint32_t f = 0; f < corpus->count[FH_SECTION_FAMILIES]; f++) {
        const fh_family_record family = fh_family_get(corpus, f);
        if (!fh_text_eq_nocase(family.key, fh_text_slice(id, 0, key))) continue;
        for (uint32_t k = 0; k < family.count; k++) {
            const fh_version_record row = fh_version_get(corpus, family.first + k);
            if (row.version != version || row.only == 0xffff) continue;
            *ret_number = row.only;
            return true;
        }
    }
    return false;
}

static bool find_alias(const fh_license_corpus *corpus, fh_text id, uint32_t *ret_number)
{
    static const struct {
        const char *alias, *id;
    } aliases[] = {
        {"Expat", "MIT"},
        {"BSD", "BSD-3-Clause"},
        {"BSD-2", "BSD-2-Clause"},
        {"BSD-3", "BSD-3-Clause"},
        {"BSD2", "BSD-2-Clause"},
        {"BSD3", "BSD-3-Clause"},
        {"BSD-4", "BSD-4-Clause"},
        {"NewBSD", "BSD-3-Clause"},
        {"New-BSD", "BSD-3-Clause"},
        {"Apache", "Apache-2.0"},
        {"ASL-2.0", "Apache-2.0"},
        {"ASL2.0", "Apache-2.0"},
        {"GPL", "GPL-1.0-or-later"},
        {"LGPL", "LGPL-2.0-or-later"},
        {"AGPL", "AGPL-3.0-only"},
        {"CC0", "CC0-1.0"},
        {"Boost", "BSL-1.0"},
        {"PSF", "PSF-2.0"},
        {"Public-Domain", "LicenseRef-freehold-public-domain"},
    };
    for (size_t i = 0; i < FH_COUNT(aliases); i++)
        if (fh_text_eq_nocase(id, fh_text_of(aliases[i].alias)))
            return fh_license_number_find(corpus, fh_text_of(aliases[i].id), ret_number);
    return find_loose(corpus, id, ret_number);
}

static const fh_expression *parse_or(parser *self, int depth);

/* A deprecated id as the expression that says the same today. */
static const fh_expression *current_of(parser *self, fh_text current)
{
    parser inner = {
        .env = self->env, .corpus = self->corpus, .arena = self->arena, .text = current};
    next(&inner);
    const fh_expression *tree = parse_or(&inner, 0);
    if (tree == NULL || tree->kind == FH_EXPRESSION_AND || tree->kind == FH_EXPRESSION_OR)
        return tree;
    fh_expression *copy = new_node(self, tree->kind);
    if (copy == NULL) return NULL;
    *copy = *tree;
    copy->deprecated = true;
    return copy;
}

static const fh_expression *make_leaf(parser *self, fh_text id)
{
    uint32_t number, later;
    fh_text base = id;
    bool plus = false;
    if (++self->leaves > LEAVES_MAX) {
        if (self->status == FH_OK)
            self->status = fh_fail(self->env, FH_LIMIT, "more than %d ids", LEAVES_MAX);
        return NULL;
    }
    bool found = fh_license_number_find(self->corpus, id, &number);
    if (!found && id.len > 1 && id.ptr[id.len - 1] == '+') {
        base = fh_text_slice(id, 0, id.len - 1);
        plus = true;
        found = fh_license_number_find(self->corpus, base, &number);
    }
    if (!found && self->lax) found = find_alias(self->corpus, base, &number);
    if (found && plus && find_later(self->corpus, number, &later)) {
        number = later;
        plus = false;
    }
    if (found) {
        const fh_license_record record = fh_license_record_get(self->corpus, number);
        if (!fh_text_is_empty(record.current)) return current_of(self, record.current);
        base = record.id;
    }
    fh_expression *leaf = new_node(self, FH_EXPRESSION_ID);
    if (leaf == NULL) return NULL;
    leaf->known =
        found || is_reference(base) || fh_text_is(base, "NONE") || fh_text_is(base, "NOASSERTION");
    leaf->id = found ? base : fh_arena_copy(self->arena, base);
    leaf->or_later = plus;
    return leaf;
}

/* ---- grammar
 * ---------------------------------------------------------------------------------------- */

static const fh_expression *join(parser *self, fh_expression_kind kind, const fh_expression *left,
                                 const fh_expression *right, bool lax)
{
    if (left == NULL || right == NULL) return NULL;
    fh_expression *node = new_node(self, kind);
    if (node == NULL) return NULL;
    node->left = left;
    node->right = right;
    node->lax = lax;
    return node;
}

static bool looks_like_id(const parser *self)
{
    const fh_text word = fh_text_slice(self->text, self->at, self->end);
    uint32_t number;
    if (fh_license_number_find(self->corpus, word, &number) || is_reference(word)) return true;
    if (word.len > 1 && word.ptr[word.len - 1] == '+') return true;
    return find_alias(self->corpus, word, &number);
}

/* "GPL-2+ with OpenSSL exception" names no license behind "with". */
static bool looks_like_exception(const parser *self)
{
    const fh_text word = fh_text_slice(self->text, self->at, self->end);
    uint32_t number;
    if (!fh_license_number_find(self->corpus, word, &number)) return is_reference(word);
    return (fh_license_record_get(self->corpus, number).flags & FH_RECORD_EXCEPTION) != 0;
}

static const fh_expression *parse_with(parser *self, int depth)
{
    const fh_expression *left;
    if (depth > DEPTH_MAX) {
        self->status = fh_fail(self->env, FH_LIMIT, "nested deeper than %d", DEPTH_MAX);
        return NULL;
    }
    if (self->token == TOKEN_OPEN) {
        next(self);
        left = parse_or(self, depth + 1);
        if (left == NULL) return NULL;
        if (self->token != TOKEN_CLOSE) {
            if (self->lax) return left;
            return fail(self, "a bracket is not closed");
        }
        self->used = self->end;
        next(self);
        if (!self->lax && self->token == TOKEN_WITH) return fail(self, "WITH follows a bracket");
        return left;
    }
    if (self->token != TOKEN_ID) return fail(self, "a license id is missing");
    left = make_leaf(self, fh_text_slice(self->text, self->at, self->end));
    self->used = self->end;
    next(self);
    if (left == NULL || self->token != TOKEN_WITH) return left;
    const parser before = *self;
    next(self);
    if (self->token != TOKEN_ID || (self->lax && !looks_like_exception(self))) {
        if (!self->lax) return fail(self, "an exception id is missing after WITH");
        *self = before;
        return left;
    }
    const fh_expression *right = make_leaf(self, fh_text_slice(self->text, self->at, self->end));
    self->used = self->end;
    next(self);
    return join(self, FH_EXPRESSION_WITH, left, right, false);
}

/* Does an operand follow in the lax grammar? Then the operator in hand was meant. */
static bool operand_follows(parser *self, const parser *before)
{
    if (!self->lax) return true;
    if (self->token == TOKEN_OPEN || (self->token == TOKEN_ID && looks_like_id(self))) return true;
    *self = *before;
    return false;
}

static const fh_expression *parse_and(parser *self, int depth)
{
    const fh_expression *left = parse_with(self, depth);
    while (left != NULL) {
        const parser before = *self;
        bool guessed = false;
        if (self->token == TOKEN_AND) {
            next(self);
        } else if (self->lax && self->token == TOKEN_OTHER && self->end - self->at == 1 &&
                   strchr(",&;", self->text.ptr[self->at]) != NULL) {
            guessed = true;
            next(self);
            if (self->token == TOKEN_OTHER && self->text.ptr[self->at] == '&') next(self);
            if (self->token == TOKEN_OR) { /* "A, or B" */
                *self = before;
                return left;
            }
            if (self->token == TOKEN_AND) next(self);
        } else if (self->lax && self->token == TOKEN_ID) {
            guessed = true;
        } else {
            return left;
        }
        if (!operand_follows(self, &before)) return left;
        left = join(self, FH_EXPRESSION_AND, left, parse_with(self, depth), guessed);
    }
    return left;
}

static const fh_expression *parse_or(parser *self, int depth)
{
    const fh_expression *left = parse_and(self, depth);
    while (left != NULL) {
        const parser before = *self;
        bool guessed = false;
        if (self->lax && self->token == TOKEN_OTHER && self->text.ptr[self->at] == ',') next(self);
        if (self->token == TOKEN_OR) {
            next(self);
        } else if (self->lax && self->token == TOKEN_OTHER &&
                   (self->text.ptr[self->at] == '/' || self->text.ptr[self->at] == '|')) {
            guessed = true;
            const char mark = self->text.ptr[self->at];
            next(self);
            if (self->token == TOKEN_OTHER && self->text.ptr[self->at] == mark && mark == '|')
                next(self);
        } else {
            *self = before;
            return left;
        }
        if (!operand_follows(self, &before)) return left;
        left = join(self, FH_EXPRESSION_OR, left, parse_and(self, depth), guessed);
    }
    return left;
}

fh_status fh_expression_parse(fh_env *env, const fh_license_corpus *corpus, fh_arena *arena,
                              fh_text text, const fh_expression **ret_expression)
{
    parser self = {.env = env, .corpus = corpus, .arena = arena, .text = text};
    next(&self);
    const fh_expression *tree = parse_or(&self, 0);
    if (tree != NULL && self.token != TOKEN_END) tree = fail(&self, "an operator is missing");
    if (tree != NULL && self.lowercase && self.uppercase)
        tree = fail(&self, "operators must be all upper or all lower case");
    if (tree == NULL)
        return self.status == FH_OK ? fh_fail(env, FH_NO_MEMORY, "out of memory") : self.status;
    *ret_expression = tree;
    return FH_OK;
}

fh_status fh_expression_parse_lax(fh_env *env, const fh_license_corpus *corpus, fh_arena *arena,
                                  fh_text text, size_t *ret_used,
                                  const fh_expression **ret_expression)
{
    parser self = {.env = env, .corpus = corpus, .arena = arena, .text = text, .lax = true};
    next(&self);
    const fh_expression *tree = parse_or(&self, 0);
    if (tree == NULL)
        return self.status == FH_OK ? fh_fail(env, FH_NO_MEMORY, "out of memory") : self.status;
    *ret_used = self.used;
    *ret_expression = tree;
    return FH_OK;
}

/* ---- printing
 * --------------------------------------------------------------------------------------- */

static void print(fh_buf *buf, const fh_expression *node, fh_expression_kind parent)
{
    if (node->kind == FH_EXPRESSION_ID) {
        fh_buf_add(buf, node->id);
        if (node->or_later) fh_buf_add_byte(buf, '+');
        return;
    }
    const bool brackets =
        parent < FH_EXPRESSION_OR && parent > FH_EXPRESSION_ID && node->kind > parent;
    static const char *const words[] = {"", " WITH ", " AND ", " OR "};
    if (brackets) fh_buf_add_byte(buf, '(');
    print(buf, node->left, node->kind);
    fh_buf_add(buf, fh_text_of(words[node->kind]));
    /* A right operand of the same kind keeps its brackets, so that the tree survives. */
    const bool right = node->right->kind == node->kind && node->kind != FH_EXPRESSION_ID;
    if (right) fh_buf_add_byte(buf, '(');
    print(buf, node->right, right ? FH_EXPRESSION_OR : node->kind);
    if (right) fh_buf_add_byte(buf, ')');
    if (brackets) fh_buf_add_byte(buf, ')');
}

fh_text fh_expression_print(fh_arena *arena, const fh_expression *expression)
{
    fh_buf buf;
    fh_buf_init(&buf, 0);
    print(&buf, expression, FH_EXPRESSION_OR);
    arena->failed |= buf.failed; /* nobody should take nothing for a name */
    const fh_text text = buf.failed ? (fh_text){0} : fh_arena_copy(arena, fh_buf_text(&buf));
    fh_buf_done(&buf);
    return text;
}

/* ---- normal form
 * ------------------------------------------------------------------------------------ */

FH_VEC(operand_vec, const fh_expression *);

static void flatten(fh_arena *arena, const fh_expression *node, fh_expression_kind kind,
                    operand_vec *list)
{
    if (node->kind == kind) {
        flatten(arena, node->left, kind, list);
        flatten(arena, node->right, kind, list);
        return;
    }
    const fh_expression *normal = fh_expression_normal(arena, node);
    if (normal != NULL) (void)FH_VEC_ADD(arena, list, normal);
}

const fh_expression *fh_expression_normal(fh_arena *arena, const fh_expression *expression)
{
    if (expression->kind <= FH_EXPRESSION_WITH) return expression;
    operand_vec list = {0};
    flatten(arena, expression, expression->kind, &list);
    fh_text *keys = FH_NEW_ARRAY(arena, list.count + 1, fh_text);
    if (keys == NULL || list.count == 0) return NULL;
    size_t kept = 0;
    for (size_t i = 0; i < list.count; i++) { /* insertion sort, equal ones dropped */
        const fh_expression *item = list.items[i];
        const fh_text key = fh_expression_print(arena, item);
        size_t at = kept;
        while (at > 0 && fh_text_compare(keys[at - 1], key) > 0) at--;
        if (at > 0 && fh_text_eq(keys[at - 1], key)) continue;
        for (size_t k = kept; k > at; k--) {
            keys[k] = keys[k - 1];
            list.items[k] = list.items[k - 1];
        }
        keys[at] = key;
        list.items[at] = item;
        kept++;
    }
    const fh_expression *tree = list.items[0];
    for (size_t i = 1; i < kept; i++) {
        fh_expression *node = FH_NEW(arena, fh_expression);
        if (node == NULL) return NULL;
        *node = (fh_expression){.kind = expression->kind, .left = tree, .right = list.items[i]};
        tree = node;
    }
    return tree;
}

/* ---- sets of choices
 * -------------------------------------------------------------------------------- */

/* Alternatives as sorted sets of leaves: OR joins lists, AND crosses them. */
enum { CHOICES_MAX = 256 };
typedef struct choices {
    fh_text *sets; /* leaves joined by a line end, sorted, unique */
    size_t count;
    bool failed;
} choices;

static fh_text merge_sets(fh_arena *arena, fh_text a, fh_text b)
{
    fh_buf buf;
    fh_text x = {0}, y = {0};
    fh_buf_init(&buf, 0);
    bool more_x = !fh_text_is_empty(a) && fh_text_next_field(&a, '\n', &x);
    bool more_y = !fh_text_is_empty(b) && fh_text_next_field(&b, '\n', &y);
    while (more_x || more_y) {
        const int order = !more_x ? 1 : !more_y ? -1 : fh_text_compare(x, y);
        if (buf.len > 0) fh_buf_add_byte(&buf, '\n');
        fh_buf_add(&buf, order <= 0 ? x : y);
        if (order <= 0) more_x = a.ptr != NULL && fh_text_next_field(&a, '\n', &x);
        if (order >= 0) more_y = b.ptr != NULL && fh_text_next_field(&b, '\n', &y);
    }
    arena->failed |= buf.failed;
    const fh_text text = fh_arena_copy(arena, fh_buf_text(&buf));
    fh_buf_done(&buf);
    return text;
}

static void add_choice(fh_arena *arena, choices *list, fh_text set)
{
    size_t at = 0;
    while (at < list->count && fh_text_compare(list->sets[at], set) < 0) at++;
    if (at < list->count && fh_text_eq(list->sets[at], set)) return;
    if (list->sets == NULL) list->sets = FH_NEW_ARRAY(arena, CHOICES_MAX, fh_text);
    if (list->sets == NULL || list->count == CHOICES_MAX) {
        list->failed = true;
        return;
    }
    for (size_t k = list->count; k > at; k--) list->sets[k] = list->sets[k - 1];
    list->sets[at] = set;
    list->count++;
}

static choices choices_of(fh_arena *arena, const fh_expression *node)
{
    choices list = {0};
    if (node->kind <= FH_EXPRESSION_WITH) {
        add_choice(arena, &list, fh_expression_print(arena, node));
        return list;
    }
    const choices left = choices_of(arena, node->left), right = choices_of(arena, node->right);
    list.failed = left.failed || right.failed;
    if (node->kind == FH_EXPRESSION_OR) {
        for (size_t i = 0; i < left.count; i++) add_choice(arena, &list, left.sets[i]);
        for (size_t i = 0; i < right.count && !list.failed; i++)
            add_choice(arena, &list, right.sets[i]);
        return list;
    }
    for (size_t i = 0; i < left.count; i++)
        for (size_t k = 0; k < right.count && !list.failed; k++)
            add_choice(arena, &list, merge_sets(arena, left.sets[i], right.sets[k]));
    return list;
}

bool fh_expression_equal(fh_arena *arena, const fh_expression *a, const fh_expression *b)
{
    const choices x = choices_of(arena, a), y = choices_of(arena, b);
    if (x.failed || y.failed || x.count != y.count) return false;
    for (size_t i = 0; i < x.count; i++)
        if (!fh_text_eq(x.sets[i], y.sets[i])) return false;
    return true;
}

bool fh_expression_is_satisfied(const fh_expression *expression,
                                bool (*allowed)(void *user, const fh_expression *leaf), void *user)
{
    if (expression->kind <= FH_EXPRESSION_WITH) return allowed(user, expression);
    const bool left = fh_expression_is_satisfied(expression->left, allowed, user);
    if (expression->kind == FH_EXPRESSION_OR)
        return left || fh_expression_is_satisfied(expression->right, allowed, user);
    return left && fh_expression_is_satisfied(expression->right, allowed, user);
}
