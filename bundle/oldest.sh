#!/usr/bin/env bash
# Build the samples with the oldest releases that pyproject.toml allows, and with the newest:  oldest.sh VENV
# Both must give the same bytes.
set -euo pipefail
cd "$(dirname "$0")/.."
venv=$1
place=$(mktemp -d)
trap 'rm -rf "$place"' EXIT

"$venv/bin/pip" install --quiet uv
for environment in lowest-direct highest; do
    "$venv/bin/uv" venv --quiet --python "$venv/bin/python" "$place/$environment"
    "$venv/bin/uv" pip install --quiet --python "$place/$environment" --resolution "$environment" \
        '.[page,legacy,cluster,pkcs11,sm2]'
    "$place/$environment/bin/nianbao" build samples -o "$place/out-$environment"
    "$place/$environment/bin/nianbao" verify "$place/out-$environment"
    "$place/$environment/bin/nianbao" doctor
done
diff -r "$place/out-lowest-direct" "$place/out-highest"
echo "The oldest and the newest releases give the same bytes."
