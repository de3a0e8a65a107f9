#include "quantity/unit.h"

#include <stdarg.h>
#include <stdio.h>
#include <string.h>

typedef struct { char *out; size_t used; } Text;

__attribute__((format(printf, 2, 3)))
static void add(Text *text, const char *format, ...) {
  va_list arguments;
  va_start(arguments, format);
  int n = vsnprintf(text->out + text->used, UNIT_TEXT - text->used, format, arguments);
  va_end(arguments);
  size_t room = UNIT_TEXT - 1 - text->used;
  if (n > 0) text->used += (size_t)n < room ? (size_t)n : room;
}

static const char *scale_word(double scale) {
  static const struct { const char *name; double scale; } words[] = {{"", 1}, {"千", 1e3}, {"万", 1e4}, {"亿", 1e8}, {"万亿", 1e12}};
  for (size_t i = 0; i < sizeof words / sizeof *words; i++)
    if (words[i].scale == scale) return words[i].name;
  return NULL;
}

static bool ends_in_digit(const char *name) {
  char last = name[strlen(name) - 1];
  return last >= '0' && last <= '9';
}

/* name^power with joints; a name that ends in a digit is repeated instead (元2020/元2020). */
static void add_base(Text *text, const char *name, int power, char joint, const char *scale) {
  int times = ends_in_digit(name) || power > 9 ? power : 1;
  for (int i = 0; i < times; i++) {
    if (text->used && joint == '/') add(text, "/");
    else if (text->used) add(text, "·");
    add(text, "%s%s", i == 0 ? scale : "", name);
    if (times == 1 && power > 1) add(text, "%d", power);
  }
}

static void add_bases(Text *text, const UnitTable *table, const Unit *unit, int sign, const char *scale) {
  for (unsigned i = 0; i < UNIT_BASES; i++) {
    int power = unit->power[i] * sign;
    if (power <= 0 || !unit_base(table, i)) continue;
    add_base(text, unit_base(table, i), power, sign > 0 ? '.' : '/', scale);
    scale = "";
  }
}

/* The first base with a power of that sign stands to the power 1, so that a scale word before it scales the unit once. */
static bool takes_scale(const Unit *unit, int sign) {
  for (unsigned i = 0; i < UNIT_BASES; i++)
    if (unit->power[i] * sign > 0) return unit->power[i] * sign == 1;
  return false;
}

static Unit kilowatt(void) {
  Unit unit = {.scale = 8760};
  unit.power[UNIT_KWH] = 1;
  unit.power[UNIT_YEAR] = -1;
  return unit;
}

static double in_kilowatts(Unit unit) {
  unit_div(unit, kilowatt(), &unit);
  return unit.scale;
}

/* The scale of 1/unit. */
static double scale_below(Unit unit) {
  unit_div(unit_one(), unit, &unit);
  return unit.scale;
}

/* kWh per year is shown as power when it comes out whole in kW. */
static bool is_power(const Unit *unit) {
  return unit_same_dimension(*unit, kilowatt()) && scale_word(in_kilowatts(*unit));
}

static void add_pure(Text *text, double scale) {
  if (scale == 1) add(text, "1");
  else if (scale == 0.01) add(text, "%%");
  else if (scale == 0.001) add(text, "‰");
  else if (scale_word(scale)) add(text, "%s", scale_word(scale));
  else add(text, "%.6g", scale);
}

const char *unit_text(const UnitTable *table, Unit unit, char out[UNIT_TEXT]) {
  if (unit.text) return unit.text;
  Text text = {out, 0};
  out[0] = 0;
  const char *above = takes_scale(&unit, 1) ? scale_word(unit.scale) : NULL;
  const char *below = takes_scale(&unit, -1) ? scale_word(scale_below(unit)) : NULL;
  if (unit.scale == 1) above = below = "";
  if (unit_is_pure(unit)) add_pure(&text, unit.scale);
  else if (is_power(&unit)) add(&text, "%skW", scale_word(in_kilowatts(unit)));
  else {
    if (!above && !below) add(&text, "%.6g", unit.scale);
    add_bases(&text, table, &unit, 1, above ? above : "");
    if (!text.used) add(&text, "1");
    add_bases(&text, table, &unit, -1, !above && below ? below : "");
  }
  return out;
}

int unit_must_match(const UnitTable *table, Unit a, Unit b, Fail *fail, Place place) {
  if (unit_same_dimension(a, b)) return 0;
  char x[UNIT_TEXT], y[UNIT_TEXT];
  const char *left = unit_text(table, a, x), *right = unit_text(table, b, y);
  int years = a.power[UNIT_YEAR] - b.power[UNIT_YEAR];
  b.power[UNIT_YEAR] = a.power[UNIT_YEAR];
  if (unit_same_dimension(a, b) && (years == 1 || years == -1)) return fail_set(fail, E203, place, left, right);
  return fail_set(fail, E202, place, left, right);
}
