"""Checks the reports of formats.test in the current folder; the argument is the schema of SARIF.

The published schema may not be copied into this repository, and no Debian package holds it. Where
FASTIDIOUS_SARIF_SCHEMA names a copy, the report is validated against it, too.
"""

import html.parser
import json
import os
import sys
import xml.etree.ElementTree

import jsonschema


def load(path):
    with open(path, encoding="utf-8") as file:
        return json.load(file)


PLACES = {("src/join.cpp", 6), ("src/join.h", 6)}

report = load("a.json")
assert {(f["file"], f["line"]) for f in report["findings"]} == PLACES
assert report["summary"]["findings"] == 2 and report["summary"]["files"] == 3
assert [e["kind"] for e in report["errors"]] == ["parse"]
for finding in report["findings"]:
    [fix] = finding["fixes"]
    assert fix["safety"] == "safe" and finding["suppressed"] is None and "evidence" not in finding

schema = load(sys.argv[1])
jsonschema.Draft7Validator.check_schema(schema)
sarif = load("a.sarif")
jsonschema.validate(sarif, schema)
if published := os.environ.get("FASTIDIOUS_SARIF_SCHEMA"):
    jsonschema.validate(sarif, load(published))
[run] = sarif["runs"]
rules = run["tool"]["driver"]["rules"]
# The standard wants a name for people beside the id, or none.
assert all(rule["name"] != rule["id"] and rule["name"].isalnum() for rule in rules)
for result in run["results"]:
    assert rules[result["ruleIndex"]]["id"] == result["ruleId"] and result["fixes"]
assert {(r["locations"][0]["physicalLocation"]["artifactLocation"]["uri"],
         r["locations"][0]["physicalLocation"]["region"]["startLine"])
        for r in run["results"]} == PLACES
assert not run["invocations"][0]["executionSuccessful"]

issues = load("a.gitlab")
assert {(i["location"]["path"], i["location"]["lines"]["begin"]) for i in issues} == PLACES
assert len({i["fingerprint"] for i in issues}) == 2

suites = xml.etree.ElementTree.parse("a.xml").getroot()
assert suites.get("failures") == "2" and suites.get("errors") == "1"
assert len(suites.findall("testsuite/testcase/failure")) == 2


class Page(html.parser.HTMLParser):
    """Counts articles, and refuses anything that is loaded from elsewhere."""

    articles = 0

    def handle_starttag(self, tag, attrs):
        self.articles += tag == "article"
        assert not {"src", "href"} & {name for name, _ in attrs}, tag


page = Page()
with open("a.html", encoding="utf-8") as file:
    page.feed(file.read())
assert page.articles == 2
