#!/usr/bin/env python3
"""Runs a check over a source file, and verifies all that it says and all that its fixes do.

test/README.md describes the notation of the expectations and what is verified.
"""

import argparse
import collections
import difflib
import json
import os
import pathlib
import re
import subprocess
import sys
import tempfile

import yaml

LOADER = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
PREFIX = "fastidious-"
WARNING_FLAGS = ["-Wall", "-Wextra", "-Wconversion"]
SANITIZERS = ["-fsanitize=address,undefined", "-fno-sanitize-recover=all"]

DIAGNOSTIC = re.compile(r"^\s*//\s*(\^)\s*(warning|note)(?:\(([^)]*)\))?:\s*(.*?)\s*$")
FIX = re.compile(r"^\s*//\s*(fix|fix-notes|fix-alt\d+)(?:\(([^)]*)\))?:(.*?)\s*$")
MISSPELT = re.compile(r"^\s*//\s*(\^|(warning|note|fix[-\w]*)(\([^)]*\))?:)")


class Failure(Exception):
    """An expectation that does not hold; the text is for the author of the test."""


Expectation = collections.namedtuple("Expectation", "line column level text origin")
# The edits are those on the diagnostic itself, in the form of clang-tidy's export.
Diagnostic = collections.namedtuple(
    "Diagnostic", "path line column level message check edits notes")


class Source:
    """A test file: its code without expectations, and the expectations."""

    def __init__(self, path, tags, standard):
        self.path = path
        self.code = []  # lines without expectations, line ends kept
        self.origin = []  # for each of them, its line number in the test
        self.expected = []
        self.fixes = collections.defaultdict(lambda: collections.defaultdict(list))
        text = path.read_bytes().decode("utf-8", "surrogateescape")
        for number, line in enumerate(text.splitlines(keepends=True), 1):
            if match := DIAGNOSTIC.match(line):
                if applies(match[3], tags, standard):
                    self.add_diagnostic(match, line, number)
            elif match := FIX.match(line):
                if applies(match[2], tags, standard):
                    self.fixes[len(self.code)][match[1]].append(match[3])
            elif MISSPELT.match(line):
                raise Failure(f"{path}:{number}: malformed expectation: {line.strip()}")
            else:
                self.code.append(line)
                self.origin.append(number)

    def add_diagnostic(self, match, line, number):
        if not self.code:
            raise Failure(f"{self.path}:{number}: an expectation needs a line before it")
        column = len(encode(self.code[-1][:match.start(1)])) + 1
        self.expected.append(
            Expectation(len(self.code), column, match[2], match[4], number))

    def fixed(self, mode):
        """The code after the fixes of one mode."""
        lines = []
        for number, line in enumerate(self.code, 1):
            directives = self.fixes.get(number, {})
            wanted = directives.get(mode)
            if wanted is None and mode == "fix-notes":
                wanted = directives.get("fix")
            lines += [line] if wanted is None else wanted
        return lines

    def where(self, line):
        """The line of the test that became this line of the code."""
        return self.origin[min(line, len(self.origin)) - 1] if self.origin else 0


def encode(text):
    return text.encode("utf-8", "surrogateescape")


def applies(condition, tags, standard):
    """Whether an expectation with this condition counts in this run."""
    for term in (condition or "").split(","):
        term = term.strip()
        if not term:
            continue
        negated = term.startswith("!")
        name = term.lstrip("!")
        if match := re.fullmatch(r"c\+\+(\d+)(\+?)", name):
            have = int(standard.removeprefix("c++"))
            holds = have >= int(match[1]) if match[2] else have == int(match[1])
        else:
            holds = name in tags
        if holds == negated:
            return False
    return True


def matches(pattern, text):
    """Whether the text contains the pattern, in which {{...}} is a regular expression."""
    parts = re.split(r"\{\{(.*?)\}\}", pattern)
    regex = "".join(part if i % 2 else re.escape(part) for i, part in enumerate(parts))
    return re.search(regex, text) is not None


def position(content, offset):
    """Line and column, from 1, in bytes."""
    return content.count(b"\n", 0, offset) + 1, offset - (content.rfind(b"\n", 0, offset) + 1) + 1


def run(command, **options):
    return subprocess.run(command, capture_output=True, text=True, errors="replace", **options)


