"""Running the checks over the units of compile databases."""

import concurrent.futures
import contextlib
import json
import os
import pathlib
import re
import shutil
import subprocess
import sys
import tempfile
import time

from .labels import labelled_units
from .packages import Failure, REPOSITORY, read_lines, write_json

CLANG_TIDY = "clang-tidy-19"
DIAGNOSTIC = re.compile(
    r"^(/[^:\n]+):(\d+):(\d+): (?:warning|error): (.*) \[([^\]\s]+)\]$", re.MULTILINE)
HEADER_SUFFIXES = (".h", ".hh", ".hpp", ".hxx", ".inl")


class ClangTidy:
    """Stock clang-tidy, one process for each unit, with or without the plug-in."""

    def __init__(self, options, plugin=None):
        self.options = options
        self.command = [CLANG_TIDY, "--quiet"]
        if plugin:
            self.command += ["--load", str(plugin)]
        self.command.append(f"--checks={options.checks}")

    def lint(self, database, header_filter, files):
        with concurrent.futures.ThreadPoolExecutor(self.options.jobs) as pool:
            results = pool.map(lambda file: self.lint_unit(database, header_filter, file), files)
            for done, (findings, errors) in enumerate(results, 1):
                yield done, findings, errors

    def lint_unit(self, database, header_filter, file):
        command = [*self.command, "-p", str(database.parent),
                   f"--header-filter={header_filter}", file]
        try:
            run = run_captured(command, self.options.timeout)
        except subprocess.TimeoutExpired:
            return [], [error(file, "timeout", f"more than {self.options.timeout} s")]
        # clang-tidy goes on without a plug-in that it cannot load.
        if "load request ignored" in run.stderr or "no checks enabled" in run.stdout + run.stderr:
            raise Failure(f"{CLANG_TIDY} cannot run these checks:\n{run.stdout}{run.stderr}")
        findings, errors = [], []
        for path, line, column, message, check in DIAGNOSTIC.findall(run.stdout):
            if check == "clang-diagnostic-error":
                errors.append(error(file, "parse", f"{path}:{line}: {message}"))
            else:
                findings.append(finding(path, int(line), int(column), check, message))
        if run.returncode < 0 or "Stack dump:" in run.stderr:
            errors = [error(file, "crash", describe_crash(run))]
        elif run.returncode != 0 and not errors:
            errors.append(error(file, "parse", run.stderr[-2000:]))
        return findings, errors[:1]


