#!/usr/bin/env bash
# A private Dovecot on 127.0.0.1 for measuring: password "bench" for every account, no TLS.
#   dovecot.sh start                  writes the configuration and starts the server
#   dovecot.sh account NAME MAILDIR   account NAME with that corpus as INBOX (hard links), its index warm
#   dovecot.sh deliver NAME MAILDIR   adds the messages of MAILDIR/new to NAME's INBOX
#   dovecot.sh drop NAME              removes the account and its mail
#   dovecot.sh stop
# RUN is its folder (absolute), PORT its port.
set -euo pipefail
: "${RUN:?}" "${PORT:?}"
export PATH="$PATH:/usr/sbin:/sbin"
conf=$RUN/dovecot.conf
if [ "$(id -u)" = 0 ]; then
  # Dovecot refuses to read mail as root.
  mail_user=mail mail_group=mail login_user=dovenull internal_user=dovecot internal_group=dovecot
else
  mail_user=$(id -un) mail_group=$(id -gn)
  login_user=$mail_user internal_user=$mail_user internal_group=$mail_group
fi

own() { [ "$(id -u)" != 0 ] || chown -R "$mail_user:$mail_group" "$@"; }

write_conf() {
  cat >"$conf" <<CFG
base_dir = $RUN/sock
state_dir = $RUN/state
log_path = $RUN/log
instance_name = balcao-bench
protocols = imap
listen = 127.0.0.1
ssl = no
disable_plaintext_auth = no
auth_mechanisms = plain login
default_login_user = $login_user
default_internal_user = $internal_user
default_internal_group = $internal_group
first_valid_uid = 1
first_valid_gid = 1
mail_uid = $mail_user
mail_gid = $mail_group
mail_home = $RUN/mail/%u
mail_location = maildir:~/Maildir:INDEX=~/index:CONTROL=~/index
mail_max_userip_connections = 64
maildir_very_dirty_syncs = yes
mail_plugins = zlib
passdb {
  driver = passwd-file
  args = scheme=PLAIN username_format=%u $RUN/users
}
userdb {
  driver = passwd-file
  args = username_format=%u $RUN/users
}
protocol imap {
  mail_plugins = zlib imap_zlib
}
namespace inbox {
  inbox = yes
  separator = .
  mailbox Sent {
    auto = create
    special_use = \\Sent
  }
  mailbox Trash {
    special_use = \\Trash
  }
  mailbox Junk {
    special_use = \\Junk
  }
}
service imap-login {
  chroot =
  process_min_avail = 1
  service_count = 0
  inet_listener imap {
    port = $PORT
  }
  inet_listener imaps {
    port = 0
  }
}
service anvil {
  chroot =
}
service imap {
  process_limit = 64
}
service stats {
  process_limit = 1
}
CFG
}

case ${1:-} in
  start)
    mkdir -p "$RUN/state" "$RUN/mail" "$RUN/sock"
    : >"$RUN/users"
    chmod 644 "$RUN/users"
    own "$RUN/mail"
    write_conf
    dovecot -c "$conf"
    for _ in $(seq 50); do
      if (exec 3<>"/dev/tcp/127.0.0.1/$PORT") 2>/dev/null; then exit 0; fi
      sleep 0.1
    done
    echo "dovecot did not start, see $RUN/log" >&2
    exit 1
    ;;
  account)
    home=$RUN/mail/$2
    rm -rf "${home:?}"
    mkdir -p "$home/Maildir"
    echo "$2:bench::::::" >>"$RUN/users"
    cp -al "$3/." "$home/Maildir/"
    own "$home"
    doveadm -c "$conf" index -u "$2" INBOX
    ;;
  deliver)
    cp -a "$3"/new/. "$RUN/mail/$2/Maildir/new/"
    own "$RUN/mail/$2/Maildir/new"
    ;;
  drop)
    rm -rf "${RUN:?}/mail/${2:?}"
    sed -i "/^$2:/d" "$RUN/users"
    ;;
  stop) doveadm -c "$conf" stop ;;
  *) sed -n '2,8p' "$0" >&2; exit 2 ;;
esac
