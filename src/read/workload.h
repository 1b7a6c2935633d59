/* SPDX-FileCopyrightText: 2026 The freehold authors
 * SPDX-License-Identifier: Apache-2.0 */

/* What Kubernetes objects, custom resources and chart values have in common, wherever it is nested:
 * images, resources, environment, and where a workload may run. */
#ifndef FH_READ_WORKLOAD_H
#define FH_READ_WORKLOAD_H

#include "read/site.h"

/* Add the facts of `root` and all below it, to depth 64. `via` is the images' attribute via. */
void fh_workload_read(const fh_site *site, const fh_node *root, const char *via);
/* True for what every workload asks for: processor, memory, storage. */
bool fh_is_common_resource(fh_text key);
/* True when `bytes` are a template of Go or Jinja rather than a document. */
bool fh_is_template(fh_text bytes);

#endif
