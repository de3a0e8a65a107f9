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
image() { ls "$folder"/a.db-running-* 2>/dev/null | grep -v -e -chunks -e .new; }

# killed TITLE KILLS THREADS COMMAND...: kills the command so often, then lets it end.
killed() {
  local title=$1 wanted=$2 threads=$3 kills=0 span=0.2 worst=0 vain=0 before=0 now from total equal=true counted=true
  shift 3
  rm -f "$folder"/a.db*
  "$program" "$@" --jobs "$threads" --no-archive --quiet --json >"$folder/whole.json" 2>/dev/null
  local reference
  reference=$(sha256sum <"$folder/whole.json")
  for attempt in $(seq $((20 * wanted))); do
    "$program" "$@" --jobs "$threads" --archive "$folder/a.db" --json --lang en >"$folder/some.json" 2>"$folder/errors" &
    local child=$!
    sleep "$(awk -v r=$RANDOM -v s=$span 'BEGIN { print 0.02 + s * r / 32768 }')"
    kill -9 $child 2>/dev/null
    if wait $child 2>/dev/null; then [ "$(sha256sum <"$folder/some.json")" = "$reference" ] || equal=false; rm -f "$folder"/a.db*; before=0; continue; fi
    kills=$((kills + 1))
    # What this process began and the next one takes over: the next one's first line.
    now=$(begun_at "$(image)")
    [ -n "$now" ] || { span=$(awk -v s=$span 'BEGIN { print s * 1.2 }'); continue; }
    [ $kills -ge "$wanted" ] && break
  done
  total=$(begun_at "$(image)")
  "$program" "$@" --jobs "$threads" --archive "$folder/a.db" --json --lang en >"$folder/some.json" 2>"$folder/errors"
  [ "$(sha256sum <"$folder/some.json")" = "$reference" ] || equal=false
  from=$(sed -n 's/^goes on from run //p' "$folder/errors")
  vain=$(( ${total:-0} - ${from:-0} / 1024 ))
  [ $kills -ge "$wanted" ] && [ "${total:-0}" -gt 0 ] && [ $vain -ge 0 ] && [ $vain -le $((threads * kills)) ] || counted=false
  report "$title: $kills kills, the same bytes" $equal
  report "$title: at most a chunk a thread and kill is run again" $counted
  [ -z "$(ls "$folder" | grep running)" ] && clean=true || clean=false
  report "$title: nothing is left beside the archive" $clean
  echo "# measured: $title: $kills kills, $threads threads: ${total:-0} chunks begun, $((${from:-0} / 1024)) of them kept"
}

poisoned=tests/ensemble/valley/long.lua
killed "counted" 20 2 ensemble $poisoned -n 2000123
echo "1..$count"
exit $failed
