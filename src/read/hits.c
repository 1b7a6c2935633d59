/* SPDX-FileCopyrightText: 2026 The freehold authors
 * SPDX-License-Identifier: Apache-2.0 */

#include "read/hits.h"

void fh_read_hits(const fh_input *input, fh_facts *facts)
{
    (void)input;
    (void)facts;
}
