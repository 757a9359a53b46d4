"""A run in numbers, and what has changed since the recorded one."""

import collections
import json

from .cpu import ratio
from .packages import Failure, write_json

KINDS = {"parse": "parse failures", "crash": "crashes", "timeout": "time-outs"}


def finding_line(finding):
    return f"{finding['file']}:{finding['line']}:{finding['column']} {finding['check']}"


def summarise(result, measured):
    """What is recorded of a package's result: all that a later run is compared with."""
    kinds = collections.Counter(error["kind"] for error in result["errors"])
    return {
        "version": result["version"], "revision": result["revision"],
        "units": len(result["units"]), "lines": result["lines"],
        **{name: kinds[kind] for kind, name in KINDS.items()},
        **({"cpu": round(ratio(measured), 2)} if measured else {}),
        "findings": [finding_line(finding) for finding in result["findings"]],
    }


def row(cells):
    return "| " + " | ".join(str(cell) for cell in cells) + " |"


def table(head, rows):
    first = rows[0] if rows else head
    rule = ["---:" if isinstance(cell, int) else "---" for cell in first]
    return "\n".join([row(head), row(rule), *map(row, rows)])


def signed(number):
    return f"{number:+}" if number else ""


def package_table(summaries, before):
    def cells(name, summary, previous):
        found = len(summary["findings"])
        change = signed(found - len(previous["findings"])) if previous else "new"
        per_thousand = f"{1000 * found / summary['lines']:.2f}" if summary["lines"] else ""
        return [name, summary["units"], summary["lines"],
                *(summary[kind] for kind in KINDS.values()), found, change, per_thousand,
                f"{summary['cpu']:.2f}" if "cpu" in summary else ""]

    rows = [cells(name, summary, before.get(name)) for name, summary in summaries.items()]
    sums = [sum(cell[index] for cell in rows) for index in range(1, 4 + len(KINDS))]
    rows.append(["all", *sums, "", f"{1000 * sums[-1] / max(sums[1], 1):.2f}", ""])
    return table(["package", "units", "lines", *KINDS.values(), "findings", "change",
                  "per 1,000 lines", "CPU"], rows)


def check_table(summaries, before):
    lines = max(sum(summary["lines"] for summary in summaries.values()), 1)

    def count(of):
        counts = collections.defaultdict(collections.Counter)
        for name, summary in of.items():
            for line in summary["findings"]:
                counts[line.rsplit(" ", 1)[1]][name] += 1
        return counts

    now, then = count(summaries), count(before)
    rows = []
    for check in sorted(now.keys() | then.keys()):
        total = now[check].total()
        change = signed(total - then[check].total()) if before else ""
        where = ", ".join(f"{name} {number}" for name, number in now[check].most_common())
        rows.append([check, total, change, f"{1000 * total / lines:.3f}", where])
    return table(["check", "findings", "change", "per 1,000 lines", "where"], rows)


def changes(summaries, before):
    lines = []
    for name, summary in summaries.items():
        if name in before:
            now, then = set(summary["findings"]), set(before[name]["findings"])
            lines += [f"+ {name}/{line}" for line in sorted(now - then)]
            lines += [f"- {name}/{line}" for line in sorted(then - now)]
    return lines


def report(corpus, packages, options):
    results = {package.name: corpus.read_result(package.name, options.files_of_labels)
               for package in packages}
    results = {name: result for name, result in results.items() if result is not None}
    summaries = {name: summarise(result, corpus.read_cpu(name)) for name, result in results.items()}
    if not summaries:
        raise Failure("there is nothing to report; run lint first")
    recorded = options.table.with_name("record.json")
    record = json.loads(recorded.read_text()) if recorded.exists() else {}
    # What a run did not lint, or linted in another version, has not changed.
    before = {name: record[name] for name, summary in summaries.items()
              if name in record and record[name]["version"] == summary["version"]}

    print(package_table(summaries, before) + "\n\n" + check_table(summaries, before))
    failures = [f"- {name}/{error['file']}: {error['kind']}: {error['message'].splitlines()[0]}"
                for name, result in results.items() for error in result["errors"]]
    if failures:
        print("\n## Failures\n\n" + "\n".join(failures))
    if before and (changed := changes(summaries, before)):
        print("\n## Changed since the recorded run\n\n```diff\n" + "\n".join(changed) + "\n```")
    if options.record:
        if options.files_of_labels:
            raise Failure("only a run over all units can be recorded")
        write_json(recorded, dict(sorted((record | summaries).items())))
