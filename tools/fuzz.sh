#!/usr/bin/env bash
# Searches for inputs that break the readers and the road network (tests/fuzz/README.md).
#   tools/fuzz.sh [SECONDS]   shared by all targets, default 600; exit code 1 if anything was found
set -euo pipefail
source "$(dirname "${BASH_SOURCE[0]}")/steps.sh"

targets=(network_file road_network)
seconds=${1:-600}
if [[ $# -gt 1 || ! "$seconds" =~ ^[1-9][0-9]*$ ]]; then
  say "usage: tools/fuzz.sh [SECONDS]"
  exit 64
fi

# fuzz TARGET: from the corpus of earlier runs and the seeds, into the corpus.
fuzz() {
  local corpus="corpus/$1"
  mkdir -p "$corpus"
  "tests/fuzz/fuzz_$1" --seeds "$corpus"
  "tests/fuzz/libfuzz_$1" "$corpus" -max_total_time=$((seconds / ${#targets[@]})) -timeout=20 \
    -rss_limit_mb=2048 -malloc_limit_mb=1024 -max_len=8192 -print_final_stats=1
}

"$root/tools/setup.sh" --tests
cd "$root"
step "configure fuzz" cmake --preset fuzz
step "build fuzz" cmake --build build/fuzz --parallel "$jobs" \
  --target "${targets[@]/#/fuzz_}" "${targets[@]/#/libfuzz_}"
cd build/fuzz
found=0
for target in "${targets[@]}"; do step "fuzz $target" fuzz "$target" || found=1; done
exit "$found"
