/* morris_design.h : trajectories for elementary effects (Morris 1991).
 *
 * Each parameter has `levels` values g = 0, 1/(levels-1), ..., 1 and moves by delta = levels / (2 (levels - 1)) once in
 * each trajectory of parameters + 1 runs; so half the levels are starting points of an upward move and each level is
 * equally likely. Base, direction and order are keyed by (seed, parameter name, trajectory).
 *
 * Optimised (Campolongo, Cariboni, Saltelli 2007): from 4 times as many trajectories, those that lie farthest apart (sum of
 * squared distances between trajectories), by adding the best one first and then exchanging while that helps.
 *
 * Ownership: arena; constant once made. */
#ifndef YJ_STUDY_MORRIS_DESIGN_H
#define YJ_STUDY_MORRIS_DESIGN_H
#include "base/arena.h"
#include "study/stream.h"
#include <stdbool.h>
#include <stdint.h>

typedef struct {
  unsigned parameters, levels;
  uint32_t trajectories;
  double delta;
  const uint16_t *start, *end;   /* [trajectory][parameter]: level before and after the move */
  const uint16_t *turn;          /* [trajectory][parameter]: the step, from 1, in which it moves */
  const uint16_t *mover;         /* [trajectory][step - 1]: the parameter that moves in a step */
} MorrisDesign;

/* levels even, 2..1000. NULL: no memory. */
MorrisDesign *morris_design(Arena *, unsigned parameters, const StreamKey *keys, uint32_t trajectories, unsigned levels,
                            bool optimised);

/* The grid value g in [0, 1] of a parameter in step 0..parameters of a trajectory. */
static inline double morris_level(const MorrisDesign *m, uint32_t trajectory, unsigned step, unsigned parameter) {
  size_t at = (size_t)trajectory * m->parameters + parameter;
  return (double)(step < m->turn[at] ? m->start[at] : m->end[at]) / (double)(m->levels - 1);
}

/* The sum over all pairs of points of the distances between two trajectories. */
double morris_distance(const MorrisDesign *, uint32_t a, uint32_t b);

#endif
