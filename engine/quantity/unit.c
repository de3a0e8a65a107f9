#include "quantity/unit.h"

#include "base/name.h"
#include "base/text.h"

#include <math.h>
#include <string.h>
#include <utf8proc.h>

enum { LONGEST_UNIT = 120, LONGEST_DIMENSION = 32, MOST_POWER = 100, MOST_SCALES = 3 };

/* The bases every model has; the rest of the table is price years and dimensions. */
enum { PERSON, HOUSEHOLD, VEHICLE, YUAN_CURRENT, USD, TCE, TCO2, KWH, TONNE, METRE, YEAR, KELVIN, FIXED_BASES };
_Static_assert((int)PERSON == (int)UNIT_PERSON && (int)KWH == (int)UNIT_KWH && (int)YEAR == (int)UNIT_YEAR,
               "unit.h publishes these");

static const char *const fixed_names[FIXED_BASES] = {"人", "户", "辆", "元当年", "USD", "tce", "tCO2", "kWh", "t", "m", "a", "K"};

struct UnitTable {
  Arena *arena;
  unsigned n;
  const char *names[UNIT_BASES];
};

/* Which of k M G T may stand before an atom. */
typedef enum { BARE, KILO, METRIC } Prefixes;

/* scale x first^first_power x second^second_power; a base of -1 is absent. */
typedef struct {
  const char *name;
  double scale;
  int first, first_power, second, second_power;
  Prefixes prefixes;
} Atom;

#define PURE(name, scale) {name, scale, -1, 0, -1, 0, BARE}
#define BASE(name, scale, base, prefixes) {name, scale, base, 1, -1, 0, prefixes}
static const Atom atoms[] = {
  PURE("%", 0.01), PURE("‰", 0.001), PURE("百分点", 0.01),
  BASE("人", 1, PERSON, BARE), BASE("户", 1, HOUSEHOLD, BARE), BASE("辆", 1, VEHICLE, BARE),
  BASE("元当年", 1, YUAN_CURRENT, BARE), BASE("USD", 1, USD, BARE),
  BASE("tce", 1, TCE, METRIC), BASE("gce", 1e-6, TCE, METRIC),
  BASE("tCO2", 1, TCO2, METRIC), BASE("gCO2", 1e-6, TCO2, METRIC),
  BASE("t", 1, TONNE, METRIC), BASE("g", 1e-6, TONNE, METRIC),
  BASE("Wh", 1e-3, KWH, METRIC), {"W", 8.76, KWH, 1, YEAR, -1, METRIC},
  BASE("m", 1, METRE, KILO), {"ha", 1e4, METRE, 2, -1, 0, BARE},
  BASE("a", 1, YEAR, BARE), BASE("年", 1, YEAR, BARE), BASE("岁", 1, YEAR, BARE),
  BASE("month", 1.0 / 12, YEAR, BARE), BASE("d", 1.0 / 365, YEAR, BARE), BASE("h", 1.0 / 8760, YEAR, BARE),
  BASE("min", 1.0 / 525600, YEAR, BARE), BASE("K", 1, KELVIN, BARE),
};
enum { ATOMS = sizeof atoms / sizeof *atoms };

typedef struct { const char *name; double scale; } Scale;
static const Scale chinese[] = {{"亿", 1e8}, {"万", 1e4}, {"千", 1e3}};
static const Scale metric[] = {{"k", 1e3}, {"M", 1e6}, {"G", 1e9}, {"T", 1e12}};

/* What people write instead, and what to write. */
static const char *const habits[][2] = {
  {"吨", "t"}, {"克", "g"}, {"公斤", "kg"}, {"千克", "kg"}, {"吨标准煤", "tce"}, {"吨标煤", "tce"}, {"公里", "km"}, {"千米", "km"},
  {"米", "m"}, {"公顷", "ha"}, {"千瓦时", "kWh"}, {"度", "kWh"}, {"千瓦", "kW"}, {"小时", "h"}, {"天", "d"}, {"日", "d"}, {"月", "month"},
  {"美元", "USD"}, {"CO2", "tCO2"}, {"persons", "人"}, {"people", "人"}, {"person", "人"}, {"year", "a"}, {"years", "a"}, {"yr", "a"},
  {"CNY", "元2020"}, {"RMB", "元2020"}, {"％", "%"}, {"per mille", "‰"}, {"percent", "%"}, {"pp", "百分点"}, {"℃", "K"},
};
enum { HABITS = sizeof habits / sizeof *habits };

/* ---- values ---- */

/* Products of 1e4, 8760 and 0.01 wander by an ulp; what is meant is a whole number or one over a whole number. */
static double tidied(double scale) {
  double whole = scale >= 1 ? scale : 1 / scale;
  double nearest = round(whole);
  if (nearest > 9007199254740992.0 || fabs(whole - nearest) > 8 * 2.220446049250313e-16 * nearest) return scale;
  return scale >= 1 ? nearest : 1 / nearest;
}

