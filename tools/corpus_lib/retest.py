"""Fixing a package, building it and running its own tests, before and after."""

import dataclasses
import json
import os
import pathlib
import re
import shutil
import subprocess
import xml.etree.ElementTree

from .configure import CXX_SUFFIXES, Configuration
from .packages import Failure, read_lines, write_json

GOOGLE_TEST = re.compile(r"^\[\s+(OK|FAILED)\s+\] (\S+\.\S+)(?: \(| *$)", re.MULTILINE)
# The progress of CppUnit: a name, what the test itself prints, and the result.
CPP_UNIT = re.compile(r"^(?:Running )?(\w+::test\w+?)(?:TagLib: .*?)? : (OK|assertion|error)$",
                      re.MULTILINE | re.DOTALL)


@dataclasses.dataclass
class Outcome:
    """What became of a build and its tests."""

    built: bool
    passed: set
    failed: set

    def __str__(self):
        if not self.built:
            return "does not build"
        return f"{len(self.passed)} passed, {len(self.failed)} failed"


class Retest(Configuration):
    """A copy of a package's sources, which may be changed, and its build."""

    def __init__(self, corpus, common, package, options):
        super().__init__(corpus, common, package)
        self.options = options
        self.original = self.source
        root = corpus.root / "retest" / package.name
        shutil.rmtree(root, ignore_errors=True)
        self.source, self.build = root / "source", root / "build"
        self.logs = root
        shutil.copytree(self.original, self.source, symlinks=True)
        self.build.mkdir(parents=True)
        package.cmake = [*package.cmake, "-DCMAKE_BUILD_TYPE=", *package.test.get("cmake", [])]

    def log(self, step, command, cwd):
        """Whether a command succeeds; its output goes to a log, and is returned."""
        run = subprocess.run([str(word) for word in command], cwd=cwd, stdout=subprocess.PIPE,
                             stderr=subprocess.STDOUT, encoding="utf-8", errors="replace",
                             check=False)
        (self.logs / f"{step}.log").write_text(run.stdout)
        return run.returncode, run.stdout

    def outcome(self, step):
        targets = self.package.test.get("targets", [])
        status, _ = self.log(f"{step}-build", ["ninja", "-k0", f"-j{self.options.jobs}", *targets],
                             self.build)
        if status != 0:
            return Outcome(False, set(), set())
        outcome = Outcome(True, set(), set())
        for number, command in enumerate(self.package.test.get("commands", [])):
            self.run_command(f"{step}-test{number}", [self.expand(word) for word in command], outcome)
        if "commands" not in self.package.test:
            self.run_ctest(step, outcome)
        return outcome

    def run_command(self, step, command, outcome):
        status, output = self.log(step, command, self.build)
        cases = GOOGLE_TEST.findall(output) + [
            (result, name) for name, result in CPP_UNIT.findall(output)]
        outcome.passed |= {name for result, name in cases if result == "OK"}
        outcome.failed |= {name for result, name in cases if result != "OK"}
        # Without a list of cases, or after a crash, the program is one test.
        if not cases or status != 0:
            (outcome.failed if status else outcome.passed).add(" ".join(command))

    def run_ctest(self, step, outcome):
        report = self.logs / f"{step}-tests.xml"
        self.log(f"{step}-test", ["ctest", f"-j{self.options.jobs}", "--timeout", "600",
                                  *self.package.test.get("ctest", []), "--output-junit", report],
                 self.build)
        for case in xml.etree.ElementTree.parse(report).getroot().iter("testcase"):
            passed = case.get("status") == "run"
            (outcome.passed if passed else outcome.failed).add(case.get("name"))

    def files(self):
        return sorted({str(file) for unit in json.loads(self.database().read_text())
                       if (file := pathlib.Path(os.path.realpath(
                           os.path.join(unit["directory"], unit["file"])))).suffix in CXX_SUFFIXES
                       and file.is_relative_to(self.source)
                       and not re.search(self.common.vendored, str(file.relative_to(self.source)))})

    def database(self):
        return self.build / "compile_commands.json"

    def fix(self, step, flag):
        """Applies fixes; the number of lines that changed, and what the program took back."""
        program = self.options.build_dir.resolve() / "bin/fastidious"
        status, output = self.log(step, [
            program, "check", "-p", self.build, flag, "--allow-dirty", "--no-cache", "--exit-zero",
            "--quiet", f"--checks={self.options.checks}", f"-j{self.options.jobs}",
            f"--header-filter=^{re.escape(str(self.source))}/", *self.files()], self.source)
        if status < 0 or status == 2:
            raise Failure(f"{program} failed; see {self.logs / step}.log")
        _, patch = self.log(f"{step}-patch", ["diff", "-ru", self.original, self.source], self.logs)
        changed = len(re.findall(r"^\+(?!\+\+)", patch, re.MULTILINE))
        return changed, re.findall(r"^.*fixes taken back.*$", output, re.MULTILINE)

    def restore(self):
        """Takes all fixes back; what has not changed keeps its time, and is not built again."""
        for file in self.original.rglob("*"):
            copy = self.source / file.relative_to(self.original)
            if file.is_file() and copy.is_file() and read_lines(file) != read_lines(copy):
                copy.write_bytes(file.read_bytes())

    def run(self):
        self.generate()
        self.run_cmake()
        before = self.outcome("before")
        if not before.built:
            raise Failure(f"{self.package.name} does not build unchanged; see {self.logs}")
        result = {"package": self.package.name, "before": str(before)}
        for step, flag in (("safe", "--fix"), ("unsafe", "--unsafe-fixes")):
            changed, taken_back = self.fix(step, flag)
            after = self.outcome(f"after-{step}")
            result[step] = {
                "lines": changed, "after": str(after), "taken back": taken_back,
                "broken": [] if after.built else ["the build"],
                "newly failing": sorted(before.passed - after.passed) if after.built else [],
            }
            self.restore()
        return result


def retest(corpus, common, packages, options):
    """Whether every package that has tests builds and passes as many of them with its fixes."""
    sound = True
    for package in packages:
        if package.test is None:
            continue
        result = Retest(corpus, common, package, options).run()
        write_json(corpus.results / "retest" / f"{package.name}.json", result)
        print(f"{package.name}: {result['before']}", flush=True)
        for step in ("safe", "unsafe"):
            after = result[step]
            print(f"  {step}: {after['lines']} lines, {after['after']}", flush=True)
            problems = after["broken"] + after["taken back"]
            # An unsafe fix may change what a program does, but not whether it compiles.
            if step == "safe":
                problems += [f"fails now: {name}" for name in after["newly failing"]]
            for problem in problems:
                sound = False
                print(f"    {problem}", flush=True)
    if not sound:
        raise Failure("fixes broke something")
