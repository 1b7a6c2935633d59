/* SPDX-FileCopyrightText: 2026 The freehold authors
 * SPDX-License-Identifier: Apache-2.0 */

#include <limits.h>

#include <expat.h>

#include "base/buf.h"
#include "base/cursor.h"
#include "base/table.h"
#include "base/vec.h"
#include "parse/syntax.h"

/* XML through expat's handlers. A DOCTYPE is refused where it starts: no entity can be declared,
 * none is ever fetched. The text is given to expat in one piece, so that no token is scanned twice.
 * Places come from byte offsets, as expat's own columns count characters. */

typedef struct frame {
    fh_node *node, *last;
    size_t text_from;                          /* where its text starts in xml.texts */
    uint32_t text_line, text_column, text_end; /* 0: no text yet */
} frame;
FH_VEC(frame_vec, frame);

typedef struct xml {
    fh_builder builder;
    fh_text text;
    fh_lines lines;
    XML_Parser parser;
    frame_vec frames;
    fh_buf texts;                  /* of all open elements; those inside are on top */
    fh_table elements, attributes; /* names seen, so that each is kept once */
    fh_node *root;
    fh_status status; /* why the parser was stopped */
} xml;

/* Expat may still call handlers after this; they look at `status`. */
static void stop(xml *self, fh_status status)
{
    self->status = status;
    (void)XML_StopParser(self->parser, XML_FALSE);
}

static size_t current_offset(const xml *self)
{
    const XML_Index index = XML_GetCurrentByteIndex(self->parser);
    return index > 0 ? (size_t)index : 0;
}

static fh_text intern(xml *self, fh_table *names, fh_text prefix, const char *name)
{
    fh_text key = fh_text_of(name);
    uint32_t found;
    if (fh_table_find(names, key, &found)) {
        key = names->items[found].key;
    } else {
        const fh_text copy = fh_arena_join(self->builder.arena, prefix, key);
        if (copy.len == 0) return copy;
        key = fh_text_slice(copy, prefix.len, SIZE_MAX);
        (void)fh_table_set(names, key, (uint32_t)names->count);
    }
    return fh_text_make(key.ptr - prefix.len, key.len + prefix.len);
}

static fh_node *add_node(xml *self, frame *parent, fh_node_kind kind, fh_text key, size_t offset)
{
    uint32_t line, column;
    fh_lines_place(&self->lines, offset, &line, &column);
    fh_node *node = fh_builder_node(&self->builder, kind, line, column);
    if (node == NULL) {
        stop(self, self->builder.env->error.status);
        return NULL;
    }
    node->key = key;
    node->key_line = line;
    node->key_column = column;
    if (parent != NULL) fh_builder_add(parent->node, &parent->last, node);
    return node;
}

static size_t skip_blanks(fh_text text, size_t at)
{
    while (at < text.len && fh_is_blank(text.ptr[at])) at++;
    return at;
}

/* In a start tag as written, the attribute at or behind `*at`: where its name and its value's quote
 * stand, and `*at` behind it. False when the tag is not written in bytes as `name` is (UTF-16). */
static bool find_attribute(fh_text tag, size_t *at, fh_text name, size_t *ret_name,
                           size_t *ret_value)
{
    const size_t start = skip_blanks(tag, *at);
    if (!fh_text_starts(fh_text_slice(tag, start, SIZE_MAX), name)) return false;
    size_t value = skip_blanks(tag, start + name.len);
    if (value >= tag.len || tag.ptr[value] != '=') return false;
    value = skip_blanks(tag, value + 1);
    if (value >= tag.len) return false;
    const size_t len = fh_text_find_byte(fh_text_slice(tag, value + 1, SIZE_MAX), tag.ptr[value]);
    if (len == SIZE_MAX) return false;
    *at = value + len + 2;
    *ret_name = start;
    *ret_value = value;
    return true;
}

static void add_attributes(xml *self, frame *element, fh_text name, const XML_Char **attributes)
{
    const size_t offset = current_offset(self);
    const int length = XML_GetCurrentByteCount(self->parser);
    const fh_text tag =
        fh_text_slice(self->text, offset, offset + (size_t)(length > 0 ? length : 0));
    size_t at = 1 + name.len;
    for (; *attributes != NULL; attributes += 2) {
        size_t name_at = 0, value_at = 0;
        const bool found = find_attribute(tag, &at, fh_text_of(attributes[0]), &name_at, &value_at);
        const fh_text key = intern(self, &self->attributes, FH_TEXT("@"), attributes[0]);
        fh_node *node = add_node(self, element, FH_NODE_TEXT, key, offset + value_at);
        if (node == NULL) return;
        node->text = fh_arena_copy(self->builder.arena, fh_text_of(attributes[1]));
        if (found)
            fh_lines_place(&self->lines, offset + name_at, &node->key_line, &node->key_column);
    }
}

static void XMLCALL on_start(void *user, const XML_Char *name, const XML_Char **attributes)
{
    xml *self = (xml *)user;
    const size_t offset = current_offset(self), depth = self->frames.count;
    if (self->status != FH_OK) return;
    if (depth >= self->builder.env->limits.doc_depth) {
        uint32_t line, column;
        fh_lines_place(&self->lines, offset, &line, &column);
        stop(self, fh_fail_at(self->builder.env, FH_LIMIT, line, column, "nested deeper than %u",
                              self->builder.env->limits.doc_depth));
        return;
    }
    frame *parent = depth > 0 ? &self->frames.items[depth - 1] : NULL;
    const fh_text key = intern(self, &self->elements, FH_TEXT(""), name);
    frame element = {.text_from = self->texts.len};
    element.node = add_node(self, parent, FH_NODE_MAP, key, offset);
    if (element.node == NULL) return;
    element.node->key_column++; /* behind the '<' */
    if (parent == NULL) self->root = element.node;
    add_attributes(self, &element, key, attributes);
    if (!FH_VEC_ADD(self->builder.arena, &self->frames, element))
        stop(self, fh_fail(self->builder.env, FH_NO_MEMORY, "no memory for the document"));
}

