/* SPDX-FileCopyrightText: 2026 The freehold authors
 * SPDX-License-Identifier: Apache-2.0 */

#include "sample.h"

#define LITERAL(string)                                                                            \
    {                                                                                              \
        string, sizeof(string) - 1                                                                 \
    }
#define VECTOR(array)                                                                              \
    {                                                                                              \
        array, FH_COUNT(array), FH_COUNT(array)                                                    \
    }

static fh_text nvidia_amd[] = {LITERAL("nvidia"), LITERAL("amd")};
static fh_text openai[] = {LITERAL("openai")};

static fh_citation because[] = {
    {.rule = LITERAL("cuda-base-image"),
     .place = {.path = LITERAL("container/Dockerfile"), .line = 4, .column = 6},
     .quote = LITERAL("ARG BASE_IMAGE=\"nvcr.io/nvidia/cuda-dl-base\""),
     .reason = LITERAL("the image that everything is built on comes from one vendor's registry, "
                       "and no other one is named beside it")},
    {.rule = LITERAL("device-literal"),
     .place = {.path = LITERAL("src/\x1b[31mevil\xff.py"), .line = 10},
     .quote = LITERAL("device = \"cuda\"  \xe2\x80\xae# oops"),
     .reason = LITERAL("default of a parameter")},
};
static fh_citation despite[] = {
    {.rule = LITERAL("other-backend"),
     .place = {.path = LITERAL("backends/rocm")},
     .reason = LITERAL("a backend for another vendor")},
};
static fh_citation to_improve[] = {
    {.rule = LITERAL("cuda-base-image"),
     .place = {.path = LITERAL("container/Dockerfile"), .line = 4},
     .reason = LITERAL("build from a distribution image")},
};

static fh_component components[] = {
    {.name = LITERAL("sample"),
     .ecosystem = LITERAL("pypi"),
     .version = LITERAL("1.2.3"),
     .description = LITERAL("serves \xe6\xa8\xa1\xe5\x9e\x8b"),
     .license = LITERAL("Apache-2.0"),
     .manifest = {.path = LITERAL("pyproject.toml"), .line = 1},
     .files = 12,
     .lines = 3400,
     .dependents = 1,
     .is_main = true,
     .ships = true},
    {.name = LITERAL("bench"),
     .path = LITERAL("tools/bench"),
     .ecosystem = LITERAL("cargo"),
     .manifest = {.path = LITERAL("tools/bench/Cargo.toml"), .line = 1}},
};

static fh_license_record licenses[] = {
    {.expression = LITERAL("Apache-2.0"),
     .kind = LITERAL("exact"),
     .coverage = 1000,
     .count = 1,
     .place =
         {.path = LITERAL("LICENSE"), .line = 1, .column = 1, .end_line = 202, .end_column = 1},
     .role = LITERAL("outbound")},
    {.expression = LITERAL("MIT OR Apache-2.0"),
     .kind = LITERAL("tag"),
     .coverage = 1000,
     .count = 1155,
     .place = {.path = LITERAL("src/a.py"), .line = 2},
     .role = LITERAL("file")},
};

static fh_dependency dependencies[] = {
    {.purl = LITERAL("pkg:pypi/torch"),
     .name = LITERAL("torch"),
     .requirement = LITERAL(">=2.1"),
     .phase = LITERAL("runtime"),
     .necessity = LITERAL("required"),
     .directness = LITERAL("direct"),
     .pin = LITERAL("range"),
     .license = LITERAL("BSD-3-Clause"),
     .license_source = LITERAL("installed"),
     .place = {.path = LITERAL("pyproject.toml"), .line = 7},
     .quote = LITERAL("\"torch>=2.1\"")},
    {.purl = LITERAL("pkg:pypi/pynvml"),
     .name = LITERAL("pynvml"),
     .phase = LITERAL("runtime"),
     .necessity = LITERAL("optional-default-off"),
     .gate = LITERAL("extra:gpu"),
     .directness = LITERAL("direct"),
     .pin = LITERAL("floating"),
     .place = {.path = LITERAL("pyproject.toml"), .line = 12},
     .quote = LITERAL("\"pynvml\"")},
    {.purl = LITERAL("pkg:cargo/cudarc"),
     .name = LITERAL("cudarc"),
     .requirement = LITERAL("0.17.1"),
     .phase = LITERAL("test"),
     .necessity = LITERAL("required"),
     .pin = LITERAL("range"),
     .place = {.path = LITERAL("tools/bench/Cargo.toml"), .line = 9},
     .quote = LITERAL("cudarc = \"0.17.1\""),
     .component = 1},
};

static fh_model_record models[] = {
    {.id = LITERAL("gpt-4o"),
     .vendor = LITERAL("openai"),
     .openness = LITERAL("hosted"),
     .count = 3,
     .place = {.path = LITERAL("src/a.py"), .line = 20},
     .role = LITERAL("default")},
};

static fh_place more_places[] = {
    {.path = LITERAL("container/Dockerfile.vllm"), .line = 4, .column = 6},
    {.path = LITERAL("container/Dockerfile.trtllm"), .line = 4, .column = 6},
};

