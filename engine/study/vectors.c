/* vectors.c : which set of loops this process uses. */
#include "study/vectors.h"
#include <assert.h>
#include <stdatomic.h>

static _Atomic(const Vectors *) chosen;  /* whichever thread asks first writes the same */

static const Vectors *set_of(Isa isa) {
  switch (isa == ISA_AUTO ? isa_best() : isa) {
    case ISA_AVX512: return &vectors_avx512;
    case ISA_AVX2: return &vectors_avx2;
    default: return &vectors_sse2;
  }
}

void vectors_use(Isa isa) {
  assert(isa_present(isa));
  atomic_store_explicit(&chosen, set_of(isa), memory_order_relaxed);
}

const Vectors *vectors(void) {
  const Vectors *set = atomic_load_explicit(&chosen, memory_order_relaxed);
  if (set) return set;
  vectors_use(ISA_AUTO);
  return atomic_load_explicit(&chosen, memory_order_relaxed);
}
