#!/bin/bash
# Draws by name: what a further parameter, lever or scenario changes of the others' draws (nothing); which designs an ensemble
# takes; what a grid costs; a model of shocks alone; shocks that cannot be.
set -u
program=${BUILD:-build}/yuanjing
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
n=0

ok() { n=$((n + 1)); echo "ok $n - $*"; }
not_ok() { n=$((n + 1)); echo "not ok $n - $*"; sed 's/^/# /' "$folder/err" 2>/dev/null; }
judge() { local status=$?; if [ $status -eq 0 ]; then ok "$@"; else not_ok "$@"; fi; }
run() { timeout 60 "$program" "$@" --lang en >"$folder/out" 2>"$folder/err"; }

# refused EXIT CODE WORDS ARGUMENTS...
refused() {
  local wanted=$1 code=$2 words=$3 status
  shift 3
  run "$@" --no-archive
  status=$?
  [ $status -eq "$wanted" ] && grep -qF "($code)" "$folder/err" && grep -qF -- "$words" "$folder/err" && [ "$(wc -l <"$folder/err")" -eq 1 ]
  judge "$code $words"
}

# model FOLDER FIRST...: twenty uncertain parameters, each an outcome; FIRST is written before them.
model() {
  mkdir -p "$folder/$1"
  {
    printf '%s\n' "${2:-}"
    for i in $(seq 20); do echo "p$i = parameter \"1\" {uniform(0, 1), estimate = \"made up\"}"; done
    echo 'lift = lever "1" {0, range = {-9, 9}}'
    echo "x = level \"1\" {${3:-0} + lift + p20, label = \"x\"}"
    for i in $(seq 20); do echo "y$i = level \"1\" {p$i}"; echo "o$i = outcome \"1\" {at(y$i, 2022)}"; done
    echo 'return model "many" {calendar = true, start = 2020, horizon = 2022, show = {{"x"}}}'
  } >"$folder/$1/model.lua"
  echo 'return scenario "base" {model = "./"}' >"$folder/$1/base.lua"
  echo 'return scenario "other" {based_on = "base", levers = {lift = uniform(-1, 1)}}' >"$folder/$1/other.lua"
  echo 'return scenario "fixed" {based_on = "base", assumptions = {p1 = 0.5, p3 = uniform(0, 2)}}' >"$folder/$1/fixed.lua"
}

# draws FILE OUT ARGUMENTS...: the outcomes of the twenty parameters
draws() {
  run ensemble "$1" --draws "$folder/d.csv" --no-archive --quiet -n 256 "${@:3}" && head -1 "$folder/d.csv" >"$folder/names" && cut -d, -f2-21 "$folder/d.csv" >"$folder/$2" && grep -q '^o1,.*o20$' "$folder/$2"
}
same() { cmp -s "$folder/$1" "$folder/$2"; }

echo 1..45
model plain
model first 'newcomer = parameter "1" {uniform(0, 1), estimate = "made up"}' newcomer
model last '' 'p20 * newcomer'
sed -i '/^lift/i newcomer = parameter "1" {uniform(0, 1), estimate = "made up"}' "$folder/last/model.lua"

draws "$folder/plain/base.lua" base; judge "twenty draws are written"
draws "$folder/plain/other.lua" other && same base other; judge "sobol: what a scenario adds moves nothing of the model's"
draws "$folder/last/base.lua" late && same base late; judge "sobol: a further parameter that the first equation reads moves nothing"
# moved OUT: the parameters whose draws differ from base
moved() { for i in $(seq 20); do cmp -s <(cut -d, -f$i "$folder/base") <(cut -d, -f$i "$folder/$1") || echo "p$i"; done; }
draws "$folder/first/base.lua" early && count=$(moved early | wc -l) && [ "$count" -ge 1 ] && [ "$count" -le 6 ]; judge "sobol: one that is declared first moves few"
draws "$folder/plain/fixed.lua" fixed && [ "$(moved fixed | xargs)" = "p1 p3" ]; judge "sobol: a scenario that fixes one and widens another moves no third"
draws "$folder/plain/base.lua" latin --design latin && draws "$folder/first/base.lua" latin1 --design latin && same latin latin1; judge "latin: nor there"

