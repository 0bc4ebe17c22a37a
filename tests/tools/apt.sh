#!/usr/bin/env bash
# Install Debian packages, as root or through sudo:  apt.sh PACKAGE…
set -euo pipefail
as_root=()
if [ "$(id -u)" -ne 0 ]; then
    command -v sudo >/dev/null || { echo "请以管理员身份安装：apt-get install $*" >&2; exit 3; }
    as_root=(sudo)
fi
"${as_root[@]}" apt-get update -qq
DEBIAN_FRONTEND=noninteractive "${as_root[@]}" apt-get install -y -qq --no-install-recommends "$@" >/dev/null
