"""Compares the results of shard.test in the current folder."""

import json


def load(name, seconds=True):
    with open(name, encoding="utf-8") as file:
        result = json.load(file)
    # Only the time differs.
    for summary in [result["summary"]] if "summary" in result else [r["properties"] for r in result["runs"]]:
        assert summary.pop("seconds") >= 0
    return result


whole = load("whole.json")
parts = [load("1.json"), load("2.json")]
assert [part["summary"]["files"] for part in parts] == [2, 1]
assert len(whole["findings"]) == 2 and len(whole["errors"]) == 1
for name in ("merged.json", "merged2.json"):
    assert load(name) == whole, name
for name in ("merged.sarif", "merged2.sarif"):
    assert load(name) == load("whole.sarif"), name
