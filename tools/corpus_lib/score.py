"""Comparing findings with labelled places."""

import collections
import dataclasses
import fnmatch

from .extents import Extents

# The checks of each family of labels. Those of clang-tidy itself are for comparison.
FAMILIES = {
    "benchmark": ["fastidious-benchmark-*"],
    "concat": ["fastidious-string-concat-*", "performance-inefficient-string-concatenation"],
    "append": ["fastidious-container-append-without-reserve",
               "performance-inefficient-vector-operation"],
    "buffer": ["fastidious-buffer-*"],
    "bytes": ["fastidious-bytes-*"],
    "hoist": ["fastidious-container-declared-in-loop",
              "fastidious-loop-invariant-construction"],
    "stream": ["fastidious-stream-*"],
}

# How far from a missed place a finding of the family is worth a look.
NEAR = 15


@dataclasses.dataclass
class Verdict:
    label: object
    hits: list
    near: list
    linted: bool


def place(extents, label):
    """The lines that a label is about."""
    function = extents.function(label.line) if label.family == "buffer" else None
    return function or extents.statement(label.line)


def window(extents, label):
    """The lines on which a finding answers a label."""
    first, last = place(extents, label)
    if label.label == "TP" and label.family != "buffer":
        if label.stated_loop:
            first = min(first, label.stated_loop)
        elif loop := extents.loop(label.line):
            first = min(first, loop[0])
    return first, last


def within(finding, lines):
    return lines[0] <= finding["line"] <= lines[1]


def judge_file(labels, extents, result):
    """Verdicts on the labels of one family in one file."""
    findings = [finding for finding in result["findings"] if finding["file"] == labels[0].path and
                any(fnmatch.fnmatch(finding["check"], pattern)
                    for pattern in FAMILIES[labels[0].family])]
    places = [place(extents, label) for label in labels]
    failed = {error["file"] for error in result["errors"]}
    for index, label in enumerate(labels):
        # What lies on another label's statement is about that one.
        others = places[:index] + places[index + 1:]
        lines = window(extents, label)
        hits = [finding for finding in findings if within(finding, lines) and
                (within(finding, places[index]) or
                 not any(within(finding, other) for other in others))]
        near = [finding for finding in findings if finding not in hits and
                abs(finding["line"] - label.line) <= NEAR]
        # A header is linted with whatever includes it.
        is_unit = label.path.endswith((".cc", ".cpp", ".cxx"))
        linted = not is_unit or (label.path in result["units"] and label.path not in failed)
        yield Verdict(label, hits, near, linted)


def judge(corpus, labels, results):
    files = collections.defaultdict(list)
    for label in labels:
        files[label.package, label.path, label.family].append(label)
    for (package, path, _), labels_of_file in files.items():
        extents = Extents((corpus.source(package) / path).read_text(errors="replace"))
        yield from judge_file(labels_of_file, extents, results[package])


def describe(finding):
    return f"{finding['line']}:{finding['column']} {finding['check']}"


def print_verdicts(title, verdicts):
    if not verdicts:
        return
    print(f"\n{title}")
    for verdict in verdicts:
        label = verdict.label
        print(f"  {label.family}: {label.package} {label.path}:{label.line}: {label.reason}")
        for finding in verdict.hits:
            print(f"    found {describe(finding)}")
        for finding in verdict.near:
            print(f"    near  {describe(finding)}")


def print_counts(name, verdicts):
    counts = []
    for kind in ("TP", "FP"):
        hits = [bool(verdict.hits) for verdict in verdicts if verdict.label.label == kind]
        counts.append(f"{sum(hits):>6}/{len(hits):<4}")
    print(f"{name:<10}" + "".join(counts))


def score(corpus, packages, labels, options):
    results = {package.name: corpus.read_result(package.name, options.files_of_labels)
               for package in packages}
    if missing := [name for name, result in results.items() if result is None]:
        print(f"Without results, and left out: {', '.join(missing)}\n")
    families = options.family or list(FAMILIES)
    labels = [label for label in labels
              if label.family in families and results.get(label.package) is not None]
    verdicts = list(judge(corpus, labels, results))

    print(f"{'':<10}{'found':>8}{'wrong':>11}")
    for family in families:
        print_counts(family, [verdict for verdict in verdicts if verdict.label.family == family])
    print_counts("all", verdicts)

    missed = [verdict for verdict in verdicts if verdict.label.label == "TP" and not verdict.hits]
    print_verdicts("Missed:", [verdict for verdict in missed if verdict.linted])
    print_verdicts("Missed, and their unit was not linted:",
                   [verdict for verdict in missed if not verdict.linted])
    print_verdicts("Wrong:", [verdict for verdict in verdicts
                              if verdict.label.label == "FP" and verdict.hits])
