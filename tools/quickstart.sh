#!/usr/bin/env bash
# From a fresh checkout to a first result: installs what is missing, builds, and runs the default
# scenario.
set -euo pipefail
source "$(dirname "${BASH_SOURCE[0]}")/steps.sh"

result="$root/build/default.h5"
indicators="$root/build/default.txt"
run_default() {
  "$root/build/release/grend" run -o "$result" --overwrite >"$indicators"
}

"$root/tools/setup.sh"
cd "$root"
step "configure" cmake --preset release -DGREND_TESTS=OFF
step "build" cmake --build build/release --parallel "$jobs"
step "run" run_default

cat "$indicators"
cat <<TEXT

That was one day in an invented valley of about 6,000 people with three on-demand minibuses.
Every person, trip, request and stop of it is in $result.
Try next, in $root:
  build/release/grend show                    what was assumed: every value with its unit
  build/release/grend init my.yaml            a scenario of your own to change
  build/release/grend check my.yaml           all its mistakes at once, each with the fix
  build/release/grend run my.yaml -o my.h5    simulate it
README.md goes on from here.
TEXT
