"""Commits the project in the current folder: branch main, then one commit more on another branch. A unit
that includes nothing is part of it."""

import json
import os
import subprocess


def git(*arguments):
    subprocess.run(["git", "-c", "user.name=a", "-c", "user.email=a@b.c", *arguments], check=True)


with open("src/alone.cpp", "w", encoding="utf-8") as file:
    file.write("int alone() { return 1; }\n")
with open("build/compile_commands.json", encoding="utf-8") as file:
    entries = json.load(file)
entries.append({"directory": os.path.abspath("build"), "file": "../src/alone.cpp",
                "arguments": ["g++", "-c", "../src/alone.cpp"]})
with open("build/compile_commands.json", "w", encoding="utf-8") as file:
    json.dump(entries, file)
with open(".gitignore", "w", encoding="utf-8") as file:
    file.write("/*\n!/src\n!/build\n!/.clang-tidy\n")
git("init", "-q", "-b", "main", ".")
git("add", ".")
git("commit", "-qm", "first")
git("checkout", "-q", "-b", "topic")
with open("src/alone.cpp", "a", encoding="utf-8") as file:
    file.write("int two() { return 2; }\n")
git("commit", "-qam", "second")