Unit unit_one(void) { return (Unit){.scale = 1}; }

/* a times b^sign. */
static bool combine(Unit a, Unit b, int sign, Unit *out) {
  Unit unit = {.scale = tidied(sign > 0 ? a.scale * b.scale : a.scale / b.scale)};
  for (unsigned i = 0; i < UNIT_BASES; i++) {
    int power = a.power[i] + sign * b.power[i];
    if (power > MOST_POWER || power < -MOST_POWER) return false;
    unit.power[i] = (signed char)power;
  }
  *out = unit;
  return true;
}

bool unit_mul(Unit a, Unit b, Unit *out) { return combine(a, b, 1, out); }
bool unit_div(Unit a, Unit b, Unit *out) { return combine(a, b, -1, out); }

bool unit_pow(Unit a, int numerator, int denominator, Unit *out) {
  if (denominator == 0) return false;
  Unit unit = {.scale = a.scale == 1 ? 1 : tidied(pow(a.scale, (double)numerator / denominator))};
  for (unsigned i = 0; i < UNIT_BASES; i++) {
    long power = (long)a.power[i] * numerator;
    if (power % denominator) return false;
    power /= denominator;
    if (power > MOST_POWER || power < -MOST_POWER) return false;
    unit.power[i] = (signed char)power;
  }
  *out = unit;
  return true;
}

bool unit_power(Unit a, double exponent, Unit *out) {
  enum { MOST_DENOMINATOR = 12 };
  if (unit_is_one(a)) {
    *out = unit_one();
    return true;
  }
  if (unit_is_pure(a)) {
    *out = (Unit){.scale = tidied(pow(a.scale, exponent))};
    return true;
  }
  if (!(fabs(exponent) <= MOST_POWER)) return false;
  for (int denominator = 1; denominator <= MOST_DENOMINATOR; denominator++) {
    double numerator = round(exponent * denominator);
    if (fabs(numerator / denominator - exponent) <= 1e-15 * fabs(exponent))
      return unit_pow(a, (int)numerator, denominator, out);
  }
  return false;
}

bool unit_same_dimension(Unit a, Unit b) { return memcmp(a.power, b.power, sizeof a.power) == 0; }
bool unit_same(Unit a, Unit b) { return a.scale == b.scale && unit_same_dimension(a, b); }
bool unit_is_pure(Unit unit) { return unit_same_dimension(unit, unit_one()); }
bool unit_is_one(Unit unit) { return unit_same(unit, unit_one()); }
int unit_per_year(Unit unit) { return unit.power[YEAR]; }

/* The whole number that a scale is one over, or 0. */
static double reciprocal(double scale) {
  if (scale >= 1) return 0;
  double whole = round(1 / scale);
  return 1 / whole == scale ? whole : 0;
}

double unit_in(Unit unit, double declared) {
  double parts = reciprocal(unit.scale);
  return parts != 0 ? declared / parts : declared * unit.scale;
}

double unit_out(Unit unit, double base) {
  double parts = reciprocal(unit.scale);
  return parts != 0 ? base * parts : base / unit.scale;
}

/* ---- the table ---- */

UnitTable *unit_table_new(Arena *arena) {
  UnitTable *table = arena_alloc(arena, sizeof *table);
  if (!table) return NULL;
  *table = (UnitTable){.arena = arena, .n = FIXED_BASES};
  memcpy(table->names, fixed_names, sizeof fixed_names);
  return table;
}

const char *unit_base(const UnitTable *table, unsigned i) { return i < table->n ? table->names[i] : NULL; }

static int base_find(const UnitTable *table, const char *name, size_t n) {
  for (unsigned i = 0; i < table->n; i++)
    if (strlen(table->names[i]) == n && memcmp(table->names[i], name, n) == 0) return (int)i;
  return -1;
}

static int base_add(UnitTable *table, const char *name, size_t n, int *base, Fail *fail, Place place) {
  char shown[64];
  text_clean(shown, sizeof shown, name, n);
  if (table->n == UNIT_BASES) return fail_set(fail, E208, place, shown, UNIT_BASES);
  const char *copy = arena_copy(table->arena, name, n);
  if (!copy) return fail_set(fail, E801, place, "a unit");
  table->names[table->n] = copy;
  *base = (int)table->n++;
  return 0;
}

/* ---- reading ---- */

typedef struct { const char *s; size_t n; } Span;

static bool span_is(Span span, const char *text) { return strlen(text) == span.n && memcmp(span.s, text, span.n) == 0; }

