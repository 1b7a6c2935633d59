/* SPDX-FileCopyrightText: 2026 The freehold authors
 * SPDX-License-Identifier: Apache-2.0 */

#include "model/condition.h"
#include "tap.h"

static fh_text written(fh_arena *arena, fh_text gate)
{
    fh_buf buf;
    fh_buf_init(&buf, 4096);
    fh_condition_write(fh_condition_parse(arena, gate), &buf);
    const fh_text copy = fh_arena_copy(arena, fh_buf_text(&buf));
    fh_buf_done(&buf);
    return copy;
}

static void gates_become_trees(void)
{
    static const struct {
        const char *gate, *want;
    } rows[] = {
        {"", ""},
        {"target:cfg(unix)", "family == unix"},
        {"target:cfg(target_os = \"macos\")", "os == macos"},
        {"target:cfg(not(target_arch = \"arm\"))", "not arch == arm"},
        {"target:cfg(all(windows, any(target_env=\"gnu\", target_pointer_width = \"32\")))",
         "family == windows and (libc == gnu or target_pointer_width == 32)"},
        {"target:cfg(not(any(unix, windows)))", "not (family == unix or family == windows)"},
        {"target:cfg(tokio_unstable)", "tokio_unstable"},
        {"target:cfg(all(unix,))", "family == unix"},
        {"target:cfg(any())", "never"},
        {"target:x86_64-pc-windows-msvc", "arch == x86_64 and os == windows and libc == msvc"},
        {"target:aarch64-apple-darwin", "arch == aarch64 and os == macos"},
        {"target:my-own-target.json", "my-own-target.json"},
        {"target:cfg(unix", "target:cfg(unix"},
        {"target:cfg(unix) x", "target:cfg(unix) x"},
        {"target:cfg(=)", "target:cfg(=)"},
        {"target:cfg(not(unix, windows))", "target:cfg(not(unix, windows))"},
        {"os:darwin cpu:arm64", "os == macos and arch == aarch64"},
        {"os:linux libc:glibc", "os == linux and libc == gnu"},
        {"os:linux,win32", "os == linux or os == windows"},
        {"os:!win32", "os != windows"},
        {"os:a,b,!c", "os != c and (os == a or os == b)"},
        {"marker:python_version < '3.11'", "python_version < 3.11"},
        {"marker:'3.8' <= python_version", "python_version >= 3.8"},
        {"marker:sys_platform == 'win32' and (platform_machine == 'AMD64' or extra == \"gpu\")",
         "os == windows and (arch == x86_64 or extra == gpu)"},
        {"marker:platform_system=='Linux' or os_name != 'nt'", "os == linux or family != windows"},
        {"marker:'dev' in dependency_groups", "group == dev"},
        {"marker:platform_release not in 'a b'", "platform_release not-in a b"},
        {"marker:python_version <", "marker:python_version <"},
        {"marker:'a' == 'b'", "marker:'a' == 'b'"},
        {"feature:cuda", "feature == cuda"},
        {"extra:gpu", "extra == gpu"},
        {"os:linux && cpu:x64", "os == linux and arch == x86_64"},
        {"feature:a && target:cfg(unix) || feature:b",
         "(feature == a and family == unix) or feature == b"},
        {"os:linux || several:conditions", "os == linux or several:conditions"},
        {"option:[ $A = b ] && [ $C = d ]", "option:[ $A = b ] && [ $C = d ]"},
        {"option:USE_CUDA", "option == USE_CUDA"},
        {"option:APPLE AND NOT (MSVC OR GGML_METAL)",
         "os == macos and not (libc == msvc or option == GGML_METAL)"},
        {"option:A OR B AND C", "option == A or (option == B and option == C)"},
        {"option:NOT NOT A", "not not option == A"},
        {"option:CMAKE_SYSTEM_NAME STREQUAL Darwin AND A_FOUND", "os == macos and A_FOUND"},
        {"option:A AND ${DIRS} STREQUAL  AND ${V} MATCHES Generic",
         "option == A and ${DIRS} STREQUAL and ${V} MATCHES Generic"},
        {"option:f() AND A", "f() and option == A"},
        {"option:A AND", "option:A AND"},
        {"option:(A", "option:(A"},
        {"option:A)", "option:A)"},
        {"option:()", "option:()"},
        {"option:get_option('x') == true", "option:get_option('x') == true"},
        {"if:USE_CUDA", "if:USE_CUDA"},
        {"nothing", "nothing"},
    };
    fh_arena arena;
    fh_arena_init(&arena, 0);
    for (size_t i = 0; i < FH_COUNT(rows); i++)
        CHECK_TEXT(written(&arena, fh_text_of(rows[i].gate)), rows[i].want);
    fh_arena_done(&arena);
}

static void deep_nesting_is_opaque(void)
{
    char gate[8192] = "target:cfg(";
    for (size_t i = 0; i < 1000; i++) strcat(gate, "not(");
    fh_arena arena;
    fh_arena_init(&arena, 0);
    const fh_condition *parsed = fh_condition_parse(&arena, fh_text_of(gate));
    CHECK(parsed != NULL && parsed->kind == FH_CONDITION_OPAQUE);
    memcpy(gate, "marker:    ", 11);
    memset(gate + 11, '(', 1000);
    parsed = fh_condition_parse(&arena, fh_text_of(gate));
    CHECK(parsed != NULL && parsed->kind == FH_CONDITION_OPAQUE);
    fh_arena_done(&arena);
}

