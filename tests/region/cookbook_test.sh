#!/bin/bash
# The cookbook of models/README.md: its text is the text of tests/cases/cookbook, and what it promises happens in a copy of
# the models and scripts, without a compiler.
set -u
program=$(realpath "${BUILD:-build}/yuanjing")
cases=$PWD/tests/cases/cookbook
readme=$(cat models/README.md)
copy=$(mktemp -d)
trap 'rm -rf "$copy"' EXIT
mkdir "$copy/bin" && ln -s "$program" "$copy/bin/yuanjing"
PATH=$copy/bin:$PATH
n=0

ok() { n=$((n + 1)); echo "ok $n - $1"; }
bad() { n=$((n + 1)); echo "not ok $n - $1"; [ -n "${2:-}" ] && sed 's/^/# /' <<<"$2" | tail -5; }
fresh() { rm -rf "$copy/work"; mkdir "$copy/work"; cp -R models scripts "$copy/work"; }
inside() { (cd "$copy/work" && "$@" 2>&1); }
# add_file CASE: the case as models/chongqing/mine.lua, named in the model's list
add_file() {
  cp "$cases/$1" "$copy/work/models/chongqing/mine.lua"
  sed -i 's/"resources", "targets"},/"resources", "targets", "mine"},/' "$copy/work/models/chongqing/model.lua"
}
# last INDICATOR ARGUMENTS...: its value in the last year
last() {
  local id=$1
  shift
  inside yuanjing run --json --all "$@" | tr -d '\n' | sed -n "s/.*\"$id\": *{[^]]*\"values\": *\[\([^]]*\)\].*/\1/p" | tr ',' '\n' | tail -1 | tr -d ' '
}
more() { awk -v a="$1" -v b="$2" 'BEGIN { exit !(a != "" && b != "" && a + 0 > b + 0) }'; }

echo 1..6
missing=
for file in "$cases"/*; do [[ $readme == *"$(cat "$file")"* ]] || missing="$missing ${file##*/}"; done
[ -z "$missing" ] && ok "the README has the text of every case" || bad "models/README.md has not the text of$missing"

fresh && add_file indicator.lua
value=$(last workers_per_elder scripts/baseline.lua) why=$(inside yuanjing why workers_per_elder@2035 scripts/baseline.lua)
if more "$value" 1 && more 3 "$value" && grep -q "mine.lua:2" <<<"$why"; then ok "an indicator"; else bad "an indicator: $value" "$why"; fi

fresh && add_file lever.lua
LINE=$(cat "$cases/lever_equation.txt") awk 'BEGIN { line = ENVIRON["LINE"] } /^retail_sales = flow/ { print line; next } { print }' \
  "$copy/work/models/region/demand.lua" > "$copy/demand.lua" && mv "$copy/demand.lua" "$copy/work/models/region/demand.lua"
before=$(last retail_sales scripts/baseline.lua) after=$(last retail_sales scripts/baseline.lua --set night_economy=1)
checked=$(inside yuanjing check scripts/baseline.lua)
if more "$after" "$before" && grep -q "night_economy" <<<"$checked" && grep -q "没有作用的政策  0" <<<"$checked"; then ok "a lever"
else bad "a lever: $before, then $after" "$checked"; fi

fresh && cp "$cases/policy.lua" "$copy/work/scripts/brake.lua"
after=$(last co2 scripts/brake.lua) free=$(last co2 scripts/baseline.lua)
ran=$(inside yuanjing run scripts/brake.lua)
if more "$free" "$after" && grep -q "碳刹车" <<<"$ran"; then ok "a feedback policy"; else bad "a feedback policy: $free, then $after" "$ran"; fi

fresh
output=$(inside bash -e "$cases/region.sh") && ran=$(inside yuanjing run models/mine/model.lua) &&
  grep -q "我省" <<<"$ran" && grep -q "my yearbook" <<<"$output" && ok "a region" || bad "a region" "$output"

sed -i '/^hukou_start /d' "$copy/work/models/mine/numbers.lua"
output=$(inside yuanjing run models/mine/model.lua)
grep -q "hukou_start" <<<"$output" && grep -q "urbanization.lua:" <<<"$output" && ok "a number that is missing is asked for" || bad "a number that is missing is asked for" "$output"
