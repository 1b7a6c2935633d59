/* SPDX-FileCopyrightText: 2026 The freehold authors
 * SPDX-License-Identifier: Apache-2.0 */

/* The parts of pyproject.toml's reader that stand in files of their own. */
#ifndef FH_READ_READ_PYTHON_PROJECT_H
#define FH_READ_READ_PYTHON_PROJECT_H

#include "read/read_python.h"

/* Package fact and pointers of [project] or [tool.poetry]. */
void fh_pyproject_add_package(const fh_python *self, const fh_node *table);
/* A field fact "prefix.key" for each scalar of `table`. */
void fh_pyproject_add_fields(const fh_python *self, const fh_node *table, const char *prefix);
/* Source facts for a list of tables with "url". */
void fh_pyproject_add_indexes(const fh_python *self, const fh_node *indexes);
/* [tool.poetry]. */
void fh_pyproject_read_poetry(const fh_python *self, const fh_node *poetry);

#endif