class Runner:
    """One run of the whole procedure: one language standard."""

    def __init__(self, options, standard, scratch, runs_programs):
        self.runs_programs = runs_programs
        self.options = options
        self.standard = standard
        self.root = scratch
        test = options.file.resolve()
        self.paths = [test] + [test.parent / name for name in options.also]
        self.names = [test.name] + options.also
        tags = set(options.tags)
        self.sources = [Source(path, tags, standard) for path in self.paths]
        self.checks = [PREFIX + name.removeprefix(PREFIX) for name in options.checks.split(",")]
        metadata = json.loads((options.build / "checks.json").read_text())
        self.kinds = {PREFIX + check["name"]: check["fix"] for check in metadata}
        for check in self.checks:
            if check not in self.kinds:
                raise Failure(f"there is no check {check}")
        self.flags = [f"-std={standard}", "-isystem", str(options.frameworks),
                      "-I", str(test.parent), *options.args]

    def write(self, name):
        """A fresh directory with the code under test."""
        directory = self.root / name
        for relative, source in zip(self.names, self.sources):
            target = directory / relative
            target.parent.mkdir(parents=True, exist_ok=True)
            target.write_bytes(encode("".join(source.code)))
        return directory

    def tidy(self, directory, mode=None):
        """Runs clang-tidy and returns its diagnostics; a mode applies fixes to the files."""
        before = {name: (directory / name).read_bytes() for name in self.names}
        report = directory / ".fixes.yaml"
        report.unlink(missing_ok=True)
        command = [self.options.clang_tidy, "--quiet", "--header-filter=.*",
                   f"--load={self.options.build / 'lib' / 'fastidious-tidy.so'}",
                   f"--checks=-*,{','.join(self.checks)}", f"--config={self.config()}",
                   f"--export-fixes={report}"]
        if mode:
            command.append("--" + mode)
        environment = dict(os.environ)
        if self.options.preload:
            # What stock clang-tidy leaks is not ours to judge.
            environment |= {"LD_PRELOAD": self.options.preload, "ASAN_OPTIONS": "detect_leaks=0",
                            "UBSAN_OPTIONS": "halt_on_error=1:print_stacktrace=1"}
        result = run([*command, str(directory / self.names[0]), "--", *self.flags], env=environment)
        # A plug-in that does not load is no error for clang-tidy: it goes on without the checks.
        if "load request ignored" in result.stderr or "no checks enabled" in result.stderr:
            raise Failure(f"the plug-in was not loaded:\n{result.stderr}")
        if result.returncode < 0 or "PLEASE submit a bug report" in result.stderr:
            raise Failure(f"clang-tidy crashed:\n{result.stderr}")
        diagnostics = self.read(report, directory, before)
        errors = [d for d in diagnostics if d.level == "Error"]
        if errors or result.returncode:
            raise Failure(f"{mode or 'the code'}: does not compile:\n{result.stdout}{result.stderr}")
        return diagnostics

    def config(self):
        options = {}
        for option in self.options.option:
            name, _, value = option.partition("=")
            if "." not in name:
                name = f"{self.checks[0]}.{name}"
            options[name] = value
        return json.dumps({"CheckOptions": options})

    def read(self, report, directory, contents):
        """The diagnostics of an export-fixes file."""
        if not report.exists():
            return []
        diagnostics = []
        for entry in yaml.load(report.read_bytes(), LOADER)["Diagnostics"]:
            message = entry["DiagnosticMessage"]

            def place(item):
                path = pathlib.Path(item["FilePath"])
                if not path.is_relative_to(directory):
                    return str(path), 0, 0
                name = str(path.relative_to(directory))
                return name, *position(contents.get(name, b""), item["FileOffset"])

            notes = [Diagnostic(*place(note), "note", note["Message"], entry["DiagnosticName"],
                                note["Replacements"], [])
                     for note in entry.get("Notes", [])]
            diagnostics.append(
                Diagnostic(*place(message), entry["Level"], message["Message"],
                           entry["DiagnosticName"], message["Replacements"], notes))
        return diagnostics

    # What is verified -----------------------------------------------------------------------------

    def verify(self):
        directory = self.write("report")
        diagnostics = self.tidy(directory)
        if self.options.update:
            return self.update(diagnostics)
        self.verify_messages(diagnostics)
        for diagnostic in diagnostics:
            self.verify_conventions(diagnostic)
            self.verify_fix_kind(diagnostic)
        self.baseline = None
        for mode in self.modes(diagnostics):
            self.verify_mode(mode, diagnostics)
        return len(diagnostics)

    def verify_messages(self, diagnostics):
        problems = []
        for name, source in zip(self.names, self.sources):
            expected = list(source.expected)
            actual = [d for top in diagnostics for d in (top, *top.notes) if d.path == name]
            for diagnostic in actual:
                level = diagnostic.level.lower()
                found = next(
                    (e for e in expected
                     if (e.line, e.column, e.level) == (diagnostic.line, diagnostic.column, level)
                     and matches(e.text, f"{diagnostic.message} [{diagnostic.check}]")), None)
                if found:
                    expected.remove(found)
                else:
                    problems.append(f"{source.path}:{source.where(diagnostic.line)}:"
                                    f"{diagnostic.column}: unexpected {level}: "
                                    f"{diagnostic.message} [{diagnostic.check}]")
            problems += [f"{source.path}:{e.origin}: expected, not seen: {e.level} at column "
                         f"{e.column}: {e.text}" for e in expected]
        elsewhere = [d for d in diagnostics if d.path not in self.names]
        problems += [f"unexpected place {d.path}: {d.message}" for d in elsewhere]
        if problems:
            raise Failure("\n".join(problems))

    def verify_conventions(self, diagnostic):
        for message in (diagnostic.message, *(note.message for note in diagnostic.notes)):
            if message[:1].isupper() or message.endswith("."):
                raise Failure(f"a message starts in lower case and has no full stop: {message}")
            if not message.replace("²", "").isascii():
                raise Failure(f"a message is ASCII, but for '²': {message}")

    def verify_fix_kind(self, diagnostic):
        """A check must not offer a fix that its metadata does not declare."""
        kind = self.kinds[diagnostic.check]
        offered = offered_fixes(diagnostic)
        allowed = {"none": set(), "safe": {"fix"}, "unsafe": {"fix-notes"},
                   "safe-or-unsafe": {"fix", "fix-notes"}}[kind]
        if kind != "none":
            allowed.add("alternatives")
        if offered - allowed:
            raise Failure(f"{diagnostic.check} declares {kind} as its fix, but offers "
                          f"{', '.join(sorted(offered - allowed))}: {diagnostic.message}")

    def modes(self, diagnostics):
        """The ways to apply fixes that change something here, or are expected to."""
        offered = set().union(*(offered_fixes(d) for d in diagnostics)) if diagnostics else set()
        modes = {mode for mode in ("fix", "fix-notes") if mode in offered}
        if "alternatives" in offered:
            most = max(len(alternatives(d)) for d in diagnostics)
            modes |= {f"fix-alt{n}" for n in range(1, most + 1)}
        for source in self.sources:
            for directives in source.fixes.values():
                modes |= directives.keys()
        return sorted(modes)

    def verify_mode(self, mode, diagnostics):
        directory = self.write(mode)
        if mode.startswith("fix-alt"):
            self.apply_alternative(directory, diagnostics, int(mode.removeprefix("fix-alt")))
        else:
            self.tidy(directory, mode)
        self.verify_text(mode, directory)
        self.verify_warnings(mode, directory)
        if not mode.startswith("fix-alt"):
            self.verify_converged(mode, directory, diagnostics)
        if self.options.run in ("all", mode) and self.runs_programs:
            self.verify_behaviour(mode, directory)

    def apply_alternative(self, directory, diagnostics, number):
        edits = collections.defaultdict(set)
        for diagnostic in diagnostics:
            offers = alternatives(diagnostic)
            if number <= len(offers):
                for edit in offers[number - 1].edits:
                    path = pathlib.Path(edit["FilePath"])
                    name = path.relative_to(self.root / "report")
                    edits[str(name)].add((edit["Offset"], edit["Length"], edit["ReplacementText"]))
        for name, changes in edits.items():
            content = (directory / name).read_bytes()
            for offset, length, text in sorted(changes, reverse=True):
                content = content[:offset] + encode(text) + content[offset + length:]
            (directory / name).write_bytes(content)

    def verify_text(self, mode, directory):
        for name, source in zip(self.names, self.sources):
            actual = (directory / name).read_bytes().decode("utf-8", "surrogateescape")
            actual = significant(actual.splitlines())
            expected = significant(source.fixed(mode))
            if actual != expected:
                diff = "\n".join(difflib.unified_diff(expected, actual, "expected", "actual",
                                                      lineterm="", n=2))
                raise Failure(f"{source.path}: --{mode} gives another result:\n{diff}")

    def warnings(self, directory):
        """How often each warning of the compiler appears; errors are failures.

        Code under test may have warnings of its own (an unused variable is what some checks look
        for), so they are compared, not forbidden.
        """
        result = run([self.options.clangxx, "-fsyntax-only", *WARNING_FLAGS, *self.flags,
                      "-fno-caret-diagnostics", str(directory / self.names[0])])
        if result.returncode:
            raise Failure(f"{directory.name}: does not compile:\n{result.stderr}")
        return collections.Counter(re.findall(r"\[(-W[^\]]*)\]$", result.stderr, re.M)), result

    def verify_warnings(self, mode, directory):
        if self.baseline is None:
            self.baseline, _ = self.warnings(self.root / "report")
        after, result = self.warnings(directory)
        if added := after - self.baseline:
            raise Failure(f"--{mode} adds warnings {', '.join(added)}:\n{result.stderr}")

    def verify_converged(self, mode, directory, diagnostics):
        """The second application finds nothing at the fixed places and changes nothing."""
        before = {name: (directory / name).read_bytes() for name in self.names}
        remaining = self.tidy(directory, mode)
        for name, content in before.items():
            again = (directory / name).read_bytes()
            if again != content:
                diff = "\n".join(difflib.unified_diff(
                    content.decode(errors="replace").splitlines(),
                    again.decode(errors="replace").splitlines(), "once", "twice", lineterm=""))
                raise Failure(f"--{mode} does not converge on {name}:\n{diff}")
        wanted = {"fix"} if mode == "fix" else {"fix", "fix-notes"}
        unfixed = [d for d in diagnostics if not offered_fixes(d) & wanted]
        if len(remaining) != len(unfixed):
            listing = "\n".join(f"  {d.path}:{d.line}: {d.message}" for d in remaining)
            raise Failure(f"after --{mode}, {len(unfixed)} findings should be left, not "
                          f"{len(remaining)}:\n{listing}")

    def verify_behaviour(self, mode, directory):
        if not hasattr(self, "behaviour"):
            self.behaviour = self.behave(self.root / "report")
        after = self.behave(directory)
        if after != self.behaviour:
            raise Failure(f"--{mode} changes what the program does:\nbefore: {self.behaviour}\n"
                          f"after: {after}")

    def behave(self, directory):
        """Exit status and output of the program, under sanitizers."""
        program = directory / "program"
        build = run([self.options.clangxx, *SANITIZERS, *self.flags, "-w",
                     str(directory / self.names[0]), "-o", str(program)])
        if build.returncode:
            raise Failure(f"{directory.name}: does not build:\n{build.stderr}")
        result = run([str(program)], timeout=60)
        if "Sanitizer" in result.stderr or "runtime error" in result.stderr:
            raise Failure(f"{directory.name}: sanitizer report:\n{result.stderr}")
        return result.returncode, result.stdout

    # --update -------------------------------------------------------------------------------------

    def update(self, diagnostics):
        """Writes the expectations that describe what happens today."""
        notes = collections.defaultdict(list)
        for top in diagnostics:
            for d in (top, *top.notes):
                notes[d.path, d.line].append(d)
        fixed = {}
        for mode in self.modes_offered(diagnostics):
            directory = self.write(mode)
            if mode.startswith("fix-alt"):
                self.apply_alternative(directory, diagnostics, int(mode.removeprefix("fix-alt")))
            else:
                self.tidy(directory, mode)
            fixed[mode] = {name: self.replacements(name, directory) for name in self.names}
        for name, source in zip(self.names, self.sources):
            lines = []
            for number, line in enumerate(source.code, 1):
                lines.append(line if line.endswith("\n") else line + "\n")
                end = "\r\n" if line.endswith("\r\n") else "\n"
                for d in notes[name, number]:
                    lines.append(caret(line, d) + end)
                indent = re.match(r"\s*", line)[0].rstrip("\r\n")
                for mode in sorted(fixed):
                    texts = fixed[mode][name].get(number)
                    if texts is None or (mode == "fix-notes" and
                                         texts == fixed.get("fix", {}).get(name, {}).get(number)):
                        continue
                    lines += [f"{indent}// {mode}: {text.strip()}".rstrip() + end for text in texts]
            source.path.write_bytes(encode("".join(lines)))
        return len(diagnostics)

    def modes_offered(self, diagnostics):
        for source in self.sources:
            source.fixes.clear()
        return self.modes(diagnostics)

    def replacements(self, name, directory):
        """For each changed line of the code, what stands there after the fix."""
        before = [line.rstrip("\r\n") for line in self.sources[self.names.index(name)].code]
        after = (directory / name).read_bytes().decode("utf-8", "surrogateescape").splitlines()
        result = {}
        for tag, low, high, first, last in difflib.SequenceMatcher(
                None, before, after, autojunk=False).get_opcodes():
            if tag == "insert":
                # Before the next line, or after the last one.
                if low < len(before):
                    result[low + 1] = after[first:last] + [before[low]]
                else:
                    result[low] = [before[low - 1]] + after[first:last]
            elif tag in ("replace", "delete"):
                result[low + 1] = after[first:last] or [""]
                result.update((line, [""]) for line in range(low + 2, high + 1))
        return result


