/* SPDX-FileCopyrightText: 2026 The freehold authors
 * SPDX-License-Identifier: Apache-2.0 */

#include "model/lock_edge.h"

/* "12 rr13 rp4 dr7": package 12 requires 13 to run, 4 as a peer, and 7 for development. Behind '?'
 * stand the length of a gate, ':' and the gate: "12 rr13?8:os:linux". */

static const struct {
    char letter;
    const char *name;
} phases[FH_LOCK_PHASES] = {{'r', "runtime"}, {'b', "build"}, {'t', "test"}, {'d', "dev"}},
  necessities[FH_LOCK_NECESSITIES] = {{'r', "required"},
                                      {'p', "peer"},
                                      {'n', "optional-default-on"},
                                      {'q', "peer-optional"},
                                      {'f', "optional-default-off"},
                                      {'u', "unknown"}};

const char *fh_lock_phase_name(fh_lock_phase phase)
{
    return phases[phase].name;
}

const char *fh_lock_necessity_name(fh_lock_necessity necessity)
{
    return necessities[necessity].name;
}

fh_lock_phase fh_lock_phase_of(fh_text name)
{
    for (size_t i = 0; i < FH_LOCK_PHASES; i++)
        if (fh_text_is(name, phases[i].name)) return (fh_lock_phase)i;
    return FH_LOCK_DEV;
}

fh_lock_necessity fh_lock_necessity_of(fh_text name)
{
    for (size_t i = 0; i < FH_LOCK_NECESSITIES; i++)
        if (fh_text_is(name, necessities[i].name)) return (fh_lock_necessity)i;
    return FH_LOCK_UNKNOWN;
}

static void add_number(fh_buf *buf, uint32_t number)
{
    char digits[10];
    size_t len = sizeof digits;
    do digits[--len] = (char)('0' + number % 10);
    while ((number /= 10) > 0);
    fh_buf_add(buf, fh_text_make(digits + len, sizeof digits - len));
}

void fh_lock_edges_begin(fh_buf *buf, uint32_t number)
{
    fh_buf_clear(buf);
    if (number == UINT32_MAX) fh_buf_add_byte(buf, '-');
    else add_number(buf, number);
}

void fh_lock_edges_add(fh_buf *buf, const fh_lock_edge *edge)
{
    fh_buf_add_byte(buf, ' ');
    fh_buf_add_byte(buf, phases[edge->phase].letter);
    fh_buf_add_byte(buf, necessities[edge->necessity].letter);
    add_number(buf, edge->to);
    if (edge->gate.len == 0) return;
    fh_buf_add_byte(buf, '?');
    add_number(buf, (uint32_t)edge->gate.len);
    fh_buf_add_byte(buf, ':');
    fh_buf_add(buf, edge->gate);
}

static bool take_number(fh_text *rest, uint32_t *ret_number)
{
    uint64_t number = 0;
    size_t len = 0;
    while (len < rest->len && len < 10 && fh_is_digit(rest->ptr[len]))
        number = number * 10 + (uint64_t)(rest->ptr[len++] - '0');
    if (len == 0 || number >= UINT32_MAX) return false;
    *rest = fh_text_slice(*rest, len, SIZE_MAX);
    *ret_number = (uint32_t)number;
    return true;
}

bool fh_lock_edges_number(fh_text *rest, uint32_t *ret_number)
{
    if (rest->len == 0) return false;
    if (rest->ptr[0] != '-') return take_number(rest, ret_number);
    *rest = fh_text_slice(*rest, 1, SIZE_MAX);
    *ret_number = UINT32_MAX;
    return true;
}

static bool take_gate(fh_text *rest, fh_text *ret_gate)
{
    uint32_t len = 0;
    *ret_gate = FH_TEXT("");
    if (rest->len == 0 || rest->ptr[0] != '?') return true;
    *rest = fh_text_slice(*rest, 1, SIZE_MAX);
    if (!take_number(rest, &len) || rest->len == 0 || rest->ptr[0] != ':' || rest->len - 1 < len)
        return false;
    *ret_gate = fh_text_slice(*rest, 1, (size_t)len + 1);
    *rest = fh_text_slice(*rest, (size_t)len + 1, SIZE_MAX);
    return true;
}

bool fh_lock_edges_next(fh_text *rest, fh_lock_edge *ret_edge)
{
    size_t phase = 0, necessity = 0;
    if (rest->len < 4 || rest->ptr[0] != ' ') return false;
    while (phase < FH_LOCK_PHASES && phases[phase].letter != rest->ptr[1]) phase++;
    while (necessity < FH_LOCK_NECESSITIES && necessities[necessity].letter != rest->ptr[2])
        necessity++;
    *rest = fh_text_slice(*rest, 3, SIZE_MAX);
    if (phase == FH_LOCK_PHASES || necessity == FH_LOCK_NECESSITIES) return false;
    ret_edge->phase = (fh_lock_phase)phase;
    ret_edge->necessity = (fh_lock_necessity)necessity;
    return take_number(rest, &ret_edge->to) && take_gate(rest, &ret_edge->gate);
}