static void XMLCALL on_text(void *user, const XML_Char *ptr, int len)
{
    xml *self = (xml *)user;
    const fh_text text = fh_text_make(ptr, len > 0 ? (size_t)len : 0);
    if (self->status != FH_OK || self->frames.count == 0) return;
    frame *element = &self->frames.items[self->frames.count - 1];
    const size_t blanks = skip_blanks(text, 0);
    if (blanks < text.len) {
        uint32_t line, column;
        fh_lines_place(&self->lines, current_offset(self), &line, &column);
        if (element->text_line == 0) {
            element->text_line = line;
            element->text_column = column + (uint32_t)blanks;
        }
        element->text_end = line;
    } else if (element->text_line == 0) {
        return;
    }
    fh_buf_add(&self->texts, text);
}

static void add_text(xml *self, frame *element)
{
    fh_text text = fh_text_slice(fh_buf_text(&self->texts), element->text_from, SIZE_MAX);
    text = fh_text_trim(text);
    self->texts.len = element->text_from;
    if (text.len == 0) return;
    fh_node *node = add_node(self, element, FH_NODE_TEXT, FH_TEXT("#text"), 0);
    if (node == NULL) return;
    node->text = fh_arena_copy(self->builder.arena, text);
    node->line = node->key_line = element->text_line;
    node->column = node->key_column = element->text_column;
    node->end_line = element->text_end;
}

static void XMLCALL on_end(void *user, const XML_Char *name)
{
    xml *self = (xml *)user;
    (void)name;
    if (self->status != FH_OK || self->frames.count == 0) return;
    frame *element = &self->frames.items[self->frames.count - 1];
    uint32_t column;
    add_text(self, element);
    fh_builder_mark_duplicates(&self->builder, element->node);
    /* The tag's last byte: an end tag, or one that is empty, may span lines. */
    const int length = XML_GetCurrentByteCount(self->parser);
    fh_lines_place(&self->lines, current_offset(self) + (size_t)(length > 1 ? length - 1 : 0),
                   &element->node->end_line, &column);
    self->frames.count--;
}

static void XMLCALL on_doctype(void *user, const XML_Char *name, const XML_Char *system_id,
                               const XML_Char *public_id, int has_internal_subset)
{
    xml *self = (xml *)user;
    uint32_t line, column;
    (void)name;
    (void)system_id;
    (void)public_id;
    (void)has_internal_subset;
    if (self->status != FH_OK) return;
    /* Expat is somewhere inside the declaration by now. */
    const size_t start =
        fh_text_rfind_byte(fh_text_slice(self->text, 0, current_offset(self)), '<');
    fh_lines_place(&self->lines, start != SIZE_MAX ? start : 0, &line, &column);
    stop(self, fh_fail_at(self->builder.env, FH_BAD_INPUT, line, column, "DOCTYPE is not allowed"));
}

static fh_status run(xml *self)
{
    fh_env *env = self->builder.env;
    uint32_t line, column;
    XML_SetUserData(self->parser, self);
    XML_SetElementHandler(self->parser, on_start, on_end);
    XML_SetCharacterDataHandler(self->parser, on_text);
    XML_SetStartDoctypeDeclHandler(self->parser, on_doctype);
    const enum XML_Status result =
        XML_Parse(self->parser, self->text.ptr, (int)self->text.len, XML_TRUE);
    if (self->status != FH_OK) return self->status;
    const enum XML_Error error = XML_GetErrorCode(self->parser);
    if ((result != XML_STATUS_OK && error == XML_ERROR_NO_MEMORY) || self->texts.failed ||
        self->builder.arena->failed)
        return fh_fail(env, FH_NO_MEMORY, "no memory for the document");
    if (result == XML_STATUS_OK) return FH_OK;
    fh_lines_place(&self->lines, current_offset(self), &line, &column);
    return fh_fail_at(env, FH_BAD_INPUT, line, column, "%s", XML_ErrorString(error));
}

fh_status fh_xml_parse(fh_env *env, fh_arena *arena, fh_text text, const fh_node **ret_root)
{
    xml self = {.builder = {.env = env, .arena = arena}, .text = text};
    if (text.len > INT_MAX) return fh_fail(env, FH_LIMIT, "more than %d bytes of XML", INT_MAX);
    self.lines = fh_lines_index(arena, text);
    self.parser = XML_ParserCreate(NULL);
    if (self.lines.count == 0 || self.parser == NULL) {
        if (self.parser != NULL) XML_ParserFree(self.parser);
        return fh_fail(env, FH_NO_MEMORY, "no memory for the document");
    }
    fh_table_init(&self.elements, arena);
    fh_table_init(&self.attributes, arena);
    fh_buf_init(&self.texts, 0);
    const fh_status status = run(&self);
    fh_buf_done(&self.texts);
    XML_ParserFree(self.parser);
    if (status == FH_OK) *ret_root = self.root;
    return status;
}
