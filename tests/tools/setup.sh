#!/usr/bin/env bash
# Everything the tests need beside the virtual environment. Installs only what is missing.
set -euo pipefail
here=$(cd "$(dirname "$0")" && pwd)

declare -A package_of=(
    [soffice]="libreoffice-writer-nogui libreoffice-calc-nogui"
    [pdftoppm]=poppler-utils
    [pdfsig]=poppler-utils
    [qpdf]=qpdf
    [java]=default-jre-headless
    [javac]=default-jdk-headless
    [npm]="nodejs npm"
    [chromium]=chromium
    [softhsm2-util]=softhsm2
    [openssl]=openssl
    [fc-match]=fontconfig
    [git]=git
)
missing=()
for program in "${!package_of[@]}"; do
    command -v "$program" >/dev/null || missing+=(${package_of[$program]})
done
if [ ${#missing[@]} -gt 0 ]; then
    bash "$here/apt.sh" "${missing[@]}"
fi
for installer in "$here"/*/install.sh; do
    [ -e "$installer" ] && bash "$installer"
done
exit 0
