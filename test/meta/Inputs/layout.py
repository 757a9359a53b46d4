"""Every registered check `group-some-pattern` is checks/group/SomePattern.cpp and is tested by
test/checks/group/some-pattern*.cpp."""

import json
import pathlib
import sys

root = pathlib.Path(sys.argv[1])
problems = []
for check in json.loads(pathlib.Path(sys.argv[2]).read_text()):
    group, pattern = check["name"].split("-", 1)
    source = root / "checks" / group / ("".join(map(str.capitalize, pattern.split("-"))) + ".cpp")
    if not source.exists():
        problems.append(f"{check['name']}: no {source.relative_to(root)}")
    tests = sorted((root / "test" / "checks" / group).glob(f"{pattern}*.cpp"))
    # A test without an expected warning says nothing about what the check finds.
    if not any("^ warning" in test.read_text(errors="replace") for test in tests):
        problems.append(f"{check['name']}: no test/checks/{group}/{pattern}*.cpp expects a warning")
sys.exit("\n".join(problems) or 0)
