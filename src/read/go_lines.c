/* SPDX-FileCopyrightText: 2026 The freehold authors
 * SPDX-License-Identifier: Apache-2.0 */

#include "read/go_lines.h"

fh_go_words fh_go_split(fh_text line)
{
    fh_go_words found = {0};
    line = fh_text_slice(line, 0, fh_text_find(line, FH_TEXT("//")));
    for (size_t i = 0; i < line.len && found.count < FH_COUNT(found.at);) {
        size_t end = i;
        if (fh_is_blank(line.ptr[i])) {
            i++;
            continue;
        }
        while (end < line.len && !fh_is_blank(line.ptr[end])) end++;
        fh_text word = fh_text_slice(line, i, end);
        if (word.len > 1 && (word.ptr[0] == '"' || word.ptr[0] == '`'))
            word = fh_text_slice(word, 1, word.len - 1);
        found.at[found.count++] = word;
        i = end;
    }
    return found;
}

const char *fh_go_pin(fh_text version)
{
    /* v0.0.0-20240102030405-0123456789ab stands for a commit. */
    const size_t plus = fh_text_find_byte(version, '+'); /* +incompatible */
    version = fh_text_slice(version, 0, plus);
    const size_t dash = fh_text_rfind_byte(version, '-');
    const bool pseudo = dash != SIZE_MAX && version.len - dash - 1 == 12 && dash >= 15;
    return pseudo ? "git-commit" : "exact";
}
