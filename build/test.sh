#!/usr/bin/env bash
# Runs everything and stops at the first step that fails.
#   build/test.sh               all steps
#   build/test.sh STEP…         these only, in the order given: see the list at the end of this file
# FUZZ_SECONDS is the time for one fuzz target (default 3); all targets together get 120 s at most.
set -euo pipefail
cd "$(dirname "$0")/.."

tags=sqlite_fts5
out=build/out
fuzz_total=120
export PATH="$PATH:/usr/sbin:/sbin"

# needs PATH… fails when a part of the tree is not there.
needs() {
  local path
  for path in "$@"; do
    [ -e "$path" ] || { echo "test: $path is missing" >&2; return 1; }
  done
}

step_setup() { build/setup.sh test; }

step_frontend() {
  needs frontend/package.json frontend/package-lock.json
  (cd frontend && npm run --silent check && npm test --silent && npm run --silent build)
}

step_bindings() {
  needs build/bindings.sh frontend/wailsjs
  sh build/bindings.sh
  git diff --exit-code --stat -- frontend/wailsjs ||
    { echo 'test: frontend/wailsjs does not match the Go structs: run build/bindings.sh and commit what it writes' >&2; return 1; }
  local new
  new=$(git ls-files --others --exclude-standard -- frontend/wailsjs)
  [ -z "$new" ] || { printf 'test: bindings that are not committed:\n%s\n' "$new" >&2; return 1; }
}

step_lint() { build/lint.sh go; }

step_go() { go test -timeout 30m -race -shuffle=on -tags $tags ./...; }

# fuzz_targets prints "package target", one per line.
fuzz_targets() {
  git grep --untracked -oE '^func Fuzz[A-Za-z0-9_]*' -- '*_test.go' |
    sed -E 's#^(.*)/[^/]*:func (Fuzz.*)$#./\1 \2#' | sort -u
}

# only_time_ran_out tells from a target's log that it found nothing: Go 1.26 at times calls it a failure that its own
# -fuzztime is over, without any input (go.dev/issue/75804, mended in Go 1.27).
only_time_ran_out() {
  grep -qx '    context deadline exceeded' "$1" && ! grep -qiE 'failing input|seed corpus|panic|_test\.go' "$1"
}

step_fuzz() {
  local targets count seconds=${FUZZ_SECONDS:-3} package target log binaries binary cache
  targets=$(fuzz_targets)
  [ -n "$targets" ] || { echo 'test: no fuzz target found, and every parser has one' >&2; return 1; }
  count=$(wc -l <<<"$targets")
  if [ $((count * seconds)) -gt $fuzz_total ]; then seconds=$((fuzz_total / count)); fi
  [ "$seconds" -ge 1 ] || seconds=1
  # One program for all targets of a package: go test -fuzz links one for each. It keeps its finds where go test would.
  binaries=$(mktemp -d) log=$binaries/log
  cache=$(go env GOCACHE)/fuzz/$(go list -m)
  while read -r package target; do
    binary=$binaries/${package//\//_}.test
    [ -e "$binary" ] || go test -c -tags $tags -fuzz . -o "$binary" "$package" || return 1
    if ! (cd "$package" && "$binary" -test.run '^$' -test.fuzz "^$target\$" -test.fuzztime "${seconds}s" \
      -test.fuzzcachedir "$cache/${package#./}") </dev/null >"$log" 2>&1 && ! only_time_ran_out "$log"; then
      cat "$log" >&2
      rm -rf "$binaries"
      echo "test: commit the input that Go wrote under $package/testdata/fuzz: it is the test of the mending" >&2
      return 1
    fi
    printf '%s %s %s\n' "$package" "$target" "$(grep -oE 'execs: [0-9]+' "$log" | tail -n 1)"
  done <<<"$targets"
  rm -rf "$binaries"
}

step_release() {
  needs frontend/dist/index.html
  go build -tags desktop,production,webkit2_41,$tags -o bin/balcao .
  ls -l bin/balcao
}

step_headless() {
  go build -tags $tags -o bin/balcao-headless .
  if ldd bin/balcao-headless | grep -E 'gtk|webkit|gdk'; then
    echo 'test: the build without a window is linked with GTK or WebKit' >&2
    return 1
  fi
  env -u DISPLAY -u WAYLAND_DISPLAY bin/balcao-headless version
}

# The page in a second engine, the one of Windows' web view.
step_smoke() {
  needs build/e2e/look.mjs build/e2e/mail.mjs
  node build/e2e/look.mjs
  node build/e2e/mail.mjs
}

step_e2e() {
  needs build/e2e bin/balcao
  mkdir -p $out
  local log failed
  log=$(mktemp)
  # A real window on a busy machine: what fails is tried once more, and said.
  if ! go test -count=1 -timeout 40m -tags e2e,$tags ./build/e2e/ 2>&1 | tee "$log"; then
    failed=$(grep -oE '^--- FAIL: [A-Za-z0-9_]+' "$log" | cut -d' ' -f3 | sort -u | paste -sd'|')
    [ -n "$failed" ] || return 1
    echo "test: one more try for $(tr '|' '\n' <<<"$failed" | wc -l): $failed"
    go test -count=1 -timeout 20m -tags e2e,$tags -run "^($failed)\$" ./build/e2e/
  fi
  rm -f "$log"
  echo 'Screenshots:'
  find $out -name '*.png' -newer bin/balcao
}

all_steps='setup frontend bindings smoke lint go fuzz release headless e2e'

done_steps=() current='' started=0
summary() {
  local code=$? line
  echo
  for line in "${done_steps[@]}"; do echo "  $line"; done
  if [ -n "$current" ]; then
    printf '  %-10s %4d s  FAILED\n\nFailed in step %s. Alone: build/test.sh %s\n' "$current" $((SECONDS - started)) "$current" "$current"
  else
    printf '\nAll done in %d s.\n' $SECONDS
  fi
  exit $code
}
trap summary EXIT

# shellcheck disable=SC2086 # the steps are words
[ $# -gt 0 ] || set -- $all_steps
for step in "$@"; do
  declare -F "step_$step" >/dev/null || { echo "test: no step $step ($all_steps)" >&2; exit 2; }
  current=$step started=$SECONDS
  printf '\n=== %s\n' "$step"
  "step_$step"
  done_steps+=("$(printf '%-10s %4d s  ok' "$step" $((SECONDS - started)))")
  current=''
done
