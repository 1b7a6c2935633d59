/* SPDX-FileCopyrightText: 2026 The freehold authors
 * SPDX-License-Identifier: Apache-2.0 */

#include "base/base.h"

const char *fh_status_name(fh_status status)
{
    static const char *const names[] = {"ok", "no-memory",   "bad-input", "limit",   "not-found",
                                        "io", "unsupported", "cancelled", "internal"};
    return (size_t)status < FH_COUNT(names) ? names[status] : "unknown";
}
