"""Fills a repository's configuration with commands that leave a mark, and the compilation database with
plug-ins."""

import json
import os
import subprocess


def git(*arguments):
    subprocess.run(["git", "-c", "user.name=a", "-c", "user.email=a@b.c", *arguments], check=True)


git("init", "-q", ".")
git("add", "src/clean.cpp")
git("commit", "-qm", "first")
git("add", "src")
git("commit", "-qm", "second")
with open(".gitattributes", "w", encoding="utf-8") as file:
    file.write("* filter=mark diff=mark\n")
here = os.getcwd()
for key in ["core.fsmonitor", "core.pager", "core.sshCommand", "core.editor", "diff.external",
            "diff.mark.command", "diff.mark.textconv", "filter.mark.clean", "filter.mark.smudge",
            "filter.mark.process"]:
    git("config", key, f"touch {here}/{key}-ran; cat")
git("config", "core.hooksPath", os.path.join(here, "hooks"))
os.makedirs("hooks")
for hook in ["post-index-change", "pre-commit", "fsmonitor-watchman"]:
    path = os.path.join("hooks", hook)
    with open(path, "w", encoding="utf-8") as file:
        file.write(f"#!/bin/sh\ntouch {here}/{hook}-ran\n")
    os.chmod(path, 0o755)
# So that git has to look into the file.
os.utime("src/join.cpp")

with open("build/compile_commands.json", encoding="utf-8") as file:
    entries = json.load(file)
for entry in entries:
    entry["arguments"][1:1] = ["-fplugin=./evil.so", "-fpass-plugin=./evil.so", "-Xclang", "-load",
                               "-Xclang", "./evil.so", "-mllvm", "-load=./evil.so",
                               "-wrapper", f"touch,{here}/wrapper-ran", "-B", here]
with open("build/compile_commands.json", "w", encoding="utf-8") as file:
    json.dump(entries, file)
