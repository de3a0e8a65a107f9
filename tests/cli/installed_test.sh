#!/bin/bash
# The installed program in hard places: blanks and Chinese characters in paths, another working folder, a folder that cannot
# be written, no HOME, other locales, a dumb terminal, a pipe, a full disk. It shows the same table everywhere.
set -u
work=$(mktemp -d)
trap 'chmod -R u+w "$work"; rm -rf "$work"' EXIT
prefix="$work/安装 here"
n=0

report() { # title, status
  n=$((n + 1))
  [ "$2" -eq 0 ] && echo "ok $n - $1" || echo "not ok $n - $1"
}

echo 1..13
make --no-print-directory BUILD="${BUILD:-build}" CC="${CC:-gcc}" PREFIX="$prefix" install >"$work/log" 2>&1
report "make install into a folder with blanks and Chinese characters" $?
program="$prefix/bin/yuanjing"
share="$prefix/share/yuanjing"
mkdir -p "$work/别处 two" && cd "$work/别处 two" || exit 4

"$program" run "$share/scripts/baseline.lua" --lang en > table 2> errors; status=$?
[ $status -eq 0 ] && [ ! -s errors ] && grep -q 'Resident population\|Population' table; report "from another folder" $?
cp "$share/scripts/green.lua" "我的 情景.lua"
sed -i 's/, based_on = "[a-z_]*"//; s/scenario "green"/scenario "mine"/' "我的 情景.lua"
"$program" run "我的 情景.lua" --out "表 格.csv" --quiet > out 2> errors
[ $? -eq 0 ] && [ ! -s out ] && [ -s "表 格.csv" ]; report "a scenario of one's own anywhere finds the installed models" $?

env -i "$program" run "$share/scripts/baseline.lua" --lang en > other 2>&1; cmp -s table other; report "an empty environment: no HOME, no PATH, no LANG" $?
LANG=C LC_ALL=C "$program" run "$share/scripts/baseline.lua" --lang en > other 2>&1; cmp -s table other; report "LC_ALL=C" $?
LC_ALL=de_DE.UTF-8 "$program" run "$share/scripts/baseline.lua" --lang en > other 2>&1; cmp -s table other; report "a locale with a decimal comma" $?
TERM=dumb "$program" run "$share/scripts/baseline.lua" --lang en > other 2>&1; cmp -s table other; report "TERM=dumb" $?
"$program" run "$share/scripts/baseline.lua" --lang en 2>&1 | cat > other; cmp -s table other; report "into a pipe" $?
! grep -q $'\033' table; report "no colour where there is no terminal" $?
"$program" run "$share/scripts/baseline.lua" > /dev/full 2> errors; [ $? -eq 4 ] && grep -q 'E811' errors; report "a full disk is exit code 4" $?
"$program" run "$share/scripts/baseline.lua" 2> errors | head -1 > /dev/null; [ ! -s errors ]; report "a reader that leaves early" $?

# Root writes anywhere, so the folder that cannot be written is one that is a file.
chmod -R a-w "$share"
"$program" run "$share/scripts/baseline.lua" --lang en > other 2>&1; cmp -s table other; report "models and scripts that cannot be written" $?
"$program" run "$share/scripts/baseline.lua" --out "table/out.csv" --quiet 2> errors; [ $? -eq 4 ] && grep -q 'cannot write table/out.csv' errors; report "a place that cannot be written is exit code 4" $?
