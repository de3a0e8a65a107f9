#!/bin/bash
# A study of sensitivity is killed, or stopped by Ctrl-C, at random instants, again and again, and the same command given: its
# JSON is that of a study nobody disturbed, byte for byte, and what was at hand in each thread is all that is run again.
#
# The file beside the archive counts the runs begun by all processes (study/sampled.c, Head.begun; 4,096 bytes of the file's
# own head before it); a process says how many runs it found done.
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

left() { ls "$folder" | grep running; }
begun() { od -A n -t u8 -j $((4096 + 24)) -N 8 "$folder/$(left)" 2>/dev/null | tr -d ' '; }
found() { sed -n 's/.*; \([0-9]*\) of them are done$/\1/p' "$folder/errors"; }

new_span() { awk -v s=$1 -v f=$2 'BEGIN { s *= f; print s < 5 ? s : 5 }'; }

# stopped TITLE SIGNAL TIMES THREADS AT_HAND SPAN COMMAND...: AT_HAND: runs that one thread may lose to one signal.
stopped() {
  local title=$1 signal=$2 times=$3 threads=$4 at_hand=$5 span=$6 stops=0 equal=true counted=true clean=true total=0 kept=0 now reference child
  shift 6
  rm -f "$folder"/a.db*
  reference=$("$program" "$@" --jobs "$threads" --no-archive --quiet --json 2>/dev/null | sha256sum)
  for attempt in $(seq $((20 * times))); do
    "$program" "$@" --jobs "$threads" --archive "$folder/a.db" --json --lang en >"$folder/some.json" 2>"$folder/errors" &
    child=$!
    sleep "$(awk -v r=$RANDOM -v s=$span 'BEGIN { print 0.03 + s * r / 32768 }')"
    kill -$signal $child 2>/dev/null
    if wait $child 2>/dev/null; then                     # it was faster: right, and nothing is left
      [ "$(sha256sum <"$folder/some.json")" = "$reference" ] || equal=false
      [ -z "$(left)" ] || clean=false
      rm -f "$folder"/a.db*
      stops=0 kept=0 span=$(new_span $span 0.7)
    elif [ -n "$(left)" ]; then
      now=$(found)
      [ "${now:-$kept}" -ge "$kept" ] || counted=false   # unless it ended before it said so: what one process found, the next one finds too
      kept=${now:-$kept}
      stops=$((stops + 1)) total=$(begun)
    else                                                 # stopped before it could begin, or all is in the archive
      span=$(new_span $span 1.3)
    fi
    [ $stops -ge "$times" ] && [ -n "$(left)" ] && break
  done
  "$program" "$@" --jobs "$threads" --archive "$folder/a.db" --json --lang en >"$folder/some.json" 2>"$folder/errors"
  now=$(found)
  [ "$(sha256sum <"$folder/some.json")" = "$reference" ] || equal=false
  [ "${now:-0}" -ge "$kept" ] && [ "${now:-0}" -gt 0 ] && [ $((total - ${now:-0})) -le $((threads * stops * at_hand)) ] || counted=false
  [ $stops -ge "$times" ] || counted=false
  [ -z "$(left)" ] || clean=false
  report "$title: $stops times, the same bytes" $equal
  report "$title: at most what each thread had at hand is run again" $counted
  report "$title: nothing is left beside the archive" $clean
  echo "# measured: $title: $stops times, $threads threads: $total runs begun, ${now:-0} of them kept when the last process went on"
}

green="sensitivity sobol scripts/green.lua -n 1024 --resamples 2 --indicators co2,gdp,population,births"
stopped "killed" KILL 8 2 128 0.4 $green
stopped "killed, poisoned" KILL 8 3 128 0.2 sensitivity pawn tests/ensemble/valley/poisoned.lua -n 900000 --resamples 0 --indicators twofold
stopped "Ctrl-C" INT 6 2 0 0.4 $green
echo "1..$count"
exit $failed
