/* ensemble.h : many runs of one scenario, summarised as they come, the same to the last bit however they are shared out.
 *
 * A column is one number a run: a named value (one element) at one grid point, or an outcome's or target's walk. Runs are
 * done in chunks of 1,024; a chunk's counts and moments add to what is there in any order (histogram.h, moments.h), so
 * threads, ranks, shards and an interrupted batch give the same bytes as one uninterrupted process.
 *
 *   exact    every value is kept when they fit in EXACT_BYTES (or when asked): quantiles are exact, values can be read
 *   counted  else 2,048 bins a column over the range of a pilot of the first 4,096 runs; the error bound is the bin width
 *
 * A run that is not finite, or in which a check fails, is bad: it enters no summary, is listed with its reason, and the
 * batch goes on.
 *
 * Memory grows with columns and threads, not with n: 8 KB a column, 16 KB more a column and thread, and at the start 32 KB a
 * column for the pilot. Exact: 8 bytes a run and column.
 *
 * A part-filled last chunk is never part of the saved state: it is done again by ensemble_finish, so that a larger n keeps
 * all full chunks. Ownership: malloc, freed by ensemble_free; what the description points to must outlive it. One thread
 * calls; the pool's threads help.
 *
 * What has been gathered can lie in memory that outlives the process (ensemble_run_in: a file, mapped). Then a kill at any
 * instruction loses the chunks that threads had not finished running, and nothing else: ensemble_salvage of what it left
 * gives the same bytes as if it had not been. Chunks can also be kept one by one (`store`): those of an exact ensemble, whose
 * values are its state, and those of the pilot. */
#ifndef YJ_STUDY_ENSEMBLE_H
#define YJ_STUDY_ENSEMBLE_H
#include "base/pool.h"
#include "program/program.h"
#include "study/moments.h"
#include "study/uncertainty.h"

#define EXACT_BYTES ((size_t)32 << 20)
enum { ENSEMBLE_CHUNK = MOMENTS_CHUNK, ENSEMBLE_BAD_LISTED = 100000 };

typedef struct { uint32_t output, element; } Wanted;     /* recorded at every grid point */
typedef struct { double low, step; } Range;              /* of a column's histogram */

/* Full chunks kept one by one: values[column * ENSEMBLE_CHUNK + i], and reasons[i] as in BadRun, -2 for a good run. Called
 * from any of the pool's threads. */
typedef struct {
  void *context;
  bool (*get)(void *context, uint64_t chunk, double *values, int32_t *reasons);   /* false: it is not there */
  bool (*put)(void *context, uint64_t chunk, const double *values, const int32_t *reasons);   /* false: the chunk is given up */
} ChunkStore;

typedef struct {
  const Uncertainty *uncertainty;
  const Design *design;                  /* over the uncertainty's parameters */
  const Wanted *wanted; unsigned n_wanted;
  const Walk *const *walks; unsigned n_walks;            /* each with a value */
  uint64_t n;                            /* runs; at most design->runs */
  bool keep_values;                      /* exact whatever it takes */
  bool never_exact;                      /* for tests */
  unsigned shard, shards;                /* this process does chunks with chunk % shards == shard; 0, 0: all */
  unsigned lanes;                        /* block width, a multiple of 8; 0: 128 */
  Isa isa;
  Pool *pool;                            /* NULL: one thread */
  /* Counted ensembles: these columns of every full chunk are put here before the chunk is merged. May be NULL. */
  const ChunkStore *rows;
  const unsigned *row_columns; unsigned n_row_columns;
  const ChunkStore *store;               /* NULL: none */
  const Range *ranges;                   /* [columns] of an earlier pilot; NULL: not known */
  bool (*interrupted)(void);             /* asked several times a second, from any thread; NULL: never */
  bool gathers;                          /* states of others will be added while it runs */
} EnsembleSpec;

typedef struct { uint64_t run; int32_t reason; } BadRun; /* reason: -1 not finite, else the index of the failed check */

typedef struct Ensemble Ensemble;

/* What ensemble_exact of it will say. */
bool ensemble_will_be_exact(const EnsembleSpec *);
/* Compiles and runs the pilot. 0, or E801. *out is NULL with 0 when the pilot was interrupted. */
int ensemble_new(const EnsembleSpec *, Ensemble **out, Fail *);
void ensemble_free(Ensemble *);
unsigned ensemble_columns(const Ensemble *);             /* n_wanted x grid points (grid fastest), then walks */
bool ensemble_exact(const Ensemble *);
size_t ensemble_bytes(const Ensemble *);

