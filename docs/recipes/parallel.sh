#!/bin/sh
# Checks a project in eight parts with GNU parallel, on this machine or on several:
#
#   HOSTS=:,one,two docs/recipes/parallel.sh -p build src
#   fastidious merge fastidious-shard-*.json
#
# The other hosts are reached by ssh, and have fastidious and the project in the same folder. ":" is
# this one.
set -eu
parts=8
seq $parts | parallel --quote --sshlogin "${HOSTS:-:}" --workdir "$PWD" \
  --return 'fastidious-shard-{}.json' \
  fastidious check -q --exit-zero -j1 --shard "{}/$parts" \
  --format json -o 'fastidious-shard-{}.json' "$@"
