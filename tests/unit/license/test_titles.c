/* SPDX-FileCopyrightText: 2026 The freehold authors
 * SPDX-License-Identifier: Apache-2.0 */

#include "scanned.h"

static void check_file(const char *path, const char *text, const char *want)
{
    scanned self = scan_text(path, fh_text_of(text));
    CHECK_TEXT(told_by(&self), want);
    fh_arena_done(&self.arena);
}

/* Terms of models and vendors that no list has are told by their titles. */
static void titles(void)
{
    check_file("LICENSE", "LLAMA 3.1 COMMUNITY LICENSE AGREEMENT\n\nYou agree to these terms.\n",
               "notice LicenseRef-freehold-llama-3.1");
    check_file("LICENSE.txt", "Gemma Terms of Use\n\nLast modified: some day\n",
               "notice LicenseRef-freehold-gemma");
    check_file("EULA", "End terms\nNVIDIA Open Model License\n",
               "notice LicenseRef-freehold-nvidia-open-model");
    check_file("README.md", "The weights are released under the Qwen Research License Agreement.\n",
               "notice LicenseRef-freehold-qwen-research");
}

/* Elsewhere a name at the head is only a name. */
static void no_titles(void)
{
    check_file("notes.txt",
               "Gemma Terms of Use\n\nWhat we talked about in the meeting of the week\n",
               "reference LicenseRef-freehold-gemma");
}

int main(void)
{
    RUN(titles);
    RUN(no_titles);
    return DONE();
}
