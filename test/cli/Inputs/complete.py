"""Prints what a shell offers for some command lines; the script is fastidious.SHELL in this folder."""

import subprocess
import sys

LINES = ["fastidious che", "fastidious --unsafe", "fastidious src/ --col", "fastidious --color ",
         "fastidious --color=al", "fastidious check --format js", "fastidious check -p ",
         "fastidious check fi", "fastidious explain string-concat-in", "fastidious config ve",
         "fastidious config show --min-cost q", "fastidious completions f"]
BASH = """source ./fastidious.bash
line=$1
# As readline splits it.
read -ra COMP_WORDS <<< "${line//=/ = }"
[[ $line == *[\\ =] ]] && COMP_WORDS+=("")
COMP_CWORD=$((${#COMP_WORDS[@]} - 1))
_fastidious
printf '%s\\n' "${COMPREPLY[@]}"
"""
FISH = "source fastidious.fish; complete -C $argv[1]"

for line in LINES:
    command = ["bash", "-c", BASH, "bash", line] if sys.argv[1] == "bash" else ["fish", "-c", FISH, line]
    offered = subprocess.run(command, check=True, capture_output=True, text=True).stdout.splitlines()
    # fish describes each behind a tab, and repeats what stands before "=".
    words = sorted(word.split("\t")[0].split("=")[-1].rstrip("/") for word in offered)
    print(f"{line}: {' '.join(words)}")
