#!/bin/sh
# Installs what is missing, builds, and runs the tests: ./test.sh [FILTER]
# FILTER is a regular expression for the names of lit tests.
set -eu
cd "$(dirname "$0")"
tools/install-packages
cmake --preset default >/dev/null
cmake --build build --target test-depends
exec tools/run-tests build "$@"
