#!/bin/sh
# Installs what is missing, builds, and lints the project in example/: findings, then fixes as a patch.
set -eu
cd "$(dirname "$0")"
tools/install-packages
cmake --preset default >/dev/null
cmake --build build --target fastidious-tidy

# A copy, because the fixes are shown, not made.
copy=$(mktemp -d)
trap 'rm -rf "$copy"' EXIT
cp -r example "$copy/fixed"
cmake -S "$copy/fixed" -B "$copy/build" -G Ninja -DCMAKE_CXX_COMPILER=clang++-19 >/dev/null
for file in "$copy"/fixed/*/*.cpp; do
  clang-tidy-19 --quiet --load=build/lib/fastidious-tidy.so -p "$copy/build" --fix-notes "$file"
done
diff -ru example "$copy/fixed" | sed "s|$copy/||" || true
