"""Checks and fixes files whose names and contents are Latin-1, in the current folder."""

import json
import os
import subprocess

NAME = b"gr\xf6\xdfe.cpp"
OLD = b"""#include <string>
std::string f(int n, const std::string &x) {
  std::string all;
  for (int i = 0; i < n; ++i)
    all = all + "\xe9" + x; // gr\xf6\xdfer
  return all;
}
"""


def run(*arguments):
    return subprocess.run(["fastidious", "--no-cache", "-q", *arguments], check=False,
                          capture_output=True)


with open(NAME, "wb") as file:
    file.write(OLD)
# As CMake writes it: paths are bytes.
with open("compile_commands.json", "wb") as file:
    file.write(b'[{"directory": "' + os.fsencode(os.getcwd())
               + b'", "file": "gr\xf6\xdfe.cpp", "command": "c++ -std=c++17 -c gr\xf6\xdfe.cpp"}]')
done = run("--format", "full")
assert done.returncode == 1 and not done.stderr, done
assert NAME + b":5:5: warning: " in done.stdout and b"all +" in done.stdout, done.stdout
report = json.loads(run("--format", "json").stdout)
assert len(report["findings"]) == 1 and report["findings"][0]["line"] == 5
assert len(json.loads(run("--format", "sarif").stdout)["runs"][0]["results"]) == 1
done = run("--fix", "--allow-dirty")
with open(NAME, "rb") as file:
    text = file.read()
assert done.returncode == 0 and b"all = all" not in text, (done, text)
assert b'all += "\xe9";' in text and b"gr\xf6\xdfer" in text, text
