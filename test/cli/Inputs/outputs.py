"""Checks what happens to output that goes elsewhere than into a new file, in a project's folder."""

import json
import os
import stat
import subprocess
import sys
import threading

RUN = ["fastidious", "--no-cache", "-q"]


def run(*command, **options):
    return subprocess.run(command, check=False, encoding="utf-8", stdin=subprocess.DEVNULL,
                          **options)


# A pipe stays one, and gets the report.
os.mkfifo("pipe")
texts = []


def read():
    with open("pipe", encoding="utf-8") as pipe:
        texts.append(pipe.read())


reader = threading.Thread(target=read)
reader.start()
run(*RUN, "--format", "json:pipe", stdout=subprocess.DEVNULL)
reader.join(timeout=60)
assert len(json.loads(texts[0])["findings"]) == 2, texts
assert stat.S_ISFIFO(os.stat("pipe").st_mode)

# So does standard output by its other name, also if it is a file.
with open("out.json", "w", encoding="utf-8") as file:
    run(*RUN, "--format", "json", "-o", "/dev/stdout", stdout=file)
with open("out.json", encoding="utf-8") as file:
    assert len(json.load(file)["findings"]) == 2

# A link stays one, also if it points to nothing yet.
os.symlink("reports/latest.json", "link.json")
os.mkdir("reports")
run(*RUN, "--format", "json", "-o", "link.json")
assert os.path.islink("link.json")
with open("reports/latest.json", encoding="utf-8") as file:
    assert len(json.load(file)["findings"]) == 2

# A new file is as private as the user wants new files to be.
run(*RUN, "--format", "json:private.json", umask=0o077, stdout=subprocess.DEVNULL)
assert stat.S_IMODE(os.stat("private.json").st_mode) == 0o600

# What cannot be written is one clear error, however little it is.
for command in (RUN, [*RUN, "--diff"], [*RUN, "--help"], ["fastidious", "--help"],
                ["fastidious", "list"], ["fastidious", "list", "--format", "json"],
                ["fastidious", "explain", "stream-slurp"],
                ["fastidious", "explain", "--format", "json", "stream-slurp"],
                ["fastidious", "version"], ["fastidious", "config", "show"],
                ["fastidious", "config", "schema"], ["fastidious", "completions", "bash"],
                ["fastidious", "merge", "-q", "out.json"]):
    with open("/dev/full", "w", encoding="utf-8") as full:
        done = run(*command, stdout=full, stderr=subprocess.PIPE)
    if done.returncode != 2 or done.stderr != (
            "error: cannot write to standard output: No space left on device\n"):
        sys.exit(f"{command}: exit code {done.returncode}: {done.stderr}")
