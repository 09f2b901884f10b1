#!/usr/bin/env bash
# Sees to it that the tests find what they drive: headless Chromium, java for the checker of HTML,
# and shellcheck for the workflows' steps.
set -euo pipefail
cd "$(dirname "$0")/.."

missing=()
# Without a font of its own Chromium draws boxes; DejaVu has Latin, Greek and Cyrillic.
command -v chromium-headless-shell >/dev/null || missing+=(chromium-headless-shell fonts-dejavu-core)
command -v java >/dev/null || missing+=(default-jre-headless)
command -v shellcheck >/dev/null || missing+=(shellcheck)
[[ ${#missing[@]} -eq 0 ]] && exit 0

tools/apt.sh "${missing[@]}" && exit 0

cat >&2 <<END
The tests need these, and they could not be installed from here: ${missing[*]}
Install them so that the commands chromium-headless-shell, java and shellcheck are on PATH (on Debian: apt-get install),
or leave the browser tests out: .venv/bin/pytest -m 'not browser'
END
exit 1
