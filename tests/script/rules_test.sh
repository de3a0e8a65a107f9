#!/bin/bash
# The table of rules in tests/cases/README.md: 45 rows, and every case that it names is there; every case named after a rule
# is in it. And no sentence of fail.def is without a test: its code is quoted by one, has a folder in cases/errors, or is said
# earlier by another code (errors_test.c tells which).
set -u
cases=tests/cases
table=$(sed -n 's/^| \([0-9][0-9]* [^|]*|.*\)|$/\1/p' $cases/README.md)
problems=
echo 1..4
n=$(cut -d' ' -f1 <<<"$table" | sort -n | uniq | grep -c .)
[ "$n" = 45 ] && [ "$(grep -c . <<<"$table")" = 45 ] && echo "ok 1 - 45 rules" || echo "not ok 1 - 45 rules: $n"

# names: words with an underscore or letters, before a remark in parentheses; E12*_* stands for some
while IFS='|' read -r rule holds refused; do
  for name in $(sed 's/([^)]*)//g; s/;.*//; s/all of `errors\/`//; s/`//g' <<<"$holds,$refused" | tr ',;' '  '); do
    case $name in
      *'*') compgen -G "$cases/errors/$name" >/dev/null || problems="$problems $name" ;;
      E[0-9]*) [ -d "$cases/errors/$name" ] || problems="$problems $name" ;;
      *) [ -f "$cases/language/$name.lua" ] || problems="$problems $name" ;;
    esac
  done
done <<<"$table"
[ -z "$problems" ] && echo "ok 2 - the cases are there" || echo "not ok 2 - not there:$problems"

for file in "$cases"/language/rule_*.lua "$cases"/language/outline_*.lua; do
  name=${file##*/}
  grep -qw "${name%.lua}" <<<"$table" || problems="$problems ${name%.lua}"
done
for file in $(grep -oE '[a-z]+/[a-z_]+_test\.c' $cases/README.md); do [ -f "tests/$file" ] || problems="$problems $file"; done
[ -z "$problems" ] && echo "ok 3 - every rule's case is in the table" || echo "not ok 3 - not in the table, or no such test:$problems"

earlier=$(sed -n '/^static const char \*const earlier/,/};/p; /^static const char \*const never_seen/p' tests/script/errors_test.c)
for code in $(sed -n 's/^FAIL(\(E[0-9]*\),.*/\1/p' engine/base/fail.def); do
  compgen -G "$cases/errors/${code}_*" >/dev/null || grep -q "\"$code\"" <<<"$earlier" ||
    grep -rqw --include='*.c' --include='*.sh' --include=index.csv --include='*.lua' --exclude=errors_test.c --exclude=fail_test.c "$code" tests || problems="$problems $code"
done
[ -z "$problems" ] && echo "ok 4 - every code has a test" || echo "not ok 4 - without a test:$problems"
