/* SPDX-FileCopyrightText: 2026 The freehold authors
 * SPDX-License-Identifier: Apache-2.0 */

#include "read_one.h"

extern const fh_reader fh_reader_vcpkg, fh_reader_vcpkg_registries;

static void features_decide(void)
{
    READ_ONE(fh_reader_vcpkg, "vcpkg.json",
             "{\"name\": \"app\", \"version\": \"1.0\", \"license\": \"MIT\",\n"
             "\"dependencies\": [\"fmt\", {\"name\": \"tool\", \"host\": true},\n"
             "{\"name\": \"curl\", \"version>=\": \"8.0\", \"default-features\": false,\n"
             " \"features\": [\"ssl\"], \"platform\": \"!windows\"}, 3],\n"
             "\"default-features\": [{\"name\": \"net\"}],\n"
             "\"features\": {\"net\": {\"dependencies\": [\"asio\"]},\n"
             "\"gpu\": {\"dependencies\": [\"cuda\"]}}}");
    const fh_fact *curl = FIND(DEPENDENCY, "pkg:vcpkg/curl");
    const fh_fact *cuda = FIND(DEPENDENCY, "pkg:vcpkg/cuda");
    CHECK_TEXT(ATTR(FIND(PACKAGE, "app"), EXPRESSION), "MIT");
    CHECK_TEXT(ATTR(FIND(DEPENDENCY, "pkg:vcpkg/fmt"), PIN), "floating");
    CHECK_INT(FIND(DEPENDENCY, "pkg:vcpkg/fmt")->line, 2);
    CHECK_TEXT(ATTR(FIND(DEPENDENCY, "pkg:vcpkg/tool"), PHASE), "build");
    CHECK_TEXT(curl->value, ">=8.0");
    CHECK_TEXT(ATTR(curl, PIN), "range");
    CHECK_TEXT(ATTR(curl, GATE), "target:!windows");
    CHECK_TEXT(ATTR(curl, MEMBERS), "ssl");
    CHECK_TEXT(ATTR(curl, DEFAULT), "no");
    CHECK_TEXT(ATTR(FIND(DEPENDENCY, "pkg:vcpkg/asio"), NECESSITY), "optional-default-on");
    CHECK_TEXT(ATTR(cuda, NECESSITY), "optional-default-off");
    CHECK_TEXT(ATTR(cuda, GATE), "feature:gpu");
    CHECK_TEXT(ATTR(FIND(FEATURE, "net"), DEFAULT), "yes");
    read_one_end(&self);
}

static void registries_are_sources(void)
{
    READ_ONE(
        fh_reader_vcpkg_registries, "vcpkg-configuration.json",
        "{\"default-registry\": {\"kind\": \"git\", \"repository\": \"https://u:p@g.example/r\"},\n"
        "\"registries\": [{\"kind\": \"filesystem\", \"path\": \"x\"},\n"
        "{\"kind\": \"artifact\", \"location\": \"https://f.example/a.zip\"}]}");
    CHECK_INT(read_one_count(&self, FH_FACT_SOURCE), 2);
    CHECK_TEXT(ATTR(FIND(SOURCE, "https://g.example/r"), KIND), "git");
    CHECK_TEXT(ATTR(FIND(SOURCE, "https://f.example/a.zip"), KIND), "registry");
    read_one_end(&self);
}

int main(void)
{
    RUN(features_decide);
    RUN(registries_are_sources);
    return DONE();
}
