/* SPDX-FileCopyrightText: 2026 The freehold authors
 * SPDX-License-Identifier: Apache-2.0 */

#include <libfyaml.h>

#include "base/cursor.h"
#include "base/table.h"
#include "base/vec.h"
#include "parse/syntax.h"

/* YAML out of libfyaml's events, never its document builder: depth, nodes and aliases are counted
 * here. An alias shares the children of its anchor and costs as many nodes of the budget as the
 * anchor holds, so that a few lines cannot stand for billions of nodes. */

typedef struct frame {
    fh_node *node; /* NULL: the stream */
    fh_node *last;
    fh_text key;
    uint32_t key_line, key_column;
    bool has_key;
    fh_text anchor; /* set when the node closes */
    uint32_t nodes_before;
} frame;
FH_VEC(frame_vec, frame);

typedef struct anchored {
    const fh_node *node;
    uint32_t nodes;
} anchored;
FH_VEC(anchored_vec, anchored);

typedef struct yaml {
    fh_builder builder;
    fh_text text;
    fh_lines lines;
    frame_vec frames;
    fh_table anchors; /* name -> index into marks */
    anchored_vec marks;
    fh_node *root;
    struct fy_parser *parser;
    struct fy_diag *diag;
} yaml;

static frame *top(yaml *self)
{
    return &self->frames.items[self->frames.count - 1];
}

static bool no_memory(yaml *self)
{
    (void)fh_fail(self->builder.env, FH_NO_MEMORY, "no memory for the document");
    return false;
}

static void place_of(const yaml *self, const struct fy_mark *mark, uint32_t *line, uint32_t *column)
{
    *line = *column = 1;
    if (mark == NULL) return;
    const size_t at = mark->input_pos < self->text.len ? mark->input_pos : self->text.len;
    fh_lines_place(&self->lines, at, line, column);
}

static fh_text token_text(yaml *self, struct fy_token *token)
{
    size_t len = 0;
    const char *text = token != NULL ? fy_token_get_text(token, &len) : NULL;
    if (text == NULL || len == 0) return FH_TEXT("");
    /* Plain scalars are views of the input; others live as long as the token, so they are copied.
     */
    if (text >= self->text.ptr && text + len <= self->text.ptr + self->text.len)
        return fh_text_make(text, len);
    return fh_arena_copy(self->builder.arena, fh_text_make(text, len));
}

static bool is_one_of(fh_text text, const char *const *words, size_t count)
{
    for (size_t i = 0; i < count; i++)
        if (fh_text_is(text, words[i])) return true;
    return false;
}

static bool is_number(fh_text text)
{
    size_t i = 0, digits = 0, dots = 0;
    if (i < text.len && (text.ptr[i] == '-' || text.ptr[i] == '+')) i++;
    for (; i < text.len && (fh_is_digit(text.ptr[i]) || text.ptr[i] == '.'); i++) {
        if (text.ptr[i] == '.') dots++;
        else digits++;
    }
    return digits > 0 && dots <= 1 && i == text.len;
}

/* The core schema of YAML 1.2, section 10.3.2, as far as readers care. */
static fh_node_kind kind_of_plain(fh_text text, fh_text *ret_text)
{
    static const char *const nulls[] = {"", "~", "null", "Null", "NULL"};
    static const char *const trues[] = {"true", "True", "TRUE"};
    static const char *const falses[] = {"false", "False", "FALSE"};
    *ret_text = text;
    if (is_one_of(text, nulls, FH_COUNT(nulls))) return FH_NODE_NULL;
    if (is_one_of(text, trues, FH_COUNT(trues))) {
        *ret_text = FH_TEXT("true");
        return FH_NODE_BOOL;
    }
    if (is_one_of(text, falses, FH_COUNT(falses))) {
        *ret_text = FH_TEXT("false");
        return FH_NODE_BOOL;
    }
    return is_number(text) ? FH_NODE_NUMBER : FH_NODE_TEXT;
}

/* Hang a finished value where it belongs; a scalar may turn out to be the key of what follows. */
static bool attach(yaml *self, fh_node *node)
{
    frame *at = top(self);
    if (at->node == NULL) {
        fh_builder_add(self->root, &at->last, node);
        return true;
    }
    if (at->node->kind == FH_NODE_MAP) {
        if (!at->has_key) {
            at->key =
                node->kind == FH_NODE_MAP || node->kind == FH_NODE_LIST ? FH_TEXT("?") : node->text;
            at->key_line = node->line;
            at->key_column = node->column;
            at->has_key = true;
            return true;
        }
        node->key = at->key;
        node->key_line = at->key_line;
        node->key_column = at->key_column;
        at->has_key = false;
    }
    fh_builder_add(at->node, &at->last, node);
    return true;
}