static bool span_starts(Span *span, const char *text) {
  size_t n = strlen(text);
  if (span->n < n || memcmp(span->s, text, n) != 0) return false;
  *span = (Span){span->s + n, span->n - n};
  return true;
}

static bool all_digits(Span span, size_t n) {
  if (span.n < n) return false;
  for (size_t i = 0; i < n; i++)
    if (span.s[i] < '0' || span.s[i] > '9') return false;
  return true;
}

static Unit atom_unit(const Atom *atom) {
  Unit unit = {.scale = atom->scale};
  if (atom->first >= 0) unit.power[atom->first] = (signed char)atom->first_power;
  if (atom->second >= 0) unit.power[atom->second] = (signed char)atom->second_power;
  return unit;
}

static Unit base_unit(int base) {
  Unit unit = {.scale = 1};
  unit.power[base] = 1;
  return unit;
}

static const Atom *atom_find(Span span) {
  for (size_t i = 0; i < ATOMS; i++)
    if (span_is(span, atoms[i].name)) return &atoms[i];
  return NULL;
}

typedef enum { READ_NOTHING, READ_UNIT, READ_FAILED } Read;

/* 2015=100. */
static bool is_index(Span span) {
  return span.n == 8 && all_digits(span, 4) && memcmp(span.s + 4, "=100", 4) == 0;
}

/* 元2020: a base that comes to be when it is first read. */
static bool is_price_year(Span span) {
  Span rest = span;
  return span_starts(&rest, "元") && rest.n == 4 && all_digits(rest, 4) && rest.s[0] != '0';
}

/* A unit without scales, prefixes and powers. */
static Read read_plain(UnitTable *table, Span span, Unit *out, Fail *fail, Place place) {
  const Atom *atom = atom_find(span);
  int base = base_find(table, span.s, span.n);
  if (atom) *out = atom_unit(atom);
  else if (is_index(span)) *out = (Unit){.scale = 0.01};
  else if (base >= 0) *out = base_unit(base);
  else if (!is_price_year(span)) return READ_NOTHING;
  else if (base_add(table, span.s, span.n, &base, fail, place)) return READ_FAILED;
  else *out = base_unit(base);
  return READ_UNIT;
}

/* Whether k M G T may stand before the rest; dimensions of the model take all of them (GtC). */
static bool takes_prefix(const UnitTable *table, Span rest, char prefix) {
  const Atom *atom = atom_find(rest);
  if (atom) return atom->prefixes == METRIC || (atom->prefixes == KILO && prefix == 'k');
  int base = base_find(table, rest.s, rest.n);
  return base >= FIXED_BASES && !is_price_year(rest);
}

static Read read_prefixed(UnitTable *table, Span span, Unit *out, Fail *fail, Place place) {
  Read read = read_plain(table, span, out, fail, place);
  if (read != READ_NOTHING) return read;
  for (size_t i = 0; i < sizeof metric / sizeof *metric; i++) {
    Span rest = span;
    if (!span_starts(&rest, metric[i].name) || !takes_prefix(table, rest, *metric[i].name)) continue;
    read = read_plain(table, rest, out, fail, place);
    out->scale = tidied(out->scale * metric[i].scale);
    return read;
  }
  return READ_NOTHING;
}

/* m3, a2: a unit that does not end in a digit itself, and a digit. */
static Read read_powered(UnitTable *table, Span span, Unit *out, Fail *fail, Place place) {
  Read read = read_prefixed(table, span, out, fail, place);
  char last = span.n > 1 ? span.s[span.n - 1] : 0;
  if (read != READ_NOTHING || last < '2' || last > '9') return read;
  char before = span.s[span.n - 2];
  if (before >= '0' && before <= '9') return READ_NOTHING;
  read = read_prefixed(table, (Span){span.s, span.n - 1}, out, fail, place);
  if (read == READ_UNIT) unit_pow(*out, last - '0', 1, out);
  return read;
}

/* 万元2020, 万亿元2020, and 亿 alone. */
static Read read_factor(UnitTable *table, Span span, Unit *out, Fail *fail, Place place) {
  double scale = 1;
  unsigned scales = 0;
  for (size_t i = 0; scales < MOST_SCALES && i < sizeof chinese / sizeof *chinese; i++)
    if (span_starts(&span, chinese[i].name)) {
      scale *= chinese[i].scale;
      scales++;
      i = (size_t)-1;
    }
  if (scales && span.n == 0) {
    *out = (Unit){.scale = scale};
    return READ_UNIT;
  }
  Read read = read_powered(table, span, out, fail, place);
  if (read == READ_UNIT) out->scale = tidied(out->scale * scale);
  return read;
}

/* ---- what is wrong ---- */

/* The factor without its leading scales. */
static Span unscaled(Span span) {
  for (size_t i = 0; i < sizeof chinese / sizeof *chinese; i++)
    if (span_starts(&span, chinese[i].name)) i = (size_t)-1;
  return span;
}

