/* SPDX-FileCopyrightText: 2026 The freehold authors
 * SPDX-License-Identifier: Apache-2.0 */

/* The numbers of fh_unread that a tree gives as `reason`. The room may not include the model; a
 * unit test compares the two lists. */
#ifndef FH_TREE_REASONS_H
#define FH_TREE_REASONS_H

typedef enum fh_reason {
    FH_REASON_MISSING_OBJECT = 0,
    FH_REASON_BROKEN_OBJECT = 1,
    FH_REASON_TOO_LARGE = 2,
    FH_REASON_TOO_DEEP = 3,
    FH_REASON_TOO_MANY = 4,
    FH_REASON_NOT_PERMITTED = 5,
    FH_REASON_NOT_REGULAR = 6,
    FH_REASON_LINK_OUT = 7,
    FH_REASON_SYNTAX = 8,
    FH_REASON_IO_ERROR = 13,
    FH_REASON_UNSUPPORTED = 14
} fh_reason;

#endif
