#!/bin/sh
# Writes frontend/wailsjs from the bound Go structs. Needs no wails command, no display, no GTK and no network.
set -e
cd "$(dirname "$0")/.."
tmp=$(mktemp -d)
trap 'rm -rf "$tmp"' EXIT
mkdir -p frontend/dist
go build -tags bindings,sqlite_fts5 -o "$tmp/generate" .
tsoutputtype=interfaces "$tmp/generate" >/dev/null
find frontend/wailsjs -type f -exec chmod 644 {} +
