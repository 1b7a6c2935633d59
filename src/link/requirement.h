/* SPDX-FileCopyrightText: 2026 The freehold authors
 * SPDX-License-Identifier: Apache-2.0 */

/* Version requirements of Cargo, for telling apart several locked versions of one crate. */
#ifndef FH_LINK_REQUIREMENT_H
#define FH_LINK_REQUIREMENT_H

#include "base/text.h"

/* True when `version` is one that `requirement` allows (The Cargo Book, "Specifying Dependencies":
 * caret by default, ~, =, <, <=, >, >=, wildcards, commas for "and"). Pre-releases are compared by
 * their numbers alone. An empty requirement allows any. */
bool fh_requirement_allows(fh_text requirement, fh_text version);

#endif
