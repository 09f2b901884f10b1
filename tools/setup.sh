#!/usr/bin/env bash
# Makes .venv from requirements.lock; does nothing when that is already done.
set -euo pipefail
cd "$(dirname "$0")/.."

python=${PYTHON:-python3}
export PIP_DISABLE_PIP_VERSION_CHECK=1

say() { printf 'set-up: %s\n' "$*"; }
die() { printf 'set-up: %s\n' "$*" >&2; exit 1; }

# What was installed is noted inside .venv, as the last step: an interrupted set-up has no note.
# The folder is part of it, because the scripts in .venv/bin hold its full path.
wanted_packages() { pwd; cat requirements.lock; }

packages_are_current() {
  wanted_packages | cmp -s - .venv/.packages &&
    .venv/bin/python -c 'import mkdocs' 2>/dev/null # fails when its Python was replaced
}

require_python() {
  local version
  version=$("$python" -c 'import sys; print("%d.%d" % sys.version_info[:2])') ||
    die "cannot run '$python'. Install Python 3.11 or newer, or name one: make PYTHON=python3.12"
  "$python" -c 'import sys; sys.exit(sys.version_info < (3, 11))' ||
    die "'$python' is Python $version; 3.11 or newer is needed. Name one: make PYTHON=python3.12"
  # Debian keeps ensurepip, which puts pip into a new environment, in a package of its own.
  "$python" -c 'import ensurepip, venv' 2>/dev/null ||
    tools/apt.sh "python$version-venv" ||
    die "'$python' cannot make environments. Install its venv module, on Debian python$version-venv"
}

install_packages() {
  require_python
  say "making .venv with $("$python" --version)"
  rm -rf .venv
  "$python" -m venv .venv
  say 'installing the packages of requirements.lock'
  .venv/bin/python -m pip install -qq --require-hashes -r requirements.lock
  wanted_packages >.venv/.packages
}

# The package itself is used in place; only its entry points and metadata are installed.
install_dossier() {
  say 'installing dossier'
  .venv/bin/python -m pip install -qq --no-deps --no-build-isolation -e .
  cp pyproject.toml .venv/.dossier
}

packages_are_current || install_packages
cmp -s pyproject.toml .venv/.dossier || install_dossier
