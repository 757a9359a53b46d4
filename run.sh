#!/bin/sh
# Installs what is missing, builds, and lints the project in example/: findings, then all fixes as a
# patch. With arguments, passes them to the program instead: ./run.sh check -p build src/
set -eu
root=$(cd "$(dirname "$0")" && pwd)
# All that is no answer of the program goes to stderr.
{
  "$root/tools/install-packages"
  (cd "$root" && cmake --preset default >/dev/null)
  cmake --build "$root/build" --target fastidious fastidious-tidy fastidious-clangd
} >&2
[ $# -eq 0 ] || exec "$root/build/bin/fastidious" "$@"

cd "$root"
cmake -S example -B build/example -G Ninja -DCMAKE_CXX_COMPILER=clang++-19 >/dev/null
# Findings and a patch that is not empty make the program fail; here both are what is to be seen.
status=0
build/bin/fastidious check -p build/example --exit-zero example || status=$?
[ "$status" -eq 0 ] || exit "$status"
echo
echo "The fixes, safe and unsafe:"
build/bin/fastidious check -p build/example --unsafe-fixes --diff -q example || status=$?
[ "$status" -le 1 ]
