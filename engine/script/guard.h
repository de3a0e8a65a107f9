/* guard.h : what tracing cannot see is found in the text: words that Lua would decide silently at load.
 *
 * Lua evaluates `if`, `and`, `or`, `not`, `==` at once, and a table with one key twice keeps one of them: no operator on
 * quantities ever hears of it. So the text itself is read, and refused with the word to use instead. The same walk
 * remembers where names and table keys stand, because Lua tells the line of a call, not of each key. */
#ifndef YJ_SCRIPT_GUARD_H
#define YJ_SCRIPT_GUARD_H
#include "script/source.h"
#include <stdbool.h>

typedef struct Guard Guard;              /* of one file; in the arena, constant once made */

/* Splits the text into tokens; refuses characters that Lua has no use for (full-width punctuation, Chinese names). A text
 * that is malformed otherwise is left to Lua, which comes next. */
int guard_split(Arena *, const Source *, Guard **out, Fail *);
/* Applies the rules. Call it once Lua has found the grammar right. */
int guard_check(Guard *, Fail *);

/* True when the text says `return word`. */
bool guard_returns(const Guard *, const char *word);
/* The line of the last token of that spelling, 0 when there is none. */
int guard_last(const Guard *, const char *word);

/* Where the name stands in that line: the first of that spelling. Column 0 when it does not. */
Place guard_name(const Guard *, int line, const char *name);

/* The table that is written behind `head` (a word: path {...}, flow "1" {...}) in that line, -1 when there is none. */
int guard_table(const Guard *, int line, const char *head);
/* Where that key of the table stands; key NULL: the number. *inside (may be NULL) is the table written as its value, or -1.
 * Column 0 when it is not written there. */
Place guard_key(const Guard *, int table, const char *key, double number, int *inside);
#endif