class Program:
    """The program `fastidious`, one process for each package."""

    def __init__(self, options, program):
        self.options, self.program = options, program

    def lint(self, database, header_filter, files):
        yield len(files), *self.lint_units(database, header_filter, files)

    def lint_units(self, database, header_filter, files):
        run = run_captured([
            str(self.program), "check", "-p", str(database.parent), "--format", "json",
            # A result kept from an earlier run would hide a crash, and the time that a unit takes.
            "--no-cache", "--exit-zero", f"--checks={self.options.checks}",
            *(["--no-confirm"] if self.options.no_confirm else []),
            f"--header-filter={header_filter}", f"-j{self.options.jobs}",
            f"--timeout={self.options.timeout}", *files])
        if run.returncode == 2:
            raise Failure(f"{self.program} failed:\n{run.stderr}")
        if run.returncode < 0:
            return self.find_crash(database, header_filter, files, describe_crash(run))
        report = json.loads(run.stdout)
        findings = [finding(found["file"], found["line"], found["column"], found["check"],
                            found["message"])
                    for found in report["findings"] if not found.get("suppressed")]
        return findings, [error(failed["file"], failed["kind"], failed["message"])
                          for failed in report["errors"]]

    def find_crash(self, database, header_filter, files, message):
        """After the process has died: the units it dies of, and the findings of the others."""
        if len(files) == 1:
            return [], [error(files[0], "crash", message)]
        findings, errors = [], []
        for half in (files[:len(files) // 2], files[len(files) // 2:]):
            more_findings, more_errors = self.lint_units(database, header_filter, half)
            findings += more_findings
            errors += more_errors
        return findings, errors


def run_captured(command, timeout=None):
    return subprocess.run(command, capture_output=True, encoding="utf-8", errors="replace",
                          timeout=timeout, check=False)


def describe_crash(run):
    return f"exit status {run.returncode}\n{run.stderr[:2000]}"


def finding(file, line, column, check, message):
    return {"file": os.path.realpath(file), "line": line, "column": column, "check": check,
            "message": message}


def error(file, kind, message):
    return {"file": file, "kind": kind, "message": message.strip() or "no message"}


@contextlib.contextmanager
def engine(options):
    if options.engine == "program":
        program = options.build_dir.resolve() / "bin/fastidious"
        if not program.exists():
            raise Failure(f"{program} is not there; build it first")
        yield Program(options, program)
    elif options.engine == "plugin":
        plugin = options.build_dir.resolve() / "lib/fastidious-tidy.so"
        if not plugin.exists():
            raise Failure(f"{plugin} is not there; build it first")
        # A run is long, and a build may replace the plug-in in the middle of it.
        with tempfile.TemporaryDirectory() as directory:
            yield ClangTidy(options, shutil.copy(plugin, directory))
    else:
        yield ClangTidy(options)


def revision():
    """What was run, if this is a clone and git is there to ask."""
    if shutil.which("git") is None:
        return "unknown"
    run = run_captured(["git", "-C", str(REPOSITORY), "describe", "--always", "--dirty"])
    return run.stdout.strip() or "unknown"


def count_lines(common, source, files):
    """The lines of the units and of the package's own headers."""
    own = {path for path in source.rglob("*") if path.suffix in HEADER_SUFFIXES and path.is_file()
           and not re.search(common.vendored, str(path.relative_to(source)))}
    return sum(len(read_lines(path)) for path in own.union(map(pathlib.Path, files)))


class Progress:
    def __init__(self, package, total):
        self.package, self.total = package, total

    def show(self, done):
        if sys.stderr.isatty():
            print(f"\r{self.package}: {done}/{self.total}", end="\n" if done == self.total else "",
                  file=sys.stderr)


def lint_package(runner, options, corpus, common, package, labels):
    source, version = corpus.find_source(package.name)
    files = [unit["file"] for unit in corpus.units(package.name)]
    if options.files_of_labels:
        files = labelled_units(source, files,
                               [label for label in labels if label.package == package.name])
    findings, errors = {}, []
    start = time.monotonic()
    progress = Progress(package.name, len(files))
    header_filter = f"^{re.escape(str(source))}/"
    runs = runner.lint(corpus.database(package.name), header_filter, files) if files else ()
    for done, found, failed in runs:
        progress.show(done)
        errors += failed
        for item in found:
            path = pathlib.Path(item["file"])
            if not path.is_relative_to(source):
                continue
            item["file"] = str(path.relative_to(source))
            # A header's finding comes once from each unit that includes it.
            if not re.search(common.vendored, item["file"]):
                key = item["file"], item["line"], item["column"], item["check"]
                findings[key] = item
    for failed in errors:
        failed["file"] = os.path.relpath(failed["file"], source)
    return {
        "package": package.name, "version": version, "revision": revision(),
        "engine": options.engine, "checks": options.checks,
        "units": [os.path.relpath(file, source) for file in files],
        "lines": count_lines(common, source, files),
        "seconds": round(time.monotonic() - start, 1),
        "findings": [findings[key] for key in sorted(findings)], "errors": errors,
    }


def lint(corpus, common, packages, options, labels):
    with engine(options) as runner:
        for package in packages:
            result = lint_package(runner, options, corpus, common, package, labels)
            write_json(corpus.result(package.name, options.files_of_labels), result)
            print(f"{package.name}: {len(result['units'])} units, "
                  f"{len(result['findings'])} findings, {len(result['errors'])} failures, {result['seconds']} s", flush=True)
