"""Lints the examples in the checks' documentation: BUILD FRAMEWORKS [CHECK]."""

import json
import multiprocessing.pool
import pathlib
import re
import subprocess
import sys
import tempfile

BLOCK = re.compile(r"^```cpp (bad|good)\n(.*?)^```$", re.M | re.S)
build, frameworks = map(pathlib.Path, sys.argv[1:3])
only = sys.argv[3:]


def lint(check, kind, code):
    """What is wrong with an example, or nothing."""
    with tempfile.TemporaryDirectory() as directory:
        source = pathlib.Path(directory) / "example.cpp"
        source.write_text(code)
        result = subprocess.run(
            ["clang-tidy-19", "--quiet", f"--load={build / 'lib' / 'fastidious-tidy.so'}",
             f"--checks=-*,fastidious-{check}", "--config={}", str(source), "--", "-std=c++20",
             "-isystem", str(frameworks)], capture_output=True, text=True)
    if result.returncode or "load request ignored" in result.stderr:
        return f"{check}: the {kind} example does not compile:\n{result.stdout}{result.stderr}"
    found = len(re.findall(r" warning: .* \[fastidious-", result.stdout))
    if found != (kind == "bad"):
        return f"{check}: the {kind} example yields {found} findings:\n{result.stdout}"
    return None


examples = [(check["name"], *block)
            for check in json.loads((build / "checks.json").read_text())
            if check["name"] in only or not only
            for block in BLOCK.findall(check["docs"])]
with multiprocessing.pool.ThreadPool() as pool:
    problems = [problem for problem in pool.starmap(lint, examples) if problem]
sys.exit("\n".join(problems) or 0)
