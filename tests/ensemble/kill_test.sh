#!/bin/bash
# kill -9 at random instants, again and again, and the same command: the summary is the uninterrupted one's byte for byte,
# with its list of bad runs, and each kill costs at most the chunks that the threads had in hand.
#
# The image beside the archive counts chunks begun, over all processes (ImageHead.begun; 4,096 bytes of head before it); a
# process says from which run it goes on. Begun less gone on with is what was run in vain.
set -u
build=${BUILD:-build}
program=$build/yuanjing
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
count=0 failed=0

report() { # title, true or false
  count=$((count + 1))
  if "$2"; then echo "ok $count - $1"; else echo "not ok $count - $1"; failed=1; fi
}

begun_at() { od -A n -t u8 -j $((4096 + 56)) -N 8 "$1" 2>/dev/null | tr -d ' '; }
image() { ls "$folder"/a.db-running-* 2>/dev/null | grep -v -e -chunks -e '[.]new'; }
under_way() { ls "$folder" | grep -e running -e '[.]part' -e '[.]rows'; }
new_span() { awk -v s=$1 -v f=$2 'BEGIN { s *= f; print s < 5 ? s : 5 }'; }

# killed TITLE KILLS THREADS COMMAND...: kills the command so often, then lets it end.
killed() {
  local title=$1 wanted=$2 threads=$3 kills=0 span=0.2 before=-1 from=0 total=0 equal=true counted=true clean=true least=0 reference child now
  local -a to_whole=() to_some=()
  shift 3
  rm -f "$folder"/a.db* "$folder"/*.npy*
  [ -z "$draws" ] || to_whole=(--draws "$folder/whole.npy") to_some=(--draws "$folder/some.npy")
  reference=$("$program" "$@" "${to_whole[@]}" --jobs "$threads" --no-archive --quiet --json 2>/dev/null | sha256sum)
  for attempt in $(seq $((20 * wanted))); do
    "$program" "$@" "${to_some[@]}" --jobs "$threads" --archive "$folder/a.db" --json --lang en >"$folder/some.json" 2>"$folder/errors" &
    child=$!
    sleep "$(awk -v r=$RANDOM -v s=$span 'BEGIN { print 0.02 + s * r / 32768 }')"
    kill -9 $child 2>/dev/null
    if wait $child 2>/dev/null; then                     # it was faster: right, and nothing is left
      [ "$(sha256sum <"$folder/some.json")" = "$reference" ] || equal=false
      [ -z "$(under_way)" ] || clean=false
      rm -f "$folder"/a.db*
      total=0 least=0 kills=$((kills - 1)) span=$(new_span $span 0.8)
    else
      from=$(sed -n 's/^goes on from run //p' "$folder/errors")
      [ -z "$from" ] || [ "$from" -ge "$least" ] || counted=false      # what one process went on from, the next one has too
      [ -z "$from" ] || least=$from
    fi
    kills=$((kills + 1))
    now=$(begun_at "$(image)")
    [ -n "$(under_way)" ] || span=$(new_span $span 1.2)
    [ $kills -ge "$wanted" ] && [ -n "$(under_way)" ] && break
  done
  total=$(begun_at "$(image)")
  "$program" "$@" "${to_some[@]}" --jobs "$threads" --archive "$folder/a.db" --json --lang en >"$folder/some.json" 2>"$folder/errors"
  [ -z "$draws" ] || cmp -s "$folder/whole.npy" "$folder/some.npy" || equal=false
  [ "$(sha256sum <"$folder/some.json")" = "$reference" ] || equal=false
  from=$(sed -n 's/^goes on from run //p' "$folder/errors")
  [ "${from:-0}" -ge "$least" ] || counted=false
  [ -z "$total" ] || [ $((total - ${from:-0} / 1024)) -le $((threads * kills)) ] || counted=false
  [ $kills -ge "$wanted" ] || counted=false
  [ -z "$(under_way)" ] || clean=false
  report "$title: $kills kills, the same bytes" $equal
  report "$title: at most a chunk a thread and kill is run again" $counted
  report "$title: nothing is left beside the archive" $clean
  echo "# measured: $title: $kills kills, $threads threads: ${total:-?} chunks begun, $((${from:-0} / 1024)) of them kept when the last process went on"
}

draws=
killed "counted, poisoned" 20 2 ensemble tests/ensemble/valley/long.lua -n 2000123
killed "exact, poisoned" 8 3 ensemble tests/ensemble/valley/poisoned.lua -n 400123 --exact
draws=yes
killed "with draws" 10 2 ensemble tests/ensemble/valley/long.lua -n 1000123
killed "exact with draws" 4 2 ensemble tests/ensemble/valley/poisoned.lua -n 200123 --exact

# Killed without an archive, only the unfinished file is left, and the next process writes over it; meanwhile it is locked.
rm -f "$folder"/*
"$program" ensemble tests/ensemble/valley/long.lua -n 90000000 --no-archive --quiet --draws "$folder/d.npy" 2>/dev/null &
child=$!
sleep 1
"$program" ensemble tests/ensemble/valley/long.lua -n 1000 --no-archive --quiet --lang en --draws "$folder/d.npy" 2>"$folder/errors"
[ $? -eq 4 ] && grep -q "another process is writing .*d.npy; wait for it to end, or choose another name (E813)" "$folder/errors" && refused=true || refused=false
kill -9 $child
wait $child 2>/dev/null
[ "$(ls "$folder")" = "$(printf 'd.npy.part\nerrors')" ] && one=true || one=false
"$program" ensemble tests/ensemble/valley/long.lua -n 1000 --no-archive --quiet --draws "$folder/d.npy" 2>"$folder/errors" || one=false
[ "$(ls "$folder")" = "$(printf 'd.npy\nd.npy.columns.txt\nerrors')" ] || one=false
report "draws that another process is writing are refused" $refused
report "an unfinished draws file is written over" $one
echo "1..$count"
exit $failed
