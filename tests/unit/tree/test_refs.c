/* SPDX-FileCopyrightText: 2026 The freehold authors
 * SPDX-License-Identifier: Apache-2.0 */

#include "tree/refs.h"

#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "tap.h"

#define ONE "1111111111111111111111111111111111111111"
#define TWO "2222222222222222222222222222222222222222"

static void names(void)
{
    static const char *const good[] = {"HEAD", "refs/heads/main", "refs/tags/v1.0", "refs/x/y-z_0"};
    static const char *const bad[] = {"",
                                      "main",
                                      "refs/",
                                      "refs/heads/",
                                      "refs/../x",
                                      "refs/heads/..",
                                      "refs/heads//x",
                                      "refs/heads/.x",
                                      "refs/heads/x.lock",
                                      "refs/heads/a b",
                                      "refs/heads/a:b",
                                      "refs/heads/a\n",
                                      "refs/heads/@{1}",
                                      "/refs/heads/x"};
    for (size_t i = 0; i < FH_COUNT(good); i++)
        if (!CHECK(fh_ref_is_valid(fh_text_of(good[i])))) printf("#   %s\n", good[i]);
    for (size_t i = 0; i < FH_COUNT(bad); i++)
        if (!CHECK(!fh_ref_is_valid(fh_text_of(bad[i])))) printf("#   %s\n", bad[i]);
}

static void packed(void)
{
    fh_env env;
    fh_arena arena;
    fh_ref_list list = {0};
    fh_env_init(&env);
    fh_arena_init(&arena, 0);
    CHECK_INT(fh_packed_refs_parse(&env, &arena,
                                   FH_TEXT("# pack-refs with: peeled\n" ONE " refs/heads/main\n" TWO
                                           " refs/tags/v1\n^" ONE "\nnonsense\n" ONE
                                           " refs/../out\n" ONE " refs/heads/last"),
                                   &list),
              FH_OK);
    if (CHECK_INT(list.count, 3)) {
        CHECK_TEXT(list.items[1].name, "refs/tags/v1");
        CHECK_INT(list.items[1].oid.bytes[0], 0x22);
        CHECK_TEXT(list.items[2].name, "refs/heads/last");
    }
    CHECK_INT(fh_packed_refs_parse(
                  &env, &arena, FH_TEXT(ONE "111111111111111111111111 refs/heads/main\n"), &list),
              FH_UNSUPPORTED);
    fh_arena_done(&arena);
}

/* ---- a git folder ---- */

static void put(int dir, const char *path, const char *text)
{
    const int fd = openat(dir, path, O_WRONLY | O_CREAT | O_TRUNC, 0644);
    CHECK(fd >= 0 && write(fd, text, strlen(text)) == (ssize_t)strlen(text));
    (void)close(fd);
}

static fh_status find(int dir, const char *name, uint8_t *ret_first)
{
    fh_env env;
    fh_arena arena;
    fh_refs refs;
    fh_oid oid = {{0}};
    fh_env_init(&env);
    fh_arena_init(&arena, 0);
    fh_refs_init(&refs, &arena, dir);
    const fh_status status = fh_refs_find(&env, &refs, fh_text_of(name), &oid);
    *ret_first = oid.bytes[0];
    fh_arena_done(&arena);
    return status;
}

static void folder(void)
{
    char path[] = "/tmp/freehold-refs-XXXXXX";
    uint8_t first = 0;
    if (!CHECK(mkdtemp(path) != NULL)) return;
    const int dir = open(path, O_RDONLY | O_DIRECTORY);
    (void)mkdirat(dir, "refs", 0755);
    (void)mkdirat(dir, "refs/heads", 0755);
    put(dir, "HEAD", "ref: refs/heads/main\n");
    put(dir, "packed-refs", ONE " refs/heads/main\n" ONE " refs/heads/old\n");
    CHECK_INT(find(dir, "HEAD", &first), FH_OK);
    CHECK_INT(first, 0x11);
    put(dir, "refs/heads/main", TWO "\n"); /* the loose one is newer */
    CHECK_INT(find(dir, "HEAD", &first), FH_OK);
    CHECK_INT(first, 0x22);
    CHECK_INT(find(dir, "refs/heads/old", &first), FH_OK);
    CHECK_INT(find(dir, "refs/heads/none", &first), FH_NOT_FOUND);
    CHECK_INT(find(dir, "refs/heads/../../HEAD", &first), FH_NOT_FOUND);
    put(dir, "refs/heads/main", "no id\n");
    CHECK_INT(find(dir, "HEAD", &first), FH_BAD_INPUT);
    put(dir, "refs/heads/main", "ref: refs/heads/main\n"); /* a ring */
    CHECK_INT(find(dir, "HEAD", &first), FH_BAD_INPUT);
    (void)unlinkat(dir, "refs/heads/main", 0);
    CHECK(symlinkat("/etc/passwd", dir, "refs/heads/main") == 0); /* never followed */
    CHECK_INT(find(dir, "refs/heads/main", &first), FH_OK);
    CHECK_INT(first, 0x11); /* the packed one */
    (void)unlinkat(dir, "refs/heads/main", 0);
    (void)unlinkat(dir, "refs/heads", AT_REMOVEDIR);
    (void)unlinkat(dir, "refs", AT_REMOVEDIR);
    (void)unlinkat(dir, "packed-refs", 0);
    (void)unlinkat(dir, "HEAD", 0);
    (void)close(dir);
    CHECK(rmdir(path) == 0);
}

int main(void)
{
    RUN(names);
    RUN(packed);
    RUN(folder);
    return DONE();
}
