"""Folds the stacks of `perf script`, as stackcollapse-perf.pl does."""
import collections
import re
import sys

stacks = collections.Counter()
stack = []
with open(sys.argv[1], encoding="utf-8") as script:
    for line in [*script, "\n"]:
        if not line.strip():
            if stack:
                stacks[";".join(reversed(stack))] += 1
            stack = []
        elif frame := re.match(r"\s+[0-9a-f]+ (.+?)(?:\+0x[0-9a-f]+)? \(.*\)$", line):
            stack.append(frame[1].replace(";", ":"))
for folded, count in stacks.items():
    print(folded, count)
