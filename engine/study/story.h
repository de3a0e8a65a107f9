/* story.h : what went wrong in one run of an ensemble, told by the oracle: run, year, name, line and inputs. */
#ifndef YJ_STUDY_STORY_H
#define YJ_STUDY_STORY_H
#include "study/ensemble.h"

/* One sentence in the arena: "run 17: 'gdp' is not finite in 2027 (models/region/economy.lua:12); tfp_base = 12.3 %, ...".
 * The inputs named are the five farthest from their medians. */
/* The reason that a name stands for: the check's index, or -1. */
int32_t story_reason(const Graph *, const char *name);
const char *story_of(const Uncertainty *, const Design *, const BadRun *, Arena *);
#endif
