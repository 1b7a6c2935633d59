/* SPDX-FileCopyrightText: 2026 The freehold authors
 * SPDX-License-Identifier: Apache-2.0 */

#include "read/read_device_binary.h"

#include "read/site.h"

/* Programs and models compiled for one vendor's devices. The name alone is a promise; the first
 * bytes must not break it. */

extern const fh_reader fh_reader_device_binary;

typedef enum check {
    CHECK_NONE,   /* no magic is documented: binary, and no other format's magic */
    CHECK_START,  /* `magic` stands at `offset` */
    CHECK_MACHINE /* an ELF file whose machine is `offset` */
} check;

/* ELF machines: the registry of e_machine values. Fat binaries: the structure that
 * CUDA's own fatbinary header file describes. */
static const struct {
    const char *ending, *kind;
    check check;
    unsigned offset;
    const char *magic;
    size_t magic_len;
} formats[] = {
    {".engine", "tensorrt-engine", CHECK_NONE, 0, "", 0},
    {".plan", "tensorrt-engine", CHECK_NONE, 0, "", 0},
    {".trt", "tensorrt-engine", CHECK_NONE, 0, "", 0},
    {".cubin", "cuda-binary", CHECK_MACHINE, 190, "", 0},
    {".fatbin", "cuda-binary", CHECK_START, 0, "\x50\xed\x55\xba", 4},
    {".ptx", "cuda-assembly", CHECK_START, 0, "", 0},
    {".hsaco", "hip-binary", CHECK_MACHINE, 224, "", 0},
    {".metallib", "metal-library", CHECK_START, 0, "MTLB", 4},
    {".mlmodelc", "coreml-model", CHECK_NONE, 0, "", 0},
    {".mlmodel", "coreml-model", CHECK_NONE, 0, "", 0},
    {".xclbin", "xilinx-binary", CHECK_START, 0, "xclbin2", 7},
    {".om", "ascend-model", CHECK_NONE, 0, "", 0},
    {".rknn", "rockchip-model", CHECK_START, 0, "RKNN", 4},
    {".hef", "hailo-model", CHECK_NONE, 0, "", 0},
    {".tflite", "tflite-model", CHECK_START, 4, "TFL3", 4},
};

static size_t format_of(fh_text path)
{
    const size_t dot = fh_text_rfind_byte(path, '.');
    const fh_text ending = fh_text_slice(path, dot, SIZE_MAX);
    for (size_t i = 0; dot != SIZE_MAX && i < FH_COUNT(formats); i++)
        if (fh_text_eq_nocase(ending, fh_text_of(formats[i].ending))) return i;
    return SIZE_MAX;
}

fh_text fh_device_binary_kind(fh_text path)
{
    const size_t format = format_of(path);
    return format == SIZE_MAX ? FH_TEXT("") : fh_text_of(formats[format].kind);
}

static bool has_magic(fh_text bytes, unsigned offset, fh_text magic)
{
    return fh_text_starts(fh_text_slice(bytes, offset, SIZE_MAX), magic);
}

static bool is_elf_for(fh_text bytes, unsigned machine)
{
    if (bytes.len < 20 || !has_magic(bytes, 0,
                                     FH_TEXT("\x7f"
                                             "ELF")))
        return false;
    return (unsigned char)bytes.ptr[18] == (machine & 0xff) &&
           (unsigned char)bytes.ptr[19] == machine >> 8;
}

/* Archives, images, documents and executables that may bear any name. */
static bool is_other_format(fh_text bytes)
{
    static const fh_text magics[] = {{"PK\x03\x04", 4},
                                     {"\x7f"
                                      "ELF",
                                      4},
                                     {"MZ", 2},
                                     {"\x1f\x8b", 2},
                                     {"%PDF", 4},
                                     {"\x89PNG", 4},
                                     {"SQLite", 6},
                                     {"BZh", 3},
                                     {"GIF8", 4},
                                     {"RIFF", 4}};
    for (size_t i = 0; i < FH_COUNT(magics); i++)
        if (fh_text_starts(bytes, magics[i])) return true;
    return false;
}

static bool is_assembly(fh_text bytes)
{
    return fh_text_find(fh_text_slice(bytes, 0, 4096), FH_TEXT(".version")) != SIZE_MAX &&
           fh_text_find(fh_text_slice(bytes, 0, 4096), FH_TEXT(".target")) != SIZE_MAX;
}

/* "sm_80" behind ".target" of PTX assembly. */
static fh_text target_of(fh_text bytes)
{
    const fh_text head = fh_text_slice(bytes, 0, 4096);
    const size_t at = fh_text_find(head, FH_TEXT(".target"));
    fh_text line, rest = fh_text_slice(head, at == SIZE_MAX ? head.len : at + 7, SIZE_MAX);
    return fh_text_next_line(&rest, &line) ? fh_text_trim(line) : FH_TEXT("");
}

static bool keeps_promise(size_t format, fh_text bytes)
{
    if (fh_text_is(fh_text_of(formats[format].kind), "cuda-assembly")) return is_assembly(bytes);
    switch (formats[format].check) {
    case CHECK_START:
        return has_magic(bytes, formats[format].offset,
                         fh_text_make(formats[format].magic, formats[format].magic_len));
    case CHECK_MACHINE: return is_elf_for(bytes, formats[format].offset);
    case CHECK_NONE: break;
    }
    return fh_read_is_binary(bytes) && !is_other_format(bytes);
}

static void read(fh_env *env, const fh_input *input, fh_facts *facts)
{
    (void)env;
    const size_t format = format_of(input->path);
    if (format == SIZE_MAX || !keeps_promise(format, input->bytes)) return;
    fh_fact fact = fh_read_fact(input, &fh_reader_device_binary, FH_FACT_FILE, 0, 0);
    fact.subject = fh_text_of(formats[format].kind);
    fact.certainty =
        formats[format].check == CHECK_NONE ? FH_CERTAINTY_GUESSED : FH_CERTAINTY_STATED;
    if (fh_text_is(fact.subject, "cuda-assembly"))
        fh_fact_set(&fact, FH_ATTR_TARGET, target_of(input->bytes));
    fh_facts_add(facts, &fact);
}

static const char *const globs[] = {"**/*.engine",   "**/*.plan",    "**/*.trt",    "**/*.cubin",
                                    "**/*.fatbin",   "**/*.ptx",     "**/*.hsaco",  "**/*.metallib",
                                    "**/*.mlmodelc", "**/*.mlmodel", "**/*.xclbin", "**/*.om",
                                    "**/*.rknn",     "**/*.hef",     "**/*.tflite", NULL};

const fh_reader fh_reader_device_binary = {
    .name = "device-binary",
    .about = "models and kernels compiled for one vendor's devices: TensorRT, CUDA, HIP, Metal",
    .globs = globs,
    .syntax = FH_SYNTAX_NONE,
    .manifest = false,
    .binary = true,
    .read = read,
};
