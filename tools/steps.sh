# Sourced by the scripts beside it: one line per step with its seconds, the full log only when a
# step fails. While a step runs, the last line of its log is shown: on a terminal in place, else
# every 30 seconds.

root=$(cd "$(dirname "${BASH_SOURCE[0]}")/.." && pwd)
logs="$root/build/logs"
jobs=$(nproc)
running=""

say() { printf '%s\n' "$*" >&2; }

log_of() { printf '%s/%s.log' "$logs" "${1//[^A-Za-z0-9]/_}"; }

# Ends what still runs, and after sudo gives the build folder back, so that the next build can do
# without.
clean_up() {
  [[ -z "$running" ]] || kill -TERM -- "-$running" 2>/dev/null || true
  if [[ $(id -u) -eq 0 && -n "${SUDO_UID:-}" && -d "$root/build" ]]; then
    chown -R "$SUDO_UID:${SUDO_GID:-$SUDO_UID}" "$root/build"
  fi
}
trap clean_up EXIT

follow() { # follow PID TITLE
  local started=$SECONDS shown=$SECONDS last
  while kill -0 "$1" 2>/dev/null; do
    sleep 0.25
    last=$(tail -n 1 "$(log_of "$2")" | tr -d '\r' | cut -c "1-$((${COLUMNS:-80} - 34))")
    if [[ -t 2 ]]; then
      printf '\r\033[K%-24s  %4d s  %s' "$2" $((SECONDS - started)) "$last" >&2
    elif [[ $((SECONDS - shown)) -ge 30 ]]; then
      shown=$SECONDS
      say "$(printf '%-24s  %4d s  %s' "  ($2)" $((SECONDS - started)) "$last")"
    fi
  done
  [[ ! -t 2 ]] || printf '\r\033[K' >&2
}

# step TITLE COMMAND...: runs it with its output in a log and returns its exit code.
step() {
  local title=$1 started=$SECONDS code=0
  shift
  mkdir -p "$logs"
  set -m # a process group of its own, so that clean_up reaches its children
  "$@" >"$(log_of "$title")" 2>&1 </dev/null &
  running=$!
  set +m
  follow "$running" "$title"
  wait "$running" || code=$?
  running=""
  if [[ $code -eq 0 ]]; then
    say "$(printf '%-24s  %4d s  ok' "$title" $((SECONDS - started)))"
  else
    cat "$(log_of "$title")" >&2
    say "$(printf '%-24s  %4d s  FAILED, exit code %d; the log above is %s' \
      "$title" $((SECONDS - started)) "$code" "$(log_of "$title")")"
  fi
  return "$code"
}
