/* words.h : the two languages of what people read: labels, units and numbers.
 *
 * Nothing here allocates; texts are constants or go into the caller's room. */
#ifndef YJ_VIEW_WORDS_H
#define YJ_VIEW_WORDS_H
#include "model/model.h"
#include <stdbool.h>
#include <stddef.h>

typedef enum { LANG_ZH, LANG_EN } Lang;

static inline const char *say(Lang lang, const char *zh, const char *en) { return lang == LANG_ZH ? zh : en; }

/* The label in that language, else in the other, else the name. */
const char *label_in(Lang, Label, const char *name);

enum { UNIT_SHOWN = 160 };
/* A unit as people read it: "亿元2020/a" is 亿元 (the year's prices stand above the table), "万元2020/a/人" 万元/人,
 * "1" nothing. In English 万人 is 10⁴ persons. Returns out. */
const char *unit_shown(Lang, const char *unit_text, char out[UNIT_SHOWN]);
/* The unit of a difference: 百分点 for %, else the unit itself. */
const char *unit_of_difference(Lang, const char *unit_text, char out[UNIT_SHOWN]);
/* A share or a rate in per cent: its change is in points and is not compounded. */
bool unit_is_percent(const char *unit_text);
bool unit_is_year(const char *unit_text);         /* a moment or an age: 年 岁 a */

/* Decimals that show about five figures of the largest of n values; -1 asks for powers of ten. NaNs are passed over. */
int number_decimals(const double *values, size_t n);
/* "3208.9", "1.234e9"; "–" when there is none (NaN). Returns out. */
const char *number_shown(double, int decimals, char out[32]);
/* The same with a sign, for differences. */
const char *number_signed(double, int decimals, char out[32]);
/* A time of the model: "2035", "0.5". */
const char *time_shown(double, char out[32]);
#endif
