/* sampled.h : the runs of a design and what came out of them, every value kept, for analyses that need each one.
 *
 * An outcome is one number a run: a named value (one element) at one grid point, or an outcome's or target's walk. Only
 * these are kept: 8 bytes a run and outcome, in memory up to a bound and beyond it in a file without a name (columns.h). A run that is not finite (in what the model watches, or in an outcome), or
 * in which a check fails, is bad: its outcomes are NaN, it is listed with its reason.
 *
 * Runs are made in chunks of 1,024, block by block. What is done without a gap from run 0 on can be saved and loaded again,
 * also into a larger design that begins with the same runs. The numbers do not depend on threads, block width or instruction
 * set.
 *
 * All of it may lie in memory of the caller, such as a mapped file: outcomes, then one mark a chunk, how many of its runs
 * are done, set after their values. Another process that is given the same memory goes on with every run that is marked,
 * whenever the one before was killed; lost is at most one block of lanes a thread.
 *
 * Ownership: malloc, freed by sampled_free; what the description points to must outlive it. One thread calls. */
#ifndef YJ_STUDY_SAMPLED_H
#define YJ_STUDY_SAMPLED_H
#include "study/ensemble.h"

typedef struct { const Walk *walk; uint32_t output, element, point; } SampledOutcome;   /* walk NULL: a recorded value */

typedef struct {
  const Uncertainty *uncertainty;
  const Design *design;                  /* over the uncertainty's parameters */
  const SampledOutcome *outcomes; unsigned n;
  bool calm;                             /* shocks stay zero */
  unsigned lanes;                        /* block width, a multiple of 8 up to 1,024; 0: 128 */
  Isa isa;
  size_t in_memory;                      /* bytes of outcomes that may be in memory; 0: COLUMNS_IN_MEMORY */
  const char *folder;                    /* where the file for more is made; NULL: TMPDIR, else /tmp */
  void *memory;                          /* sampled_bytes of it, a page's start: zero, or as sampled_fits allows; NULL: our own */
  bool (*interrupted)(void);             /* asked between blocks, from any thread; NULL: never */
  Pool *pool;                            /* NULL: one thread */
} SampledSpec;

typedef struct Sampled Sampled;
size_t sampled_bytes(const SampledSpec *);
/* Whether the memory was left by the same description, and not damaged. */
bool sampled_fits(const SampledSpec *, const void *memory, size_t bytes);
/* 0, E801, or E811 (the file). */
int sampled_new(const SampledSpec *, Sampled **out, Fail *);
void sampled_free(Sampled *);            /* NULL is allowed */

/* Does up to `chunks` further chunks, what of them is not done; returns the runs that are left. */
uint64_t sampled_advance(Sampled *, uint64_t chunks);
uint64_t sampled_done(const Sampled *);  /* runs without a gap */
uint64_t sampled_kept(const Sampled *);  /* runs, wherever they stand */
bool sampled_failed(const Sampled *);    /* no memory for the list of bad runs */
const double *const *sampled_values(const Sampled *);    /* [outcome][run]; runs beyond sampled_done are undefined */
void sampled_rest(const Sampled *);      /* what was read of them need not stay in memory */
/* Bad runs in order of run, the first ENSEMBLE_BAD_LISTED of them; *total counts all. */
const BadRun *sampled_bad(const Sampled *, unsigned *listed, uint64_t *total);

/* The first `runs` of what is done, as bytes; malloc. sampled_load takes as much of it as the design has, where no run is
 * marked yet; false: the bytes are of another description. */
unsigned char *sampled_save(const Sampled *, uint64_t runs, size_t *bytes);
bool sampled_load(Sampled *, const unsigned char *, size_t bytes);
/* How many of the first runs fit in so many bytes. */
uint64_t sampled_storable(const Sampled *, size_t most);

/* The inputs of all runs in their own units, [parameter][run], in the arena. 0, or E801. */
int sampled_inputs(const Uncertainty *, const Design *, Pool *, Arena *, const double *const **out, Fail *);
#endif
