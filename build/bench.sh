#!/usr/bin/env bash
# Measures Balcão beside mbsync + notmuch against a private Dovecot, then the queries inside the store of 200,000
# messages, then the window on that store under Xvfb. The window's figures stand beside their goals.
#   build/bench.sh                          50,000 mails (511 MB; about twenty minutes and 3 GB in build/out)
#   build/bench.sh -n 5000                  a smaller corpus
#   build/bench.sh --sync|--store|--window  one part only
set -euo pipefail
cd "$(dirname "$0")/.."

messages=50000 new=100 parts='sync store window'
while [ $# -gt 0 ]; do
  case $1 in
    -n) messages=${2:?-n needs a number}; shift ;;
    --sync) parts=sync ;;
    --store) parts=store ;;
    --window) parts=window ;;
    *) sed -n '2,6p' "$0" >&2; exit 2 ;;
  esac
  shift
done

out=$PWD/build/out/bench
bin=$out/bin
export RUN=$out/dovecot PORT

free_port() {
  local port
  while port=$((20000 + RANDOM % 10000)); (exec 3<>"/dev/tcp/127.0.0.1/$port") 2>/dev/null; do :; done
  echo "$port"
}

# corpus NAME ARGS… writes a Maildir once; a finished one has its mark beside it.
corpus() {
  local folder=$out/$1
  shift
  [ ! -e "$folder.done" ] || return 0
  rm -rf "$folder" "$folder.truth.tsv"
  "$bin/mailgen" -out "$folder" "$@"
  : >"$folder.done"
}

bench_sync() {
  local first=corpus-$messages later=corpus-$messages-new
  go build -tags sqlite_fts5 -o bin/balcao-headless .
  go build -o "$bin/" ./build/bench ./build/bench/mailgen
  corpus "$first" -n "$messages"
  corpus "$later" -n $((messages + new)) -from "$messages" -new
  rm -rf "$RUN"
  PORT=$(free_port)
  trap 'build/bench/dovecot.sh stop || true' EXIT
  build/bench/dovecot.sh start
  build/bench/dovecot.sh account bench "$out/$first"
  "$bin/bench" -program bin/balcao-headless -imap "127.0.0.1:$PORT" -user bench -corpus "$out/$first" -more "$out/$later" \
    -deliver "build/bench/dovecot.sh deliver bench $out/$later" -work "$out/work"
  build/bench/dovecot.sh stop
  trap - EXIT
  rm -rf "$out/work" "$RUN"
}

bench_store() { go test -tags sqlite_fts5 -run '^$' -bench Store200k ./backend/store/...; }

# The store is built where it is not there yet; one look at it is enough for that.
bench_window() {
  build/setup.sh test
  (cd frontend && npm run --silent build -- --logLevel error)
  go build -tags desktop,production,webkit2_41,sqlite_fts5 -o bin/balcao .
  go test -tags sqlite_fts5 -run '^$' -bench Store200k/inbox/all -benchtime 1x ./backend/store >/dev/null
  go test -count=1 -timeout 30m -tags e2e,sqlite_fts5 -run '^$' -bench Window200k -benchtime 1x ./build/e2e
}

[ "$parts" = window ] || build/setup.sh headless bench
mkdir -p "$bin"
echo "$(nproc) processors, load $(cut -d' ' -f1 /proc/loadavg), $(go version | cut -d' ' -f3)"
for part in $parts; do
  printf '\n=== %s\n' "$part"
  "bench_$part"
done
