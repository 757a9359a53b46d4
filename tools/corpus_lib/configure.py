"""Compile databases, from a configuration alone."""

import json
import os
import pathlib
import re
import shlex
import shutil
import subprocess

from .packages import Failure, write_json
from .record import record

C_COMPILER, CXX_COMPILER = "clang-19", "clang++-19"
CXX_SUFFIXES = (".cc", ".cpp", ".cxx", ".c++", ".C")

# Arguments about the outputs of a compilation, and warnings that would end it.
WITH_VALUE = {"-o", "-MF", "-MT", "-MQ"}
ALONE = {"-MD", "-MMD"}


def front_end_arguments(arguments):
    kept, rest = [], iter(arguments)
    for argument in rest:
        if argument in WITH_VALUE:
            next(rest, None)
        elif argument not in ALONE and not argument.startswith("-Werror"):
            kept.append(argument)
    return kept


class Configuration:
    """One package in its source tree, on its way to a compile database."""

    def __init__(self, corpus, common, package):
        self.corpus, self.common, self.package = corpus, common, package
        self.source = corpus.source(package.name)
        self.build = corpus.build(package.name)

    def expand(self, text):
        return text.replace("{source}", str(self.source)).replace("{build}", str(self.build))

    def generate(self):
        for path, text in self.package.files.items():
            file = self.build / "files" / path
            file.parent.mkdir(parents=True, exist_ok=True)
            file.write_text(text)
        for step in self.package.generate:
            command = [self.expand(argument) for argument in step["command"]]
            made = subprocess.run(command, cwd=self.source, check=True, stdout=subprocess.PIPE)
            if "output" in step:
                (self.source / step["output"]).write_bytes(made.stdout)

    def run_cmake(self):
        """The compile commands of its configuration; none for a package with makefiles only."""
        if not (self.source / "CMakeLists.txt").exists():
            return []
        log = self.build / "configure.log"
        command = ["cmake", "-G", "Ninja", "-S", self.source, "-B", self.build,
                   f"-DCMAKE_C_COMPILER={C_COMPILER}", f"-DCMAKE_CXX_COMPILER={CXX_COMPILER}",
                   *self.common.cmake, *self.package.cmake]
        with log.open("w") as output:
            run = subprocess.run(command, stdout=output, stderr=subprocess.STDOUT, check=False)
        if run.returncode != 0:
            raise Failure(f"{self.package.name} cannot be configured; see {log}")
        return json.loads((self.build / "compile_commands.json").read_text())

    def extra_units(self):
        for extra in self.package.extra:
            flags = [self.expand(flag) for flag in extra["flags"]]
            for path in sorted(self.source.glob(extra["glob"])):
                yield {"directory": str(self.source), "file": str(path),
                       "arguments": [CXX_COMPILER, *flags, "-c", str(path)]}

    def wants(self, file):
        if not file.is_relative_to(self.source) or file.suffix not in CXX_SUFFIXES:
            return False
        path = str(file.relative_to(self.source))
        return self.package.takes(path) and not re.search(self.common.vendored, path)

    def entry(self, unit, file):
        arguments = front_end_arguments(unit.get("arguments") or shlex.split(unit["command"]))
        flags = [self.expand(flag) for flag in self.package.flags]
        if self.package.files:
            flags.insert(0, f"-I{self.build / 'files'}")
        return {"directory": unit["directory"], "file": str(file),
                "arguments": [CXX_COMPILER, *flags, *arguments[1:]]}

    def drop_lint_settings(self):
        """Lets no .clang-tidy file but an empty one apply to the sources."""
        # The packages' own would decide what is reported, and clang-tidy 19 refuses some of them.
        for settings in self.source.rglob(".clang-tidy"):
            settings.unlink()
        (self.corpus.sources / ".clang-tidy").write_text("Checks: ''\n")

    def run(self):
        self.build.mkdir(parents=True, exist_ok=True)
        self.drop_lint_settings()
        self.generate()
        units = {}
        commands = (record(self.source, self.build) if self.package.recorded
                    else [*self.run_cmake(), *self.extra_units()])
        for unit in commands:
            file = pathlib.Path(os.path.realpath(os.path.join(unit["directory"], unit["file"])))
            # A file that several targets compile is linted as the first of them compiles it.
            if file not in units and self.wants(file):
                units[file] = self.entry(unit, file)
        write_json(self.corpus.database(self.package.name), list(units.values()))
        return len(units)


def configure(corpus, common, packages):
    for program in ("cmake", "ninja", C_COMPILER):
        if shutil.which(program) is None:
            raise Failure(f"{program} is not installed; fetch --install installs what is needed")
    for package in packages:
        print(f"{package.name}: {Configuration(corpus, common, package).run()} units", flush=True)