static const char *habit_cure(Span wanted) {
  for (size_t i = 0; i < HABITS; i++)
    if (span_is(wanted, habits[i][0])) return habits[i][1];
  return NULL;
}

static const char *nearest_unit(const UnitTable *table, const char *wanted) {
  const char *names[ATOMS + UNIT_BASES + 4];
  size_t n = 0;
  for (size_t i = 0; i < ATOMS; i++) names[n++] = atoms[i].name;
  for (unsigned i = 0; i < table->n; i++) names[n++] = table->names[i];
  names[n++] = "kW";
  names[n++] = "kg";
  names[n++] = "km";
  return name_nearest(wanted, names, n);
}

static int factor_wrong(const UnitTable *table, const char *text, Span factor, Fail *fail, Place place) {
  char whole[128], wanted[128];
  text_clean(whole, sizeof whole, text, strlen(text));
  Span rest = habit_cure(factor) ? factor : unscaled(factor);
  text_clean(wanted, sizeof wanted, rest.s, rest.n);
  if (span_is(rest, "元")) return fail_set(fail, E205, place, whole);
  const char *nearest = habit_cure(rest);
  if (!nearest && rest.n) nearest = nearest_unit(table, wanted);
  if (nearest) return fail_set(fail, E204, place, wanted, whole, nearest);
  return fail_set(fail, E201, place, whole, wanted);
}

/* ---- the whole unit ---- */

/* The length of what comes before the next · or /, which *joint tells ('.' for ·, 0 at the end). */
static size_t factor_length(Span span, char *joint) {
  static const char dot[] = "·";
  for (size_t i = 0; i < span.n; i++) {
    Span rest = {span.s + i, span.n - i};
    *joint = span.s[i] == '/' ? '/' : span_starts(&rest, dot) ? '.' : 0;
    if (*joint) return i;
  }
  *joint = 0;
  return span.n;
}

static size_t joint_length(char joint) { return joint == '/' ? 1 : joint == '.' ? sizeof "·" - 1 : 0; }

int unit_parse(UnitTable *table, const char *text, Unit *out, Fail *fail, Place place) {
  size_t length = strlen(text);
  char shown[64];
  text_clean(shown, sizeof shown, text, length);
  if (length == 0) return fail_set(fail, E206, place);
  if (length > LONGEST_UNIT) return fail_set(fail, E207, place, shown, LONGEST_UNIT);
  Unit unit = unit_one();
  Span rest = {text, length};
  char joint = '.', next;
  do {
    Span factor = {rest.s, factor_length(rest, &next)};
    rest = (Span){rest.s + factor.n + joint_length(next), rest.n - factor.n - joint_length(next)};
    Unit read = unit_one();
    bool one = factor.s == text && span_is(factor, "1") && next != '.';
    Read got = one ? READ_UNIT : read_factor(table, factor, &read, fail, place);
    if (got == READ_FAILED) return fail ? fail->code : E208;
    if (got == READ_NOTHING) return factor_wrong(table, text, factor, fail, place);
    if (!combine(unit, read, joint == '/' ? -1 : 1, &unit)) return fail_set(fail, E207, place, shown, LONGEST_UNIT);
    joint = next;
  } while (joint);
  unit.text = arena_copy(table->arena, text, length);
  if (!unit.text) return fail_set(fail, E801, place, "a unit");
  *out = unit;
  return 0;
}

static bool is_letter(int c) {
  utf8proc_category_t category = utf8proc_category(c);
  return category >= UTF8PROC_CATEGORY_LU && category <= UTF8PROC_CATEGORY_LO;
}

/* Letters, then letters or ASCII digits. */
static bool is_word(const char *name) {
  size_t n = strlen(name);
  if (n == 0 || n > LONGEST_DIMENSION) return false;
  for (size_t i = 0; i < n;) {
    int c, step = text_next(name + i, n - i, &c);
    bool digit = step == 1 && c >= '0' && c <= '9';
    if (step <= 0 || !(is_letter(c) || (digit && i > 0))) return false;
    i += (size_t)step;
  }
  return true;
}

int unit_dimension(UnitTable *table, const char *name, Fail *fail, Place place) {
  char shown[64];
  text_clean(shown, sizeof shown, name, strlen(name));
  if (!is_word(name)) return fail_set(fail, E210, place, shown);
  Unit unit;
  Span span = {name, strlen(name)};
  int base;
  if (is_price_year(span) || span_is(unscaled(span), "元") || read_factor(table, span, &unit, NULL, place) != READ_NOTHING)
    return fail_set(fail, E209, place, shown);
  return base_add(table, name, strlen(name), &base, fail, place);
}
