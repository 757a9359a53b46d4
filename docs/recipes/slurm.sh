#!/bin/sh
# A Slurm array job that checks a project in eight parts; its folder must be the same on all nodes.
#
#   sbatch --wait docs/recipes/slurm.sh -p build src
#   fastidious merge fastidious-shard-*.json
#
#SBATCH --array=1-8
#SBATCH --job-name=fastidious
set -eu
exec fastidious check -q --exit-zero -j "${SLURM_CPUS_ON_NODE:-1}" \
  --shard "$SLURM_ARRAY_TASK_ID/$SLURM_ARRAY_TASK_COUNT" \
  --format json -o "fastidious-shard-$SLURM_ARRAY_TASK_ID.json" "$@"
