#!/bin/bash
# `yuanjing attribute lmdi` and `run` on the gallery, as people call them: output, exit codes.
set -u
export LC_ALL=C.UTF-8
program=${BUILD:-build}/yuanjing
kaya=models/gallery/kaya/model.lua
count=0

say() { count=$((count + 1)); echo "$1 $count - $2"; }
# verdict NAME, of the last command's status
verdict() { if [ "$?" -eq 0 ]; then say ok "$1"; else say 'not ok' "$1"; fi; }

attribute() { "$program" attribute lmdi "$kaya" --target co2 "$@" 2>&1; }

attribute --factors population,gdp/population,energy/gdp,co2/energy --years 2005,2010,2020 --lang en | grep -q '^change .*+2042.4 .*+2009.2 .*+4051.6 .*+100.0%'
verdict "effects of two periods add up to the changes"
attribute --factors population,gdp/population,energy/gdp,co2/energy --json | grep -q '"method":"lmdi","chained":false,"target":"co2"'
verdict "JSON says what it is"
attribute --factors population,gdp/population,energy/gdp,co2/energy --chained --json | grep -q '"chained":true'
verdict "JSON says that it is chained"
attribute --factors population,gdp/population | grep -q "the factors of 'co2' make .* in 2005, it is 6079.259; a factor is missing.*(E645)"
verdict "a missing factor is a sentence with numbers"
attribute --factors population,gpd/population | grep -q "no name 'gpd'.*did you mean 'gdp'.*(E908)"
verdict "a misspelt factor is told the nearest name"
attribute --factors population,gpd/population >/dev/null; [ $? -eq 2 ]
verdict "and its exit code is 2"
attribute | grep -q 'needs --factors.*(E905)'
verdict "factors must be given"
"$program" attribute sda "$kaya" --target co2 --factors co2 2>&1 | grep -q "'sda' is no value for METHOD; write lmdi (E904)"
verdict "another method is refused"

for name in 人口 不可再生资源 食物 工业产出 持久性污染指数; do
  "$program" run models/gallery/world3/standard.lua | grep -q "^  [A-E] $name "
  verdict "the picture of the world shows $name"
done
echo "1..$count"
