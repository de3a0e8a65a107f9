#!/bin/bash
# Every `yuanjing ...` command that a page prints, in a line or in a fence, works as printed, in the order of the page, in a
# copy of models and scripts; a file that the page prints before it (-- scripts/mine.lua) is written first. The page's own
# words decide: a wrong command in it fails here, which the last test shows.
set -u
export LC_ALL=C.UTF-8
program=$(realpath "${BUILD:-build}/yuanjing")
pages="README.md scripts/README.md models/README.md models/gallery/README.md bench/README.md"
copy=$(mktemp -d)
trap 'rm -rf "$copy"' EXIT
mkdir "$copy/bin" && ln -s "$program" "$copy/bin/yuanjing"
PATH=$copy/bin:$PATH
n=0 ran=0

# parts PAGE: what the page has, one item a line: "run COMMAND", or "file PATH TEXT" and "sh TEXT" with \n for line ends
parts() {
  awk '
    function escaped(text) { gsub(/\\/, "\\\\", text); gsub(/\n/, "\\n", text); return text }
    function command(text) { sub(/^\$ /, "", text); sub(/^build\//, "", text); sub(/   +.*$/, "", text); return text }
    /^```/ && fence == "" { fence = substr($0, 4) "x"; block = ""; path = ""; next }
    /^```/ {
      if (path != "") print "file " path " " escaped(block)
      if (fence == "shx" && block ~ /yuanjing/) print "sh " escaped(block)
      fence = ""
      next
    }
    fence != "" {
      if (block == "" && match($0, /^-- [a-z_\/]+\.lua$/)) path = substr($0, 4)
      if (fence != "shx" && $0 ~ /^(\$ )?(build\/)?yuanjing /) print "run " command($0)
      block = block $0 "\n"
      next
    }
    {
      rest = $0
      while (match(rest, /`yuanjing [^`]+`/)) {
        print "run " substr(rest, RSTART + 1, RLENGTH - 2)
        rest = substr(rest, RSTART + RLENGTH)
      }
    }' "$1"
}

# A part of the page is a file of a model: name it among the model'\''s files.
write_file() {
  local path=$1 text=$2
  grep -q '\.\.\.' <<<"$text" && return                      # a sketch with "..." in it is no file
  printf '%b' "$text" > "$path"
  local name=${path##*/}
  [ "${path%/*}" = models/chongqing ] && ! grep -q "\"${name%.lua}\"" models/chongqing/model.lua &&
    sed -i "s/\"resources\", \"targets\"},/\"resources\", \"targets\", \"${name%.lua}\"},/" models/chongqing/model.lua
  return 0
}

# What a command of the page needs that the page does not say: study 3, no file in the way, names for the capitals.
prepare() {
  case $1 in
    *'--from 3'* | *'rerun 3'*)
      for seed in 2 3; do yuanjing sensitivity delta scripts/green.lua --indicators co2 --years 2035 -n 512 --seed $seed --quiet 2>/dev/null; done ;;
    'yuanjing new '*) rm -f "scripts/${1##* }.lua" ;;
  esac
}

# run_page PAGE FOLDER: runs its commands there; prints what went wrong
run_page() {
  local page=$1 kind rest output
  cp -R models scripts "$2"
  while read -r kind rest; do
    case $kind in
      file) (cd "$2" && write_file "${rest%% *}" "${rest#* }") ;;
      sh) output=$(cd "$2" && printf '%b' "$rest" | bash -e 2>&1) || echo "the lines $rest: $output" ;;
      run)
        rest=${rest//MODEL/models/chongqing/model.lua} rest=${rest//FOLDER/.}
        (cd "$2" && prepare "$rest")
        output=$(cd "$2" && eval "$rest" 2>&1 </dev/null) || echo "$rest: $output" | head -3
        echo x >> "$copy/ran" ;;
    esac
  done < <(parts "$page")
}

echo 1..7
for page in $pages; do
  n=$((n + 1))
  mkdir "$copy/$n"
  trouble=$(run_page "$page" "$copy/$n")
  if [ -z "$trouble" ]; then echo "ok $n - the commands of $page"; else echo "not ok $n - the commands of $page"; sed 's/^/# /' <<<"$trouble"; fi
done
ran=$(wc -l < "$copy/ran")
echo "# $ran commands"

# like LINE TEXT: a line of the text has the same words and numbers, the last digit of a number may differ by one
like() {
  TEXT=$2 awk -v line="$1" '
  function near(a, b,   digits) {
    if (a == b) return 1
    if (a !~ /^[+-]?[0-9]+(\.[0-9]+)?%?$/ || length(a) != length(b)) return 0
    digits = index(a, ".") ? length(a) - index(a, ".") - (a ~ /%$/) : 0
    return (a - b) * (a - b) <= 1.1 * 10 ^ (-2 * digits)
  }
  BEGIN {
    n = split(line, want, / +/); lines = split(ENVIRON["TEXT"], printed, "\n")
    for (i = 1; i <= lines; i++) {
      words = split(printed[i], got, / +/)
      for (from = 0; from + n <= words; from++) {
        same = 1
        for (k = 1; same && k <= n; k++) same = near(want[k], got[from + k])
        if (same) exit 0
      }
    }
    exit 1
  }'
}

# The picture in README.md is what the command prints.
printed=$(cd "$copy/1" && yuanjing run scripts/baseline.lua --lang en)
shown=$(sed -n '/^\$ build\/yuanjing run/,/^```/p' README.md | grep -v '^\$\|^```' | grep .)
missing=$(while read -r line; do like "$line" "$printed" || echo "# $line"; done <<<"$shown")
[ "$(wc -l <<<"$shown")" -ge 8 ] && [ -z "$missing" ] && echo "ok 6 - the picture of README.md" || { echo "not ok 6 - the picture of README.md"; echo "$missing"; }

sed 's#yuanjing why co2@2030#yuanjing why co3@2030#; /ensemble scripts\|sensitivity sobol/d' README.md > "$copy/wrong.md"
mkdir "$copy/wrong"
trouble=$(run_page "$copy/wrong.md" "$copy/wrong")
[ "$ran" -ge 20 ] && grep -q "why co3@2030 .*the model has no name 'co3'" <<<"$(tr '\n' ' ' <<<"$trouble")" && echo "ok 7 - a wrong command is seen" || { echo "not ok 7 - a wrong command is seen ($ran commands)"; sed 's/^/# /' <<<"$trouble"; }
