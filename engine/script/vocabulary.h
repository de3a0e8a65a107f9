/* vocabulary.h : every word of the modelling language, as Lua sees it. Internal to the room.
 *
 * Expression words come straight from the rows of model/words.def; declaration words, model and scenario stand beside
 * them. A name that is no word is a reference, resolved when all is read. */
#ifndef YJ_SCRIPT_VOCABULARY_H
#define YJ_SCRIPT_VOCABULARY_H
#include "script/expression.h"
#include "script/thing.h"

void vocabulary_open(lua_State *L);                      /* once a state */
void vocabulary_environment(lua_State *L);               /* pushes the environment of a file */
void vocabulary_finish(lua_State *L, int results);       /* the file ran; its results are on the top: raises when anything is left over */

/* ---- the parts ------------------------------------------------------------------------------------------------ */

void words_open(lua_State *L);                           /* adds the expression words to the table on the top (words.c) */
void words_complete(lua_State *L, Thing *);              /* by and as get what stands behind them; pushes the expression */

void declarations_open(lua_State *L);                    /* adds the declaration words (declaration.c) */
void declaration_complete(lua_State *L, Thing *);        /* gets its table, at index 2 */
void declaration_name(lua_State *L, Thing *, const char *name, Model *into);   /* x = flow ...; into NULL: only named */

void files_open(lua_State *L);                           /* adds model and scenario (scenario.c) */
void model_complete(lua_State *L, Thing *);
void scenario_complete(lua_State *L, Thing *);

/* ---- shared ----------------------------------------------------------------------------------------------------- */

/* The place of a word in the line that runs, with its column. */
Place word_place(lua_State *L, const char *word);
int word_table(lua_State *L, Place, const char *word);   /* the guard's number of the table behind it, or -1 */

/* Raises for a key that is none of the comma-separated `keys` (a "*" is skipped), with the nearest one; when none is
 * near, with the cure `otherwise`, or with all keys when that is NULL. */
void key_unknown(lua_State *L, const char *word, const Entry *, const char *keys, const char *otherwise);
bool key_among(const char *key, const char *keys);

const char *vocabulary_word(lua_State *L, int index);      /* the word whose function stands at index, or NULL */
const char *vocabulary_nearest(lua_State *L, const char *name);      /* the word nearest to a name, or NULL */

/* Values of keys that are no quantities; they raise when the value is of another type. `index` is the table. */
const char *text_value(lua_State *L, int index, const Entry *, const char *word);
bool truth_value(lua_State *L, int index, const Entry *, const char *word);
double number_value(lua_State *L, int index, const Entry *, const char *word);
Label label_value(lua_State *L, int index, const Entry *, const char *word);
#endif
