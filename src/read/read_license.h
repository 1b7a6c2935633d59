/* SPDX-FileCopyrightText: 2026 The freehold authors
 * SPDX-License-Identifier: Apache-2.0 */

/* License facts of files that are no license files themselves. */
#ifndef FH_READ_READ_LICENSE_H
#define FH_READ_READ_LICENSE_H

#include "read/hits.h"

/* Tags and header notices in the first 16 KB of a text file, the license section of a README. Costs
 * nothing when `hits` says that nothing there speaks of licenses. */
void fh_read_license_source(fh_env *env, const fh_input *input, const fh_hits *hits,
                            fh_facts *facts);

#endif
