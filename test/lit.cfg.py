"""What the lit tests have in common; the paths come from lit.site.cfg.py in the build directory."""

import os
import shutil
import subprocess

import lit.formats

config.name = "fastidious"
config.test_format = lit.formats.ShTest(execute_external=False)
config.suffixes = [".cpp", ".test"]
config.excludes = ["unit", "frameworks", "Inputs"]
config.test_source_root = os.path.dirname(__file__)
config.test_exec_root = os.path.join(config.fastidious_build, "test")
config.environment["PATH"] = os.pathsep.join(
    [os.path.join(config.fastidious_build, "bin"), config.llvm_tools, os.environ["PATH"]])
for name in ("ASAN_OPTIONS", "UBSAN_OPTIONS", "LSAN_OPTIONS", "HOME",
             "FASTIDIOUS_UPDATE", "FASTIDIOUS_SARIF_SCHEMA"):
    if name in os.environ:
        config.environment[name] = os.environ[name]

# Tests that need them say so; they are no reason to install a shell.
config.available_features.update(shell for shell in ("zsh", "fish") if shutil.which(shell))
# Profilers whose recordings are tested where they work.
for tool in ("google-pprof", "heaptrack", "valgrind"):
    if shutil.which(tool):
        config.available_features.add(tool)
if shutil.which("perf") and subprocess.run(
        ["perf", "record", "-q", "-e", "cpu-clock:u", "-o", os.devnull, "true"], check=False,
        stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL).returncode == 0:
    config.available_features.add("perf")
# Programs that recipes in docs/ are for, and that not every machine has.
if shutil.which("parallel"):
    config.available_features.add("parallel")
if shutil.which("bazel") and os.path.isdir("/usr/share/bazel/rules/cc"):
    config.available_features.add("bazel")
if shutil.which("sbatch") and shutil.which("slurmctld") and shutil.which("slurmd"):
    config.available_features.add("slurm")

root = os.path.dirname(config.test_source_root)
check_test = os.path.join(config.test_source_root, "check_test.py")
frameworks = os.path.join(config.test_source_root, "frameworks")
check_command = (f"{config.python} {check_test} --build {config.fastidious_build} "
                 f"--frameworks {frameworks}")
if config.sanitizer_runtime:
    check_command += f" --preload {config.sanitizer_runtime}"
config.substitutions += [
    ("%check_fastidious", check_command),
    ("%confirm_test",
     f"{config.python} {os.path.join(config.test_source_root, 'confirm_test.py')} "
     f"--program {os.path.join(config.fastidious_build, 'bin', 'fastidious')}"),
    ("%python", config.python),
    ("%plugin", os.path.join(config.fastidious_build, "lib", "fastidious-tidy.so")),
    ("%build", config.fastidious_build),
    ("%root", root),
    ("%sanitizer_runtime", config.sanitizer_runtime),
]
