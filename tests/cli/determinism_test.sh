#!/bin/bash
# One SHA-256 of an ensemble's summary, whoever did the runs: 1, 2, 3 threads; blocks of 8 to 1,024 lanes; 1, 2, 4 ranks of
# mpirun; 1 and 3 shards; killed at random and resumed; the other compiler's program; each instruction set. The model has
# every distribution, correlations, shocks, a solve, and runs that are bad; the last chunk is not full.
# What this machine lacks (mpirun, an instruction set, the other program) is not in the plan, and a line says so.
set -u
build=${BUILD:-build}
program=$build/yuanjing
file=tests/cli/chance/scenario.lua
n=21333 long=300000
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
count=0 failed=0

report() { # title, true or false
  count=$((count + 1))
  if "$2"; then echo "ok $count - $1"; else echo "not ok $count - $1"; failed=1; fi
}

missing() { echo "# measured: $1"; }

# The summary's hash; options after the file.
hash_of() { "$@" --quiet --json 2>"$folder/errors" | sha256sum | cut -c1-64; }
ensemble() { hash_of "$program" ensemble "$file" -n $n --no-archive "$@"; }

wanted=$(ensemble)
"$program" ensemble "$file" -n $n --no-archive --quiet --json > "$folder/summary.json" 2>/dev/null && works=true || works=false
grep -q '"exact": *false' "$folder/summary.json" && counted=true || counted=false
[ "$(ensemble --seed 2)" != "$wanted" ] && differs=true || differs=false
report "an ensemble runs" $works
report "its quantiles are counted, not exact" $counted
report "another seed is another summary" $differs

same() { # title, hash
  [ "$2" = "$wanted" ] && report "$1" true || { report "$1" false; sed 's/^/# /' "$folder/errors"; }
}

for jobs in 1 2 3; do same "$jobs threads" "$(ensemble --jobs $jobs)"; done
for block in 8 24 64 256 512 1024; do same "blocks of $block lanes" "$(ensemble --block $block)"; done

for isa in sse2 avx2 avx512; do
  flag=${isa/avx512/avx512dq}
  if grep -qw "$flag" /proc/cpuinfo; then same "instruction set $isa" "$(ensemble --isa $isa)"; else missing "$isa is not on this processor"; fi
done

if [ -x "$build/other/yuanjing" ]; then same "the other compiler's program" "$(hash_of "$build/other/yuanjing" ensemble "$file" -n $n --no-archive)"
else missing "the other compiler's program is not built (make check builds it)"; fi

if command -v mpirun >/dev/null; then
  export OMPI_MCA_btl_base_warn_component_unused=0
  for ranks in 1 2 4; do
    same "$ranks ranks" "$(hash_of mpirun --allow-run-as-root --oversubscribe -np $ranks "$program" ensemble "$file" -n $n --no-archive)"
  done
else missing "ranks: mpirun is not installed"; fi
ldd "$program" | grep -q libmpi && linked=false || linked=true
report "the program is not linked with Open MPI" $linked

# ---- killed at random, with one process and with ranks, and gone on with ------------------------------------------------

long_run=(ensemble "$file" -n $long --archive "$folder/long.db" --lang en)
long_wanted=$(hash_of "$program" ensemble "$file" -n $long --no-archive)

# Starts COMMAND and kills process $1 of it (0: itself, else a child) with -9 after 0.1 to 0.5 s.
kill_one() {
  local which=$1 victim
  shift
  "$@" --quiet --json >/dev/null 2>&1 &
  local child=$!
  sleep "$(awk -v r=$RANDOM 'BEGIN { print 0.1 + 0.4 * r / 32768 }')"
  victim=$child
  [ "$which" = 0 ] || { sleep 0.5; victim=$(pgrep -P $child | tail -n 1); }
  kill -9 "$victim" 2>/dev/null && kills=$((kills + 1))
  wait $child 2>/dev/null
}

kills=0
for attempt in $(seq 20); do kill_one 0 "$program" "${long_run[@]}"; done
"$program" "${long_run[@]}" --json >"$folder/long.json" 2>"$folder/errors"
resumed=$(sed -n 's/^goes on from run //p' "$folder/errors")
[ "$(sha256sum <"$folder/long.json" | cut -c1-64)" = "$long_wanted" ] && equal=true || equal=false
[ "${resumed:-0}" -gt 0 ] && went_on=true || went_on=false
report "killed $kills times: the summary is the same" $equal
report "the last process went on where a killed one had stopped" $went_on
echo "# measured: $kills kills of 20 met the process at work; the last one went on from run ${resumed:-0} of $long"

if command -v mpirun >/dev/null; then
  rm -f "$folder/long.db"
  kills=0
  for rank in 1 2; do kill_one $rank mpirun --allow-run-as-root --oversubscribe -np 2 "$program" "${long_run[@]}"; done
  mpirun --allow-run-as-root --oversubscribe -np 3 "$program" "${long_run[@]}" --json >"$folder/long.json" 2>"$folder/errors"
  [ "$(sha256sum <"$folder/long.json" | cut -c1-64)" = "$long_wanted" ] && equal=true || equal=false
  report "a rank dies, three ranks go on: the summary is the same" $equal
  echo "# measured: gone on from run $(sed -n 's/^goes on from run //p' "$folder/errors")"
fi

echo "1..$count"
exit $failed