static fh_holds holds_on(fh_arena *arena, const char *gate, const char *platform,
                         const char *feature)
{
    fh_setting settings[8];
    size_t count = fh_platform_settings(arena, fh_text_of(platform), settings, 4);
    if (feature != NULL) settings[count++] = (fh_setting){FH_TEXT("feature"), fh_text_of(feature)};
    settings[count++] = (fh_setting){FH_TEXT("python_version"), FH_TEXT("3.10")};
    return fh_condition_holds(fh_condition_parse(arena, fh_text_of(gate)), settings, count);
}

static void conditions_are_decided(void)
{
    static const struct {
        const char *gate, *platform, *feature;
        fh_holds want;
    } rows[] = {
        {"", "linux", NULL, FH_HOLDS_YES},
        {"target:cfg(unix)", "linux-x86_64", NULL, FH_HOLDS_YES},
        {"target:cfg(windows)", "linux", NULL, FH_HOLDS_NO},
        {"target:cfg(windows)", "x86_64-pc-windows-gnu", NULL, FH_HOLDS_YES},
        {"target:cfg(windows)", "mars", NULL, FH_HOLDS_UNKNOWN},
        {"target:cfg(target_arch=\"arm\")", "linux", NULL, FH_HOLDS_UNKNOWN},
        {"target:cfg(all(windows, target_arch=\"arm\"))", "linux", NULL, FH_HOLDS_NO},
        {"target:cfg(any(unix, target_arch=\"arm\"))", "linux", NULL, FH_HOLDS_YES},
        {"target:cfg(not(unix))", "darwin/arm64", NULL, FH_HOLDS_NO},
        {"os:darwin cpu:arm64", "darwin/arm64", NULL, FH_HOLDS_YES},
        {"os:!win32", "win32 x64", NULL, FH_HOLDS_NO},
        {"feature:cuda", "linux", NULL, FH_HOLDS_UNKNOWN},
        {"feature:cuda", "linux", "cuda", FH_HOLDS_YES},
        {"feature:cuda", "linux", "other", FH_HOLDS_NO},
        {"marker:python_version < '3.11'", "linux", NULL, FH_HOLDS_YES},
        {"marker:python_version < '3.9'", "linux", NULL, FH_HOLDS_NO},
        {"marker:python_version ~= '3.9'", "linux", NULL, FH_HOLDS_UNKNOWN},
        {"marker:sys_platform in 'linux darwin'", "linux", NULL, FH_HOLDS_YES},
        {"marker:python_full_version < '3.14'", "linux", NULL, FH_HOLDS_YES},
        {"marker:python_full_version >= '3.10'", "linux", NULL, FH_HOLDS_YES},
        {"marker:python_full_version < '3.10'", "linux", NULL, FH_HOLDS_NO},
        {"marker:python_full_version > '3.10'", "linux", NULL, FH_HOLDS_UNKNOWN},
        {"marker:python_full_version >= '3.10.4'", "linux", NULL, FH_HOLDS_UNKNOWN},
        {"marker:python_full_version >= '3.9.4'", "linux", NULL, FH_HOLDS_YES},
        {"marker:python_full_version == '3.11.2'", "linux", NULL, FH_HOLDS_NO},
        {"marker:python_full_version >= 'x'", "linux", NULL, FH_HOLDS_UNKNOWN},
        {"option:APPLE AND A_FOUND", "linux", NULL, FH_HOLDS_NO},
        {"option:UNIX AND NOT (APPLE OR ANDROID)", "linux", NULL, FH_HOLDS_YES},
        {"option:A_FOUND OR LINUX", "linux", NULL, FH_HOLDS_YES},
        {"os:linux && feature:a || os:win32", "linux", "a", FH_HOLDS_YES},
        {"os:linux && feature:a || os:win32", "linux", "b", FH_HOLDS_NO},
        {"if:X", "linux", NULL, FH_HOLDS_UNKNOWN},
    };
    fh_arena arena;
    fh_arena_init(&arena, 0);
    for (size_t i = 0; i < FH_COUNT(rows); i++) {
        const fh_holds got = holds_on(&arena, rows[i].gate, rows[i].platform, rows[i].feature);
        if (!CHECK_INT(got, rows[i].want)) printf("# %s on %s\n", rows[i].gate, rows[i].platform);
    }
    fh_arena_done(&arena);
}

static void two_gates_hold_together(void)
{
    fh_arena arena;
    fh_buf buf;
    fh_arena_init(&arena, 0);
    fh_buf_init(&buf, 0);
    const fh_condition *a = fh_condition_parse(&arena, FH_TEXT("feature:x"));
    const fh_condition *b = fh_condition_parse(&arena, FH_TEXT("target:cfg(unix)"));
    CHECK(fh_condition_both(&arena, a, NULL) == a && fh_condition_both(&arena, NULL, b) == b);
    fh_condition_write(fh_condition_both(&arena, a, b), &buf);
    CHECK_TEXT(fh_buf_text(&buf), "feature == x and family == unix");
    fh_buf_done(&buf);
    fh_arena_done(&arena);
}

int main(void)
{
    RUN(gates_become_trees);
    RUN(deep_nesting_is_opaque);
    RUN(conditions_are_decided);
    RUN(two_gates_hold_together);
    return DONE();
}
