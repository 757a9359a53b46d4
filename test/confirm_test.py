"""Compares `fastidious confirm` with what a test expects.

    RUN: %confirm_test %s [--tag TAG] -- -O2 -std=c++20

A line that begins a timed loop, or the lambda that a framework times, carries a comment

    // expect: VERDICT [advice=observe-result|hide-input|none] [share<NUMBER] [share>NUMBER]

Every loop needs one, and every one needs a loop. `// expect(TAG,...): VERDICT` behind it takes its
place in runs with one of these tags. A loop in a template is asked about in each
instantiation; all of them have to agree.
"""

import argparse
import json
import re
import subprocess
import sys

EXPECT = re.compile(r"// expect(?:\(([\w,]+)\))?: (\S+)((?:\s+(?:advice=\S+|share[<>][\d.]+))*)\s*(?=$|//)")


def expectations(path, tag):
    with open(path, encoding="utf-8") as file:
        for number, line in enumerate(file, 1):
            if "// expect" not in line:
                continue
            matches = list(EXPECT.finditer(line))
            if len(matches) != line.count("// expect"):
                sys.exit(f"{path}:{number}: malformed expectation")
            match = [m for m in matches if not m[1] or tag in m[1].split(",")][-1]
            yield number, match[2], match[3].split()


def holds(condition, answer):
    if condition.startswith("advice="):
        return answer.get("advice", "none") == condition.removeprefix("advice=")
    share, bound = answer.get("surviving_share"), float(condition[len("share<"):])
    if share is None:
        return False
    return share < bound if condition[len("share")] == "<" else share > bound


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("--program", required=True)
    parser.add_argument("--tag")
    parser.add_argument("file")
    own, compiler = sys.argv[1:], []
    if "--" in own:
        at = own.index("--")
        own, compiler = own[:at], own[at + 1:]
    options = parser.parse_args(own)
    run = subprocess.run(
        [options.program, "confirm", "--format=json", options.file, "--", *compiler],
        capture_output=True, text=True, check=False)
    if run.returncode != 0:
        sys.exit(f"exit code {run.returncode}\n{run.stdout}{run.stderr}")
    found = {}
    for loop in json.loads(run.stdout)["loops"]:
        found.setdefault(loop["line"], []).append(loop)
    failures = []
    for line, verdict, conditions in expectations(options.file, options.tag):
        loops = found.pop(line, [])
        if not loops:
            failures.append(f"{options.file}:{line}: no timed loop was found here")
        for loop in loops:
            answer = loop["optimizer"]
            if answer["verdict"] == verdict and all(holds(c, answer) for c in conditions):
                continue
            failures.append(f"{options.file}:{line}: {loop['benchmark']}: expected {verdict} "
                            f"{' '.join(conditions)}, got " + json.dumps(loop, indent=1))
    for line, loops in found.items():
        failures.append(f"{options.file}:{line}: nothing was expected of {loops[0]['benchmark']}: "
                        f"{loops[0]['optimizer']['verdict']}")
    print("\n".join(failures))
    sys.exit(1 if failures else 0)


if __name__ == "__main__":
    main()
