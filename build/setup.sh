#!/usr/bin/env bash
# Installs what a machine with only git, Go and Node lacks. Says nothing when nothing is missing.
#
#   build/setup.sh headless    the program without its window
#   build/setup.sh build       the program
#   build/setup.sh frontend    the npm packages of the window
#   build/setup.sh test        everything that build/test.sh needs (build and frontend included)
#   build/setup.sh bench       the mail server and the rivals of build/bench.sh
#
# Several groups may be named at once. On Debian and Ubuntu the packages come from apt, by sudo where
# needed. Elsewhere the packages are printed and nothing is touched. No service is left running: the
# tests start servers of their own.
set -euo pipefail
cd "$(dirname "$0")/.."

# What each Debian package has to bring: a command (cmd), a pkg-config module (pc), a file or a font.
compile_packages='
build-essential        cmd:gcc cmd:g++ cmd:make
pkg-config             cmd:pkg-config
ca-certificates        file:/etc/ssl/certs/ca-certificates.crt
'
window_packages='
libgtk-3-dev           pc:gtk+-3.0
libwebkit2gtk-4.1-dev  pc:webkit2gtk-4.1
'
test_packages='
xvfb                   cmd:Xvfb
xauth                  cmd:xauth
dbus                   cmd:dbus-daemon cmd:dbus-run-session
webkit2gtk-driver      cmd:WebKitWebDriver
chromium               cmd:chromium
imagemagick            cmd:import cmd:convert
fontconfig             cmd:fc-list
fonts-noto-core        font:NotoSans-Regular
fonts-noto-color-emoji font:NotoColorEmoji
iproute2               cmd:ss
dovecot-imapd          file:/usr/lib/dovecot/imap
postfix                cmd:postfix
'
bench_packages='
dovecot-imapd          file:/usr/lib/dovecot/imap
isync                  cmd:mbsync
notmuch                cmd:notmuch
'

export PATH="$PATH:/usr/sbin:/sbin"
say() { printf '%s\n' "$*" >&2; }
die() { say "setup: $*"; exit 1; }

# present PROBE… tells whether every probe of one package succeeds.
present() {
  local probe
  for probe in "$@"; do
    case $probe in
      cmd:*) command -v "${probe#cmd:}" >/dev/null ;;
      pc:*) pkg-config --exists "${probe#pc:}" 2>/dev/null ;;
      file:*) [ -e "${probe#file:}" ] ;;
      font:*) grep -qF "${probe#font:}" <<<"$(fc-list 2>/dev/null)" ;;
    esac || return 1
  done
}

# missing_of TABLE prints the packages whose probes fail.
missing_of() {
  local package probes
  while read -r package probes; do
    # shellcheck disable=SC2086 # the probes are words
    [ -z "$package" ] || present $probes || printf '%s\n' "$package"
  done <<<"$1"
}

check_go_and_node() {
  local wants_node=$1 version
  command -v go >/dev/null || die "Go is not in PATH: install Go $(awk '$1 == "go" {print $2}' go.mod) or newer from https://go.dev/dl and try again"
  [ "$wants_node" = yes ] || return 0
  command -v npm >/dev/null || die "Node with npm is not in PATH: install Node 20.19, 22.12 or newer from https://nodejs.org and try again"
  version=$(node --version)
  node -e 'const [a, b] = process.versions.node.split(".").map(Number); process.exit(a > 22 || (a === 22 && b >= 12) || (a === 20 && b >= 19) ? 0 : 1)' ||
    die "Node $version is too old: install Node 20.19, 22.12 or newer and try again"
}

as_root() {
  if [ "$(id -u)" = 0 ]; then "$@"; else sudo "$@"; fi
}

# listening prints the mail servers that listen on this machine.
listening() {
  command -v ss >/dev/null || return 0
  as_root ss -Hltnp 2>/dev/null | grep -oE '"(dovecot|master|exim4|smtpd)",pid=[0-9]+' | sort -u || true
}

