/* SPDX-FileCopyrightText: 2026 The freehold authors
 * SPDX-License-Identifier: Apache-2.0 */

/* What a license leaves for its owner to fill in, and limits that are numbers: the change date of a
 * BUSL, how many users a model may have. For terms that nobody knows: what they restrict. */
#ifndef FH_LICENSE_PARAMETERS_H
#define FH_LICENSE_PARAMETERS_H

#include "license/scan.h"

/* Fill `parameters` of every match. Linear in the file for each kind of parameter. */
void fh_scan_parameters(fh_scan *scan);

#endif
