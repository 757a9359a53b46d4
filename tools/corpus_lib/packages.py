"""The table of packages, and where the files of each are."""

import dataclasses
import json
import pathlib
import re
import sys

try:
    import tomllib
except ModuleNotFoundError:
    sys.exit("corpus: Python 3.11 or later is needed")

REPOSITORY = pathlib.Path(__file__).resolve().parents[2]


class Failure(Exception):
    """What the user is told instead of a traceback."""


@dataclasses.dataclass
class Package:
    name: str
    version: str
    needs: list = dataclasses.field(default_factory=list)
    cmake: list = dataclasses.field(default_factory=list)
    generate: list = dataclasses.field(default_factory=list)
    files: dict = dataclasses.field(default_factory=dict)
    units: list = dataclasses.field(default_factory=list)
    extra: list = dataclasses.field(default_factory=list)
    flags: list = dataclasses.field(default_factory=list)
    test: dict = None
    recorded: bool = False

    def takes(self, path):
        """Whether the unit at this path in the source tree is to be linted."""
        taken = True
        for pattern in self.units:
            if re.search(pattern[1:], path):
                taken = pattern[0] == "+"
        return taken


@dataclasses.dataclass
class Common:
    needs: list
    cmake: list
    vendored: str


def read_table(path, names, any_package=False):
    """The common settings and the named packages, or all of them.

    With `any_package` a name may be that of any source package, and its compile commands are
    recorded from its own build.
    """
    table = tomllib.loads(path.read_text())
    packages = [Package(**entry) for entry in table["package"]]
    unknown = sorted(set(names) - {package.name for package in packages})
    if unknown and not any_package:
        raise Failure(f"not in {path}: {', '.join(unknown)}; --any takes any source package")
    return (Common(**table["common"]),
            [*(package for package in packages if not names or package.name in names),
             *(Package(name, version="", recorded=True) for name in unknown)])


class Corpus:
    """The directory that sources and compile databases are kept in, and that of results."""

    def __init__(self, root, results=None):
        self.root = root.resolve()
        self.results = results or self.root / "results"

    @property
    def sources(self):
        return self.root / "src"

    def build(self, name):
        return self.root / "build" / name

    def database(self, name):
        return self.root / "db" / name / "compile_commands.json"

    def result(self, name, labelled_only):
        return self.results / ("labelled" if labelled_only else "all") / f"{name}.json"

    def find_source(self, name):
        """The unpacked source tree of a package and its version, or (None, None)."""
        # The directory's name holds only a part of the version, so the changelog is asked.
        for changelog in sorted(self.sources.glob("*/debian/changelog")):
            with changelog.open(errors="replace") as lines:
                entry = re.match(r"(\S+) \((\S+)\)", lines.readline())
            if entry and entry[1] == name:
                return changelog.parents[1], entry[2]
        return None, None

    def source(self, name):
        tree, _ = self.find_source(name)
        if tree is None:
            raise Failure(f"{name} is not there; run fetch first")
        return tree

    def units(self, name):
        """The compile commands of a package."""
        database = self.database(name)
        if not database.exists():
            raise Failure(f"{name} has no compile database; run configure first")
        return json.loads(database.read_text())

    def read_result(self, name, labelled_only):
        result = self.result(name, labelled_only)
        return json.loads(result.read_text()) if result.exists() else None

    def parity(self, name):
        return self.results / "parity" / f"{name}.json"

    def cpu(self, name):
        return self.results / "cpu" / f"{name}.json"

    def read_cpu(self, name):
        """What was measured of a package's units, or None."""
        return json.loads(self.cpu(name).read_text()) if self.cpu(name).exists() else None


def read_lines(path):
    return path.read_text(errors="replace").splitlines()


def write_json(path, value):
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(json.dumps(value, indent=1, ensure_ascii=False) + "\n")
