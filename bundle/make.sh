#!/usr/bin/env bash
# Make the one-folder bundle:  make.sh PYTHON  ->  dist/年报/   (see docs/packaging.md)
set -euo pipefail
python=$1
cd "$(dirname "$0")/.."
environment=build/bundle-environment

missing=()
command -v objdump >/dev/null || missing+=(binutils)
library=$("$python" -c 'import sysconfig as s; print(s.get_config_var("LIBDIR") + "/" + s.get_config_var("INSTSONAME"))')
[ -e "$library" ] || missing+=("lib$("$python" -c 'import sys; print("python%d.%d" % sys.version_info[:2])')")
if [ ${#missing[@]} -gt 0 ]; then
    bash tests/tools/apt.sh "${missing[@]}"
fi

rm -rf build/bundle-environment build/bundle-work dist/年报
bash tests/tools/python.sh "$python" "$environment"
"$environment/bin/pip" install --quiet --requirement bundle/requirements.txt '.[page,legacy,pkcs11,sm2]'
"$environment/bin/pyinstaller" --noconfirm --log-level WARN --distpath dist --workpath build/bundle-work \
    bundle/nianbao.spec
cp bundle/年报.cmd bundle/年报.sh bundle/先读我.txt LICENSE dist/年报/
