"""check.py PROFILE SOURCE [LEVEL...]: the findings of SOURCE come in the order of their heat.

The finding in hotJoin has to be the first, with more heat than those in coldJoin and neverJoin, which
have next to none or are unknown to the profile; it was joined on one of LEVELs. SARIF ranks and HTML
agree, and the coverage of the profile is printed.
"""
import json
import pathlib
import subprocess
import sys

profile, source, *levels = sys.argv[1:]
common = ["fastidious", "check", "--no-cache", "--exit-zero", source, "--profile", profile,
          "--sort", "hotness",
          "--checks=-*,fastidious-string-concat-in-loop"]


def run(*extra):
    done = subprocess.run([*common, *extra, "--", "-std=c++17"], capture_output=True, text=True,
                          check=True)
    return done.stdout, done.stderr


lines = pathlib.Path(source).read_text().splitlines()


def function_of(line):
    return next(name for number in range(line, 0, -1)
                for name in ("coldJoin", "hotJoin", "neverJoin") if name + "(" in lines[number - 1])


output, errors = run("--format=json")
assert f"profile '{profile}' counts " in errors and " of 3 findings" in errors, errors
findings = json.loads(output)["findings"]
assert len(findings) == 3, output
order = [function_of(f["line"]) for f in findings]
assert order[0] == "hotJoin", order
heat = {name: f.get("evidence", {}).get("profile", {}) for name, f in zip(order, findings)}
hot = heat["hotJoin"]
assert hot["share"] > 0.1, heat
assert not levels or hot["level"] in levels, heat
for name in ("coldJoin", "neverJoin"):
    assert heat[name].get("share", 0) < hot["share"] / 10, heat

sarif = json.loads(run("--format=sarif")[0])["runs"][0]["results"]
ranks = {function_of(r["locations"][0]["physicalLocation"]["region"]["startLine"]): r["rank"]
         for r in sarif}
assert ranks["hotJoin"] > ranks["neverJoin"], ranks

html = run("--format=html")[0]
assert "<meter" in html and hot["level"] in html, "no heat in the HTML report"
text = run("--hotness-threshold=5")[0]
assert f"% of {hot['unit']}" in text or hot["unit"] in text, text
if all(heat[name] for name in ("coldJoin", "neverJoin")):
    assert text.count("warning:") == 1, text
