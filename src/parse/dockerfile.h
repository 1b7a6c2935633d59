/* SPDX-FileCopyrightText: 2026 The freehold authors
 * SPDX-License-Identifier: Apache-2.0 */

/* The line format of Dockerfiles (the reference of the Dockerfile format, docs.docker.com): escape
 * directive, comments, continued lines and here-documents; and the words of a shell command inside.
 * Everything lives in the arena given or views the input. Nothing is refused: a line that makes no
 * instruction is an instruction with an odd name. */
#ifndef FH_PARSE_DOCKERFILE_H
#define FH_PARSE_DOCKERFILE_H

#include "base/vec.h"

/* What one physical line adds to an instruction, without its continuation mark. */
typedef struct fh_docker_part {
    fh_text text;
    uint32_t line, column; /* of its first byte */
    bool heredoc;          /* a line of a here-document */
} fh_docker_part;

typedef struct fh_docker_instruction {
    fh_text name; /* as written; instructions are caseless */
    uint32_t line, column;
    size_t first_part, part_count; /* what follows the name, in fh_docker_file.parts */
} fh_docker_instruction;

FH_VEC(fh_docker_part_vec, fh_docker_part);
FH_VEC(fh_docker_instruction_vec, fh_docker_instruction);

typedef struct fh_docker_file {
    fh_docker_instruction_vec instructions;
    fh_docker_part_vec parts;
    char escape; /* '\\', or '`' when the directive says so */
} fh_docker_file;

/* False when memory ran out. Linear. */
bool fh_docker_parse(fh_arena *arena, fh_text text, fh_docker_file *ret_file);

typedef enum fh_shell_kind {
    FH_SHELL_WORD,
    FH_SHELL_END,     /* ; & && || | newline ( ) { }: a command ends here */
    FH_SHELL_REDIRECT /* > >> < 2>: the next word is a file */
} fh_shell_kind;

typedef struct fh_shell_word {
    fh_shell_kind kind;
    fh_text text; /* quotes and escapes taken away */
    uint32_t line, column;
    bool computed; /* holds $(...) or `...` */
    bool quoted;
} fh_shell_word;
FH_VEC(fh_shell_word_vec, fh_shell_word);

/* Split the parts of an instruction into words of a POSIX shell (2.3), the JSON form included.
 * False when memory ran out. Linear. */
bool fh_docker_words(fh_arena *arena, const fh_docker_file *file,
                     const fh_docker_instruction *instruction, fh_shell_word_vec *ret_words);

#endif
