#!/bin/bash
# Seeded mistakes in a copy of the regional model: each must be caught by the check that is there for it, by name and with
# exit code 1. The first case is the copy unchanged, which must pass.
set -u
program=$(realpath "${BUILD:-build}/yuanjing")
copy=$(mktemp -d)
trap 'rm -rf "$copy"' EXIT
n=0

# case_of TITLE FILE FROM TO CHECK [MODEL]: FILE of the copy with FROM (plain text) replaced by TO; CHECK is the check that
# fails ("" when none should).
case_of() {
  local title=$1 file=$2 from=$3 to=$4 check=$5 model=${6:-chongqing/model_2010.lua} output status
  n=$((n + 1))
  rm -rf "$copy/models" && cp -R models "$copy/models"
  if [ -n "$from" ]; then
    if ! grep -qF -- "$from" "$copy/models/region/$file"; then echo "not ok $n - $title: $file no longer has: $from"; return; fi
    FROM=$from TO=$to awk 'BEGIN { from = ENVIRON["FROM"]; to = ENVIRON["TO"] }
      { at = index($0, from); if (at && !done) { $0 = substr($0, 1, at - 1) to substr($0, at + length(from)); done = 1 } print }' \
      "$copy/models/region/$file" > "$copy/changed" && mv "$copy/changed" "$copy/models/region/$file"
  fi
  output=$("$program" run "$copy/models/$model" 2>&1)
  status=$?
  if [ -z "$check" ]; then
    [ $status -eq 0 ] && echo "ok $n - $title" || { echo "not ok $n - $title: exit code $status"; echo "$output" | tail -5 | sed 's/^/# /'; }
  elif [ $status -eq 1 ] && grep -qF -- "$check" <<<"$output"; then echo "ok $n - $title"
  else echo "not ok $n - $title: exit code $status, wanted 1 and the check $check"; echo "$output" | tail -5 | sed 's/^/# /'
  fi
}

echo 1..8
case_of "the model as it is" "" "" "" ""
case_of "country and town change places in the transfer" urbanization.lua "urban = leavers, rural = -leavers" "urban = -leavers, rural = leavers" "城镇人口守恒"
case_of "infants do not die" population.lua "births_by_area * newborn_survival * period" "births_by_area * period" "人口守恒"
case_of "the open age is lost" population.lua "newborn, advance(people * survival, age) *" "newborn, shift(people * survival, age, 1) *" "人口守恒"
case_of "nobody leaves for other regions" population.lua " * (1 - departure_share)" "" "逐龄人口守恒"
case_of "a life table that misses its expectancy" mortality.lua "zero = sum(age, weight * survivors) - expected / period" "zero = sum(age, weight * survivors) - expected / period - as \"1\" (0.01)" "寿命表与预期寿命路径一致"
case_of "labour counts twice" economy.lua "(closing(labour) / at_start(labour)) ^ (1 - capital_share)" "closing(labour) / at_start(labour)" "增长核算之和" china/model.lua
case_of "sectors that are not shares of output" structure.lua "{ gdp * real / sum(sector, real)," "{ gdp * real," "三次产业之和"
