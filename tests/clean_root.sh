#!/bin/sh
# The promise of the README, tried: `make test` and `make run` in a fresh, minimal Debian with
# nothing but git, make and root.
#
#     tests/clean_root.sh [test] [run] [ci]     test and run by default; needs root and debootstrap
#
# Debian comes from this machine's own apt sources; its proxy, certificate and npm settings are
# copied in, since a fresh machine on the same network would have them too. CLEAN_ROOT names the
# working folder (some 3 GB); the bootstrapped base in it is kept for the next time. Everything
# runs in its own mount and process namespace, so nothing is left mounted or running.
set -eu

work=${CLEAN_ROOT:-/var/tmp/seventh-clean-root}
source=$(cd "$(dirname "$0")/.." && pwd)
root=$work/root

if [ "$(id -u)" != 0 ] || ! command -v debootstrap >/dev/null; then
    echo "clean-root needs root and debootstrap (apt-get install debootstrap)" >&2
    exit 1
fi
if [ -z "${IN_NAMESPACE:-}" ]; then
    exec env IN_NAMESPACE=1 unshare --mount --pid --fork --kill-child "$0" "$@"
fi

sources() {
    apt-get indextargets --format "$1" 'Origin: Debian' 'Created-By: Packages' | sort -u
}

bootstrap() {
    codename=$(. /etc/os-release && echo "$VERSION_CODENAME")
    mirror=$(sources '$(RELEASE) $(REPO_URI)' | sed -n "s/^$codename //p" | head -n 1)
    echo "clean-root: bootstrapping $codename"
    rm -rf "$work/base" && mkdir -p "$work/base"
    debootstrap --variant=minbase --include=git,make,ca-certificates "$codename" "$work/base" \
        "$mirror" >"$work/debootstrap.log" || { tail "$work/debootstrap.log" && exit 1; }
    touch "$work/base.done"
}

# What this machine's administrator would have set on a new one.
like_this_machine() {
    sources 'deb $(REPO_URI) $(RELEASE) $(COMPONENT)' >"$root/etc/apt/sources.list"
    apt-config dump | grep -E '^Acquire::(https?|Check-[A-Za-z-]+)' \
        >"$root/etc/apt/apt.conf.d/90machine" || true
    for file in /etc/resolv.conf /etc/hosts /etc/ssl/certs/ca-certificates.crt /etc/npmrc; do
        if [ -e "$file" ]; then cp -L "$file" "$root$file"; fi
    done
    if [ -e "$HOME/.npmrc" ]; then cp "$HOME/.npmrc" "$root/root/.npmrc"; fi
}

inside() {
    # shellcheck disable=SC2046 # proxies hold no blanks
    env -i HOME=/root PATH=/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin \
        NODE_EXTRA_CA_CERTS=/etc/ssl/certs/ca-certificates.crt \
        $(env | grep -iE '^(https?|no)_proxy=|^npm_config_' || true) \
        chroot "$root" sh -c "cd /root/seventh && $1" </dev/null
}

prepare() {
    [ -e "$work/base.done" ] || bootstrap
    rm -rf "$root"
    cp -a "$work/base" "$root"
    like_this_machine
    git clone -q --no-hardlinks "$source" "$root/root/seventh"
    mount -t proc proc "$root/proc"
    mount --rbind /sys "$root/sys"
    mount --rbind /dev "$root/dev"
}

# Starts the demo, waits for the address it prints and fetches its first page from out here.
try_run() {
    start=$(date +%s)
    inside 'make run' >"$work/run.log" 2>&1 &
    runner=$!
    while kill -0 "$runner" 2>/dev/null; do
        address=$(grep -oE 'http://[^ ]+' "$work/run.log" | grep -F 127.0.0.1 | tail -n 1 || true)
        if [ -n "$address" ] && curl -fsSL -o "$work/page.html" "$address" 2>/dev/null; then
            echo "clean-root: make run answers at $address after $(($(date +%s) - start)) s," \
                "$(wc -c <"$work/page.html") bytes"
            return 0
        fi
        sleep 1
    done
    tail -n 20 "$work/run.log"
    echo "clean-root: make run ended without an address that answers"
    return 1
}

summary() {
    grep -E '^[0-9]+ passed, [0-9]+ failed' "$1" | tail -n 1
}

try_test() {
    start=$(date +%s)
    inside 'make test' >"$work/test.log" 2>&1 && status=0 || status=$?
    grep -E '^(FAILED|SKIPPED) ' "$work/test.log" || true
    [ "$status" = 0 ] || tail -n 20 "$work/test.log"
    echo "clean-root: make test took $(($(date +%s) - start)) s: $(summary "$work/test.log")"
    return "$status"
}

# What CI does, from nothing.
try_ci() {
    start=$(date +%s)
    inside '.ci/run' >"$work/ci.log" 2>&1 && status=0 || status=$?
    grep -E '^(FAILED|SKIPPED|====) ' "$work/ci.log" || true
    echo "clean-root: .ci/run took $(($(date +%s) - start)) s: $(summary "$work/ci.log")"
    return "$status"
}

# A function, so that an edit of this file cannot reach a run under way.
main() {
    failed=0
    mkdir -p "$work"
    prepare
    for trial in ${*:-test run}; do
        "try_$trial" || failed=1
    done
    exit "$failed"
}

main "$@"
