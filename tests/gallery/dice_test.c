/* DICE-2016R2 against its equations stepped by hand for given controls; DICE-2013R's published accounts. */
#include "gallery/gallery.h"

typedef struct { double persons, productivity, capital, intensity, growth, carbon[3], warmth[2], welfare; } World;
typedef struct { double output, emissions, forcing, consumption; } Flows;

static double forcing_of(double carbon, double elapsed) {
  return 3.6813 * log(carbon / 588) / log(2) + (0.5 + 0.5 * fmin(elapsed / 85, 1));
}

/* One period of the R2 equations, plain numbers: trillion dollars, million persons, GtCO2, GtC. */
static Flows step_world(World *w, unsigned t, double control, double saving) {
  Flows f;
  const double b12 = 0.12, b23 = 0.007, b21 = b12 * 588 / 360, b32 = b23 * 360 / 1720;
  f.output = w->productivity * pow(w->persons / 1000, 0.7) * pow(w->capital, 0.3);
  f.emissions = w->intensity * f.output * (1 - control) + 2.6 * pow(1 - 0.115, t);
  f.forcing = forcing_of(w->carbon[0], 5.0 * t);
  double cost = f.output * 550 * pow(0.975, t) * w->intensity / 2.6 / 1000 * pow(control, 2.6);
  double net = f.output * (1 - 0.00227 * w->warmth[0] * w->warmth[0]) - cost;
  f.consumption = net * (1 - saving);
  w->welfare += ((pow(1000 * f.consumption / w->persons, -0.45) - 1) / -0.45 - 1) * w->persons / pow(1.015, 5.0 * t);
  World n = *w;
  n.capital = pow(0.9, 5) * w->capital + 5 * net * saving;
  n.carbon[0] = (1 - b12) * w->carbon[0] + b21 * w->carbon[1] + f.emissions * 5 / 3.666;
  n.carbon[1] = b12 * w->carbon[0] + (1 - b21 - b23) * w->carbon[1] + b32 * w->carbon[2];
  n.carbon[2] = b23 * w->carbon[1] + (1 - b32) * w->carbon[2];
  double gap = w->warmth[0] - w->warmth[1];
  n.warmth[0] = w->warmth[0] + 0.1005 * (forcing_of(n.carbon[0], 5.0 * (t + 1)) - 3.6813 / 3.1 * w->warmth[0] - 0.088 * gap);
  n.warmth[1] = w->warmth[1] + 0.025 * gap;
  n.productivity = w->productivity / (1 - 0.076 * exp(-0.005 * 5 * t));
  n.persons = w->persons * pow(11500 / w->persons, 0.134);
  n.intensity = w->intensity * exp(5 * w->growth);
  n.growth = w->growth * pow(1 - 0.001, 5);
  *w = n;
  return f;
}

static void follow(const char *file, const char *label, double reach, double saving) {
  Run run = run_of(file);
  World w = {7403, 5.115, 223, 35.85 / (105.5 * 0.97), -0.0152, {851, 460, 1740}, {0.85, 0.0068}, 0};
  Worst worst = {-1, 0, ""};
  for (unsigned t = 0; t < 100; t++) {
    double year = 2015 + 5.0 * t, control = fmin(0.03 + (reach - 0.03) * 5.0 * t / 85, reach);
    const World before = w;
    Flows f = step_world(&w, t, control, saving);
    struct { const char *name; double value; } rows[] = {
      {"population", before.persons / 100}, {"productivity", before.productivity}, {"capital", before.capital},
      {"carbon_intensity", before.intensity}, {"carbon_air", before.carbon[0]}, {"carbon_upper", before.carbon[1]},
      {"carbon_lower", before.carbon[2]}, {"temperature", before.warmth[0]}, {"ocean_temperature", before.warmth[1]},
      {"gross_output", f.output}, {"emissions", f.emissions}, {"forcing", f.forcing}, {"consumption", f.consumption},
      {"welfare", before.welfare}};
    for (unsigned k = 0; k < sizeof rows / sizeof *rows; k++) {
      double got = run_value(run, rows[k].name, 0, year), scale = rows[k].value == 0 ? 1 : fabs(rows[k].value);
      worse(&worst, fabs(got - rows[k].value) / scale, year, rows[k].name);
    }
  }
  report(label, worst, 1e-12, "relative");
  assert_within(run_value(run, "gross_output", 0, 2015), 105.1774, 5e-5);      /* trillion dollars of 2015, as published */
  run_free(run);
}

static void dice2016_without_policy(void **state) {
  (void)state;
  follow(GALLERY "dice2016/model.lua", "dice2016", 0.03, 0.2583);
}

static void dice2016_with_controls(void **state) {
  (void)state;
  follow(GALLERY "dice2016/controls.lua", "dice2016, controls", 1, 0.25);
}

static void dice2013_identities(void **state) {
  (void)state;
  Run run = run_of(GALLERY "dice2013/model.lua");
  const char *exact[] = {"capital_left", "output_left", "net_output_left", "after_cost_left", "damage_share_left",
    "cumulative_carbon_left", "land_emissions_left", "air_left", "upper_left", "lower_left", "utility_left", "welfare_left", "welfare_sum_left"};
  Worst worst = {-1, 0, ""}, damages = {-1, 0, ""};
  for (unsigned t = 1; t < 60; t++) {
    double year = 2010 + 5.0 * t;
    for (unsigned k = 0; k < sizeof exact / sizeof *exact; k++) worse(&worst, fabs(run_value(run, exact[k], 0, year)), year, exact[k]);
    worse(&damages, fabs(run_value(run, "damages_left", 0, year)), year, "damages_left");
  }
  report("dice2013", worst, 1e-12, "relative");
  report("dice2013, damages", damages, 1e-9, "relative");
  run_free(run);
}

int main(void) {
  const struct CMUnitTest tests[] = {cmocka_unit_test(dice2016_without_policy), cmocka_unit_test(dice2016_with_controls), cmocka_unit_test(dice2013_identities)};
  return cmocka_run_group_tests(tests, NULL, NULL);
}
