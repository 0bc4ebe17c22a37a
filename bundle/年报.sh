#!/bin/sh
# Without arguments: the local page. With arguments: the command line, e.g.  ./年报.sh build 年报.xlsx -o out
here=$(dirname "$(readlink -f "$0")")
if [ $# -eq 0 ]; then
    exec "$here/nianbao" page
fi
exec "$here/nianbao" "$@"
