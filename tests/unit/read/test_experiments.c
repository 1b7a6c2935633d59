/* SPDX-FileCopyrightText: 2026 The freehold authors
 * SPDX-License-Identifier: Apache-2.0 */

/* Text files around models: Triton, MLflow, DVC, Git LFS, notebooks. */
#include "read_one.h"

extern const fh_reader fh_reader_triton;
extern const fh_reader fh_reader_mlflow;
extern const fh_reader fh_reader_dvc;
extern const fh_reader fh_reader_notebook;

static void triton(void)
{
    READ_ONE(fh_reader_triton, "models/x/config.pbtxt",
             "# served\n"
             "name: \"x\"\n"
             "platform: \"tensorrt_plan\"\n"
             "input [ { name: \"a\" dims: [ -1, 3 ] }, { name: \"b\" } ]\n"
             "instance_group [\n"
             "  { count: 1, kind: KIND_GPU gpus: [ 0, 1 ] }\n"
             "]\n"
             "optimization { execution_accelerators {\n"
             "  gpu_execution_accelerator : [ { name : \"tensorrt\" } ] } }\n"
             "backend: \"late\"\n");
    CHECK_TEXT(FIND(FIELD, "triton.platform")->value, "tensorrt_plan");
    CHECK_INT(FIND(FIELD, "triton.platform")->line, 3);
    CHECK_INT(FIND(FIELD, "triton.instance_group.kind")->line, 6);
    CHECK_TEXT(FIND(FIELD, "triton.instance_group.kind")->value, "KIND_GPU");
    CHECK_TEXT(FIND(FIELD, "triton.optimization.execution_accelerators."
                           "gpu_execution_accelerator.name")
                   ->value,
               "tensorrt");
    CHECK_TEXT(FIND(FIELD, "triton.backend")->value, "late");
    CHECK_INT(self.facts.list.count, 4);
    read_one_end(&self);
}

static void broken_triton(void)
{
    READ_ONE(fh_reader_triton, "config.pbtxt", "platform: ]\n");
    CHECK_INT(read_one_count(&self, FH_FACT_UNREAD), 1);
    read_one_end(&self);
}

static void mlflow(void)
{
    READ_ONE(fh_reader_mlflow, "run/MLmodel",
             "flavors:\n"
             "  transformers:\n"
             "    source_model_name: google/flan-t5-small\n"
             "  python_function:\n"
             "    env:\n"
             "      conda: conda.yaml\n"
             "model_uuid: abc\n");
    CHECK_INT(FIND(MODEL, "google/flan-t5-small")->line, 3);
    CHECK_TEXT(FIND(FIELD, "mlflow.model_uuid")->value, "abc");
    CHECK_INT(FIND(POINTER, "run/conda.yaml")->line, 6);
    CHECK_TEXT(FIND(FIELD, "mlflow.flavor")->value, "transformers");
    read_one_end(&self);
}

static void dvc(void)
{
    READ_ONE(fh_reader_dvc, "data/w.bin.dvc",
             "deps:\n"
             "- path: w.bin\n"
             "  repo:\n"
             "    url: https://example.org/team/models.git\n"
             "    rev: main\n"
             "    rev_lock: 0123456789012345678901234567890123456789\n"
             "outs:\n"
             "- md5: 0a0b\n"
             "  size: 12\n"
             "  path: w.bin\n");
    CHECK_TEXT(ATTR(FIND(FILE, "dvc-pointer"), CHECKSUM), "md5:0a0b");
    CHECK_TEXT(ATTR(FIND(FILE, "dvc-pointer"), SIZE), "12");
    CHECK_TEXT(ATTR(FIND(FILE, "dvc-pointer"), TARGET), "w.bin");
    CHECK_TEXT(ATTR(FIND(DEPENDENCY, "pkg:generic/models"), PIN), "git-commit");
    CHECK_INT(FIND(DEPENDENCY, "pkg:generic/models")->line, 4);
    read_one_end(&self);
}

