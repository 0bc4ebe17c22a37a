#!/usr/bin/env bash
# Is there a wheel of every dependency, and of what it needs in turn, for each kind of machine?  wheels.sh VENV
# What is missing for the program itself, the page and old workbooks is a failure; for the rest it is only said.
# Nothing is compiled or installed; the wheels go to a folder that vanishes.
set -euo pipefail
cd "$(dirname "$0")/.."
pip=$1/bin/pip
place=$(mktemp -d)
trap 'rm -rf "$place"' EXIT

"$pip" wheel --quiet --no-deps --wheel-dir "$place" .
program=$(echo "$place"/nianbao-*.whl)
state=0
for extra in "" page legacy pkcs11 sm2 cluster; do
    for machine in win_amd64 "manylinux_2_28_aarch64 manylinux_2_17_aarch64 manylinux2014_aarch64"; do
        platforms=()
        for tag in $machine; do platforms+=(--platform "$tag"); done
        if "$pip" download --quiet --only-binary :all: "${platforms[@]}" --python-version 3.11 \
            --dest "$place/wheels" "$program${extra:+[$extra]}" 2>"$place/why"; then
            echo "wheels: ${machine%% *} ${extra:-the program itself}"
        else
            echo "NO wheel: ${machine%% *} ${extra:-the program itself}: $(grep -m1 'No matching' "$place/why")"
            [[ "$extra" =~ ^(|page|legacy)$ ]] && state=1
        fi
    done
done
exit $state
