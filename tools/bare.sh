#!/usr/bin/env bash
# Proves that a bare Debian 12 builds, runs and tests a fresh clone of HEAD, and says how long it
# takes.
#
#   tools/bare.sh [--reports FILE] [TARGET...]     the targets of make; `run test` unless named
#
#   DUCHA_BARE_DIR     where the system is made and left; otherwise a folder that is removed
#   DUCHA_BARE_BASE    a tarball of the base system: read if it exists, otherwise written
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."

complain() { echo "bare.sh: $*" >&2; exit 2; }

[ "$(id -u)" = 0 ] || complain "needs root, for debootstrap, mount and chroot"
command -v debootstrap >/dev/null || complain "needs the package debootstrap"

# In a mount namespace of its own nothing stays mounted here, not even after kill -9.
[ -n "${DUCHA_BARE_INSIDE:-}" ] ||
    DUCHA_BARE_INSIDE=1 exec unshare --mount --propagation private "$PWD/tools/bare.sh" "$@"

reports=
targets=()
while [ $# -gt 0 ]; do
    case "$1" in
        --reports) reports=${2:?--reports needs a file}; shift 2 ;;
        -*) complain "unknown option $1" ;;
        *) targets+=("$1"); shift ;;
    esac
done
[ ${#targets[@]} -gt 0 ] || targets=(run test)
[ -z "$reports" ] || [ -f "$reports" ] || complain "$reports: no such file"

bare=${DUCHA_BARE_DIR:-$(mktemp -d "${TMPDIR:-/tmp}/ducha-bare.XXXXXX")}
mkdir -p "$bare"
[ -z "$(ls -A "$bare")" ] || complain "$bare is not empty"

clean_up() {
    for point in dev/pts dev/shm proc; do
        mountpoint -q "$bare/$point" && umount --lazy "$bare/$point"
    done
    [ -n "${DUCHA_BARE_DIR:-}" ] || rm -rf --one-file-system "$bare"
}
trap clean_up EXIT
trap 'exit 130' INT TERM HUP

timed() {
    local name=$1 begun=$SECONDS result=0
    shift
    "$@" || result=$?
    timings+=("$(printf '%-12s %5d s%s' "$name" $((SECONDS - begun)) \
        "$([ $result = 0 ] || echo "  failed ($result)")")")
    return $result
}

# Debian's own sources only: what others offer is not there on a bare machine.
debian_sources() {
    find /etc/apt/sources.list /etc/apt/sources.list.d/debian* -type f 2>/dev/null || true
}

make_base() {
    local mirror
    if [ -n "${DUCHA_BARE_BASE:-}" ] && [ -f "$DUCHA_BARE_BASE" ]; then
        tar -xf "$DUCHA_BARE_BASE" -C "$bare"
        return
    fi
    mirror=$(debian_sources | xargs -r grep -hEo 'https?://[^ ]+/debian/?( |$)' | head -n 1)
    debootstrap --variant=minbase bookworm "$bare" "${mirror:-http://deb.debian.org/debian}" >&2
    [ -z "${DUCHA_BARE_BASE:-}" ] || tar -cf "$DUCHA_BARE_BASE" -C "$bare" .
}

# How this machine reaches the network: sources, names, certificates.
copy_network() {
    rm -f "$bare/etc/apt/sources.list"
    debian_sources | xargs -r cp --parents -t "$bare"
    find /etc/apt/apt.conf.d -name '9*' -exec cp --parents -t "$bare" {} +
    cp -L /etc/resolv.conf "$bare/etc/"
    for folder in /etc/ssl/certs /usr/share/keyrings /usr/local/share/ca-certificates; do
        mkdir -p "$bare$folder"
        cp -rL "$folder/." "$bare$folder/" 2>/dev/null || true
    done
}

settings=(PATH=/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin
    HOME=/root LANG=C.UTF-8 TERM="${TERM:-dumb}")
add_settings() {
    local name key value
    for name in {http,https,no}_proxy {HTTP,HTTPS,NO}_PROXY \
        NODE_EXTRA_CA_CERTS SSL_CERT_FILE SSL_CERT_DIR; do
        [ -z "${!name:-}" ] || settings+=("$name=${!name}")
    done
    # Not the file ~/.npmrc itself: it may hold a login.
    for key in registry cafile; do
        value=$(npm config get $key 2>/dev/null) || continue
        case "$value" in '' | null | undefined) ;; *) settings+=("npm_config_$key=$value") ;; esac
    done
}

inside() { chroot "$bare" env -i "${settings[@]}" sh -c "cd /srv && $1"; }

install_make() {
    inside 'apt-get -qq update && DEBIAN_FRONTEND=noninteractive \
        apt-get -qq -o Dpkg::Use-Pty=0 install --no-install-recommends \
        make ca-certificates >/dev/null'
}

timings=()
add_settings
timed base make_base
chmod 755 "$bare" # mktemp makes it for root alone, but apt and PostgreSQL run as others
copy_network
mount -t proc proc "$bare/proc"
mkdir -p "$bare/dev/shm"
mount -t tmpfs tmpfs "$bare/dev/shm"
mkdir -p "$bare/dev/pts"
mount -t devpts -o newinstance,ptmxmode=0666 devpts "$bare/dev/pts"
ln -sf pts/ptmx "$bare/dev/ptmx"
timed make install_make

[ -z "$(git status --porcelain)" ] || echo "bare.sh: what is not committed is not tried" >&2
git clone -q --no-hardlinks . "$bare/srv/ducha"
[ -z "$reports" ] || cp "$reports" "$bare/srv/reports.csv"

result=0
for target in "${targets[@]}"; do
    arguments=
    [ "$target" != run ] || [ -z "$reports" ] || arguments="REPORTS=/srv/reports.csv"
    timed "make $target" inside "cd ducha && make $target $arguments" || result=1
done
printf '%s\n' "${timings[@]}"
exit $result
