"""Runs the plug-in in clang-tidy and the program over the same units, and fails on any difference.

usage: agree.py PLUGIN ROOT, in an empty folder

Includes are compared by file: clang-tidy applies all fixes at once, so that one fix may leave an
include to another there, while each of the program's fixes has its own.
"""

import concurrent.futures
import json
import os
import pathlib
import subprocess
import sys

import yaml

CHECKS = "--checks=-*,fastidious-*"
# The clang headers, and packages that the tests do not need, would take too long.
HEAVY = ["benchmark.cpp", "catch2.cpp", "gmock.cpp", "std-concurrent.cpp", "std-ranges.cpp",
         "std-text.cpp"]

plugin, root = sys.argv[1], pathlib.Path(sys.argv[2]).resolve()
# Their configuration must not be that of the folder they are in.
pathlib.Path(".clang-tidy").write_text("{}\n", encoding="ascii")
units = sorted(root.glob("test/checks/*/*.cpp")) + sorted(root.glob("test/evidence/*.cpp"))
units += [root / "tools/bench/engine/units" / name for name in HEAVY]
flags = ["-isystem", str(root / "test/frameworks")]
pathlib.Path("compile_commands.json").write_text(json.dumps([
    {"directory": str(unit.parent), "file": str(unit),
     "arguments": ["clang++", "-std=c++20", *flags, "-c", str(unit)]}
    for unit in units]), encoding="utf-8")


def place(path, offset, texts={}):
    text = texts.setdefault(path, pathlib.Path(path).read_bytes())[:offset]
    return text.count(b"\n") + 1, offset - text.rfind(b"\n")


def without_includes(edits, includes):
    """The other edits, sorted; those that add an include go to the set of all."""
    added = {edit for edit in edits if edit[3].lstrip().startswith("#include")}
    includes |= added
    return tuple(sorted(edit for edit in edits if edit not in added))


def edits_of_plugin(message):
    return [(os.path.realpath(edit["FilePath"]), edit["Offset"], edit["Length"],
             edit["ReplacementText"]) for edit in message.get("Replacements", [])]


def by_plugin(unit):
    fixes = pathlib.Path(f"{units.index(unit)}.yaml")
    run = subprocess.run(
        ["clang-tidy", f"--load={plugin}", CHECKS, "--header-filter=.*", "--quiet", "-p", ".",
         f"--export-fixes={fixes}", str(unit)], capture_output=True, encoding="utf-8", check=False)
    if "load request ignored" in run.stderr:
        sys.exit(run.stderr)
    findings = set()
    for found in yaml.safe_load(fixes.read_text())["Diagnostics"] if fixes.exists() else []:
        message = found["DiagnosticMessage"]
        if not found["DiagnosticName"].startswith("fastidious-"):
            continue
        path = os.path.realpath(os.path.join(found["BuildDirectory"], message["FilePath"]))
        edits = edits_of_plugin(message)
        for note in found.get("Notes", []):
            edits += edits_of_plugin(note)
        findings.add((path, *place(path, message["FileOffset"]), found["DiagnosticName"],
                      message["Message"], without_includes(edits, plugin_includes)))
    return findings


def by_program():
    run = subprocess.run(
        ["fastidious", "check", "--no-cache", "--no-confirm", "--no-baseline", CHECKS,
         "--header-filter=.*", "-p", ".", "--format=json", "--exit-zero", *map(str, units)],
        stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, check=False)
    return {(os.path.realpath(found["file"]), found["line"], found["column"], found["check"],
             found["message"],
             without_includes([(os.path.realpath(edit["file"]), edit["offset"], edit["length"],
                                edit["text"]) for fix in found["fixes"] for edit in fix["edits"]],
                              program_includes))
            for found in json.loads(run.stdout)["findings"]}


plugin_includes, program_includes = set(), set()
with concurrent.futures.ThreadPoolExecutor(os.cpu_count()) as pool:
    plugins = set().union(*pool.map(by_plugin, units))
programs = by_program()
for only, findings in (("plug-in", plugins - programs), ("program", programs - plugins)):
    for path, line, column, check, message, edits in sorted(findings):
        print(f"only the {only}: {path}:{line}:{column}: {message} [{check}] {edits}")
for only, includes in (("plug-in", plugin_includes - program_includes),
                       ("program", program_includes - plugin_includes)):
    for path, offset, _, text in sorted(includes):
        print(f"only the {only}: {path}: byte {offset}: {text.strip()}")
if len(plugins) < len(units):
    sys.exit(f"only {len(plugins)} findings: the sample has more")
print(f"{len(plugins)} findings in {len(units)} units")
sys.exit(plugins != programs or plugin_includes != program_includes)
