#!/usr/bin/env bash
# Renews requirements.lock: the newest versions that pyproject.toml allows, with their hashes.
set -euo pipefail
cd "$(dirname "$0")/.."

tool=$(mktemp -d)
trap 'rm -rf "$tool"' EXIT

echo 'lock: resolving pyproject.toml'
"${PYTHON:-python3}" -m venv "$tool"
"$tool/bin/python" -m pip install -qq uv

# --universal: one lock for every system and every Python from the oldest we support.
# --fork-strategy fewest: and one version of each package, so that they all build the same bytes.
# Where packages come from is each machine's own affair, so no address is written down.
"$tool/bin/uv" pip compile pyproject.toml --group dev \
  --universal --python-version 3.11 --fork-strategy fewest \
  --upgrade --generate-hashes --no-emit-index-url --no-emit-find-links \
  --custom-compile-command 'make lock' --quiet --output-file requirements.lock
