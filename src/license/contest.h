/* SPDX-FileCopyrightText: 2026 The freehold authors
 * SPDX-License-Identifier: Apache-2.0 */

/* A contest: texts verified for one place of a file, of which the best wins its words. */
#ifndef FH_LICENSE_CONTEST_H
#define FH_LICENSE_CONTEST_H

#include "license/scan.h"

typedef struct fh_contest {
    fh_verdict best;
    int64_t score;
    uint32_t ties[64]; /* texts that fit just as well as the best */
    uint32_t tie_count;
    bool any;
} fh_contest;

/* Verify text `number` along `chains`; it becomes the best when it fits better than those before.
 */
void fh_contest_enter(const fh_scan *scan, fh_contest *contest, uint32_t number,
                      const fh_chain *chains, size_t count);
/* The same for a text that must stand along `chain` without an edit. False: it does not, and
 * `ret_parting` says where the text and the file part, as fh_verify does. */
typedef struct fh_parting {
    uint32_t first, last;
} fh_parting;
bool fh_contest_enter_whole(const fh_scan *scan, fh_contest *contest, uint32_t number,
                            const fh_chain *chain, fh_parting *ret_parting);
/* Is every word of the best text there, and none besides them? Of a text that is mostly a frame
 * around replaceable words this says little: there not even those may differ. */
bool fh_contest_is_perfect(const fh_scan *scan, const fh_contest *contest);
/* Is it that text at all? A few sentences in common are not enough. */
bool fh_contest_is_accepted(const fh_scan *scan, const fh_contest *contest);
/* Note what the best comes near to, for terms that are none of the corpus. */
void fh_contest_remember(fh_scan *scan, const fh_contest *contest);
/* Add the best as a match and claim its words. */
void fh_contest_win(fh_scan *scan, const fh_contest *contest);

#endif