static fh_finding findings[] = {
    {.fingerprint = "0123456789abcdef0123456789abcdef",
     .rule = LITERAL("cuda-base-image"),
     .title = LITERAL("container image is built on a base image of one vendor"),
     .axis = FH_AXIS_HARDWARE,
     .vendor = LITERAL("nvidia"),
     .severity = FH_SEVERITY_HIGH,
     .confidence = FH_CONFIDENCE_HIGH,
     .strength = FH_STRENGTH_PRIVILEGE,
     .rule_strength = FH_STRENGTH_REQUIRED,
     .weakened_by = LITERAL("default of an argument that a build may override"),
     .weight = LITERAL("mandatory"),
     .subject = LITERAL("nvcr.io/nvidia/cuda-dl-base"),
     .message = LITERAL("container/Dockerfile builds from nvcr.io/nvidia/cuda-dl-base"),
     .remedy =
         LITERAL("Build from a distribution image and add the vendor runtime as one "
                 "selectable target among others, so that a build without it stays possible."),
     .alternatives = LITERAL("ubuntu, debian"),
     .contexts = FH_CONTEXT_ARG_DEFAULT,
     .place = {.path = LITERAL("container/Dockerfile"),
               .line = 4,
               .column = 6,
               .end_line = 4,
               .end_column = 50},
     .quote = LITERAL("ARG BASE_IMAGE=\"nvcr.io/nvidia/cuda-dl-base\""),
     .more = VECTOR(more_places),
     .more_count = 9},
    {.fingerprint = "fedcba9876543210fedcba9876543210",
     .rule = LITERAL("device-literal"),
     .title = LITERAL("device name in code"),
     .axis = FH_AXIS_HARDWARE,
     .vendor = LITERAL("nvidia"),
     .severity = FH_SEVERITY_INFO,
     .confidence = FH_CONFIDENCE_MEDIUM,
     .strength = FH_STRENGTH_HINT,
     .rule_strength = FH_STRENGTH_HINT,
     .message = LITERAL("::error::x ##[group]forged"),
     .component = 1,
     .place = {.path = LITERAL("src/\x1b[31mevil\xff.py"), .line = 10},
     .quote = LITERAL("\tdevice = \"cuda\"\x07")},
};

static fh_unread_record unread[] = {
    {.place = {.path = LITERAL("big.bin")},
     .reason = LITERAL("too-large"),
     .message = LITERAL("larger than the limit")},
    {.place = {.path = LITERAL("package.json"), .line = 3, .column = 9},
     .reason = LITERAL("syntax"),
     .message = LITERAL("expected a comma"),
     .manifest = true},
};

static void fill_verdict(fh_verdict *verdict, fh_axis axis, const char *level, const char *summary)
{
    *verdict = (fh_verdict){.axis = axis,
                            .level = fh_text_of(level),
                            .confidence = FH_CONFIDENCE_HIGH,
                            .decision = FH_TEXT("otherwise"),
                            .summary = fh_text_of(summary)};
}

static void fill_verdicts(fh_verdict *verdicts)
{
    fill_verdict(&verdicts[0], FH_AXIS_HARDWARE, "preferred",
                 "images default to one vendor, and another one can be chosen");
    verdicts[0].vendors = (fh_text_vec)VECTOR(nvidia_amd);
    verdicts[0].qualifier = FH_TEXT("cuda-class");
    verdicts[0].because = (fh_citation_vec)VECTOR(because);
    verdicts[0].despite = (fh_citation_vec)VECTOR(despite);
    verdicts[0].to_improve = (fh_citation_vec)VECTOR(to_improve);
    fill_verdict(&verdicts[1], FH_AXIS_MODEL, "required", "one hosted model is the only one");
    verdicts[1].vendors = (fh_text_vec)VECTOR(openai);
    verdicts[1].declared = true;
    verdicts[1].confidence = FH_CONFIDENCE_MEDIUM;
    verdicts[1].because = (fh_citation_vec){because, 1, 1};
    fill_verdict(&verdicts[2], FH_AXIS_CLOUD, "none", "nothing of a cloud was seen");
    fill_verdict(&verdicts[3], FH_AXIS_LICENSE, "open", "Apache-2.0 throughout");
}

void sample_fill(fh_report *report)
{
    *report = (fh_report){
        .target_kind = FH_TEXT("commit"),
        .target_commit = FH_TEXT("fb15e20c0123456789abcdef0123456789abcdef"),
        .target_rev = FH_TEXT("HEAD"),
        .target_ref = FH_TEXT("refs/heads/main"),
        .rules_hash = FH_TEXT("00112233445566778899aabbccddeeff"),
        .rule_count = 212,
        .coverage = {.files = 1155,
                     .read = 1149,
                     .binary = 6,
                     .manifests = 2,
                     .links = 1,
                     .bytes = 29700000,
                     .lines = 512000,
                     .unread = VECTOR(unread)},
        .components = VECTOR(components),
        .licenses = VECTOR(licenses),
        .dependencies = VECTOR(dependencies),
        .models = VECTOR(models),
        .findings = VECTOR(findings),
        .severity_counts = {1, 0, 0, 1, 0},
    };
    fill_verdicts(report->verdicts);
    fill_verdicts(components[0].verdicts);
    fill_verdict(&components[1].verdicts[0], FH_AXIS_HARDWARE, "none", "");
    fill_verdict(&components[1].verdicts[1], FH_AXIS_MODEL, "none", "");
    fill_verdict(&components[1].verdicts[2], FH_AXIS_CLOUD, "none", "");
    fill_verdict(&components[1].verdicts[3], FH_AXIS_LICENSE, "unknown", "");
}
