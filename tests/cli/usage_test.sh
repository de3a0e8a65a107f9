#!/bin/bash
# What a command line or a scenario gets wrong beyond one file: code, exit code, nothing on stdout.
set -u
program=${BUILD:-build}/yuanjing
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
n=0
toy=tests/cli/toy/base.lua

# refused EXIT CODE WORDS ARGUMENTS...
refused() {
  local wanted=$1 code=$2 words=$3 status
  shift 3
  n=$((n + 1))
  "$program" "$1" --lang en "${@:2}" >"$folder/out" 2>"$folder/err"
  status=$?
  if [ $status -eq "$wanted" ] && grep -qF "($code)" "$folder/err" && grep -qF -- "$words" "$folder/err" && [ ! -s "$folder/out" ]; then echo "ok $n - $code $*"
  else echo "not ok $n - $code $*: exit code $status"; sed 's/^/# /' "$folder/err"
  fi
}

file() { printf '%s\n' "$2" > "$folder/$1"; }
head='model = "model", assumptions = {'
mkdir -p "$folder/models/model"
file models/model/model.lua 'p = parameter "1" {uniform(1, 2)}
q = parameter "1" {3}
x = flow "1" {p + q, label = "某"}
return model "model" {calendar = true, start = 2020, horizon = 2022, show = {{"x"}}}'
file show.lua 'x = flow "1" {1}
return model "m" {calendar = true, start = 2020, horizon = 2022, show = {{"y"}}}'
file shape.lua "return scenario \"s\" {$head q = uniform(2, 1)}}"
file names.lua "return scenario \"s\" {$head q = uniform(1, p)}}"
file pair.lua "return scenario \"s\" {$head q = 2}, correlate = {{\"p\", \"q\", 0.5}}}"
file certain.lua 'x = flow "1" {1, label = "某"}
return model "m" {calendar = true, start = 2020, horizon = 2022}'
file one.lua 'return scenario "one" {model = "model"}'
file two.lua 'return scenario "two" {model = "model"}'

echo 1..14
refused 2 E901 "there is no command 'runn' (did you mean 'run'?)" runn $toy
refused 2 E902 "run has no option '--yeras' (did you mean '--years'?)" run $toy --yeras 2030
refused 2 E903 "the option --years needs a value" run $toy --years
refused 2 E904 "is no value for --lang" run $toy --lang fr
refused 2 E905 "run needs" run
refused 2 E906 "is one argument too many for why" why x $toy $toy
refused 2 E907 "'1999' is no time of this run" run $toy --years 1999
refused 2 E908 "the model has no name 'populaton'; did you mean 'population'?" why populaton $toy
refused 2 E909 "is there already" new "$folder/one" --models "$folder/models" --model model
refused 3 E660 "'show' names 'y'" run "$folder/show.lua"
refused 3 E620 "uniform distribution" run "$folder/shape.lua"
refused 3 E650 "takes plain numbers, read p" run "$folder/names.lua"
refused 3 E624 "'q' is correlated but not uncertain" ensemble "$folder/pair.lua" -n 16 --no-archive
refused 3 E670 "nothing is uncertain here" ensemble "$folder/certain.lua" -n 16 --no-archive
