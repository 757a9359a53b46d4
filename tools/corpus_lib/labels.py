"""The table of labelled places, and which units show them."""

import csv
import dataclasses
import pathlib
import re

from .packages import Failure, read_lines

COLUMNS = ["family", "label", "package", "version", "path", "line", "reason"]


@dataclasses.dataclass
class Label:
    family: str
    label: str
    package: str
    version: str
    path: str
    line: int
    reason: str

    @property
    def stated_loop(self):
        """The line of the loop that the reason names, as `(loop 106)`."""
        stated = re.search(r"\(loop (\d+)\b", self.reason)
        return int(stated[1]) if stated else None


def read_labels(path):
    with open(path, newline="") as file:
        rows = csv.DictReader(file, delimiter="\t", quoting=csv.QUOTE_NONE)
        if missing := set(COLUMNS) - set(rows.fieldnames or []):
            raise Failure(f"{path} lacks the columns {', '.join(sorted(missing))}")
        return [Label(**{column: row[column] for column in COLUMNS} | {"line": int(row["line"])})
                for row in rows]


def labelled_units(source, files, labels):
    """The units that labels lie in; for a label in a header, those that include it themselves."""
    paths = {str(source / label.path) for label in labels}
    headers = {pathlib.Path(path).name for path in paths.difference(files)}

    def includes_header(file):
        lines = read_lines(pathlib.Path(file))
        includes = (re.match(r'\s*#\s*include\s*[<"](?:.*/)?([^/">]+)[">]', line) for line in lines)
        return any(include and include[1] in headers for include in includes)

    return [file for file in files if file in paths or (headers and includes_header(file))]
