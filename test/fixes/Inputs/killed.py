"""Kills fastidious in the middle of `--fix`, and fails unless each file is old or new, as a whole."""

import os
import signal
import subprocess
import sys
import time

HEADERS = 40
OLD = """#pragma once
#include <string>
inline std::string repeat{n}(int n, const std::string &x) {{
  std::string all;
  for (int i = 0; i < n; ++i)
    all = all + x;
  return all;
}}
""" + "// padding\n" * 2000
NEW = OLD.replace("all = all + x", "all += x")
COMMAND = ["fastidious", "--no-cache", "--fix", "--allow-dirty", "-q", "unit.cpp", "--",
           "-std=c++17"]


def name(n):
    return f"h{n}.h"


def write_old():
    for n in range(HEADERS):
        with open(name(n), "w", encoding="ascii") as file:
            file.write(OLD.format(n=n))


def count_new():
    """How many headers are new; all others must be old."""
    new = 0
    for n in range(HEADERS):
        with open(name(n), encoding="ascii") as file:
            text = file.read()
        if text == NEW.format(n=n):
            new += 1
        elif text != OLD.format(n=n):
            sys.exit(f"{name(n)} is neither old nor new")
    return new


# The folder may lie in a work tree that has one.
with open(".clang-tidy", "w", encoding="ascii") as file:
    file.write("{}\n")
with open("unit.cpp", "w", encoding="ascii") as file:
    file.writelines(f'#include "{name(n)}"\n' for n in range(HEADERS))
in_the_middle = 0
# Later and later: first as soon as one file is new, then when many are.
for wait_for in range(1, HEADERS, 8):
    write_old()
    before = [os.stat(name(n)).st_ino for n in range(HEADERS)]
    process = subprocess.Popen(COMMAND)
    while process.poll() is None:
        if sum(os.stat(name(n)).st_ino != before[n] for n in range(HEADERS)) >= wait_for:
            process.send_signal(signal.SIGKILL)
            process.wait()
        time.sleep(0.0002)
    in_the_middle += 0 < count_new() < HEADERS
if not in_the_middle:
    sys.exit("no run was killed in the middle")
# Nothing is left behind that stops the next one.
if subprocess.run(COMMAND, check=False).returncode != 0 or count_new() != HEADERS:
    sys.exit("the run after a killed one does not fix the rest")
