"""Gives fastidious files that are nested deeper than any stack, in the current folder. Each is one
clear error."""

import os
import subprocess
import sys

DEEP = "[" * 1_000_000
FILE = ["--no-cache", "-q", "a.cpp", "--"]


def expect_error(*arguments):
    done = subprocess.run(["fastidious", *arguments], check=False, encoding="utf-8",
                          capture_output=True)
    if done.returncode != 2 or "nested too deeply" not in done.stderr or done.stderr.count("\n") != 1:
        sys.exit(f"{arguments}: exit code {done.returncode}: {done.stderr[:500]}")


def write(name, text):
    with open(name, "w", encoding="utf-8") as file:
        file.write(text)


write("a.cpp", "int x;\n")
for name, text, arguments in (
        ("compile_commands.json", DEEP, FILE[:-1]),
        (".clang-tidy", "Checks: " + DEEP, FILE),
        (".clang-tidy", "CheckOptions:\n" + "- " * 1_000_000, FILE),
        (".fastidious.yaml", "exclude: " + DEEP, FILE),
        (".fastidious-baseline.json", DEEP, FILE),
        ("result.json", DEEP, ["merge", "result.json"])):
    write(name, text)
    expect_error(*arguments)
    os.remove(name)
