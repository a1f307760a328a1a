#!/bin/sh
# Installs a package in a changed root, sets an office up, serves it, upgrades, and looks whether
# everything is still there. Needs root and a bare Debian 12 (tools/bare.sh leaves one).
#
#   tools/package_test.sh ROOT OLD.deb NEW.deb
set -eu
root=$1 old=$2 new=$3
inside() { chroot "$root" env DEBIAN_FRONTEND=noninteractive "$@"; }
as_ducha() { inside setpriv --reuid ducha --regid ducha --clear-groups "$@"; }

mkdir -p "$root/tmp/packages"
cp "$old" "$root/tmp/packages/old.deb"
cp "$new" "$root/tmp/packages/new.deb"
inside apt-get install -qq -y /tmp/packages/old.deb >/dev/null
inside install -d -o ducha -g ducha -m 0700 /var/lib/ducha
db=sqlite:/var/lib/ducha/ducha.db
as_ducha ducha init --config /usr/share/doc/ducha/inspection.toml --db "$db"
as_ducha ducha staff add li.si --name 李模拟 --role auditor --db "$db"
echo "# kept" >>"$root/etc/ducha/server.toml"
as_ducha ducha serve --listen 127.0.0.1:0 --db "$db" --check

inside apt-get install -qq -y -o Dpkg::Options::=--force-confold /tmp/packages/new.deb >/dev/null
as_ducha ducha init --config /usr/share/doc/ducha/inspection.toml --db "$db"
as_ducha ducha staff list --db "$db" | grep -q li.si
grep -q "# kept" "$root/etc/ducha/server.toml"
as_ducha ducha serve --listen 127.0.0.1:0 --db "$db" --check
as_ducha ducha verify --db "$db"

inside apt-get remove -qq -y ducha >/dev/null
[ -e "$root/var/lib/ducha/ducha.db" ]
echo "installed, upgraded, removed: the office is as it was"