draws "$folder/plain/base.lua" pinned --dimensions p1=900,p2=901 && [ "$(moved pinned | xargs)" = "p1 p2" ]; judge "dimensions given by name move those names only"
refused 2 E904 "each name once" ensemble "$folder/plain/base.lua" --dimensions p1=1024
refused 2 E904 "each name once" ensemble "$folder/plain/base.lua" --dimensions p1=3,p2=3
refused 2 E643 "--dimensions" ensemble "$folder/plain/base.lua" --dimensions p1=3 --design random

# Two levers of two scenarios whose hashes meet: in one command each keeps its own, and the archive keeps which.
mkdir -p "$folder/pair"
cat >"$folder/pair/model.lua" <<'END'
n15 = lever "1" {0, range = {-9, 9}}
n34 = lever "1" {0, range = {-9, 9}}
x = level "1" {n15 + n34, label = "x"}
o1 = outcome "1" {at(x, 2022)}
return model "pair" {calendar = true, start = 2020, horizon = 2022, show = {{"x"}}}
END
echo 'return scenario "a" {model = "./", levers = {n15 = uniform(0, 1)}}' >"$folder/pair/a.lua"
echo 'return scenario "b" {model = "./", levers = {n34 = uniform(0, 1)}}' >"$folder/pair/b.lua"
run ensemble "$folder/pair/a.lua" "$folder/pair/b.lua" -n 256 --archive "$folder/pair.db" && run ensemble "$folder/pair/b.lua" -n 256 --archive "$folder/pair.db" &&
  [ "$(run archive list --archive "$folder/pair.db" --json; grep -o '"id"' "$folder/out" | wc -l)" -eq 3 ]
judge "levers whose hashes meet: the scenario by itself is another study than beside the other"
run archive rerun 2 --archive "$folder/pair.db" --verify && grep -q identical "$folder/out"; judge "and the archive repeats the one beside the other"

# Designs
for design in morris local shapley; do refused 2 E632 "'yuanjing sensitivity $design' analyses them" ensemble "$folder/plain/base.lua" --design $design; done
refused 2 E632 "'yuanjing sensitivity sobol' analyses them" ensemble "$folder/plain/base.lua" --design saltelli
refused 2 E904 "random, latin, maximin, sobol or grid" ensemble "$folder/plain/base.lua" --design halton
refused 2 E904 "--points FILE.csv" ensemble "$folder/plain/base.lua" --design file
run ensemble "$folder/plain/base.lua" --design maximin -n 64 --no-archive && grep -q "design maximin" "$folder/out"; judge "maximin"
refused 2 E630 "4096" ensemble "$folder/plain/base.lua" --design maximin -n 5000
run sensitivity regression "$folder/plain/base.lua" --design maximin -n 64 --no-archive && grep -q "maximin" "$folder/out"; judge "maximin in a study of sensitivity"

# Grids
refused 2 E633 "1048576 runs with only two levels" ensemble "$folder/plain/base.lua" --design grid
refused 2 E630 "10^8" ensemble "$folder/plain/base.lua" --design grid --levels 3
refused 2 E643 "--levels has no use for -n" ensemble "$folder/plain/base.lua" --design grid --levels 2 -n 5
refused 2 E643 "--levels" ensemble "$folder/plain/base.lua" --levels 2
run ensemble "$folder/pair/a.lua" --design grid -n 30 --no-archive && grep -q "grid: 1 inputs, 30 levels each, 30 runs" "$folder/err" && grep -q "30 runs, design grid" "$folder/out"; judge "-n gives the levels of a grid, and the cost is said"
run ensemble "$folder/pair/a.lua" --design grid --levels 7 --no-archive && grep -q "7 runs, design grid" "$folder/out"; judge "--levels"
run ensemble "$folder/pair/a.lua" --design grid --levels 7 --archive "$folder/grid.db" && run ensemble "$folder/pair/a.lua" --design grid -n 9 --archive "$folder/grid.db" &&
  run archive rerun 1 --archive "$folder/grid.db" --verify && grep -q identical "$folder/out" && run archive rerun 2 --archive "$folder/grid.db" --verify && grep -q identical "$folder/out"