static bool remember(yaml *self, fh_text name, const fh_node *node, uint32_t nodes)
{
    if (name.len == 0) return true;
    if (!FH_VEC_ADD(self->builder.arena, &self->marks, ((anchored){node, nodes})) ||
        !fh_table_set(&self->anchors, name, (uint32_t)self->marks.count - 1))
        return no_memory(self);
    return true;
}

/* A copy that shares its children, paid for with `nodes` of the budget. */
static fh_node *share(yaml *self, const fh_node *node, uint32_t nodes, uint32_t line,
                      uint32_t column)
{
    fh_node *copy = fh_builder_node(&self->builder, node->kind, line, column);
    if (copy == NULL) return NULL;
    fh_node *const next = copy->next;
    *copy = *node;
    copy->next = next;
    copy->line = line;
    copy->column = column;
    copy->duplicate = false;
    const uint32_t limit = self->builder.env->limits.doc_nodes;
    self->builder.nodes = nodes > limit - self->builder.nodes ? limit : self->builder.nodes + nodes;
    return copy;
}

static bool on_alias(yaml *self, struct fy_event *event)
{
    uint32_t index, line, column;
    const fh_text name = token_text(self, event->alias.anchor);
    place_of(self, fy_token_start_mark(event->alias.anchor), &line, &column);
    if (!fh_table_find(&self->anchors, name, &index)) {
        (void)fh_fail_at(self->builder.env, FH_BAD_INPUT, line, column,
                         "no anchor \"%.*s\" before here",
                         FH_TEXT_ARGS(fh_text_slice(name, 0, 64)));
        return false;
    }
    const anchored mark = self->marks.items[index];
    fh_node *node = share(self, mark.node, mark.nodes, line, column);
    return node != NULL && attach(self, node);
}

static bool on_scalar(yaml *self, struct fy_event *event)
{
    struct fy_token *token = event->scalar.value;
    uint32_t line, column;
    place_of(self, token != NULL ? fy_token_start_mark(token) : fy_event_start_mark(event), &line,
             &column);
    const uint32_t before = self->builder.nodes;
    fh_node *node = fh_builder_node(&self->builder, FH_NODE_TEXT, line, column);
    if (node == NULL) return false;
    node->text = token_text(self, token);
    const bool plain = token == NULL || fy_token_scalar_style(token) == FYSS_PLAIN;
    if (plain && event->scalar.tag == NULL) node->kind = kind_of_plain(node->text, &node->text);
    const struct fy_mark *end = token != NULL ? fy_token_end_mark(token) : NULL;
    if (end != NULL) place_of(self, end, &node->end_line, &column);
    if (event->scalar.anchor != NULL &&
        !remember(self, token_text(self, event->scalar.anchor), node, self->builder.nodes - before))
        return false;
    return attach(self, node);
}

static bool on_open(yaml *self, fh_node_kind kind, struct fy_token *start, struct fy_token *anchor,
                    struct fy_event *event)
{
    uint32_t line, column;
    place_of(self, start != NULL ? fy_token_start_mark(start) : fy_event_start_mark(event), &line,
             &column);
    if (self->frames.count > self->builder.env->limits.doc_depth) {
        (void)fh_fail_at(self->builder.env, FH_LIMIT, line, column, "nested deeper than %u",
                         self->builder.env->limits.doc_depth);
        return false;
    }
    frame open = {.nodes_before = self->builder.nodes};
    open.node = fh_builder_node(&self->builder, kind, line, column);
    if (open.node == NULL) return false;
    if (anchor != NULL) open.anchor = token_text(self, anchor);
    return FH_VEC_ADD(self->builder.arena, &self->frames, open) || no_memory(self);
}

static bool has_member(const fh_node *map, fh_text key)
{
    FH_NODE_EACH(child, map)
    if (fh_text_eq(child->key, key)) return true;
    return false;
}

/* Members that "<<" brings (https://yaml.org/type/merge.html), behind the map's own. */
static bool merge_from(yaml *self, frame *at, const fh_node *source)
{
    if (source->kind != FH_NODE_MAP) return true;
    FH_NODE_EACH(member, source)
    {
        if (has_member(at->node, member->key)) continue;
        fh_node *copy = share(self, member, 0, member->line, member->column);
        if (copy == NULL) return false;
        fh_builder_add(at->node, &at->last, copy);
        if (at->node->count > 4096) return true; /* keeps the search above from going quadratic */
    }
    return true;
}

static bool merge(yaml *self, frame *at)
{
    const fh_node *source = fh_node_get(at->node, "<<");
    if (source->kind == FH_NODE_MAP) return merge_from(self, at, source);
    FH_NODE_EACH(item, source)
    if (!merge_from(self, at, item)) return false;
    return true;
}

