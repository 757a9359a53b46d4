"""Runs fastidious and fails unless it keeps as many results as the first argument says."""

import glob
import os
import subprocess
import sys


def entries():
    return {path: os.stat(path).st_ino for path in glob.glob("cache/*/*.result")}


expected, *command = sys.argv[1:]
before = entries()
code = subprocess.run(command, stdout=subprocess.DEVNULL, check=False).returncode
if code not in (0, 1):
    sys.exit(f"exit code {code}")
# A result is written beside the old one, which then is replaced.
after = entries()
written = sum(before.get(path) != inode for path, inode in after.items())
if written != int(expected):
    sys.exit(f"{written} results written instead of {expected}")
