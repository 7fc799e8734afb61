#!/usr/bin/env bash
# Installs what is missing, builds, and passes the tests; the last line counts them.
#   tools/test.sh           everything: tests, format, lint, a sample under the sanitizers
#   tools/test.sh --quick   the release build and its tests only
set -euo pipefail
source "$(dirname "${BASH_SOURCE[0]}")/steps.sh"

if [[ $# -gt 1 || "${1:---quick}" != "--quick" ]]; then
  say "usage: tools/test.sh [--quick]"
  exit 64
fi
export GREND_DATA="${GREND_DATA:-$root/../shared/data}"
# Where nothing is there to build upon, as in continuous integration, whole modules are compiled at
# once; at home file by file, and only what has changed.
unity=$([[ "${CI:-}" == true ]] && echo ON || echo OFF)

passed=0 failed=0 skipped=0 finished=false
summary() {
  $finished || failed=$((failed + 1)) # a step that the tests need has failed
  clean_up
  echo "tests: $passed passed, $failed failed, $skipped skipped"
}
trap summary EXIT

# suite TITLE PRESET CTEST-OPTION...: runs tests and adds up their verdicts.
suite() {
  local title=$1 preset=$2 broken=0 all p s
  shift 2
  step "$title" ctest --test-dir "build/$preset" --output-on-failure --no-tests=error \
    --timeout 300 --parallel "$jobs" "$@" || broken=1
  local verdict='^ *[0-9]+/[0-9]+ Test +#[0-9]+: .*'
  all=$(grep -cE "$verdict" "$(log_of "$title")" || true)
  p=$(grep -cE "$verdict Passed +[0-9.]+ sec" "$(log_of "$title")" || true)
  s=$(grep -cE "$verdict\*\*\*Skipped" "$(log_of "$title")" || true)
  passed=$((passed + p)) skipped=$((skipped + s))
  [[ $all -eq $((p + s)) ]] || broken=$((all - p - s)) # else ctest itself is what broke, if at all
  failed=$((failed + broken))
}

# one TITLE COMMAND...: a check that counts as one test.
one() { if step "$@"; then passed=$((passed + 1)); else failed=$((failed + 1)); fi; }

# judge TOOL VERSION TITLE COMMAND...: one, but only with Debian 12's version of the tool, because
# other versions come to other verdicts.
judge() {
  local tool=$1 version=$2
  shift 2
  if "$tool" --version | grep -qE "(^| )$version\."; then
    one "$@"
  else
    say "$(printf '%-24s          skipped, %s is not version %s' "$1" "$tool" "$version")"
    skipped=$((skipped + 1))
  fi
}

sources() {
  git -c safe.directory="$root" ls-files --cached --others --exclude-standard -- "$@" | sort -u
}
check_warnings() { ! grep 'warning:' "$(log_of build)"; }
check_format() { sources '*.h' '*.cpp' | xargs clang-format --dry-run -Werror; }
# As clang compiles them file by file, so that each is seen to include what it uses.
check_lint() {
  cmake --preset tidy -DGREND_TESTS=OFF -DGREND_BENCH=OFF
  sources engine/{base,geo,par,sim}/'*.cpp' | xargs -n 1 -P "$jobs" clang-tidy --quiet -p build/tidy
}
check_types() { (cd analysis/python && mypy --strict --cache-dir "$root/build/mypy" src/grend); }

# sanitizers PRESET MODULE...: the unit tests of a few modules under a sanitizer.
sanitizers() {
  local preset=$1 names
  shift
  names=$(IFS='|' && echo "$*")
  step "configure $preset" cmake --preset "$preset" -DGREND_UNITY=$unity
  step "build $preset" cmake --build "build/$preset" --parallel "$jobs" --target "${@/#/test_}"
  suite "tests $preset" "$preset" --tests-regex "^unit\.($names)\$"
}

"$root/tools/setup.sh" --tests
cd "$root"
step "configure" cmake --preset release -DGREND_TESTS=ON -DGREND_UNITY=$unity
step "build" cmake --build build/release --parallel "$jobs"
suite "tests" release
if [[ "${1:-}" != "--quick" ]]; then
  judge c++ 12 "warnings" check_warnings
  judge clang-format 14 "format" check_format
  judge clang-tidy 14 "lint" check_lint
  judge mypy 1.0 "types" check_types
  sanitizers asan-ubsan engine_base engine_io models_drt
  sanitizers tsan engine_par engine_sim
fi
finished=true
[[ $failed -eq 0 ]]
