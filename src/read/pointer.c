/* SPDX-FileCopyrightText: 2026 The freehold authors
 * SPDX-License-Identifier: Apache-2.0 */

#include "read/pointer.h"

#include "read/read_device_binary.h"

enum { LONGEST_POINTER = 1024 };

/* git-lfs, docs/spec.md: sorted "key value" lines, the version first, below 1024 bytes. */
static bool is_pointer(fh_text bytes)
{
    return bytes.len < LONGEST_POINTER &&
           fh_text_starts(bytes, FH_TEXT("version https://git-lfs.github.com/spec/"));
}

/* The value of the line that starts with `key` and a blank, and its number. */
static fh_text value_of(fh_text bytes, const char *key, uint32_t *ret_line)
{
    const fh_text name = fh_text_of(key);
    fh_text line, rest = bytes;
    for (uint32_t number = 1; fh_text_next_line(&rest, &line); number++) {
        if (!fh_text_starts(line, name) || line.len <= name.len || line.ptr[name.len] != ' ')
            continue;
        *ret_line = number;
        return fh_text_trim(fh_text_slice(line, name.len, SIZE_MAX));
    }
    return FH_TEXT("");
}

static void add_file(const fh_input *input, fh_facts *facts, fh_text kind)
{
    uint32_t line = 1, size_line = 1;
    const fh_text oid = value_of(input->bytes, "oid", &line);
    fh_fact fact = {.kind = FH_FACT_FILE,
                    .certainty = FH_CERTAINTY_STATED,
                    .contexts = input->contexts,
                    .line = line,
                    .column = 1,
                    .end_line = line,
                    .end_column = 1,
                    .subject = kind,
                    .quote = oid,
                    .reader = FH_TEXT("git-lfs")};
    fh_fact_set(&fact, FH_ATTR_CHECKSUM, oid);
    fh_fact_set(&fact, FH_ATTR_SIZE, value_of(input->bytes, "size", &size_line));
    fh_facts_add(facts, &fact);
}

bool fh_read_pointer(const fh_input *input, fh_facts *facts)
{
    if (!is_pointer(input->bytes)) return false;
    const fh_text kind = fh_device_binary_kind(input->path);
    add_file(input, facts, FH_TEXT("lfs-pointer"));
    if (kind.len > 0) add_file(input, facts, kind);
    fh_facts_add_unread(facts, FH_UNREAD_POINTER_FILE, 0, 0, FH_TEXT("git-lfs"),
                        FH_TEXT("the content is kept elsewhere (Git LFS)"));
    return true;
}
