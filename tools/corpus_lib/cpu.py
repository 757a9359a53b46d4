"""The processor time of the program, as a ratio to that of the compiler's front end."""

import hashlib
import math
import os
import pathlib
import resource
import subprocess

from .packages import Failure, write_json


def cpu_of(command, directory):
    """Seconds of user and system time that a command takes."""
    def used():
        usage = resource.getrusage(resource.RUSAGE_CHILDREN)
        return usage.ru_utime + usage.ru_stime
    before = used()
    subprocess.run(command, cwd=directory, check=False,
                   stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    return used() - before


def sample(units, number):
    """Some of a package's units: always the same ones."""
    return sorted(units, key=lambda unit: hashlib.sha256(
        pathlib.Path(unit["file"]).name.encode()).hexdigest())[:number]


def measure_unit(corpus, name, unit, options, program):
    # The two runs follow each other, so that both see the same machine; the second has warm files.
    compiler = [*unit["arguments"][:1], "-fsyntax-only", "-w",
                *(argument for argument in unit["arguments"][1:] if argument != "-c")]
    check = [str(program), "check", "-p", str(corpus.database(name).parent), "--no-cache", "-j1",
             "--exit-zero", f"--checks={options.checks}", unit["file"]]
    cpu_of(compiler, unit["directory"])
    front_end = cpu_of(compiler, unit["directory"])
    return {"unit": os.path.relpath(unit["file"], corpus.source(name)), "front end": front_end,
            "program": cpu_of(check, unit["directory"])}


def ratio(measured):
    """The geometric mean of the units' ratios."""
    logs = [math.log(unit["program"] / unit["front end"]) for unit in measured]
    return math.exp(sum(logs) / len(logs))


def measure(corpus, packages, options):
    program = options.build_dir.resolve() / "bin/fastidious"
    if not program.exists():
        raise Failure(f"{program} is not there; build it first")
    everything = []
    for package in packages:
        measured = [measure_unit(corpus, package.name, unit, options, program)
                    for unit in sample(corpus.units(package.name), options.units)]
        everything += measured
        write_json(corpus.cpu(package.name), measured)
        print(f"{package.name}: {ratio(measured):.2f}", flush=True)
    print(f"all: {ratio(everything):.2f} of clang -fsyntax-only, {len(everything)} units")
