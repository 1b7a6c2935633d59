/* SPDX-FileCopyrightText: 2026 The freehold authors
 * SPDX-License-Identifier: Apache-2.0 */

/* YAML as package managers write their lock files: block maps and lists by indentation, scalars and
 * flow collections on one line. Several times faster than the general parser, which a caller asks
 * when a file holds more than that. */
#ifndef FH_PARSE_YAML_LINES_H
#define FH_PARSE_YAML_LINES_H

#include "parse/doc.h"

/* Parse `text` into `arena` under env->limits; the root is the map of the only document. Scalars
 * are texts or true and false; block scalars ('|', '>') are there without their text.
 * FH_UNSUPPORTED: not of this subset, without a place. FH_LIMIT: too deep, too many. */
FH_NODISCARD fh_status fh_yaml_lines_parse(fh_env *env, fh_arena *arena, fh_text text,
                                           const fh_node **ret_root);
/* The same, with the general parser behind it: any YAML, the root of the first document. */
FH_NODISCARD fh_status fh_yaml_lock_parse(fh_env *env, fh_arena *arena, fh_text text,
                                          const fh_node **ret_root);

#endif