static bool on_close(yaml *self, struct fy_token *end)
{
    frame closed = *top(self);
    uint32_t column;
    if (closed.node == NULL || self->frames.count < 2) return true;
    if (closed.node->kind == FH_NODE_MAP) {
        fh_builder_mark_duplicates(&self->builder, closed.node);
        if (!merge(self, &closed)) return false;
    }
    self->frames.count--;
    closed.node->end_line = closed.last != NULL ? closed.last->end_line : closed.node->line;
    if (end != NULL) {
        uint32_t line;
        place_of(self, fy_token_start_mark(end), &line, &column);
        const fh_text at = fh_lines_line(&self->lines, self->text, line);
        const char mark = column > 0 && column <= at.len ? at.ptr[column - 1] : ' ';
        if (mark == ']' || mark == '}') closed.node->end_line = line;
    }
    return remember(self, closed.anchor, closed.node, self->builder.nodes - closed.nodes_before) &&
           attach(self, closed.node);
}

static bool on_event(yaml *self, struct fy_event *event)
{
    switch (event->type) {
    case FYET_SCALAR: return on_scalar(self, event);
    case FYET_ALIAS: return on_alias(self, event);
    case FYET_SEQUENCE_START:
        return on_open(self, FH_NODE_LIST, event->sequence_start.sequence_start,
                       event->sequence_start.anchor, event);
    case FYET_MAPPING_START:
        return on_open(self, FH_NODE_MAP, event->mapping_start.mapping_start,
                       event->mapping_start.anchor, event);
    case FYET_SEQUENCE_END: return on_close(self, event->sequence_end.sequence_end);
    case FYET_MAPPING_END: return on_close(self, event->mapping_end.mapping_end);
    case FYET_DOCUMENT_START: /* anchors end with their document */
        fh_table_init(&self->anchors, self->builder.arena);
        return true;
    case FYET_NONE:
    case FYET_STREAM_START:
    case FYET_STREAM_END:
    case FYET_DOCUMENT_END: break;
    }
    return true;
}

static fh_status report(yaml *self)
{
    void *prev = NULL;
    const struct fy_diag_error *error = fy_diag_errors_iterate(self->diag, &prev);
    /* Every break of the syntax is reported; without a report the library had no memory. */
    if (error == NULL || error->msg == NULL ||
        fh_text_ends(fh_text_of(error->msg), FH_TEXT(" failed")))
        return fh_fail(self->builder.env, FH_NO_MEMORY, "no memory for YAML");
    return fh_fail_at(self->builder.env, FH_BAD_INPUT, error->line > 0 ? (uint32_t)error->line : 1,
                      error->column > 0 ? (uint32_t)error->column : 1, "%.200s", error->msg);
}

static fh_status run(yaml *self)
{
    bool ok = true;
    struct fy_event *event;
    while (ok && (event = fy_parser_parse(self->parser)) != NULL) {
        ok = on_event(self, event);
        fy_parser_event_free(self->parser, event);
    }
    if (!ok) return self->builder.env->error.status;
    return fy_parser_get_stream_error(self->parser) || self->frames.count != 1 ? report(self)
                                                                               : FH_OK;
}

static fh_status open_parser(yaml *self)
{
    struct fy_diag_cfg diag;
    fy_diag_cfg_default(&diag);
    diag.fp = NULL;
    diag.colorize = false;
    diag.level = FYET_ERROR;
    self->diag = fy_diag_create(&diag);
    if (self->diag == NULL) return fh_fail(self->builder.env, FH_NO_MEMORY, "no memory for YAML");
    fy_diag_set_collect_errors(self->diag, true);
    const struct fy_parse_cfg config = {.flags = FYPCF_QUIET, .diag = self->diag};
    self->parser = fy_parser_create(&config);
    if (self->parser == NULL ||
        fy_parser_set_string(self->parser, self->text.ptr, self->text.len) != 0)
        return fh_fail(self->builder.env, FH_NO_MEMORY, "no memory for YAML");
    return FH_OK;
}

fh_status fh_yaml_parse(fh_env *env, fh_arena *arena, fh_text text, const fh_node **ret_root)
{
    yaml self = {.builder = {.env = env, .arena = arena}, .text = text};
    if (!fh_text_is_utf8(text)) return fh_fail_at(env, FH_BAD_INPUT, 1, 1, "not UTF-8");
    self.lines = fh_lines_index(arena, text);
    self.root = fh_builder_node(&self.builder, FH_NODE_LIST, 1, 1);
    fh_table_init(&self.anchors, arena);
    if (self.root == NULL || !FH_VEC_ADD(arena, &self.frames, ((frame){0})))
        return fh_fail(env, FH_NO_MEMORY, "no memory for the document");
    fh_status status = FH_OK;
    if (fh_text_trim(text).len > 0) {
        status = open_parser(&self);
        if (status == FH_OK) status = run(&self);
        if (self.parser != NULL) fy_parser_destroy(self.parser);
        if (self.diag != NULL) {
            fy_diag_reset_error(self.diag); /* gives back what was collected */
            fy_diag_unref(self.diag);
        }
    }
    if (status == FH_OK && arena->failed)
        status = fh_fail(env, FH_NO_MEMORY, "no memory for the document");
    if (status == FH_OK) *ret_root = self.root;
    return status;
}
