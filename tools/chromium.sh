#!/usr/bin/env bash
# Sees to it that the tests find a headless Chromium.
set -euo pipefail
cd "$(dirname "$0")/.."

command -v chromium >/dev/null && exit 0

# Without a font of its own Chromium draws boxes; DejaVu has Latin, Greek and Cyrillic.
tools/apt.sh chromium fonts-dejavu-core && exit 0

cat >&2 <<'END'
The browser tests need Chromium, and it could not be installed from here.
Install it so that the command `chromium` is on PATH (on Debian: apt-get install chromium),
or leave those tests out: .venv/bin/pytest -m 'not browser'
END
exit 1