def caret(line, diagnostic):
    """The expectation for a diagnostic of this line, as it is written below the line."""
    column = len(encode(line)[:diagnostic.column - 1].decode("utf-8", "replace"))
    indent = min(len(line) - len(line.lstrip()), max(column - 2, 0))
    lead = " " * indent + "//"
    lead += " " * (column - len(lead))
    return f"{lead}^ {diagnostic.level.lower()}: {diagnostic.message}"


def alternatives(diagnostic):
    """The fixes that nothing applies unasked, as notes."""
    offers = [note for note in diagnostic.notes if note.edits]
    return offers if diagnostic.edits or len(offers) > 1 else []


def offered_fixes(diagnostic):
    """Which ways to apply fixes change something for this finding."""
    offered = set()
    if diagnostic.edits:
        offered.add("fix")
    if alternatives(diagnostic):
        offered.add("alternatives")
    elif any(note.edits for note in diagnostic.notes):
        offered.add("fix-notes")
    return offered


def significant(lines):
    """Lines without indentation, without blank ones."""
    return [line.strip() for line in lines if line.strip()]


def parse_arguments(arguments):
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("checks", help="names of checks, joined by commas, with or without prefix")
    parser.add_argument("file", type=pathlib.Path)
    parser.add_argument("--std", default="c++20",
                        help="language standards, joined by commas; default: %(default)s")
    parser.add_argument("--option", action="append", default=[], metavar="[CHECK.]NAME=VALUE")
    parser.add_argument("--tags", type=lambda text: text.split(","), default=[],
                        help="conditions that hold in this run")
    parser.add_argument("--also", action="append", default=[], metavar="HEADER",
                        help="a header beside the test that has expectations of its own")
    parser.add_argument("--run", nargs="?", const="all", choices=["all", "fix", "fix-notes"],
                        help="run the program before and after the fixes")
    parser.add_argument("--build", type=pathlib.Path, required=True)
    parser.add_argument("--frameworks", type=pathlib.Path, required=True)
    parser.add_argument("--preload", metavar="LIBRARY",
                        help="the sanitizers' runtime, for a plug-in that was built with them")
    parser.add_argument("--clang-tidy", default="clang-tidy-19")
    parser.add_argument("--clangxx", default="clang++-19")
    own, extra = arguments, []
    if "--" in arguments:
        at = arguments.index("--")
        own, extra = arguments[:at], arguments[at + 1:]
    options = parser.parse_args(own)
    options.args = extra
    # Rewrites the expectations of the file; see README.md.
    options.update = os.environ.get("FASTIDIOUS_UPDATE") == "1"
    return options


def main(arguments):
    options = parse_arguments(arguments)
    standards = options.std.split(",")
    for standard in standards:
        with tempfile.TemporaryDirectory(prefix="fastidious-test-") as scratch:
            try:
                # Building programs is slow, so only the last standard does it.
                Runner(options, standard, pathlib.Path(scratch).resolve(),
                       standard == standards[-1]).verify()
            except Failure as failure:
                print(f"{options.file} with -std={standard}:\n{failure}", file=sys.stderr)
                return 1
        if options.update:
            break
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