# Packages of mail servers start them at once and at every boot. Nothing here wants that: while we
# install, policy-rc.d says no (an existing one is left as it is), and new services are switched off.
policy=/usr/sbin/policy-rc.d
our_policy=no
forbid_starting() {
  [ ! -e $policy ] || return 0
  our_policy=yes
  trap 'as_root rm -f $policy' EXIT
  printf '#!/bin/sh\n# Put here by build/setup.sh while it installs; may be removed.\nexit 101\n' | as_root tee $policy >/dev/null
  as_root chmod 755 $policy
}

allow_starting() {
  [ $our_policy = yes ] || return 0
  as_root rm -f $policy
  trap - EXIT
}

# quiet_service NAME… switches off services that this run has installed.
quiet_service() {
  local name
  for name in "$@"; do
    if command -v systemctl >/dev/null; then
      as_root systemctl disable "$name" >/dev/null 2>&1 || true
      [ ! -d /run/systemd/system ] || as_root systemctl stop "$name" >/dev/null 2>&1 || true
    elif command -v update-rc.d >/dev/null; then
      as_root update-rc.d "$name" disable >/dev/null 2>&1 || true
    fi
  done
}

# new_services PACKAGE… names the services that installing these packages brings.
new_services() {
  case " $* " in *' dovecot-imapd '*) echo 'dovecot.socket dovecot.service' ;; esac
  case " $* " in *' postfix '*) echo 'postfix.service' ;; esac
}

install_with_apt() {
  local before services log
  before=$(listening)
  services=$(new_services "$@")
  log=$(mktemp)
  forbid_starting
  case " $* " in
    *' postfix '*)
      if command -v debconf-set-selections >/dev/null; then
        echo 'postfix postfix/main_mailer_type select No configuration' | as_root debconf-set-selections
      fi
      ;;
  esac
  say "setup: installing $*"
  if ! { apt update -qq && apt install -y --no-remove --no-install-recommends "$@"; } >"$log" 2>&1; then
    tail -n 30 "$log" >&2
    die "apt could not install the packages above (whole log: $log)"
  fi
  rm -f "$log"
  # shellcheck disable=SC2086 # a list of names
  quiet_service $services
  allow_starting
  [ "$before" = "$(listening)" ] || die "installing has started a mail server, which was not asked for: $(listening)"
}

apt() {
  as_root env DEBIAN_FRONTEND=noninteractive NEEDRESTART_MODE=l apt-get -o DPkg::Lock::Timeout=300 "$@"
}

# install PACKAGE… or say what to install.
install_packages() {
  if ! command -v apt-get >/dev/null; then
    say "setup: this is neither Debian nor Ubuntu. Please install what these Debian packages bring, then try again:"
    say "  $*"
    exit 1
  fi
  if [ "$(id -u)" != 0 ] && ! command -v sudo >/dev/null; then
    say "setup: installing packages needs root and there is no sudo. Please run as root, then try again:"
    say "  apt-get update && apt-get install -y --no-install-recommends $*"
    exit 1
  fi
  install_with_apt "$@"
}

npm_packages() {
  if [ frontend/node_modules/.package-lock.json -nt frontend/package-lock.json ]; then return; fi
  say "setup: installing the packages of the window with npm"
  (cd frontend && npm ci --no-audit --no-fund --loglevel=error >&2)
}

wanted='' node=no npm=no
[ $# -gt 0 ] || { sed -n '2,12p' "$0" >&2; exit 2; }
for group in "$@"; do
  case $group in
    headless) wanted+=$compile_packages ;;
    build) wanted+=$compile_packages$window_packages node=yes ;;
    frontend) node=yes npm=yes ;;
    test) wanted+=$compile_packages$window_packages$test_packages node=yes npm=yes ;;
    bench) wanted+=$compile_packages$bench_packages ;;
    *) die "no group $group (headless, build, frontend, test, bench)" ;;
  esac
done

check_go_and_node $node
mapfile -t missing < <(missing_of "$wanted" | sort -u)
[ ${#missing[@]} -eq 0 ] || install_packages "${missing[@]}"
mapfile -t missing < <(missing_of "$wanted" | sort -u)
[ ${#missing[@]} -eq 0 ] || die "installed, and still not found: ${missing[*]}"
[ $npm = no ] || npm_packages
