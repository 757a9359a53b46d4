"""Builds plug-in and fastidious-docs of a built tree again, with one more check: BUILD TARGET CHECK.

Uses the build's own commands and objects, so that it takes seconds."""

import json
import pathlib
import shlex
import subprocess
import sys

build, target, check = map(pathlib.Path, sys.argv[1:])
commands = json.loads((build / "compile_commands.json").read_text())
template = next(c for c in commands if c["file"].endswith("checks/support/Body.cpp"))
command = shlex.split(template["command"])
command[command.index("-o") + 1] = str(target / "check.o")
command[command.index("-c") + 1] = str(check)
subprocess.run(command, cwd=template["directory"], check=True)

for output in ("lib/fastidious-tidy.so", "bin/fastidious-docs"):
    link = subprocess.run(["ninja", "-t", "commands", output], cwd=build, check=True, text=True,
                          capture_output=True).stdout.splitlines()[-1]
    assert f"-o {output} " in link, link
    link = link.replace(f"-o {output} ", f"-o {target / output} {target / 'check.o'} ")
    subprocess.run(link, shell=True, cwd=build, check=True)
with open(target / "checks.json", "w") as out:
    subprocess.run([target / "bin/fastidious-docs", "json"], check=True, stdout=out)
