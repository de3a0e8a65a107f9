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
# The commands of the sbatch file, one part after another, then joined.
shards() {
  export PARTS=$1 SCENARIO=$file RUNS=$n FOLDER=$folder/parts$1 PROGRAM=$program
  for part in $(seq "$1"); do SLURM_ARRAY_TASK_ID=$part bash scripts/studies/ensemble.sbatch 2>"$folder/errors" || return; done
  bash scripts/studies/ensemble.sbatch merge >"$folder/joined.txt" 2>"$folder/errors" || return
  hash_of "$program" ensemble "$file" -n $n --archive "$FOLDER/whole.db"
}
for parts in 1 3; do same "$parts shards, joined" "$(shards $parts)"; done
grep -qF "21333" "$folder/joined.txt" && shown=true || shown=false
report "the joined summary is shown" $shown
rm "$folder/parts3/part2.db"
FOLDER=$folder/parts3 PARTS=3 PROGRAM=$program bash scripts/studies/ensemble.sbatch merge >/dev/null 2>"$folder/errors" && refused=false || refused=true
grep -qF "part 2 is missing" "$folder/errors" || refused=false
report "a missing part is named" $refused

ldd "$program" | grep -q libmpi && linked=false || linked=true
report "the program is not linked with Open MPI" $linked

# Under mpirun without a usable libmpi: one sentence, exit code 4. A library of that name without its functions stands in.
if echo 'int nothing;' | ${CC:-gcc} -shared -fPIC -x c -o "$folder/libmpi.so.40" - 2>/dev/null; then
  LD_LIBRARY_PATH=$folder OMPI_COMM_WORLD_SIZE=2 "$program" ensemble "$file" -n $n --no-archive --lang en >/dev/null 2>"$folder/errors"
  [ $? -eq 4 ] && grep -qF "Open MPI's libmpi cannot be used" "$folder/errors" && told=true || told=false
  report "a libmpi that cannot be used is told with the cure" $told
fi

# ---- killed at random, with one process and with ranks, and gone on with ------------------------------------------------

long_run=(ensemble "$file" -n $long --archive "$folder/long.db" --lang en)
long_wanted=$(hash_of "$program" ensemble "$file" -n $long --no-archive)

is_long() { [ "$(sha256sum <"$folder/long.json" | cut -c1-64)" = "$long_wanted" ]; }

# Runs in the archive's unfinished batch.
kept() { "$program" archive list --archive "$folder/long.db" --json 2>/dev/null | sed -n 's/.*"done":\([0-9]*\),"finished":false.*/\1/p'; }

# Kills the process with -9 after a random time, which becomes longer when it was too short to get on. When the process was
# faster, its summary must be right, and the batch begins anew. The last kill leaves a part of the batch.
kills=0 equal=true begun=0 span=0.3
for attempt in $(seq 100); do
  "$program" "${long_run[@]}" --quiet --json >"$folder/long.json" 2>"$folder/errors" &
  child=$!
  sleep "$(awk -v r=$RANDOM -v s=$span 'BEGIN { print 0.05 + s * r / 32768 }')"
  kill -9 $child 2>/dev/null
  before=${begun:-0}
  if wait $child 2>/dev/null; then is_long || equal=false; rm -f "$folder/long.db"; begun=0
  else kills=$((kills + 1)); begun=$(kept); fi
  [ $kills -ge 20 ] && [ "${begun:-0}" -gt 0 ] && break
  [ "${begun:-0}" -gt "$before" ] || span=$(awk -v s=$span 'BEGIN { s *= 1.15; print s < 4 ? s : 4 }')
done
"$program" "${long_run[@]}" --json >"$folder/long.json" 2>"$folder/errors"
is_long || equal=false
[ $kills -ge 20 ] && killed=true || killed=false
from=$(sed -n 's/^goes on from run //p' "$folder/errors")
[ "${from:-0}" -ge "${begun:-1}" ] && went_on=true || went_on=false
report "killed 20 times at random" $killed
report "the last process goes on where a killed one had stopped" $went_on
report "the summaries are the same" $equal
echo "# measured: after $kills kills it went on from run ${from:-0} of $long; the archive's last checkpoint was at ${begun:-0}"

if command -v mpirun >/dev/null; then
  rm -f "$folder/long.db"
  for attempt in 1 2; do
    mpirun --allow-run-as-root --oversubscribe -np 2 "$program" "${long_run[@]}" --quiet --json >/dev/null 2>&1 &
    child=$!
    sleep 1
    kill -9 "$(pgrep -P $child | tail -n 1)" 2>/dev/null
    wait $child 2>/dev/null
  done
  mpirun --allow-run-as-root --oversubscribe -np 3 "$program" "${long_run[@]}" --json >"$folder/long.json" 2>"$folder/errors"
  is_long && equal=true || equal=false
  report "a rank dies, three ranks go on: the summary is the same" $equal
  echo "# measured: gone on from run $(sed -n 's/^goes on from run //p' "$folder/errors")"
fi

echo "1..$count"
exit $failed
