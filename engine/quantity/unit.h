/* Units: dimensions and a scale.
 *
 * A unit is scale x the product of base units, each to a whole power. Bases are few and fixed (人 户 辆 元当年 USD tce
 * tCO2 kWh t m a K), every price year is a base of its own (元2020), and a model may add some ("dimension"). Nothing
 * converts from one base into another. Pure numbers have no base: 1, %, ‰, 百分点, 2015=100; so has h/a (1/8760).
 *
 * The grammar is section 7 of models/README.md: factors joined by · and /, read from left to right (万元2020/a/人), a
 * factor is scales (千 万 亿, or k M G T where usual), a unit, and a power of 2 to 9 (m3, 1/a2).
 *
 * Scales that are whole numbers or one over a whole number are kept as exactly that, whatever products they came from. */
#ifndef YUANJING_QUANTITY_UNIT_H
#define YUANJING_QUANTITY_UNIT_H

#include "base/arena.h"
#include "base/fail.h"

#include <stdbool.h>

enum { UNIT_BASES = 32, UNIT_TEXT = 160 };

/* A value; copy it freely. text is what it was declared with (owned by the table's arena), NULL when computed. */
typedef struct {
  double scale;                  /* one of this unit, in base units */
  signed char power[UNIT_BASES]; /* of each base of the UnitTable */
  const char *text;
} Unit;

/* The bases known so far; one per model, in the model's arena. One thread at a time while units are parsed. */
typedef struct UnitTable UnitTable;

UnitTable *unit_table_new(Arena *); /* NULL: out of memory */

int unit_parse(UnitTable *, const char *text, Unit *out, Fail *, Place);

/* Adds a base unit. Fails when the name is a unit already, is no plain word, or the table is full. */
int unit_dimension(UnitTable *, const char *name, Fail *, Place);

/* Name of base i, NULL when there is none. */
enum { UNIT_PERSON = 0, UNIT_KWH = 7, UNIT_YEAR = 10 };
const char *unit_base(const UnitTable *, unsigned i);

Unit unit_one(void);                          /* the pure 1 */
/* False when a power leaves -100..100; *out is then untouched. */
bool unit_mul(Unit a, Unit b, Unit *out);
bool unit_div(Unit a, Unit b, Unit *out);
/* a^(numerator/denominator). False when a base would get a power that is not whole. */
bool unit_pow(Unit a, int numerator, int denominator, Unit *out);
/* The same for an exponent as a number, tried as a fraction with a denominator up to 12. */
bool unit_power(Unit a, double exponent, Unit *out);

bool unit_same_dimension(Unit, Unit);
bool unit_same(Unit, Unit);                   /* dimension and scale */
bool unit_is_pure(Unit);                      /* no dimension; any scale */
bool unit_is_one(Unit);                       /* pure with scale 1 */
int unit_per_year(Unit);                      /* the power of a: -1 is "per year" */

/* The text it was declared with, else a canonical one in base units (万人/a, kW, 0.001·tce/kWh). */
const char *unit_text(const UnitTable *, Unit, char out[UNIT_TEXT]);

/* Declared unit to base units and back, one rounding each: a scale of one over a whole number divides (multiplies) by that
 * number, any other multiplies (divides) by the scale. There and back is within one ulp. */
double unit_in(Unit, double declared);
double unit_out(Unit, double base);

/* 0 when a and b add up; else E201 (per year is missing on one side), E202 (unlike). */
int unit_must_match(const UnitTable *, Unit a, Unit b, Fail *, Place);

#endif
