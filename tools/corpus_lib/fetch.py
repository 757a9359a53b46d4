"""Fetching source packages with apt, from wherever this machine gets its packages."""

import os
import pathlib
import re
import shlex
import subprocess
import sys

from .packages import Failure


def configured_sources():
    """Apt's own list of package sources, as two texts: the one-line style and the deb822 style."""
    shell = subprocess.run(
        ["apt-config", "shell",
         "LIST", "Dir::Etc::sourcelist/f", "PARTS", "Dir::Etc::sourceparts/d"],
        check=True, capture_output=True, text=True).stdout
    places = dict(assignment.split("=", 1) for assignment in shlex.split(shell))
    files = [pathlib.Path(places["LIST"]), *sorted(pathlib.Path(places["PARTS"]).glob("*"))]
    texts = [(file.suffix, file.read_text()) for file in files if file.is_file()]
    return ("\n".join(text for suffix, text in texts if suffix == ".list"),
            "\n\n".join(text for suffix, text in texts if suffix == ".sources"))


def private_apt(corpus):
    """Options for apt to keep source indexes of its own, so that the machine's stay as they are."""
    root = corpus.root / "apt"
    parts = root / "sources.list.d"
    for directory in (parts, root / "lists/partial", root / "cache/archives/partial"):
        directory.mkdir(parents=True, exist_ok=True)

    lines, stanzas = configured_sources()
    binary = re.findall(r"^deb(\s.*)$", lines, re.MULTILINE)
    (parts / "corpus.list").write_text("".join(f"deb-src{rest}\n" for rest in binary))
    (parts / "corpus.sources").write_text(
        re.sub(r"^Types:.*$", "Types: deb-src", stanzas, flags=re.MULTILINE))

    options = {
        "Dir::Etc::sourcelist": "/dev/null",
        "Dir::Etc::sourceparts": parts,
        "Dir::State::lists": root / "lists",
        "Dir::Cache": root / "cache",
        # Root would otherwise download as a user that cannot write here.
        "APT::Sandbox::User": "root",
    }
    return [argument for name, value in options.items() for argument in ("-o", f"{name}={value}")]


def as_root():
    """What comes before a command that only root may run."""
    return [] if os.geteuid() == 0 else ["sudo"]


def install(common, packages):
    needed = sorted({*common.needs}.union(*(package.needs for package in packages)))
    # A fresh machine has no lists of packages yet; one source that does not answer is no reason to stop.
    subprocess.run([*as_root(), "apt-get", "--quiet", "update"], check=False)
    subprocess.run([*as_root(), "apt-get", "install", "--yes", "--no-install-recommends", *needed],
                   check=True)


def install_build_dependencies(corpus, packages):
    """What the builds of packages that the table does not describe need; some may not be there."""
    for package in packages:
        if package.recorded:
            subprocess.run([*as_root(), "apt-get", "build-dep", "--quiet", "--yes", "--arch-only",
                            "--build-profiles=nocheck,nodoc", "--no-install-recommends",
                            corpus.source(package.name)], check=False,
                           env={**os.environ, "DEBIAN_FRONTEND": "noninteractive"})


def fetch(corpus, packages):
    corpus.sources.mkdir(parents=True, exist_ok=True)
    missing = [package for package in packages if corpus.find_source(package.name)[0] is None]
    if missing:
        options = private_apt(corpus)
        # One source of the machine's that serves no source packages is no reason to stop.
        subprocess.run(["apt-get", *options, "--quiet", "update"], check=False)
        for package in missing:
            get = ["apt-get", *options, "--quiet", "--only-source", "source"]
            exact = package.version and subprocess.run(
                [*get, f"{package.name}={package.version}"], cwd=corpus.sources, check=False)
            if not exact or exact.returncode != 0:
                subprocess.run([*get, package.name], cwd=corpus.sources, check=False)

    for package in packages:
        tree, version = corpus.find_source(package.name)
        if tree is None:
            raise Failure(f"{package.name} could not be fetched")
        if package.version and version != package.version:
            print(f"corpus: {package.name} is {version}, not {package.version}: "
                  "the labels may not fit it", file=sys.stderr)
