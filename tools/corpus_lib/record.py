"""The compile commands of packages that the table does not name, from their own Debian builds."""

import json
import os
import pathlib
import shutil
import signal
import subprocess

from .packages import Failure

RECORDING_COMPILER = pathlib.Path(__file__).with_name("recording-compiler")
NAMES = [f"{prefix}{name}{version}" for prefix in ("", "x86_64-linux-gnu-")
         for name, versions in (("gcc", ("", "-12")), ("g++", ("", "-12")), ("cc", ("",)),
                                ("c++", ("",)), ("clang", ("", "-14")), ("clang++", ("", "-14")))
         for version in versions]


def prepare(notes):
    """A directory for the notes, with the compilers' names in `bin`."""
    shutil.rmtree(notes, ignore_errors=True)
    (notes / "bin").mkdir(parents=True)
    for name in NAMES:
        (notes / "bin" / name).symlink_to(RECORDING_COMPILER)
    subprocess.run(["gcc", "-x", "c", "-c", "/dev/null", "-o", notes / "empty.o"], check=True)
    program = notes / "program"
    program.write_text("#!/bin/sh\nexit 0\n")
    program.chmod(0o755)


def run_build(source, target, notes, log, seconds):
    """Runs the package's build, as far as it comes: with no real outputs, many end early."""
    rules = "debian/rules"
    command = [rules, target] if os.access(source / rules, os.X_OK) else ["make", "-f", rules, target]
    environment = {
        **os.environ, "PATH": f"{notes / 'bin'}:{os.environ['PATH']}",
        "FASTIDIOUS_RECORD": str(notes),
        "DEB_BUILD_OPTIONS": f"nocheck nodoc nostrip noopt parallel={os.cpu_count()}",
        "DEB_BUILD_PROFILES": "nocheck nodoc",
        "MAKEFLAGS": "--keep-going", "NINJAFLAGS": "-k0", "HOME": str(notes),
        "LC_ALL": "C.UTF-8", "CCACHE_DISABLE": "1",
    }
    with log.open("w") as output:
        build = subprocess.Popen(command, cwd=source, env=environment, stdin=subprocess.DEVNULL,
                                 stdout=output, stderr=subprocess.STDOUT, start_new_session=True)
        try:
            build.wait(seconds)
        except subprocess.TimeoutExpired:
            os.killpg(build.pid, signal.SIGKILL)
            build.wait()


def record(source, build, seconds=600):
    """The commands of every unit that the package's own build would compile."""
    if not (source / "debian/rules").exists():
        raise Failure(f"{source} is no Debian source package")
    notes = build / "notes"
    prepare(notes)
    # What an earlier recording has made would not be compiled again.
    run_build(source, "clean", notes, build / "clean.log", seconds)
    for target in ("build-arch", "build"):
        run_build(source, target, notes, build / f"{target}.log", seconds)
        units = [json.loads(note.read_text()) for note in sorted(notes.glob("*.json"))]
        if units:
            break
    # What the build has left running may still write there.
    shutil.rmtree(notes, ignore_errors=True)
    return units
