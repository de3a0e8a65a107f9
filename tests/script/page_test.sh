#!/bin/bash
# The page of the language, models/README.md, names every word and every key that the engine knows.
set -u
missing=0
echo 1..2
for word in $(sed -n 's/^WORD([A-Z_]*, *"\([a-z_]*\)".*/\1/p' engine/model/words.def | grep -vx 'neg\|slice') axis dimension parameter need given \
    lever series observed stock flow level solve shock check outcome target model scenario period year start_year as default others; do
  grep -qw -- "$word" models/README.md || { echo "# the word $word is not on the page"; missing=1; }
done
[ $missing -eq 0 ] && echo "ok 1 - words" || echo "not ok 1 - words"
missing=0
for key in $(sed -n 's/^  {"\([a-z_]*\)", *OF.*/\1/p' engine/script/declaration.c) \
    $(sed -n 's/^WORD(.*"\([a-z_,*]*\)") *\(\/\*.*\)\{0,1\}$/\1/p' engine/model/words.def | tr ',' '\n' | grep -v '[*]' | sort -u) \
    $(sed -n 's/^static const char \(model\|scenario\)_keys\[\] = "\(.*\)";/\2/p' engine/script/scenario.c | tr ',' ' '); do
  grep -qw -- "$key" models/README.md || { echo "# the key $key is not on the page"; missing=1; }
done
[ $missing -eq 0 ] && echo "ok 2 - keys" || echo "not ok 2 - keys"
