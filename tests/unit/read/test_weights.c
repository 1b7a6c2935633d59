/* SPDX-FileCopyrightText: 2026 The freehold authors
 * SPDX-License-Identifier: Apache-2.0 */

/* Binary files: headers of weights and device binaries, made here byte by byte. */
#include "base/buf.h"
#include "read_one.h"

extern const fh_reader fh_reader_gguf;
extern const fh_reader fh_reader_safetensors;
extern const fh_reader fh_reader_onnx;
extern const fh_reader fh_reader_device_binary;

static read_one self;

static void start(const fh_reader *reader, const char *path, const fh_buf *buf)
{
    read_one_start(&self, reader, path, fh_buf_text(buf));
}

static bool is_unread(const char *message)
{
    for (size_t i = 0; i < self.facts.list.count; i++)
        if (self.facts.list.items[i].kind == FH_FACT_UNREAD &&
            fh_text_find(self.facts.list.items[i].value, fh_text_of(message)) != SIZE_MAX)
            return true;
    return false;
}

/* ---- GGUF ---- */

static void add_text(fh_buf *buf, const char *text)
{
    fh_buf_add_u64(buf, strlen(text));
    fh_buf_add(buf, fh_text_of(text));
}

static void add_pair(fh_buf *buf, const char *key, const char *value)
{
    add_text(buf, key);
    fh_buf_add_u32(buf, 8);
    add_text(buf, value);
}

static void add_header(fh_buf *buf, uint32_t version, uint64_t pairs)
{
    fh_buf_init(buf, 0);
    fh_buf_add(buf, FH_TEXT("GGUF"));
    fh_buf_add_u32(buf, version);
    fh_buf_add_u64(buf, 0);
    fh_buf_add_u64(buf, pairs);
}

static void gguf_license_chain(void)
{
    fh_buf buf;
    add_header(&buf, 3, 7);
    add_pair(&buf, "general.architecture", "llama");
    add_pair(&buf, "general.name", "Tiny");
    add_text(&buf, "tokenizer.ggml.tokens");
    fh_buf_add_u32(&buf, 9);
    fh_buf_add_u32(&buf, 8);
    fh_buf_add_u64(&buf, 2);
    add_text(&buf, "a");
    add_text(&buf, "b");
    add_text(&buf, "general.alignment");
    fh_buf_add_u32(&buf, 4);
    fh_buf_add_u32(&buf, 32);
    add_pair(&buf, "general.license", "mit");
    add_pair(&buf, "general.base_model.0.repo_url",
             "https://huggingface.co/meta-llama/Llama-3.1-8B");
    add_pair(&buf, "general.quantized_by", "me");
    start(&fh_reader_gguf, "m/tiny.gguf", &buf);
    CHECK_TEXT(FIND(MODEL, "Tiny")->value, "llama");
    CHECK_TEXT(ATTR(FIND(MODEL, "Tiny"), EXPRESSION), "MIT");
    CHECK_TEXT(ATTR(FIND(MODEL, "meta-llama/Llama-3.1-8B"), CLAIM), "MIT");
    CHECK_TEXT(ATTR(FIND(MODEL, "meta-llama/Llama-3.1-8B"), RELATION), "quantized");
    CHECK_TEXT(ATTR(FIND(LICENSE, "MIT"), KIND), "manifest");
    CHECK_INT(read_one_count(&self, FH_FACT_UNREAD), 0);
    read_one_end(&self);
    fh_buf_done(&buf);
}

static void gguf_hostile(void)
{
    fh_buf buf;
    add_header(&buf, 3, UINT64_MAX);
    add_pair(&buf, "general.name", "x");
    start(&fh_reader_gguf, "a.gguf", &buf);
    CHECK(is_unread("past the end"));
    read_one_end(&self);
    fh_buf_done(&buf);

    add_header(&buf, 3, 1);
    add_text(&buf, "a");
    fh_buf_add_u32(&buf, 9);
    fh_buf_add_u32(&buf, 10);
    fh_buf_add_u64(&buf, UINT64_MAX / 4);
    start(&fh_reader_gguf, "a.gguf", &buf);
    CHECK(is_unread("longer than any file"));
    read_one_end(&self);
    fh_buf_done(&buf);

    add_header(&buf, 3, 2);
    add_pair(&buf, "general.license", "mit");
    add_pair(&buf, "general.license", "gemma");
    start(&fh_reader_gguf, "a.gguf", &buf);
    CHECK(is_unread("stands twice"));
    read_one_end(&self);
    fh_buf_done(&buf);

    add_header(&buf, 1, 0);
    start(&fh_reader_gguf, "a.gguf", &buf);
    CHECK(is_unread("version"));
    read_one_end(&self);
    fh_buf_done(&buf);
}

