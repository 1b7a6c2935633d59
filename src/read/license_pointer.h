/* SPDX-FileCopyrightText: 2026 The freehold authors
 * SPDX-License-Identifier: Apache-2.0 */

/* "See the LICENSE file": headers that leave their terms to another file of the tree. */
#ifndef FH_READ_LICENSE_POINTER_H
#define FH_READ_LICENSE_POINTER_H

#include "read/reader.h"

/* Add a pointer fact of value "license-file" for the first license file that `head` sends its
 * reader to: subject the path as written. At most 4 KB are looked at. */
void fh_read_license_pointer(const fh_input *input, fh_text head, fh_facts *facts);

#endif
