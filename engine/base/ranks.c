#define _GNU_SOURCE                      /* sched_getaffinity */
#include "base/ranks.h"

#include <assert.h>
#include <dlfcn.h>
#include <limits.h>
#include <sched.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>
#include <unistd.h>

/* ---- Open MPI, as its binary interface has been since version 1.5: handles are addresses of objects it exports ------- */

typedef void *Handle;
typedef struct { int source, tag, error, cancelled; size_t count; } Status;
enum { TAG = 1, ANY_SOURCE = -1, FUNNELED = 1 };

static struct {
  int (*init)(int *, char ***, int, int *);
  int (*finalize)(void);
  int (*comm_rank)(Handle, int *);
  int (*comm_size)(Handle, int *);
  int (*on_error)(Handle, Handle);
  int (*isend)(const void *, int, Handle, int, int, Handle, Handle *);
  int (*irecv)(void *, int, Handle, int, int, Handle, Handle *);
  int (*iprobe)(int, int, Handle, int *, Status *);
  int (*test)(Handle *, int *, Status *);
  int (*get_count)(const Status *, Handle, int *);
  Handle world, byte, errors_return;
} mpi;

static bool find(void *library, const char *name, void *function) {
  void *symbol = dlsym(library, name);
  memcpy(function, &symbol, sizeof symbol);
  return symbol != NULL;
}

/* Its own parts look for its symbols, hence RTLD_GLOBAL. It stays loaded. */
static const char *load(void) {
  static const char *const names[] = {"libmpi.so.40", "libmpi.so"};
  void *library = NULL;
  for (size_t i = 0; !library && i < sizeof names / sizeof *names; i++) library = dlopen(names[i], RTLD_NOW | RTLD_GLOBAL);
  if (!library) return "it is not installed";
  bool good = find(library, "MPI_Init_thread", &mpi.init) && find(library, "MPI_Finalize", &mpi.finalize) &&
              find(library, "MPI_Comm_rank", &mpi.comm_rank) && find(library, "MPI_Comm_size", &mpi.comm_size) &&
              find(library, "MPI_Comm_set_errhandler", &mpi.on_error) && find(library, "MPI_Isend", &mpi.isend) &&
              find(library, "MPI_Irecv", &mpi.irecv) && find(library, "MPI_Iprobe", &mpi.iprobe) &&
              find(library, "MPI_Test", &mpi.test) && find(library, "MPI_Get_count", &mpi.get_count);
  bool open = find(library, "ompi_mpi_comm_world", &mpi.world) && find(library, "ompi_mpi_byte", &mpi.byte) &&
              find(library, "ompi_mpi_errors_return", &mpi.errors_return);
  return good && open ? NULL : "it is another library than Open MPI";
}

/* ---- opening and closing ---------------------------------------------------------------------------------------------- */

typedef struct { Handle request; unsigned char *bytes; size_t n; } Passage;

struct Ranks {
  unsigned own, count;
  bool broken;
  Passage *out, *in;                     /* [count]; bytes NULL: none */
};

static unsigned number(const char *name) {
  const char *text = getenv(name);
  unsigned long value = text ? strtoul(text, NULL, 10) : 0;
  return value > INT_MAX ? 0 : (unsigned)value;
}

/* mpirun tells its processes how many they are; under srun only that there is a rank. */
static bool started_with_others(void) {
  return getenv("OMPI_COMM_WORLD_SIZE") ? number("OMPI_COMM_WORLD_SIZE") > 1 : getenv("PMIX_RANK") != NULL;
}

