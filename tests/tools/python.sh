#!/usr/bin/env bash
# Make a virtual environment:  python.sh PYTHON FOLDER
# Debian ships Python without ensurepip; then python3-venv is installed first.
set -euo pipefail
python=$1 folder=$2
here=$(dirname "$0")
if ! "$python" -c 'import ensurepip, venv' 2>/dev/null; then
    bash "$here/apt.sh" python3-venv
fi
"$python" -m venv "$folder"
"$folder/bin/pip" install --quiet --upgrade pip
