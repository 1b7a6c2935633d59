/* SPDX-FileCopyrightText: 2026 The freehold authors
 * SPDX-License-Identifier: Apache-2.0 */

/* Copyright lines: who holds what since when. */
#ifndef FH_READ_COPYRIGHT_H
#define FH_READ_COPYRIGHT_H

#include "base/text.h"

/* Parse "Copyright (c) 2020-2024 Holder. All rights reserved.", a copyright sign with a year, or an
 * SPDX-FileCopyrightText tag, behind any comment leader. False for a line that names no holder, for
 * templates ("[name of copyright owner]") and for sentences about copyright. `ret_years` may come
 * out empty. Views of `line`; linear in it. */
bool fh_copyright_parse(fh_text line, fh_text *ret_years, fh_text *ret_holder);

#endif
