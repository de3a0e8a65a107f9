#!/bin/bash
# Ten mistakes that people make, each seeded into a copy of models and scripts: the program ends with exit code 3 and one
# sentence, which names file and line, says what is wrong and what to do, and has its code. The copy unchanged runs.
set -u
program=$(realpath "${BUILD:-build}/yuanjing")
copy=$(mktemp -d)
trap 'rm -rf "$copy"' EXIT
n=0
economy=models/region/economy.lua
people=models/chongqing/data/population.csv

fresh() { rm -rf "$copy/models" "$copy/scripts" && cp -R models scripts "$copy/"; }

# seeded TITLE FILE TEXT WANTED...: TEXT is appended to FILE; each WANTED is a part of the sentence. %L in it is the line of
# TEXT's first line. AT names the line after it that is at fault.
seeded() {
  local title=$1 file=$2 text=$3 line output status part wrong=
  shift 3
  n=$((n + 1))
  fresh
  line=$(($(wc -l < "$copy/$file") + 1 + ${AT:-0}))
  printf '%s\n' "$text" >> "$copy/$file"
  output=$(cd "$copy" && "$program" run scripts/baseline.lua --lang en 2>&1 >"$copy/shown")
  status=$?
  [ $status -eq 3 ] || wrong="exit code $status"
  [ "$(wc -l <<<"$output")" -eq 1 ] || wrong="$(wc -l <<<"$output") lines"
  [ -s "$copy/shown" ] && wrong="a table was shown"
  for part in "$(basename "$file"):$line:" "$@"; do grep -qF -- "$part" <<<"$output" || wrong="no '$part'"; done
  if [ -z "$wrong" ]; then echo "ok $n - $title"; else echo "not ok $n - $title: $wrong"; echo "$output" | head -5 | sed 's/^/# /'; fi
}

echo 1..12
n=1
fresh
if (cd "$copy" && "$program" run scripts/baseline.lua --quiet); then echo "ok 1 - the copy as it is"; else echo "not ok 1 - the copy as it is"; fi

seeded "a unit" $economy 'seeded = flow "亿元2020" {gdp}' "declared 亿元2020" "multiply by period" "(E228)"
seeded "unlike things" $economy 'seeded = flow "亿元2020/a" {gdp + births}' "cannot add" "unlike" "convert one of them with a parameter" "(E202)"
seeded "a typo" $economy 'seeded = flow "亿元2020/a" {gpd * 2}' "'gpd' is not known; did you mean 'gdp'?" "(E331)"
seeded "a loop" $economy 'seeded = flow "1" {seeded_too + 1}
seeded_too = flow "1" {seeded * 2}' "seeded -> seeded_too (line " "let it pass through a stock" "(E423)"
seeded "a missing series" $economy 'seeded = series "万人" {data {"../chongqing/data/population.csv", "populaton"}}' "has no series 'populaton'; did you mean 'population" "(E521)"
seeded "a shape" $economy 'seeded = flow "亿元2020/a" {value_added}' "is declared over ()" "sum over the axis that is too many" "(E347)"
seeded "if in an equation" $economy 'if gdp then seeded = flow "1" {1} end' "'if' is decided once" "write where(condition, a, b)" "(E121)"
seeded "a NaN" $economy 'seeded = flow "1" {log(2020 - year)}' "'seeded'" "in 2021" "guard its equation" "(E701)"
seeded "a wrong key" $economy 'seeded = flow "亿元2020/a" {gdp, labell = "某"}' "flow has no key 'labell'; did you mean 'label'?" "(E161)"
seeded "a duplicated name" $economy 'gdp = flow "亿元2020/a" {1}' "'gdp' is defined twice, first as a flow in" "rename or remove one" "(E160)"
seeded "a broken row of a CSV file" $people 'population,2031,3200,万人' "read 4 cells, expected 6" "(E510)"
