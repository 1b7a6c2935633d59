/* SPDX-FileCopyrightText: 2026 The freehold authors
 * SPDX-License-Identifier: Apache-2.0 */

/* What the license command says of one file, as its writers see it: plain records, owned by an
 * arena of the caller. */
#ifndef FH_MODEL_LICENSE_FILE_H
#define FH_MODEL_LICENSE_FILE_H

#include "base/vec.h"

typedef struct fh_license_file_edit {
    uint32_t start_line, end_line, start_byte, end_byte;
    fh_text removed, added;
    bool material;
} fh_license_file_edit;

typedef struct fh_license_file_parameter {
    fh_text name, value;
    uint32_t line;
} fh_license_file_parameter;

typedef struct fh_license_file_match {
    fh_text license, kind, grant; /* grant: empty when it is no question */
    const fh_text *ties;
    size_t tie_count;
    uint32_t start_line, end_line; /* 1-based, both inside */
    uint32_t start_byte, end_byte; /* half-open */
    uint32_t coverage;             /* 1/1000 */
    const fh_license_file_edit *edits;
    size_t edit_count;
    const fh_license_file_parameter *parameters;
    size_t parameter_count;
    fh_text nearest; /* of unknown terms; may be empty */
} fh_license_file_match;
FH_VEC(fh_license_file_match_vec, fh_license_file_match);

typedef struct fh_license_file {
    fh_text path; /* as the caller wrote it */
    fh_text expression;
    fh_text error; /* why it could not be read; empty otherwise */
    fh_license_file_match_vec matches;
} fh_license_file;

#endif