/* Does up to `chunks` further full chunks of this shard; returns how many are left. Interrupted, it gives up the chunks at
 * hand between two blocks and can go on later. */
uint64_t ensemble_advance(Ensemble *, uint64_t chunks);
uint64_t ensemble_runs_done(const Ensemble *);           /* in full chunks */
/* When no chunk is left: does the part-filled last chunk and joins everything. Then the summary can be read. 0 or E801.
 * Interrupted, it returns 0 and nothing is finished. */
int ensemble_finish(Ensemble *, Fail *);

/* ---- the summary, after ensemble_finish; base units ---- */
double ensemble_quantile(const Ensemble *, unsigned column, double p, bool *edge);
double ensemble_bound(const Ensemble *, unsigned column);        /* of a quantile's error; 0 when exact */
Moments ensemble_moments(const Ensemble *, unsigned column);
void ensemble_extremes(const Ensemble *, unsigned column, double *least, double *greatest);
/* Good runs with low <= value < high. Counted ensembles count bins by their middle; the end bins hold what lies beyond. */
uint64_t ensemble_between(const Ensemble *, unsigned column, double low, double high);
Share ensemble_met(const Ensemble *, unsigned walk);             /* runs that meet the target; n: good runs */
const double *ensemble_values(const Ensemble *, unsigned column);/* exact only: n values, NaN for a bad run */
const double *ensemble_rest(const Ensemble *, unsigned column);  /* the n % ENSEMBLE_CHUNK values of the last chunk */
/* Bad runs in order of run, the first ENSEMBLE_BAD_LISTED of them; *total counts all. */
const BadRun *ensemble_bad(const Ensemble *, unsigned *listed, uint64_t *total);

/* ---- the state: full chunks done, counts, moments, bad runs. Not for exact ensembles, which are quickly done again ---- */
/* The state as bytes, for ensemble_load of an ensemble of the same description (n and shards may differ); malloc. */
unsigned char *ensemble_save(const Ensemble *, size_t *bytes);
/* Adds a state to what is there. False: it does not fit (other columns or ranges, or a chunk twice); nothing is changed. */
bool ensemble_load(Ensemble *, const unsigned char *, size_t bytes);
/* What was saved lives on in the process that loads it: nothing is held here any more, and its chunks are not done again. */
void ensemble_hand_over(Ensemble *);
/* The ranges in a state, so that no pilot is needed. False: it is of other columns or walks. */
bool ensemble_state_ranges(const unsigned char *, size_t, unsigned columns, unsigned walks, Range *out);

/* ---- exact ensembles shared out among processes: chunk by chunk ---- */
/* A full chunk that another process ran, as its store got it. False: it is here already, or none of this ensemble. */
bool ensemble_put_chunk(Ensemble *, uint64_t chunk, const double *values, const int32_t *reasons);
bool ensemble_has_chunk(const Ensemble *, uint64_t chunk);
void ensemble_skip_chunk(Ensemble *, uint64_t chunk);    /* it is somewhere else */

/* ---- the image: what has been gathered, in memory that outlives the process. Counted ensembles only ---- */
/* Bytes for what is there now and all that will come. */
size_t ensemble_image_bytes(const Ensemble *);
/* Moves into that memory, which is zero and stays until ensemble_free. */
void ensemble_run_in(Ensemble *, void *memory);
typedef enum { SALVAGE_UNFIT, SALVAGE_LARGER, SALVAGE_TAKEN } Salvage;
/* Adds an image that a killed process left, to an ensemble with nothing in it; chunks whose runs were all made are merged
 * from where their threads were. UNFIT: it is of other columns or ranges, or damaged; LARGER: of more runs, it cannot be
 * taken apart; then nothing is changed. Changes the bytes. */
Salvage ensemble_salvage(Ensemble *, unsigned char *bytes, size_t);
typedef struct { uint64_t chunks, reach; } ImageLook;   /* chunks in it; the greatest of them, + 1 */
/* Without an ensemble: its ranges ([columns]) and what is in it. False: it is no image of so many columns and walks. */
bool ensemble_image_look(unsigned char *, size_t, unsigned columns, unsigned walks, Range *, ImageLook *);
/* Chunks that a thread began to run, with those of the processes before. What is more than the chunks done was run twice. */
uint64_t ensemble_begun(const Ensemble *);
#endif
