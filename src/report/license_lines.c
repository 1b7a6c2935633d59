/* SPDX-FileCopyrightText: 2026 The freehold authors
 * SPDX-License-Identifier: Apache-2.0 */

#include "report/license_lines.h"

#include "report/json.h"

static void add_edits(fh_json *json, fh_json_node *parent, const fh_license_file_match *match)
{
    fh_json_node *edits = fh_json_array(json, parent, "edits");
    for (size_t i = 0; i < match->edit_count; i++) {
        const fh_license_file_edit *edit = &match->edits[i];
        fh_json_node *node = fh_json_object(json, edits, NULL);
        fh_json_number(json, node, "start_line", edit->start_line);
        fh_json_number(json, node, "end_line", edit->end_line);
        fh_json_number(json, node, "start_byte", edit->start_byte);
        fh_json_number(json, node, "end_byte", edit->end_byte);
        fh_json_text(json, node, "removed", edit->removed);
        fh_json_text(json, node, "added", edit->added);
        fh_json_bool(json, node, "material", edit->material);
    }
}

static void add_match(fh_json *json, fh_json_node *matches, const fh_license_file_match *match)
{
    fh_json_node *node = fh_json_object(json, matches, NULL);
    fh_json_text(json, node, "license", match->license);
    if (match->tie_count > 0) {
        fh_json_node *ties = fh_json_array(json, node, "ties");
        for (size_t i = 0; i < match->tie_count; i++)
            fh_json_text(json, ties, NULL, match->ties[i]);
    }
    fh_json_text(json, node, "kind", match->kind);
    if (!fh_text_is_empty(match->grant)) fh_json_text(json, node, "grant", match->grant);
    fh_json_number(json, node, "start_line", match->start_line);
    fh_json_number(json, node, "end_line", match->end_line);
    fh_json_number(json, node, "start_byte", match->start_byte);
    fh_json_number(json, node, "end_byte", match->end_byte);
    fh_json_number(json, node, "coverage", match->coverage);
    add_edits(json, node, match);
    if (!fh_text_is_empty(match->nearest)) fh_json_text(json, node, "nearest", match->nearest);
    if (match->parameter_count == 0) return;
    fh_json_node *parameters = fh_json_array(json, node, "parameters");
    for (size_t i = 0; i < match->parameter_count; i++) {
        fh_json_node *parameter = fh_json_object(json, parameters, NULL);
        fh_json_text(json, parameter, "name", match->parameters[i].name);
        fh_json_text(json, parameter, "value", match->parameters[i].value);
        fh_json_number(json, parameter, "line", match->parameters[i].line);
    }
}

void fh_license_file_jsonl(const fh_license_file *file, fh_sink *sink)
{
    fh_json json;
    fh_json_init(&json, sink);
    fh_json_node *record = fh_json_begin(&json);
    fh_json_path(&json, record, "path", file->path);
    fh_json_text(&json, record, "expression", file->expression);
    fh_json_node *matches = fh_json_array(&json, record, "matches");
    for (size_t i = 0; i < file->matches.count; i++)
        add_match(&json, matches, &file->matches.items[i]);
    if (!fh_text_is_empty(file->error)) fh_json_text(&json, record, "error", file->error);
    fh_json_end(&json);
    fh_json_done(&json);
    fh_sink_put(sink, "\n");
}

void fh_license_file_text(const fh_license_file *file, fh_sink *sink)
{
    (void)fh_sink_terminal(sink, file->path, 0);
    fh_sink_put(sink, ": ");
    if (!fh_text_is_empty(file->error)) (void)fh_sink_terminal(sink, file->error, 0);
    else if (fh_text_is_empty(file->expression)) fh_sink_put(sink, "no license found");
    else (void)fh_sink_terminal(sink, file->expression, 0);
    fh_sink_put(sink, "\n");
    for (size_t i = 0; i < file->matches.count; i++) {
        const fh_license_file_match *match = &file->matches.items[i];
        fh_sink_printf(sink, "  %u-%u  ", match->start_line, match->end_line);
        (void)fh_sink_terminal(sink, match->license, 0);
        fh_sink_printf(sink, "  %.*s", FH_TEXT_ARGS(match->kind));
        if (!fh_text_is_empty(match->nearest)) {
            fh_sink_put(sink, ", nearest ");
            (void)fh_sink_terminal(sink, match->nearest, 0);
        }
        if (match->coverage < 1000 && match->coverage > 0)
            fh_sink_printf(sink, " %u.%u%%", match->coverage / 10, match->coverage % 10);
        if (match->edit_count > 0) fh_sink_printf(sink, ", %zu edits", match->edit_count);
        for (size_t k = 0; k < match->tie_count; k++) {
            fh_sink_put(sink, k == 0 ? ", same text as " : ", ");
            (void)fh_sink_terminal(sink, match->ties[k], 0);
        }
        fh_sink_put(sink, "\n");
        for (size_t k = 0; k < match->parameter_count; k++) {
            fh_sink_printf(sink, "    line %u, %.*s: ", match->parameters[k].line,
                           FH_TEXT_ARGS(match->parameters[k].name));
            (void)fh_sink_terminal(sink, match->parameters[k].value, 120);
            fh_sink_put(sink, "\n");
        }
        for (size_t k = 0; k < match->edit_count; k++) {
            const fh_license_file_edit *edit = &match->edits[k];
            if (!edit->material) continue;
            fh_sink_printf(sink, "    line %u changes its meaning: \"", edit->start_line);
            (void)fh_sink_terminal(sink, edit->removed, 60);
            fh_sink_put(sink, "\" became \"");
            (void)fh_sink_terminal(sink, edit->added, 60);
            fh_sink_put(sink, "\"\n");
        }
    }
}