int ranks_open(Ranks **out, Fail *fail) {
  static Ranks ranks;
  int own = 0, count = 0, threads;
  *out = NULL;
  if (!started_with_others()) return 0;
  const char *why = load();
  if (!why && mpi.init(NULL, NULL, FUNNELED, &threads)) why = "it does not start";
  if (!why && (mpi.on_error(mpi.world, mpi.errors_return) || mpi.comm_rank(mpi.world, &own) || mpi.comm_size(mpi.world, &count)))
    why = "it does not answer";
  if (why) return fail_set(fail, E831, place_at(NULL, 0, 0), why);
  if (count < 2) { mpi.finalize(); return 0; }
  ranks = (Ranks){.own = (unsigned)own, .count = (unsigned)count};
  ranks.out = calloc(ranks.count, sizeof *ranks.out), ranks.in = calloc(ranks.count, sizeof *ranks.in);
  if (!ranks.out || !ranks.in) return fail_set(fail, E801, place_at(NULL, 0, 0), "the ranks");
  *out = &ranks;
  return 0;
}

void ranks_close(Ranks *r, bool orderly) {
  if (!r) return;
  if (orderly) mpi.finalize();
  free(r->out), free(r->in);
}

unsigned ranks_count(const Ranks *r) { return r ? r->count : 1; }
unsigned ranks_own(const Ranks *r) { return r ? r->own : 0; }
bool ranks_broken(const Ranks *r) { return r->broken; }

/* Bound to some processors it may have them alone or share them: its part of the machine is never too many. */
unsigned ranks_threads(const Ranks *r) {
  if (!r) return 0;
  cpu_set_t allowed;
  unsigned beside = number("OMPI_COMM_WORLD_LOCAL_SIZE");
  long online = sysconf(_SC_NPROCESSORS_ONLN), part = online / (beside ? beside : 1);
  long mine = sched_getaffinity(0, sizeof allowed, &allowed) ? part : CPU_COUNT(&allowed);
  long threads = part < mine ? part : mine;
  return threads > 1 ? (unsigned)threads : 1;
}

void ranks_pause(void) { nanosleep(&(struct timespec){0, 1000000}, NULL); }

/* ---- messages ------------------------------------------------------------------------------------------------------------ */

static bool arrived(Ranks *r, Passage *p) {
  int done = 0;
  if (mpi.test(&p->request, &done, NULL)) r->broken = true;
  return done && !r->broken;
}

bool ranks_post(Ranks *r, unsigned to, unsigned char *bytes, size_t n) {
  Passage *p = &r->out[to];
  assert(!p->bytes);
  if (n > INT_MAX || mpi.isend(bytes, (int)n, mpi.byte, (int)to, TAG, mpi.world, &p->request)) {
    free(bytes);
    r->broken = true;
    return false;
  }
  p->bytes = bytes;
  return true;
}

bool ranks_idle(Ranks *r, unsigned to) {
  Passage *p = &r->out[to];
  if (p->bytes && arrived(r, p)) free(p->bytes), p->bytes = NULL;
  return !p->bytes;
}

/* Begins to receive what is waiting, from each rank at most one message at a time: that keeps their order. */
static void receive(Ranks *r) {
  for (unsigned from = 0; from < r->count && !r->broken; from++) {
    Passage *p = &r->in[from];
    Status status = {0};
    int waiting = 0, n = 0;
    if (p->bytes || from == r->own) continue;
    r->broken = mpi.iprobe((int)from, TAG, mpi.world, &waiting, &status) || (waiting && mpi.get_count(&status, mpi.byte, &n));
    if (!waiting || r->broken) continue;
    p->n = (size_t)n, p->bytes = malloc(p->n + 1);
    if (!p->bytes || mpi.irecv(p->bytes, n, mpi.byte, (int)from, TAG, mpi.world, &p->request)) r->broken = true;
  }
}

unsigned char *ranks_take(Ranks *r, unsigned *from, size_t *n) {
  receive(r);
  for (unsigned i = 0; i < r->count && !r->broken; i++) {
    Passage *p = &r->in[i];
    if (!p->bytes || !arrived(r, p)) continue;
    unsigned char *bytes = p->bytes;
    *from = i, *n = p->n, p->bytes = NULL;
    return bytes;
  }
  return NULL;
}
