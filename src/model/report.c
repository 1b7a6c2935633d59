/* SPDX-FileCopyrightText: 2026 The freehold authors
 * SPDX-License-Identifier: Apache-2.0 */

#include "model/report.h"

static const char *const axis_names[] = {
    [FH_AXIS_HARDWARE] = "hardware",
    [FH_AXIS_MODEL] = "model",
    [FH_AXIS_CLOUD] = "cloud",
    [FH_AXIS_LICENSE] = "license",
};

static const char *const severity_names[] = {
    [FH_SEVERITY_INFO] = "info",         [FH_SEVERITY_LOW] = "low",
    [FH_SEVERITY_MEDIUM] = "medium",     [FH_SEVERITY_HIGH] = "high",
    [FH_SEVERITY_CRITICAL] = "critical",
};

static const char *const strength_names[] = {
    [FH_STRENGTH_TRAP] = "trap",           [FH_STRENGTH_FREEDOM] = "freedom",
    [FH_STRENGTH_HINT] = "hint",           [FH_STRENGTH_NATIVE] = "native",
    [FH_STRENGTH_PRIVILEGE] = "privilege", [FH_STRENGTH_REQUIRED] = "required",
};

static const char *const confidence_names[] = {
    [FH_CONFIDENCE_LOW] = "low",
    [FH_CONFIDENCE_MEDIUM] = "medium",
    [FH_CONFIDENCE_HIGH] = "high",
};

/* Index of `name`, or `count`. */
static size_t find_name(const char *const *names, size_t count, fh_text name)
{
    size_t index = 0;

    while (index < count && !fh_text_is(name, names[index])) index++;
    return index;
}

const char *fh_axis_name(fh_axis axis)
{
    return axis_names[axis];
}

const char *fh_severity_name(fh_severity severity)
{
    return severity_names[severity];
}

const char *fh_strength_name(fh_strength strength)
{
    return strength_names[strength];
}

const char *fh_confidence_name(fh_confidence confidence)
{
    return confidence_names[confidence];
}

bool fh_axis_find(fh_text name, fh_axis *ret_axis)
{
    const size_t index = find_name(axis_names, FH_COUNT(axis_names), name);

    if (index < FH_COUNT(axis_names)) *ret_axis = (fh_axis)index;
    return index < FH_COUNT(axis_names);
}

bool fh_severity_find(fh_text name, fh_severity *ret_severity)
{
    const size_t index = find_name(severity_names, FH_COUNT(severity_names), name);

    if (index < FH_COUNT(severity_names)) *ret_severity = (fh_severity)index;
    return index < FH_COUNT(severity_names);
}

bool fh_strength_find(fh_text name, fh_strength *ret_strength)
{
    const size_t index = find_name(strength_names, FH_COUNT(strength_names), name);

    if (index < FH_COUNT(strength_names)) *ret_strength = (fh_strength)index;
    return index < FH_COUNT(strength_names);
}

bool fh_confidence_find(fh_text name, fh_confidence *ret_confidence)
{
    const size_t index = find_name(confidence_names, FH_COUNT(confidence_names), name);

    if (index < FH_COUNT(confidence_names)) *ret_confidence = (fh_confidence)index;
    return index < FH_COUNT(confidence_names);
}
