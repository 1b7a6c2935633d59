/* SPDX-FileCopyrightText: 2026 The freehold authors
 * SPDX-License-Identifier: Apache-2.0 */

/* Files compiled for one vendor's devices, by name and first bytes. */
#ifndef FH_READ_READ_DEVICE_BINARY_H
#define FH_READ_READ_DEVICE_BINARY_H

#include "read/reader.h"

/* The kind that the name of `path` promises ("tensorrt-engine", "cuda-binary", "hip-binary",
 * "cuda-assembly" ...), or the empty text. */
fh_text fh_device_binary_kind(fh_text path);

#endif
