/* SPDX-FileCopyrightText: 2026 The freehold authors
 * SPDX-License-Identifier: Apache-2.0 */

#include "report/reporters.h"

#define FH_REPORTER(id) &fh_reporter_##id,
const fh_reporter *const fh_reporters[] = {
#include "report/reporters.def"
    NULL,
};
#undef FH_REPORTER

const fh_reporter *fh_reporter_find(fh_text name)
{
    for (size_t i = 0; fh_reporters[i] != NULL; i++)
        if (fh_text_is(name, fh_reporters[i]->name)) return fh_reporters[i];
    return NULL;
}
