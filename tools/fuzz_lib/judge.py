"""What the checks do with a mutant: whether they crash, and whether each fix still compiles."""

import collections
import os
import pathlib
import re
import shutil
import subprocess

import yaml

LOADER = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
CLANGXX = "clang++-19"
# How often fixes may be applied until nothing is left to fix.
ROUNDS = 4


class Problem(Exception):
    """A crash or a bad fix; the text is for whoever mends it."""


class Judge:
    """Judges the mutants of one test in a directory of its own."""

    def __init__(self, options, test, directory):
        self.options, self.test = options, test
        self.directory = directory
        self.file = directory / test.path.name
        # The compiler may guess for ever what a misspelt name in a template was meant to be.
        self.flags = [*test.flags, "-fno-spell-checking", "-I", str(directory)]

    def reset(self, text):
        """Writes the mutant beside fresh copies of the headers that tests share."""
        inputs = self.test.path.parent / "Inputs"
        if not self.options.database and inputs.is_dir():
            shutil.copytree(inputs, self.directory / "Inputs", dirs_exist_ok=True)
        self.file.write_bytes(text)

    def state(self):
        return {path: path.read_bytes() for path in sorted(self.directory.rglob("*"))
                if path.is_file() and path.name != "fixes.yaml"}

    def tidy(self, *flags):
        """The diagnostics of the file; None where it does not compile."""
        export = self.directory / "fixes.yaml"
        export.unlink(missing_ok=True)
        command = [self.options.clang_tidy, "--quiet", f"--load={self.options.plugin}",
                   f"--checks=-*,{self.options.checks}", "--config={}",
                   f"--header-filter=^{re.escape(str(self.directory))}/",
                   f"--export-fixes={export}", *flags, str(self.file), "--", *self.flags]
        run = captured(command, self.options.timeout, os.environ | self.options.environment)
        if "load request ignored" in run.stderr or "no checks enabled" in run.stderr:
            raise SystemExit(f"fuzz: the plug-in was not loaded:\n{run.stderr}")
        if run.returncode < 0 or re.search(r"Sanitizer|runtime error:|Stack dump:", run.stderr):
            raise Problem(f"crash (status {run.returncode}):\n{run.stderr[-6000:]}")
        found = (yaml.load(export.read_bytes(), LOADER) or {})["Diagnostics"] if export.exists() else []
        if run.returncode or any(entry["Level"] == "Error" for entry in found):
            return None
        return found

    def compile(self, what):
        run = captured([CLANGXX, "-fsyntax-only", "-w", *self.flags, str(self.file)],
                       self.options.timeout)
        if run.returncode:
            raise Problem(f"{what} does not compile (status {run.returncode}):\n{run.stderr[:3000]}")

    def judge(self, text):
        """The number of findings, or None for a mutant that does not compile by itself."""
        self.reset(text)
        before = self.state()
        found = self.tidy()
        # What other files than the mutant's are changed for would be those of a real project.
        if not found or not self.is_own(found):
            return None if found is None else len(found)
        self.tidy("--fix")
        if self.state() != before:
            self.compile("--fix")
            self.converge()
        if any(note["Replacements"] for entry in found for note in entry.get("Notes", [])):
            self.reset(text)
            self.tidy("--fix-notes")
            self.compile("--fix-notes")
            for title, edits in alternatives(found)[:4]:
                self.reset(text)
                apply(edits)
                self.compile(f"the alternative '{title}'")
        return len(found)

    def is_own(self, found):
        """Whether all fixes stay in the directory."""
        return all(pathlib.Path(edit["FilePath"]).is_relative_to(self.directory)
                   for entry in found for message in (entry["DiagnosticMessage"], *entry.get("Notes", []))
                   for edit in message["Replacements"])

    def converge(self):
        for _ in range(ROUNDS):
            before = self.state()
            self.tidy("--fix")
            if self.state() == before:
                return
        raise Problem("--fix finds something to fix again and again")


def captured(command, timeout, environment=None):
    try:
        return subprocess.run(command, capture_output=True, encoding="utf-8", errors="replace",
                              timeout=timeout, env=environment, check=False)
    except subprocess.TimeoutExpired:
        raise Problem(f"more than {timeout} s: {' '.join(command)}") from None


def alternatives(diagnostics):
    """The fixes that nothing applies unasked."""
    return [(note["Message"], note["Replacements"]) for entry in diagnostics
            for note in entry.get("Notes", []) if note["Replacements"]]


def apply(edits):
    changes = collections.defaultdict(set)
    for edit in edits:
        changes[edit["FilePath"]].add((edit["Offset"], edit["Length"], edit["ReplacementText"]))
    for path, replacements in changes.items():
        content = pathlib.Path(path).read_bytes()
        for offset, length, text in sorted(replacements, reverse=True):
            content = content[:offset] + text.encode() + content[offset + length:]
        pathlib.Path(path).write_bytes(content)
