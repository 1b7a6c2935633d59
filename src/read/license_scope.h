/* SPDX-FileCopyrightText: 2026 The freehold authors
 * SPDX-License-Identifier: Apache-2.0 */

/* What a license text says of the tree around it: folders that stand under other terms, and whether
 * the terms are the owner's own and restrict use. */
#ifndef FH_READ_LICENSE_SCOPE_H
#define FH_READ_LICENSE_SCOPE_H

#include "license/license.h"
#include "read/reader.h"

/* Add a pointer fact of value "license-scope" for every folder that `bytes` (a license text, or the
 * license section of a README) puts under terms of its own: subject the folder, attribute target
 * the file with its terms where one is named, category and expression where the sentence names
 * them. `lines` stand in the file before `bytes`. Linear; at most 64 pointers. */
void fh_read_license_scopes(fh_env *env, const fh_input *input, fh_text bytes, uint32_t lines,
                            fh_facts *facts);

/* Category of terms that restrict use although no restricting license was identified in `result`;
 * FH_CATEGORY_UNKNOWN when nothing of the kind is said, or the text is a known license as a whole.
 */
fh_license_category fh_read_license_own_terms(fh_arena *scratch, fh_text bytes,
                                              const fh_license_result *result);

#endif