static void notebook(void)
{
    READ_ONE(fh_reader_notebook, "a.ipynb",
             "{\"cells\": [\n"
             " {\"cell_type\": \"markdown\", \"source\": [\"!pip install no\"]},\n"
             " {\"cell_type\": \"code\", \"outputs\": [{\"text\": [\"!pip install no\"]}],\n"
             "  \"source\": [\n"
             "   \"!pip install torch==2.1 \\\\\\n\",\n"
             "   \"  numpy\\n\",\n"
             "   \"import torch\"]},\n"
             " {\"cell_type\": \"code\", \"source\": \"x = 1\\n%pip install one\"},\n"
             " {\"cell_type\": \"code\", \"source\": [\"%%bash\\n\", \"apt-get install git\\n\"]}\n"
             "]}\n");
    CHECK_INT(FIND(DEPENDENCY, "pkg:pypi/torch")->line, 5);
    CHECK_TEXT(FIND(DEPENDENCY, "pkg:pypi/torch")->value, "==2.1");
    CHECK_INT(FIND(DEPENDENCY, "pkg:pypi/numpy")->line, 6);
    CHECK_INT(FIND(DEPENDENCY, "pkg:pypi/one")->line, 8);
    CHECK_INT(FIND(DEPENDENCY, "pkg:deb/debian/git")->line, 9);
    CHECK_INT(read_one_count(&self, FH_FACT_DEPENDENCY), 4);
    read_one_end(&self);
}

static void large_file_pointers(void)
{
    fh_env env;
    fh_facts facts;
    fh_read_result result;
    fh_env_init(&env);
    fh_facts_init(&facts, 100);
    fh_read_file(&env, NULL, FH_TEXT("m/model.plan"),
                 FH_TEXT("version https://git-lfs.github.com/spec/v1\n"
                         "oid sha256:00ff\n"
                         "size 1234\n"),
                 &facts, &result);
    if (CHECK_INT(facts.list.count, 3)) {
        CHECK_TEXT(facts.list.items[0].subject, "lfs-pointer");
        CHECK_TEXT(fh_fact_get(&facts.list.items[0], FH_ATTR_CHECKSUM), "sha256:00ff");
        CHECK_TEXT(fh_fact_get(&facts.list.items[0], FH_ATTR_SIZE), "1234");
        CHECK_INT(facts.list.items[0].line, 2);
        CHECK_TEXT(facts.list.items[1].subject, "tensorrt-engine");
        CHECK_TEXT(facts.list.items[2].subject, "pointer-file");
    }
    fh_facts_done(&facts);
}

/* Files with NUL bytes reach the readers that ask for them, and nobody else. */
static void binary_files(void)
{
    fh_env env;
    fh_facts facts;
    fh_read_result result;
    fh_env_init(&env);
    fh_facts_init(&facts, 100);
    fh_read_file(&env, NULL, FH_TEXT("m.plan"), fh_text_make("ab\0cd", 5), &facts, &result);
    CHECK(result.binary);
    CHECK_INT(facts.list.count, 1);
    fh_facts_clear(&facts);
    CHECK(fh_read_readers_of(NULL, FH_TEXT("m.gguf")).head);
    CHECK(!fh_read_readers_of(NULL, FH_TEXT("package.json")).head);
    fh_read_head(&env, NULL, FH_TEXT("m.gguf"), fh_text_make("GGUF\3\0\0\0", 8), &facts, &result);
    CHECK(result.binary);
    /* It goes on behind the head: told, but no error of the file. */
    if (CHECK_INT(facts.list.count, 2)) CHECK_TEXT(facts.list.items[0].subject, "too-large");
    fh_facts_done(&facts);
}

int main(void)
{
    RUN(triton);
    RUN(broken_triton);
    RUN(mlflow);
    RUN(dvc);
    RUN(notebook);
    RUN(large_file_pointers);
    RUN(binary_files);
    return DONE();
}
