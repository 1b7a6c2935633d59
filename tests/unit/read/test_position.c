/* SPDX-FileCopyrightText: 2026 The freehold authors
 * SPDX-License-Identifier: Apache-2.0 */

#include "read/position.h"

#include "read/guard.h"
#include "tap.h"

/* One row a place: the file's language, its text, the word (its first occurrence), and what must be
 * said of it. Empty: not looked at. */
typedef struct row {
    fh_language language;
    const char *text, *word;
    const char *position, *name, *callee, *owner, *module, *guard;
} row;

#define PY FH_LANGUAGE_PYTHON
#define JS FH_LANGUAGE_JAVASCRIPT
#define GO FH_LANGUAGE_GO
#define RS FH_LANGUAGE_RUST
#define CC FH_LANGUAGE_C
#define JV FH_LANGUAGE_JAVA
#define SW FH_LANGUAGE_SWIFT
#define CS FH_LANGUAGE_CSHARP

static const row rows[] = {
    /* C++ */
    {CC, "bool Action::run(const Match &m) {\n  return true;\n}\n", "run",
     .position = "definition"},
    {CC, "class A {\n  bool run(const Match &m);\n};\n", "run", .position = "definition"},
    {CC, "int f(void) {\n  return run(1);\n}\n", "run", .position = "call"},
    {CC, "void f(void) {\n  x = Action::run(1);\n}\n", "run", .position = "call"},
    {CC, "void f(void) {\n  Action::run(1);\n}\n", "run", .position = "call"},
    {CC, "void f(void) {\n  if (a) ::run(1); else run(2);\n}\n", "run", .position = "call"},
    /* Python */
    {PY, "def f(a, model='gpt'):\n    pass\n", "gpt", .position = "parameter-default",
     .name = "model", .owner = "f"},
    {PY, "class A:\n    def f(self, model: str = 'gpt'):\n        pass\n", "gpt",
     .position = "parameter-default", .name = "model", .owner = "A.f"},
    {PY, "class A:\n    model: str = 'gpt'\n", "gpt", .position = "field-default", .name = "model",
     .owner = "A"},
    {PY, "class A:\n    model: str = Field(default='gpt', x=1)\n", "gpt",
     .position = "field-default", .name = "model"},
    {PY, "class A:\n    model: str = Field('gpt')\n", "gpt", .position = "field-default"},
    {PY, "MODEL = 'gpt'\n", "gpt", .position = "constant", .name = "MODEL"},
    {PY, "GPT_5_MINI = 'gpt-5-mini'\n", "gpt-5-mini", .position = "other", .name = "GPT_5_MINI"},
    {PY, "FAST = 'gpt-5-mini'\n", "gpt-5-mini", .position = "constant", .name = "FAST"},
    {PY, "def f():\n    model = 'gpt'\n", "gpt", .position = "assignment", .name = "model"},
    {PY, "def f(m):\n    model = m or 'gpt'\n", "gpt", .position = "fallback", .name = "model"},
    {PY, "def f(m):\n    model = m if m else 'gpt'\n", "gpt", .position = "fallback",
     .name = "model"},
    {PY, "model = os.getenv('MODEL', 'gpt')\n", "gpt", .position = "fallback", .name = "model"},
    {PY, "p.add_argument('--model', default='gpt')\n", "gpt", .position = "parameter-default",
     .name = "model", .callee = "p.add_argument"},
    {PY, "a = Agent(name='x', model='gpt')\n", "gpt", .position = "argument", .name = "model",
     .callee = "Agent"},
    {PY, "x = [\n  'a',\n  'gpt',\n]\n", "gpt", .position = "element", .name = "x"},
    {PY, "x = {'model': 'gpt'}\n", "gpt", .position = "assignment", .name = "model"},
    {PY, "x = {'gpt': 1}\n", "gpt", .position = "key"},
    {PY, "def f():\n    return 'gpt'\n", "gpt", .position = "return", .owner = "f"},
    {PY, "if d == 'cuda':\n    pass\n", "cuda", .position = "compare"},
    {PY, "import torch.cuda as c\n", "cuda", .position = "import", .module = "torch.cuda"},
    {PY, "from a.b import c, d\n", "d", .position = "import", .module = "a.b.d"},
    {PY, "from a.b import (\n    c,\n    d,\n)\n", "c", .position = "import", .module = "a.b.c"},
    {PY, "try:\n    import cupy\nexcept ImportError:\n    cupy = None\n", "cupy",
     .position = "import", .guard = "try-import:except ImportError"},
    {PY, "try:\n    import cupy\nexcept ImportError:\n    raise RuntimeError('x')\n", "cupy",
     .guard = "try-raise:except ImportError"},
    {PY, "if TYPE_CHECKING:\n    import cupy\n", "cupy", .guard = "type-checking:TYPE_CHECKING"},
    {PY, "def f():\n    import cupy\n", "cupy", .position = "import", .guard = "lazy:f"},
    {PY, "if torch.cuda.is_available():\n    d = 'gpu'\n", "gpu",
     .guard = "availability:torch.cuda.is_available()"},
    {PY, "if is_cuda_available():\n    d = 1\nelse:\n    d = 'gpu'\n", "gpu",
     .guard = "else:if is_cuda_available()"},
    {PY, "d = 'gpu' if torch.cuda.is_available() else 'cpu'\n", "gpu",
     .guard = "availability:torch.cuda.is_available()"},
    {PY, "x = torch.cuda.synchronize()\n", "torch", .position = "call",
     .callee = "torch.cuda.synchronize"},
    {PY, "self.m = m or BedrockModel()\n", "BedrockModel", .position = "fallback"},
    {PY, "def f():\n    '''about gpt'''\n    return 1\n", "about", .position = "text"},
    {PY, "@register('gpt')\ndef f():\n    pass\n", "gpt", .position = "argument",
     .callee = "register"},
    /* JavaScript and TypeScript */
    {JS, "export function run(model: string = 'gpt') {\n}\n", "gpt",
     .position = "parameter-default", .name = "model", .owner = "run"},
    {JS, "const run = ({ model = 'gpt' }) => {\n}\n", "gpt", .position = "parameter-default",
     .name = "model"},
    {JS, "class A {\n  model = 'gpt';\n}\n", "gpt", .position = "field-default", .name = "model",
     .owner = "A"},
    {JS, "const MODEL = 'gpt';\n", "gpt", .position = "constant", .name = "MODEL"},
    {JS, "function f() {\n  const m = a.model ?? 'gpt';\n}\n", "gpt", .position = "fallback",
     .name = "m"},
    {JS, "const m = process.env.MODEL || 'gpt'\n", "gpt", .position = "fallback", .name = "m"},
    {JS, "const a = new Agent({ model: 'gpt' });\n", "gpt", .position = "argument", .name = "model",
     .callee = "Agent"},
    {JS, "export const defaults = { model: 'gpt' };\n", "gpt", .position = "field-default",
     .name = "model"},
    {JS, "import { a } from '@x/genai';\n", "genai", .position = "import", .module = "@x/genai"},
    {JS, "const x = require('openai');\n", "openai", .position = "import", .module = "openai"},
    {JS, "z.string().default('gpt')\n", "gpt", .position = "field-default"},
    {JS, "switch (p) {\n  case 'openai':\n    break;\n}\n", "openai", .position = "case"},
    {JS, "type P = 'openai' | 'google';\n", "google", .position = "type", .name = "P"},
    {JS, "setDefaultModelProvider(new OpenAIProvider());\n", "OpenAIProvider", .position = "call"},
    /* Go */
    {GO, "package a\n\nimport (\n\t\"fmt\"\n\t\"x.org/genai\"\n)\n", "genai", .position = "import",
     .module = "x.org/genai"},
    {GO, "package a\n\nconst R = \"gpu\"\n", "gpu", .position = "constant", .name = "R"},
    {GO, "package a\n\nfunc f() *C {\n\treturn &C{Model: \"gpt\"}\n}\n", "gpt",
     .position = "argument", .name = "Model", .callee = "C"},
    {GO, "package a\n\nfunc DefaultConfig() C {\n\treturn C{Model: \"gpt\"}\n}\n", "gpt",
     .position = "field-default", .name = "Model"},
    {GO, "//go:build cuda\n\npackage a\n\nvar x = \"gpu\"\n", "gpu", .guard = "build-tag:cuda"},
    {GO, "package a\n\nfunc f() {\n\tm := flag.String(\"model\", \"gpt\", \"the model\")\n}\n",
     "gpt", .position = "parameter-default", .name = "model"},
    /* Rust */
    {RS, "use cudarc::driver::X;\n", "driver", .position = "import", .module = "cudarc::driver::X"},
    {RS, "#[cfg(feature = \"cuda\")]\nmod m {\n    fn f() { g(\"gpu\"); }\n}\n", "gpu",
     .guard = "cfg:feature = \"cuda\""},
    {RS,
     "impl Default for C {\n    fn default() -> Self {\n        C { model: \"gpt\".into() }\n    "
     "}\n}\n",
     "gpt", .position = "field-default", .name = "model", .owner = "C.default"},
    {RS, "fn f() { let m = x.unwrap_or(\"gpt\"); }\n", "gpt", .position = "fallback", .name = "m"},
    /* C, C++, CUDA */
    {CC, "#include <cuda_runtime.h>\n", "cuda_runtime", .position = "import",
     .module = "cuda_runtime.h"},
    {CC, "#ifdef USE_CUDA\nvoid f() { g(\"gpu\"); }\n#endif\n", "gpu", .guard = "ifdef:USE_CUDA"},
    {CC, "#ifdef A\n#else\nint x = h(\"gpu\");\n#endif\n", "gpu", .guard = "ifdef:!A"},
    {CC, "#ifndef A_H\n#define A_H\nint x = h(\"gpu\");\n#endif\n", "gpu", .guard = ""},
    {CC, "void f() {\n  cudaMalloc(&p, n);\n}\n", "cudaMalloc", .position = "call",
     .callee = "cudaMalloc", .owner = "f"},
    {CC, "void f(int a, const char *m = \"gpt\");\n", "gpt", .position = "parameter-default",
     .name = "m"},
    /* others */
    {JV, "class A {\n  private String model = \"gpt\";\n}\n", "gpt", .position = "field-default",
     .name = "model", .owner = "A"},
    {JV, "import com.google.genai.Client;\n", "genai", .position = "import",
     .module = "com.google.genai.Client"},
    {CS, "using Azure.AI.Projects;\n", "Projects", .position = "import",
     .module = "Azure.AI.Projects"},
    {SW, "struct A {\n  var model: String = \"gpt\"\n}\n", "gpt", .position = "field-default",
     .name = "model"},
    {SW, "import CoreML\n", "CoreML", .position = "import", .module = "CoreML"},
};

