#!/usr/bin/env bash
# Builds Balcão and opens the demonstration shop in its window.
#   build/demo.sh              the window
#   build/demo.sh --headless   no window: runs the shop, syncs it and prints its inbox
set -euo pipefail
cd "$(dirname "$0")/.."

case ${1:-} in
  '')
    if [ -z "${DISPLAY:-}${WAYLAND_DISPLAY:-}" ]; then
      echo 'demo: this machine has no display (neither DISPLAY nor WAYLAND_DISPLAY is set), so no window can open.' >&2
      echo 'demo: run it on a desktop, or see the same shop here with: bash build/demo.sh --headless' >&2
      exit 1
    fi
    build/setup.sh build frontend
    (cd frontend && npm run --silent build -- --logLevel warn)
    go build -tags desktop,production,webkit2_41,sqlite_fts5 -o bin/balcao .
    exec bin/balcao demo
    ;;
  --headless)
    build/setup.sh headless
    go build -tags sqlite_fts5 -o bin/balcao-headless .
    exec bin/balcao-headless demo --headless
    ;;
  *)
    sed -n '2,4p' "$0" >&2
    exit 2
    ;;
esac
