#!/usr/bin/env bash
# Linters for Go and for the window, without changing a file. Needs build/setup.sh test.
#   build/lint.sh [go|frontend]     both when nothing is named
set -euo pipefail
cd "$(dirname "$0")/.."

gofumpt=mvdan.cc/gofumpt@v0.12.0
staticcheck=honnef.co/go/tools/cmd/staticcheck@v0.8.2
tags=sqlite_fts5

# tool MODULE ARGS… runs a pinned tool with a module of its own: it never enters our go.mod.
tool() { GOFLAGS='-mod=mod' go run "$@"; }

go_files() { git ls-files -co --exclude-standard -- '*.go' | while read -r f; do [ ! -f "$f" ] || printf '%s\0' "$f"; done; }

check_format() {
  local bad
  if tool $gofumpt -version >/dev/null 2>&1; then
    bad=$(go_files | GOFLAGS='-mod=mod' xargs -0 go run $gofumpt -l)
  else
    echo "lint: $gofumpt cannot be built here; gofmt -s looks at the form instead" >&2
    bad=$(go_files | xargs -0 gofmt -s -l)
  fi
  [ -z "$bad" ] && return
  printf 'lint: not in gofumpt form (go run %s -w FILE):\n%s\n' "$gofumpt" "$bad" >&2
  return 1
}

lint_go() {
  check_format
  go vet -tags $tags ./...
  go vet -tags desktop,production,webkit2_41,$tags . ./app/...
  go vet -tags e2e,$tags ./build/...
  tool $staticcheck -tags $tags ./...
  tool $staticcheck -tags e2e,$tags ./build/...
}

lint_frontend() { (cd frontend && npm run --silent check); }

case ${1:-all} in
  go) lint_go ;;
  frontend) lint_frontend ;;
  all) lint_go; lint_frontend ;;
  *) sed -n '2,3p' "$0" >&2; exit 2 ;;
esac
