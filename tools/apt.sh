#!/usr/bin/env bash
# Installs the named Debian packages, as root or through sudo; fails where neither will do.
set -euo pipefail

command -v apt-get >/dev/null || exit 1

as_root=()
if [[ $EUID -ne 0 ]]; then
  command -v sudo >/dev/null || exit 1
  as_root=(sudo)
fi

log=$(mktemp)
trap 'rm -f "$log"' EXIT

apt() { "${as_root[@]}" env DEBIAN_FRONTEND=noninteractive apt-get -qq "$@" >>"$log" 2>&1; }

printf 'installing from Debian: %s\n' "$*"
# A list of packages that is missing or old names files that are no longer there.
if ! { apt update && apt install -y --no-install-recommends "$@"; }; then
  cat "$log" >&2
  exit 1
fi
