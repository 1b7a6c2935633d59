/* SPDX-FileCopyrightText: 2026 The freehold authors
 * SPDX-License-Identifier: Apache-2.0 */

/* Pointers of Git LFS: small texts that stand for content which is not in the tree. */
#ifndef FH_READ_POINTER_H
#define FH_READ_POINTER_H

#include "read/reader.h"

/* When the file is a pointer, add what it says (a file fact with checksum and size, the kind of a
 * device binary by its name, and an unread fact) and give true. */
bool fh_read_pointer(const fh_input *input, fh_facts *facts);

#endif
