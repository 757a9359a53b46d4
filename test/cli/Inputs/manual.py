"""Every flag in the help of a verb is in the manual page, whose escapes are complete."""

import re
import subprocess
import sys

with open(sys.argv[1], encoding="utf-8") as file:
    page = file.read()
assert page.startswith(".TH FASTIDIOUS 1"), page[:40]
for line in page.splitlines():
    assert not line.startswith("'") and re.sub(r"\\[-e&]", "", line).count("\\") == 0, line
plain = page.replace("\\-", "-").replace("\\e", "\\").replace("\\&", "")
flags = 0
for verb in ["check", "list", "explain", "baseline create", "merge", "config show", "cache clean",
             "completions"]:
    text = subprocess.run(["fastidious", *verb.split(), "--help"], check=True, capture_output=True,
                          text=True).stdout
    for flag in re.findall(r"^ +(?:-\w,)?(--[a-z-]+)", text, re.M):
        flags += 1
        assert flag == "--help" or flag in plain, (verb, flag)
assert flags > 40, flags
