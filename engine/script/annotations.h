/* annotations.h : what editors need to know: every word, and the names of one model, as files of the Lua language server
 * and of luacheck. Written from the vocabulary, so a new word is known to editors at once. Any thread. */
#ifndef YJ_SCRIPT_ANNOTATIONS_H
#define YJ_SCRIPT_ANNOTATIONS_H
#include "model/model.h"
#include <stdio.h>

/* One line about a word, for people. */
typedef struct { const char *word, *parameters, *zh, *en; } WordHelp;
const WordHelp *script_help(const char *word);            /* or NULL */
const WordHelp *script_help_row(unsigned i);              /* the i-th, NULL after the last */

/* Each returns 0, or -1 when the stream could not take it. The model may be NULL: the words alone. */
int script_write_annotations(FILE *, const Model *);      /* ---@meta definitions of words, levers and other names */
int script_write_luarc(FILE *, const char *annotations);  /* .luarc.json; the path of the annotations from its folder */
int script_write_luacheckrc(FILE *, const Model *);       /* .luacheckrc */

/* The keys of a declaration word: the i-th, NULL after the last; *type (may be NULL) is "value", "string", "boolean",
 * "label" or "range". */
const char *script_declaration_key(DeclKind, unsigned i, const char **type);
#endif
