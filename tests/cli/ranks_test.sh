#!/bin/bash
# Exact ensembles and --draws under mpirun: the chunks are shared out, rank 0 alone writes, the bytes are one process's.
# (Counted ensembles: determinism_test.sh.)
set -u
build=${BUILD:-build}
program=$build/yuanjing
file=tests/cli/chance/scenario.lua
n=21333
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
count=0 failed=0
export OMPI_MCA_btl_base_warn_component_unused=0

report() { # title, true or false
  count=$((count + 1))
  if "$2"; then echo "ok $count - $1"; else echo "not ok $count - $1"; failed=1; fi
}

hash_of() { "$@" --quiet --json 2>"$folder/errors" | sha256sum | cut -c1-64; }

if ! command -v mpirun >/dev/null; then
  echo "# measured: mpirun is not installed: one process only"
  mpirun() { shift 4; "$@"; }              # --allow-run-as-root --oversubscribe -np N
fi

# By one process, and shared out.
wanted=$(hash_of "$program" ensemble "$file" -n $n --no-archive)
few=$(hash_of "$program" ensemble "$file" -n 5000 --no-archive)
exact=$(hash_of "$program" ensemble "$file" -n $n --no-archive --exact)
"$program" ensemble "$file" -n $n --no-archive --quiet --draws "$folder/one.csv" 2>"$folder/errors"
"$program" ensemble "$file" -n 5000 --no-archive --quiet --draws "$folder/few.npy" 2>"$folder/errors"
same_as() { # title, hash, hash
  [ "$2" = "$3" ] && report "$1" true || { report "$1" false; sed 's/^/# /' "$folder/errors"; }
}
for ranks in 2 4; do
  ranked=(mpirun --allow-run-as-root --oversubscribe -np $ranks "$program" ensemble "$file")
  same_as "$ranks ranks, an ensemble that fits in memory" "$(hash_of "${ranked[@]}" -n 5000 --no-archive)" "$few"
  same_as "$ranks ranks, --exact" "$(hash_of "${ranked[@]}" -n $n --no-archive --exact)" "$exact"
  same_as "$ranks ranks, --draws: the summary" "$(hash_of "${ranked[@]}" -n $n --archive "$folder/d$ranks.db" --draws "$folder/some.csv")" "$wanted"
  cmp -s "$folder/one.csv" "$folder/some.csv" && equal=true || equal=false
  report "$ranks ranks, --draws: the file" $equal
  same_as "$ranks ranks, exact with --draws: the summary" "$(hash_of "${ranked[@]}" -n 5000 --no-archive --draws "$folder/some.npy")" "$few"
  cmp -s "$folder/few.npy" "$folder/some.npy" && equal=true || equal=false
  report "$ranks ranks, exact with --draws: the file" $equal
done
[ -z "$(ls "$folder" | grep -e running -e part)" ] && clean=true || clean=false
report "nothing is left beside archives and draws" $clean

# A killed rank: the others end, and the same command with other ranks goes on.
killed=(mpirun --allow-run-as-root --oversubscribe -np 2 "$program" ensemble tests/ensemble/slow/model.lua -n 2100 --archive "$folder/k.db" --json)
"${killed[@]}" >/dev/null 2>&1 &
child=$!
sleep 2.5
kill -9 "$(pgrep -P $child | tail -n 1)" 2>/dev/null
wait $child 2>/dev/null
"${killed[@]}" --quiet >"$folder/k.json" 2>"$folder/errors"
"$program" ensemble tests/ensemble/slow/model.lua -n 2100 --no-archive --json --quiet | cmp -s - "$folder/k.json" && equal=true || equal=false
report "a rank of an exact ensemble dies, the same command goes on" $equal
echo "1..$count"
exit $failed
