#!/bin/sh
# Pins the packages named in ../pyproject.toml, with hashes, for every platform and Python 3.11+.
# usage: lock.sh PATH-OF-UV   (make lock)
set -eu
cd "$(dirname "$0")"
uv=${1:-uv}

pin() {
  output=$1
  shift
  "$uv" pip compile ../pyproject.toml "$@" --output-file "$output" \
    --universal --python-version 3.11 --generate-hashes \
    --no-header --quiet
}

pin run.txt --extra app --group ../pyproject.toml:build
pin test.txt --all-extras --group ../pyproject.toml:build --group ../pyproject.toml:test --constraint run.txt
