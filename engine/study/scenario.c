/* scenario.c : a chain of scenarios as layers. */
#include "study/scenario.h"

unsigned scenario_layers(Arena *arena, const Scenario *last, const Layer **out) {
  unsigned n = 0;
  for (const Scenario *s = last; s; s = s->parent) n++;
  Layer *layers = arena_array(arena, n, sizeof *layers);
  *out = layers;
  if (!layers) return 0;
  unsigned i = n;
  for (const Scenario *s = last; s; s = s->parent)
    layers[--i] = (Layer){.title = s->name, .overrides = s->overrides, .n = s->n_overrides};
  return n;
}

double scenario_horizon(const Scenario *scenario) {
  for (; scenario; scenario = scenario->parent)
    if (scenario->horizon != 0) return scenario->horizon;
  return 0;
}
