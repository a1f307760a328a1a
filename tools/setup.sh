#!/bin/sh
# Installs what is missing and says nothing when nothing is:
#   tools/setup.sh build|test|bench|package|tools
# Made for Debian 12.
set -eu
cd "$(dirname "$0")/.."

packages="g++ cmake ninja-build ccache mold pkg-config make ca-certificates python3 git
    libboost1.81-dev libboost-json1.81-dev libssl-dev libpq-dev libfmt-dev libcli11-dev
    libtomlplusplus-dev libxxhash-dev libsodium-dev libqrencode-dev"
test_packages="libgtest-dev clang-format-19 postgresql-15 chromium fonts-noto-cjk poppler-utils"
bench_packages="python3-jieba nginx-light wrk slowhttptest"
# What cpack asks for the libraries that the program needs.
package_packages="dpkg-dev file"
tool_packages="clang-19 clang-tidy-19 libclang-rt-19-dev"

case "${1:-}" in
    build) ;;
    test) packages="$packages $test_packages" ;;
    bench) packages="$packages $test_packages $bench_packages" ;;
    package) packages="$packages $package_packages" ;;
    tools) packages="$packages $test_packages $tool_packages" ;;
    *) echo "usage: tools/setup.sh build|test|bench|package|tools" >&2; exit 2 ;;
esac
# Any npm will do: it only fetches what package-lock.json pins.
command -v npm >/dev/null || packages="$packages npm"

missing() {
    for package in $packages; do
        case "$(dpkg-query -W -f '${db:Status-Status}' "$package" 2>/dev/null)" in
            installed) ;;
            *) echo "$package" ;;
        esac
    done
}

as_root() {
    if [ "$(id -u)" = 0 ]; then "$@"; else sudo "$@"; fi
}

apt_get() {
    as_root env DEBIAN_FRONTEND=noninteractive \
        apt-get -qq -o Dpkg::Use-Pty=0 -o DPkg::Lock::Timeout=500 -o Acquire::Retries=3 "$@"
}

# The tests start a server of their own, so the package need not make one.
without_a_cluster() {
    settings=/etc/postgresql-common/createcluster.conf
    [ -e "$settings" ] || {
        as_root mkdir -p "${settings%/*}"
        echo "create_main_cluster = false" | as_root tee "$settings" >/dev/null
    }
}

wanted=$(missing)
if [ -n "$wanted" ]; then
    case "$wanted" in *postgresql-15*) without_a_cluster ;; esac
    # shellcheck disable=SC2086 # one word per package
    echo "installing" $wanted
    apt_get update
    # shellcheck disable=SC2086
    apt_get install -y --no-install-recommends $wanted >/dev/null
fi

# What package-lock.json of a folder pins, unless it is there already.
npm_packages() (
    cd "$1"
    stamp=node_modules/.installed
    if ! cmp -s package-lock.json "$stamp"; then
        # Of the engine npm warns in vain: it compiles nothing, and its node runs nothing of ours.
        npm ci --ignore-scripts --loglevel=error
        cp package-lock.json "$stamp"
    fi
)

# SQLite's sources, what builds the workbench and tests it; the peer of the served office.
npm_packages .
[ "$1" != bench ] || npm_packages bench/http/fastify
