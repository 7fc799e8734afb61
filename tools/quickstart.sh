#!/usr/bin/env bash
# From a fresh checkout to a first result: installs what is missing, builds, runs the default
# scenario and makes a report to open in a browser.
set -euo pipefail
source "$(dirname "${BASH_SOURCE[0]}")/steps.sh"

result="$root/build/default.h5"
indicators="$root/build/default.txt"
report="$root/build/default.html"
run_default() {
  "$root/build/release/grend" run -o "$result" --replications 20 --overwrite >"$indicators"
}
report_default() {
  "$root/build/release/grend" report "$result" -o "$report" --lang en --overwrite
}

"$root/tools/setup.sh"
cd "$root"
step "configure" cmake --preset release -DGREND_TESTS=OFF -DGREND_UNITY=ON
step "build" cmake --build build/release --parallel "$jobs"
step "run" run_default
step "report" report_default

cat "$indicators"
cat <<TEXT

Those were 20 days in an invented valley of about 6,000 people with three on-demand minibuses.
Open $report in a browser: what came out, with a map.
All of it is in $result.
Try next, in $root:
  build/release/grend show                    what was assumed: every value with its unit
  build/release/grend init my.yaml            a scenario of your own to change
  build/release/grend check my.yaml           all its mistakes at once, each with the fix
  build/release/grend run my.yaml --replications 20 -o my.h5    simulate 20 days of it
  build/release/grend compare build/default.h5 my.h5            what is confirmed to differ
  build/release/grend report my.h5 -o my.html --lang nb         the page, in Norwegian
README.md goes on from here.
TEXT