static void add_swapped(fh_buf *buf, uint64_t value, unsigned size)
{
    while (size-- > 0) fh_buf_add_u8(buf, (uint8_t)(value >> (8 * size)));
}

static void gguf_big_endian(void)
{
    fh_buf buf;
    fh_buf_init(&buf, 0);
    fh_buf_add(&buf, FH_TEXT("GGUF"));
    add_swapped(&buf, 3, 4);
    add_swapped(&buf, 0, 8);
    add_swapped(&buf, 1, 8);
    add_swapped(&buf, 12, 8);
    fh_buf_add(&buf, FH_TEXT("general.name"));
    add_swapped(&buf, 8, 4);
    add_swapped(&buf, 3, 8);
    fh_buf_add(&buf, FH_TEXT("Big"));
    start(&fh_reader_gguf, "a.gguf", &buf);
    CHECK_TEXT(ATTR(FIND(MODEL, "Big"), KIND), "gguf");
    read_one_end(&self);
    fh_buf_done(&buf);
}

/* ---- safetensors ---- */

static void make_header(fh_buf *buf, uint64_t len, const char *json)
{
    fh_buf_init(buf, 0);
    fh_buf_add_u64(buf, len == 0 ? strlen(json) : len);
    fh_buf_add(buf, fh_text_of(json));
}

static void safetensors_metadata(void)
{
    fh_buf buf;
    make_header(&buf, 0,
                "{\"w\": {\"dtype\": \"F32\", \"shape\": [1], \"data_offsets\": [0, 4]},"
                "\"__metadata__\": {\"license\": \"apache-2.0\", \"modelspec.title\": \"T\","
                "\"base_model\": \"google/gemma-2-2b\"}}  ");
    fh_buf_add(&buf, fh_text_make("\0\0\0\0", 4));
    start(&fh_reader_safetensors, "w.safetensors", &buf);
    CHECK_TEXT(ATTR(FIND(FILE, "safetensors"), SIZE), "1");
    CHECK_TEXT(ATTR(FIND(MODEL, "T"), EXPRESSION), "Apache-2.0");
    CHECK_TEXT(ATTR(FIND(MODEL, "google/gemma-2-2b"), CLAIM), "Apache-2.0");
    CHECK_INT(read_one_count(&self, FH_FACT_UNREAD), 0);
    read_one_end(&self);
    fh_buf_done(&buf);
}

static void safetensors_hostile(void)
{
    const struct {
        uint64_t len;
        const char *json, *message;
    } rows[] = {
        {UINT64_MAX, "{}", "100 MB"},
        {1000, "{}", "past the end"},
        {0, "[1]", "no JSON object"},
        {0, "{\"a\": {\"b\": [}", "broken JSON"},
        {0, "{\"a\" 1}", "broken JSON"},
        {0, "{\"__metadata__\": {\"a\": \"b\"}, \"__metadata__\": {}}", "stands twice"},
        {0, "{\"__metadata__\": {\"a\": tru}}", ""},
    };
    for (size_t i = 0; i < FH_COUNT(rows); i++) {
        fh_buf buf;
        make_header(&buf, rows[i].len, rows[i].json);
        start(&fh_reader_safetensors, "w.safetensors", &buf);
        if (!CHECK(is_unread(rows[i].message))) printf("# %s\n", rows[i].json);
        read_one_end(&self);
        fh_buf_done(&buf);
    }
}

static void safetensors_deep(void)
{
    fh_buf buf;
    fh_buf_init(&buf, 0);
    fh_buf_add_u64(&buf, 100004);
    fh_buf_add(&buf, FH_TEXT("{\"a\""));
    fh_buf_add(&buf, FH_TEXT(":"));
    for (unsigned i = 0; i < 99999; i++) fh_buf_add_byte(&buf, '[');
    start(&fh_reader_safetensors, "w.safetensors", &buf);
    CHECK(is_unread("broken JSON"));
    read_one_end(&self);
    fh_buf_done(&buf);
}

/* ---- ONNX ---- */

static void add_field(fh_buf *buf, unsigned number, const char *text, size_t len)
{
    fh_buf_add_byte(buf, (char)(number << 3 | 2));
    fh_buf_add_byte(buf, (char)len); /* below 128 */
    fh_buf_add(buf, fh_text_make(text, len));
}