static uint32_t token_of(const fh_outline *outline, const char *word)
{
    const size_t at = fh_text_find(outline->tokens.text, fh_text_of(word));
    for (uint32_t i = 0; i < outline->tokens.list.count; i++)
        if (outline->tokens.list.items[i].start <= at && at < outline->tokens.list.items[i].end)
            return i;
    return FH_NOWHERE;
}

static bool agrees(const char *expected, fh_text found)
{
    return expected == NULL || fh_text_is(found, expected);
}

static void positions(void)
{
    for (size_t i = 0; i < FH_COUNT(rows); i++) {
        const row *want = &rows[i];
        fh_arena arena;
        fh_outline outline;
        const fh_signals signals = {0};
        fh_arena_init(&arena, 0);
        CHECK(fh_outline_make(&arena, want->language, fh_text_of(want->text), &outline));
        const uint32_t index = token_of(&outline, want->word);
        if (CHECK(index != FH_NOWHERE)) {
            const fh_standing at = fh_standing_of(&outline, index);
            const fh_guard guard = fh_guard_of(&outline, &signals, index, &arena);
            const fh_text position = fh_text_of(fh_position_name(at.position));
            if (!CHECK(agrees(want->position, position) && agrees(want->name, at.name) &&
                       agrees(want->callee, at.callee) && agrees(want->owner, at.owner) &&
                       agrees(want->module, at.module) && agrees(want->guard, guard.text)))
                printf("# %s: %.*s name=%.*s callee=%.*s owner=%.*s module=%.*s guard=%.*s\n",
                       want->text, FH_TEXT_ARGS(position), FH_TEXT_ARGS(at.name),
                       FH_TEXT_ARGS(at.callee), FH_TEXT_ARGS(at.owner), FH_TEXT_ARGS(at.module),
                       FH_TEXT_ARGS(guard.text));
        }
        fh_arena_done(&arena);
    }
}

static void long_lists_are_data(void)
{
    fh_arena arena;
    fh_outline outline;
    fh_buf buf;
    fh_arena_init(&arena, 0);
    fh_buf_init(&buf, 0);
    fh_buf_add(&buf, FH_TEXT("PRICES = {\n"));
    for (int i = 0; i < 30; i++) fh_buf_printf(&buf, "    'm%d': 1,\n", i);
    fh_buf_add(&buf, FH_TEXT("}\n"));
    CHECK(fh_outline_make(&arena, PY, fh_buf_text(&buf), &outline));
    const fh_standing at = fh_standing_of(&outline, token_of(&outline, "m7"));
    CHECK((at.contexts & FH_CONTEXT_DATA) != 0);
    CHECK(at.size == 30);
    fh_buf_done(&buf);
    fh_arena_done(&arena);
}

int main(void)
{
    RUN(positions);
    RUN(long_lists_are_data);
    return DONE();
}