judge "grids of other levels are other studies, and are repeated"

# Points
printf 'n15\n0.25\n0.5\n' >"$folder/points.csv"
refused 2 E643 "--points has no use for -n" ensemble "$folder/pair/a.lua" --points "$folder/points.csv" -n 50
refused 2 E643 "--points has no use for --design" ensemble "$folder/pair/a.lua" --points "$folder/points.csv" --design latin
refused 2 E643 "--points has no use for -n" sensitivity regression "$folder/pair/a.lua" --points "$folder/points.csv" -n 50
run ensemble "$folder/pair/a.lua" --points "$folder/points.csv" --archive "$folder/points.db" && run archive rerun 1 --archive "$folder/points.db" --verify && grep -q identical "$folder/out"; judge "points alone run, and are repeated"

# Given a number
model many
cat >"$folder/many/tied.lua" <<'LUA'
return scenario "tied" {based_on = "base", correlate = {{"p3", "p4", 0.6}}}
LUA
cat >"$folder/many/given.lua" <<'LUA'
return scenario "given" {based_on = "tied", assumptions = {p3 = 0.5}}
LUA
cat >"$folder/many/both.lua" <<'LUA'
return scenario "both" {based_on = "base", assumptions = {p3 = 0.5}, correlate = {{"p3", "p4", 0.6}}}
LUA
run sensitivity morris "$folder/many/base.lua" -n 4 --no-archive --indicators x; grep -q "k = 20 uncertain" "$folder/err"; judge "twenty are uncertain"
run sensitivity morris "$folder/many/given.lua" -n 4 --no-archive --indicators x && grep -q "k = 19 uncertain" "$folder/err"; judge "what a scenario gives a number is not, and its parent's correlations with it fall away"
refused 3 E624 "'p3' is correlated but not uncertain" ensemble "$folder/many/both.lua" -n 64

# Shocks alone
shock() {
  mkdir -p "$folder/shock"
  printf '%s\nmood = shock "1" {%s}\nx = level "1" {1 + mood, label = "x"}\no1 = outcome "1" {at(x, 2025)}\nreturn model "s" {calendar = %s, start = 2020, horizon = 2025, show = {{"x"}}}\n' "${2:-}" "$1" "${3:-true}" >"$folder/shock/model.lua"
}
shock 'sd = 0.5, rho = 0.6'
for design in sobol random latin maximin grid; do run ensemble "$folder/shock/model.lua" -n 128 --design $design --draws "$folder/$design.csv" --no-archive && cmp -s "$folder/sobol.csv" "$folder/$design.csv" && [ "$(sort -u -t, -k2 "$folder/sobol.csv" | wc -l)" -gt 100 ]; judge "a shock alone: $design"; done
refused 3 E634 "only shocks are uncertain" sensitivity sobol "$folder/shock/model.lua"
for sd in 'sd = -1' 'sd = 0.5, rho = 1' 'sd = 0.5, rho = -1.5'; do shock "$sd"; refused 3 E454 "the shock 'mood' has no possible" ensemble "$folder/shock/model.lua"; done
shock 'sd = width, rho = 0.5' 'width = parameter "1" {normal(0.5, 0.4), estimate = "made up"}'
run ensemble "$folder/shock/model.lua" -n 64 --design latin --no-archive && grep -q "check 'mood: sd >= 0 and |rho| < 1' does not hold.*width = -" "$folder/out"; judge "an impossible shock of one run is a bad run with its story"
