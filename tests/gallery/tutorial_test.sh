#!/bin/bash
# models/gallery/TUTORIAL.md, gone as a reader goes it: the lines of each step are put into sir/model.lua (one of the same
# name is replaced, a new one goes before `return`), the commands of the page are run, and what the page says comes of it
# is looked for in what they print. Nothing of it is written here a second time.
set -u
export LC_ALL=C.UTF-8
program=$(realpath "${BUILD:-build}/yuanjing")
page=$(realpath "${PAGE:-models/gallery/TUTORIAL.md}")
test=$(realpath "$0")
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
mkdir "$folder/bin" "$folder/sir" && ln -s "$program" "$folder/bin/yuanjing"
PATH=$folder/bin:$PATH
cd "$folder" || exit 99
model=sir/model.lua

# step N: the text of that step
step() { awk -v n="$1" '/^\*\*[0-9]\./ { on = index($0, "**" n ".") == 1 } on' "$page"; }

# follow_step N: its fences into files, its commands run; prints what they print, "exit CODE" after each
follow_step() {
  local text block=() in_fence=false name
  while IFS= read -r line; do
    case $line in
      '```lua') in_fence=true block=() ;;
      '```') in_fence=false; put_block "${block[@]}" ;;
      *)
        if $in_fence; then block+=("$line"); else
          while [[ $line =~ \`(yuanjing\ [^\`]+)\` ]]; do
            eval "${BASH_REMATCH[1]}" 2>&1 </dev/null
            echo "exit $? of ${BASH_REMATCH[1]}"
            line=${line#*"${BASH_REMATCH[1]}\`"}
          done
        fi ;;
    esac
  done < <(step "$1")
}

# put_block LINES...: a file of its own when it begins with its name, else lines of the model
put_block() {
  if [[ $1 =~ ^--\ ([a-z_]+\.lua) ]]; then printf '%s\n' "$@" > "${BASH_REMATCH[1]}"; return; fi
  local statement=() line
  for line in "$@"; do
    if [[ $line =~ ^[a-z] ]] && [ ${#statement[@]} -gt 0 ]; then put_statement "${statement[@]}"; statement=(); fi
    [ -n "$line" ] && statement+=("$line")
  done
  put_statement "${statement[@]}"
}

# The first word of a statement says what it replaces; a check is known by its name.
put_statement() {
  touch "$model"
  STATEMENT=$(printf '%s\n' "$@") awk '
    function name(line) { return line ~ /^check/ ? substr(line, 1, index(line, "{")) : line ~ /^[a-z]/ ? substr(line, 1, match(line, /[ =]/) - 1) : "" }
    { lines[NR] = $0 }
    END {
      new = ENVIRON["STATEMENT"]; wanted = name(new)
      for (i = 1; i <= NR; i++) {
        here = name(lines[i]); if (here != "") current = here
        if (current == wanted) { if (here != "") { print new; done = 1 }; continue }
        if (here == "return" && !done) { print new; done = 1 }
        print lines[i]
      }
      if (!done) print new
    }' "$model" > new.lua && mv new.lua "$model"
}

say() { [ "$1" = 0 ] && echo "ok $2 - $3" || { echo "not ok $2 - $3"; head -30 <<<"$4" | sed 's/^/# /'; }; }
all_fine() { ! grep -q '^exit [^0]' <<<"$1"; }
checked() { yuanjing check "$model" "$@" 2>&1; }

echo 1..8
# 1: a model about nothing
printed=$(follow_step 1) count=$(step 1 | grep -o 'counts [0-9]* declarations' | grep -o '[0-9]*')
counted=$(checked --lang en | grep -o '[0-9]* declarations' | grep -o '[0-9]*')
all_fine "$printed" && [ -n "$count" ] && [ "$count" = "$counted" ]; say $? 1 "a model that says when" "$printed counted '$counted'"

# 2: the page quotes the refusal
printed=$(follow_step 2) sentence=$(step 2 | grep -o '`sir/model.lua:[^`]*(E[0-9]*)`' | tr -d '`')
[ -n "$sentence" ] && checked --lang en | sed 's/^\([^:]*:[0-9]*\):[0-9]*:/\1:/' | grep -qF -- "$sentence"; say $? 2 "the unit asks: $sentence" "$(checked)"

# 3: runs; everybody falls ill
printed=$(follow_step 3)
all_fine "$printed" && checked >/dev/null && last=$(yuanjing run "$model" --json | sed -n 's/.*"infectious":{[^[]*\[\([^]]*\)\].*/\1/p' | tr ',' '\n' | tail -1) &&
  awk -v x="$last" 'BEGIN { exit !(x > 1004) }'; say $? 3 "everybody falls ill: ${last:-}" "$printed"

# 4: the invariant holds, and without the five persons tells what the page tells
printed=$(follow_step 4) story=$(step 4 | grep -o '`共 [^`]*`' | tr -d '`')
right=$(yuanjing run "$model"); status=$?
sed 's/everyone + as "人" (5)/everyone/' "$model" > sir/wrong.lua
wrong=$(yuanjing run sir/wrong.lua)
[ $status = 0 ] && all_fine "$printed" && [ -n "$story" ] && grep -qF -- "$story" <<<"$wrong"; say $? 4 "recovery and an invariant" "$right $wrong"

# 5: an outcome and a finer step
peak() { yuanjing run "$1" --json | sed -n 's/.*"peak_infectious":{.*"value":\([0-9.]*\)}.*/\1/p'; }
printed=$(follow_step 5)
sed 's/step = 0.25,/step = 1,/' "$model" > sir/coarse.lua
all_fine "$printed" && awk -v a="$(peak sir/coarse.lua)" -v b="$(peak "$model")" 'BEGIN { exit !(a > 0 && b > 0 && a != b && (a - b) / b < 0.2 && (b - a) / b < 0.2) }'
say $? 5 "a number a run: $(peak sir/coarse.lua), with a quarter of the step $(peak "$model")" "$printed"

# 6: a policy
printed=$(follow_step 6)
all_fine "$printed"; say $? 6 "a policy" "$printed"
spared=$(step 6 | grep -o '[0-9]* instead of [0-9]*')
found=$(yuanjing compare plain.lua distance.lua --years 100 --json | sed -n 's/.*"susceptible":{[^[]*"values":\[\[\([0-9.]*\)\],\[\([0-9.]*\)\].*/\1 \2/p' |
  awk '{ printf "%.0f instead of %.0f", $2, $1 }')
[ -n "$spared" ] && [ "$spared" = "$found" ]; say $? 7 "of a thousand, $spared are spared" "found $found"

# A wrong command in the page fails.
if [ -z "${PAGE:-}" ]; then
  sed 's/why infectious@20/why infectoius@20/' "$page" > "$folder/wrong.md"
  cd "$OLDPWD" && output=$(PAGE=$folder/wrong.md bash "$test")
  grep -q '^not ok 5' <<<"$output" && [ "$(grep -c '^not ok' <<<"$output")" = 1 ]
  say $? 8 "a wrong command is seen" "$output"
else echo "ok 8 - a page to be wrong"; fi
