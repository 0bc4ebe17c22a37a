#!/usr/bin/env bash
# axe-core and the Nu HTML checker from npm, into .cache/web of the repository.
set -euo pipefail
root=$(cd "$(dirname "$0")/../../.." && pwd)
versions="axe-core@4.14.1 vnu-jar@26.9.27"
folder=$root/.cache/web
if [ "$(cat "$folder/versions" 2>/dev/null)" = "$versions" ]; then
    exit 0
fi
mkdir -p "$folder"
# shellcheck disable=SC2086 — two packages
npm install --silent --no-audit --no-fund --no-save --prefix "$folder" $versions
echo "$versions" >"$folder/versions"
