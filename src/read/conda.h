/* SPDX-FileCopyrightText: 2026 The freehold authors
 * SPDX-License-Identifier: Apache-2.0 */

/* What the readers of conda's and pixi's files share. */
#ifndef FH_READ_CONDA_H
#define FH_READ_CONDA_H

#include "read/read_python.h"

/* Add the need that a match specification states ("channel::name >=1,<2", "name=1.2=build"), with
 * the phase, necessity, gate and table of `like`. */
void fh_conda_add_spec(const fh_python *self, const fh_node *node, const fh_need *like);
/* How a version of conda's pins: "=1.2" is any 1.2. */
const char *fh_conda_pin(fh_text requirement);
/* The gate of a platform: "linux-64" is "os:linux cpu:x64"; of one that is not known
 * "target:NAME". */
fh_text fh_conda_platform_gate(fh_arena *arena, fh_text platform);

/* The tables of a pixi workspace: a whole pixi.toml, or [tool.pixi] of a pyproject.toml. */
void fh_pixi_read(const fh_python *self, const fh_node *root);

#endif
