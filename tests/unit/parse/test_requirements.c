/* SPDX-FileCopyrightText: 2026 The freehold authors
 * SPDX-License-Identifier: Apache-2.0 */

#include "parse/requirements.h"
#include "tap.h"

static fh_requirement parsed(const char *text)
{
    fh_requirement result = {0};
    if (!CHECK(fh_requirement_parse(fh_text_of(text), &result))) printf("# %s\n", text);
    return result;
}

static void specifiers(void)
{
    fh_requirement got =
        parsed("requests [security,tests] >= 2.8.1, == 2.8.* ; python_version < '2.7'");
    CHECK_TEXT(got.name, "requests");
    CHECK_TEXT(got.extras, "security,tests");
    CHECK_TEXT(got.specifier, ">= 2.8.1, == 2.8.*");
    CHECK_TEXT(got.marker, "python_version < '2.7'");
    CHECK_TEXT(fh_text_of(fh_requirement_pin(&got)), "range");
    got = parsed("a.b-c_d(==1.0+cu121)");
    CHECK_TEXT(got.name, "a.b-c_d");
    CHECK_TEXT(got.specifier, "==1.0+cu121");
    CHECK_TEXT(fh_text_of(fh_requirement_pin(&got)), "exact");
    got = parsed("numpy");
    CHECK_TEXT(fh_text_of(fh_requirement_pin(&got)), "floating");
    got = parsed("x==1.*");
    CHECK_TEXT(fh_text_of(fh_requirement_pin(&got)), "range");
}

static void addresses(void)
{
    fh_requirement got = parsed("pip @ https://a.example/pip-1.3.1.zip#sha1=da ; os_name=='nt'");
    CHECK_TEXT(got.name, "pip");
    CHECK_TEXT(got.address, "https://a.example/pip-1.3.1.zip#sha1=da");
    CHECK_TEXT(got.marker, "os_name=='nt'");
    CHECK_TEXT(fh_text_of(fh_requirement_pin(&got)), "url");
    got = parsed("git+https://github.com/own/my-thing.git@v1#egg=thing[a]");
    CHECK_TEXT(got.name, "thing");
    CHECK_TEXT(got.extras, "a");
    CHECK_TEXT(fh_text_of(fh_requirement_pin(&got)), "git-ref");
    got = parsed("git+https://github.com/own/my-thing.git"
                 "@0123456789012345678901234567890123456789");
    CHECK_TEXT(got.name, "my-thing");
    CHECK_TEXT(fh_text_of(fh_requirement_pin(&got)), "git-commit");
    got = parsed("https://a.example/flash_attn-2.5.8+cu118-cp310-linux_x86_64.whl");
    CHECK_TEXT(got.name, "flash_attn");
    got = parsed("./wheels/torch-2.0-py3.whl");
    CHECK_TEXT(got.name, "torch");
    CHECK_TEXT(fh_text_of(fh_requirement_pin(&got)), "path");
    got = parsed(".[dev]");
    CHECK_TEXT(got.address, ".");
    CHECK_TEXT(got.extras, "dev");
}

static void refusals(void)
{
    static const char *const bad[] = {
        "",   "two words", "a[b", "a @",         "a ==1 ?",
        "-x", "a(>=1",     "# c", "@ https://a", "Some sentence, with a comma."};
    fh_requirement got;
    for (size_t i = 0; i < FH_COUNT(bad); i++)
        if (!CHECK(!fh_requirement_parse(fh_text_of(bad[i]), &got))) printf("# %s\n", bad[i]);
}

static void names(void)
{
    CHECK(fh_requirement_same_name(FH_TEXT("Ruamel.Yaml"), FH_TEXT("ruamel-_yaml")));
    CHECK(!fh_requirement_same_name(FH_TEXT("ab"), FH_TEXT("a-b")));
    CHECK(!fh_requirement_same_name(FH_TEXT("a"), FH_TEXT("a-")));
}

static void files(void)
{
    fh_arena arena;
    fh_requirements_lines lines = {0};
    fh_arena_init(&arena, 0);
    CHECK(fh_requirements_parse(&arena,
                                FH_TEXT("\xef\xbb\xbf# comment \\\n"
                                        "--extra-index-url https://a.example/whl\r\n"
                                        "-r base.txt # why\n"
                                        "-cmore.txt\n\n"
                                        "  a==1 \\\n    --hash=sha256:aa \\\n    --hash=sha256:bb\n"
                                        "-e ./sub\n-e pkg\n"
                                        "b@https://a.example/#x#y\n"
                                        "x -C a.b=\"-D=1\"\n"
                                        "no requirement here\n--never\n-r\nlast \\"),
                                &lines));
    if (!CHECK_INT(lines.count, 12)) return;
    const fh_requirements_line *at = lines.items;
    CHECK_TEXT(at[0].option, "extra-index-url");
    CHECK_TEXT(at[0].value, "https://a.example/whl");
    CHECK_INT(at[0].line, 2);
    CHECK_TEXT(at[1].value, "base.txt");
    CHECK_TEXT(at[2].option, "constraint");
    CHECK_TEXT(at[3].requirement.specifier, "==1");
    CHECK_INT(at[3].line, 6);
    CHECK_INT(at[3].column, 3);
    CHECK(at[4].editable);
    CHECK_TEXT(at[5].requirement.address, "pkg");
    CHECK_TEXT(at[6].requirement.address, "https://a.example/#x#y");
    CHECK_TEXT(at[7].requirement.name, "x");
    for (size_t i = 8; i < 11; i++) CHECK_INT(at[i].kind, FH_REQUIREMENTS_BAD);
    CHECK_TEXT(at[11].requirement.name, "last");
    fh_arena_done(&arena);
}

int main(void)
{
    RUN(specifiers);
    RUN(addresses);
    RUN(refusals);
    RUN(names);
    RUN(files);
    return DONE();
}
