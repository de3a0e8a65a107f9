/* scenario.h : levers, assumptions, targets and horizon, based on another scenario; only differences are written.
 *
 * The script room reads it; scenario_layers flattens a chain for the linker. Lives in the arena of the Loaded it came with. */
#ifndef YJ_STUDY_SCENARIO_H
#define YJ_STUDY_SCENARIO_H
#include "model/model.h"

typedef struct { const char *a, *b; double correlation; Place place; } Correlation;

typedef struct Scenario Scenario;
struct Scenario {
  const char *name, *file;
  Label title;
  const char *story, *story_en;          /* story may be a string (Chinese) or {zh, en} */
  Place place;
  const char *model_text;                /* as written, or NULL: the parent's */
  const char *based_on;                  /* as written, or NULL */
  const Scenario *parent;                /* or NULL */
  Override *overrides; unsigned n_overrides;
  Correlation *correlations; unsigned n_correlations;
  double horizon;                        /* 0: the parent's, the model's */
};

/* From the root to `last`: one layer a scenario. Returns the number of layers; *out in the arena. */
unsigned scenario_layers(Arena *, const Scenario *last, const Layer **out);
double scenario_horizon(const Scenario *);           /* the nearest that says one, else 0 */
#endif