static void onnx_metadata(void)
{
    fh_buf buf;
    fh_buf_init(&buf, 0);
    fh_buf_add(&buf, fh_text_make("\x08\x08", 2));
    add_field(&buf, 2, "pytorch", 7);
    add_field(&buf, 7, "\x12\x01g", 3);
    add_field(&buf, 8,
              "\x0a\x0d"
              "com.microsoft"
              "\x10\x01",
              17);
    add_field(&buf, 14,
              "\x0a\x0d"
              "model_license"
              "\x12\x03mit",
              20);
    add_field(&buf, 14,
              "\x0a\x0a"
              "model_name"
              "\x12\x04tiny",
              18);
    start(&fh_reader_onnx, "m.onnx", &buf);
    CHECK_TEXT(FIND(FILE, "onnx-model")->value, "pytorch");
    CHECK_TEXT(FIND(FIELD, "onnx.domain")->value, "com.microsoft");
    CHECK_TEXT(ATTR(FIND(MODEL, "tiny"), EXPRESSION), "MIT");
    read_one_end(&self);
    fh_buf_done(&buf);
}

static void onnx_hostile(void)
{
    const char *const rows[] = {"\xff\xff\xff\xff\xff\xff\xff\xff\xff\xff\xff\xff",
                                "\x08\x08\x3a\xff\x7f", "\x08\x08", "plain text that is no model",
                                ""};
    for (size_t i = 0; i < FH_COUNT(rows); i++) {
        fh_buf buf;
        fh_buf_init(&buf, 0);
        fh_buf_add(&buf, fh_text_of(rows[i]));
        start(&fh_reader_onnx, "m.onnx", &buf);
        CHECK(is_unread("ONNX"));
        CHECK_INT(self.facts.list.count, 1);
        read_one_end(&self);
        fh_buf_done(&buf);
    }
}

/* ---- device binaries ---- */

static void device_binaries(void)
{
    static const char elf[] = "\x7f"
                              "ELF\2\1\1\0\0\0\0\0\0\0\0\0\2\0";
    const struct {
        const char *path, *bytes;
        size_t len;
        const char *kind; /* empty: none */
    } rows[] = {
        {"a.plan", "ftrt\0\0\0\0", 8, "tensorrt-engine"},
        {"a.plan", "1. Build it\n2. Ship it\n", 23, ""},
        {"a.engine", "PK\x03\x04\0\0", 6, ""},
        {"k.cubin", NULL, 190, "cuda-binary"},
        {"k.cubin", NULL, 62, ""},
        {"k.hsaco", NULL, 224, "hip-binary"},
        {"k.fatbin", "\x50\xed\x55\xba\0", 5, "cuda-binary"},
        {"k.fatbin", "\0\0\0\0\0", 5, ""},
        {"k.ptx", "//\n.version 8.0\n.target sm_80\n", 30, "cuda-assembly"},
        {"k.ptx", "some text", 9, ""},
        {"m.tflite", "\0\0\0\0TFL3", 8, "tflite-model"},
    };
    for (size_t i = 0; i < FH_COUNT(rows); i++) {
        fh_buf buf;
        fh_buf_init(&buf, 0);
        if (rows[i].bytes != NULL) fh_buf_add(&buf, fh_text_make(rows[i].bytes, rows[i].len));
        else {
            fh_buf_add(&buf, fh_text_make(elf, sizeof elf - 1));
            fh_buf_add_u8(&buf, (uint8_t)rows[i].len);
            fh_buf_add_u8(&buf, 0);
        }
        start(&fh_reader_device_binary, rows[i].path, &buf);
        CHECK_INT(self.facts.list.count, rows[i].kind[0] != '\0');
        if (self.facts.list.count == 1) CHECK_TEXT(self.facts.list.items[0].subject, rows[i].kind);
        read_one_end(&self);
        fh_buf_done(&buf);
    }
}

static void device_targets(void)
{
    fh_buf buf;
    fh_buf_init(&buf, 0);
    fh_buf_add(&buf, FH_TEXT(".version 8.0\n.target sm_90a\n"));
    start(&fh_reader_device_binary, "k.ptx", &buf);
    CHECK_TEXT(ATTR(FIND(FILE, "cuda-assembly"), TARGET), "sm_90a");
    read_one_end(&self);
    fh_buf_done(&buf);
}

int main(void)
{
    RUN(gguf_license_chain);
    RUN(gguf_hostile);
    RUN(gguf_big_endian);
    RUN(safetensors_metadata);
    RUN(safetensors_hostile);
    RUN(safetensors_deep);
    RUN(onnx_metadata);
    RUN(onnx_hostile);
    RUN(device_binaries);
    RUN(device_targets);
    return DONE();
}
