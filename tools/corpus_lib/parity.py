"""Whether the program finds the same as the plug-in in a stock clang-tidy."""

import copy

from .lint import engine, lint_package
from .packages import write_json


def lint_with(name, corpus, common, package, options, labels):
    chosen = copy.copy(options)
    chosen.engine = name
    with engine(chosen) as runner:
        return lint_package(runner, chosen, corpus, common, package, labels)


def described(result):
    return {f"{found['file']}:{found['line']}:{found['column']}: {found['message']} "
            f"[{found['check']}]" for found in result["findings"]}


def failures(result):
    return {f"{failed['file']}: {failed['kind']}" for failed in result["errors"]}


def parity(corpus, common, packages, options, labels):
    """Prints what only one of them finds, and where only one of them fails; true if nothing."""
    same = True
    for package in packages:
        plugin, program = (lint_with(name, corpus, common, package, options, labels)
                           for name in ("plugin", "program"))
        write_json(corpus.parity(package.name), {"plugin": plugin, "program": program})
        found, found_too = described(plugin), described(program)
        failed, failed_too = failures(plugin), failures(program)
        print(f"{package.name}: {len(plugin['units'])} units, {len(found & found_too)} findings "
              f"of both, {len(found - found_too)} of the plug-in only, "
              f"{len(found_too - found)} of the program only", flush=True)
        for sign, only in (("-", found - found_too), ("+", found_too - found),
                           ("- failure:", failed - failed_too), ("+ failure:", failed_too - failed)):
            for line in sorted(only):
                print(f"  {sign} {line}", flush=True)
                same = False
    return same
