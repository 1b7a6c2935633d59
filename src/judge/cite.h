/* SPDX-FileCopyrightText: 2026 The freehold authors
 * SPDX-License-Identifier: Apache-2.0 */

/* The lines that a verdict shows. */
#ifndef FH_JUDGE_CITE_H
#define FH_JUDGE_CITE_H

#include "judge/tally.h"

/* Add the strongest evidence of the selectors to `citations`, a few lines of each rule in turn, so
 * that every kind of reason is seen; one line of each, with its remedy, when `remedy`. Of equals
 * come first: the main component, product code at its heart before extensions and tools, what calls
 * itself the default, and what the axis' list calls central. Costs the evidence a few times. */
void fh_cite(const fh_question *question, fh_text vendor, const fh_selector_vec *selectors,
             bool remedy, fh_citation_vec *citations);

#endif
