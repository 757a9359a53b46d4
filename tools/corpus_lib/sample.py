"""A random sample of the findings, for a reader to judge."""

import random

from .packages import Failure


def draw(findings, most, chooser):
    """At most so many of each check, in the order of their places."""
    by_check = {}
    for found in findings:
        by_check.setdefault(found["check"], []).append(found)
    drawn = [found for group in by_check.values()
             for found in chooser.sample(group, min(most, len(group)))]
    return sorted(drawn, key=lambda found: (found["file"], found["line"], found["column"]))


def sample(corpus, packages, options):
    """Prints a line for each drawn finding: number, check, place and message, between tabs."""
    chooser, number = random.Random(options.seed), 0
    for package in packages:
        result = corpus.read_result(package.name, labelled_only=False)
        if result is None:
            raise Failure(f"{package.name} has no results; run lint first")
        source = corpus.source(package.name)
        for found in draw(result["findings"], options.most, chooser):
            number += 1
            print(number, found["check"], f"{source / found['file']}:{found['line']}:{found['column']}",
                  " ".join(found["message"].split()), sep="\t")
