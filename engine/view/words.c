#define _POSIX_C_SOURCE 200809L
#include "view/words.h"

#include "base/text.h"

#include <ctype.h>
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

const char *label_in(Lang lang, Label label, const char *name) {
  const char *wanted = lang == LANG_ZH ? label.zh : label.en, *other = lang == LANG_ZH ? label.en : label.zh;
  return wanted ? wanted : other ? other : name;
}

/* ---- units ---------------------------------------------------------------------------------------------------- */

/* What people read for a word of a unit. Longest first where one begins another. */
typedef struct { const char *unit, *zh, *en; } UnitWord;
static const UnitWord unit_words[] = {
  {"百分点", "百分点", "points"}, {"元当年", "元(当年价)", "yuan (current)"}, {"tCO2", "tCO₂", "tCO₂"},
  {"CO2", "CO₂", "CO₂"},          {"m2", "m²", "m²"},     {"m3", "m³", "m³"},
  {"千", "千", "10³ "},           {"万", "万", "10⁴ "},   {"亿", "亿", "10⁸ "},
  {"元", "元", "yuan"},           {"人", "人", "persons"}, {"户", "户", "households"},
  {"辆", "辆", "vehicles"},       {"岁", "岁", "years"},   {"年", "年", "years"},
};

typedef struct { char *out; size_t used; } Room;

static void put(Room *room, const char *text, size_t n) {
  if (room->used + n >= UNIT_SHOWN) return;
  memcpy(room->out + room->used, text, n);
  room->out[room->used += n] = 0;
}

static const UnitWord *word_at(const char *s) {
  for (size_t i = 0; i < sizeof unit_words / sizeof *unit_words; i++)
    if (!strncmp(s, unit_words[i].unit, strlen(unit_words[i].unit))) return &unit_words[i];
  return NULL;
}

/* "/a" as a whole factor: the year of an annual figure goes without saying. */
static bool per_year(const char *s) {
  return s[0] == '/' && s[1] == 'a' && (s[2] == 0 || s[2] == '/' || !strncmp(s + 2, "·", 2));
}

static const char *put_word(Room *room, Lang lang, const char *s) {
  const UnitWord *word = word_at(s);
  const char *text = say(lang, word->zh, word->en);
  bool after_slash = room->used && room->out[room->used - 1] == '/';
  size_t n = strlen(text);
  put(room, text, after_slash && text[n - 1] == 's' ? n - 1 : n);   /* 10⁴ persons, but yuan/person */
  s += strlen(word->unit);
  if (!strcmp(word->unit, "元")) s += strspn(s, "0123456789");   /* constant prices: said once, above the table */
  return s;
}

/* A character, with those of its kind that follow: "kWh", "2015=100". */
static const char *put_plain(Room *room, const char *s) {
  int character, n = text_next(s, strlen(s), &character);
  if (n < 1) n = 1;
  while (isalnum((unsigned char)s[n - 1]) && isalnum((unsigned char)s[n]) && !word_at(s + n)) n++;
  put(room, s, (size_t)n);
  return s + n;
}

const char *unit_shown(Lang lang, const char *unit_text, char out[UNIT_SHOWN]) {
  Room room = {out, 0};
  out[0] = 0;
  if (!unit_text || !strcmp(unit_text, "1") || !strcmp(unit_text, "1/a")) return out;
  if (!strcmp(unit_text, "a")) return strcpy(out, say(lang, "年", "years"));
  for (const char *s = unit_text; *s;) {
    if (per_year(s)) s += 2;
    else if (word_at(s)) s = put_word(&room, lang, s);
    else s = put_plain(&room, s);
  }
  return out;
}

bool unit_is_percent(const char *unit_text) {
  return unit_text && (!strcmp(unit_text, "%") || !strcmp(unit_text, "%/a") || !strcmp(unit_text, "百分点"));
}

bool unit_is_year(const char *unit_text) {
  return unit_text && (!strcmp(unit_text, "年") || !strcmp(unit_text, "a") || !strcmp(unit_text, "岁"));
}

const char *unit_of_difference(Lang lang, const char *unit_text, char out[UNIT_SHOWN]) {
  if (unit_is_percent(unit_text)) return strcpy(out, say(lang, "百分点", "points"));
  return unit_shown(lang, unit_text, out);
}

/* ---- numbers -------------------------------------------------------------------------------------------------- */

int number_decimals(const double *values, size_t n) {
  double largest = 0;
  for (size_t i = 0; i < n; i++)
    if (isfinite(values[i]) && fabs(values[i]) > largest) largest = fabs(values[i]);
  if (largest == 0) return 0;
  if (largest >= 1e7 || largest < 1e-4) return -1;
  if (largest >= 1e4) return 0;
  if (largest >= 100) return 1;
  if (largest >= 1) return 2;
  return largest >= 0.1 ? 3 : largest >= 0.01 ? 4 : largest >= 0.001 ? 5 : 6;
}

/* 1.230e+09 as 1.23e9. */
static void shorten_power(char *text) {
  char *e = strchr(text, 'e');
  if (!e) return;
  int power = atoi(e + 1);
  while (e[-1] == '0') e--;
  if (e[-1] == '.') e--;
  sprintf(e, "e%d", power);
}

static const char *shown(double x, int decimals, bool sign, char out[32]) {
  if (isnan(x)) return strcpy(out, "–");
  if (isinf(x)) return strcpy(out, x < 0 ? "-∞" : "∞");
  if (x == 0 && decimals < 0) return strcpy(out, "0");
  if (decimals < 0 || fabs(x) >= 1e15) snprintf(out, 32, sign ? "%+.3e" : "%.3e", x);
  else snprintf(out, 32, sign ? "%+.*f" : "%.*f", decimals, x);
  if (decimals < 0 || fabs(x) >= 1e15) shorten_power(out);
  const char *digits = out + (*out == '-' || *out == '+');
  if (digits != out && strspn(digits, "0.") == strlen(digits)) memmove(out, digits, strlen(digits) + 1);   /* no -0.0 */
  return out;
}

const char *number_shown(double x, int decimals, char out[32]) { return shown(x, decimals, false, out); }

const char *number_signed(double x, int decimals, char out[32]) { return shown(x, decimals, true, out); }

const char *time_shown(double time, char out[32]) {
  snprintf(out, 32, "%.10g", time);
  return out;
}
