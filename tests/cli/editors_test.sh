#!/bin/bash
# What editors read lies in the project's folder after make, and is what the program writes now: every word of the language and
# every name of the model that the words of words.def and the model's files define.
set -u
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
n=0
report() { n=$((n + 1)); [ "$2" -eq 0 ] && echo "ok $n - $1" || echo "not ok $n - $1"; }

echo 1..5
"${BUILD:-build}/yuanjing" vocabulary models/chongqing/model.lua --out "$folder" --quiet
report "the vocabulary is written" $?
for file in .luarc.json .luacheckrc .luals/yuanjing.lua; do
  cmp -s "$file" "$folder/$file"; report "$file is there and current (else: make)" $?
done
missing=0
for word in $(sed -n 's/^WORD([A-Z_]*, *"\([a-z_]*\)".*/\1/p' engine/model/words.def | grep -vx 'neg\|slice') carbon_price gdp co2 fertility_support; do
  grep -qw -- "$word" "$folder/.luals/yuanjing.lua" || { echo "# $word is not in the annotations"; missing=1; }
done
report "every word and name is annotated" $missing
