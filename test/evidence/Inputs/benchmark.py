"""Stands in for a program that uses Google Benchmark. With "slower", it takes twice as long in a copy
where the fix was applied."""
import json
import pathlib
import re
import sys

options = dict(a.split("=", 1) for a in sys.argv[1:] if a.startswith("--") and "=" in a)
fixed = "+= word" in pathlib.Path("src/join.h").read_text()
time = 20 if "slower" in sys.argv and fixed else 10
with open(options["--benchmark_out"], "w") as out:
    if re.search(options.get("--benchmark_filter", "."), "words"):
        json.dump({"context": {}, "benchmarks": [
            {"name": "words", "run_type": "iteration", "cpu_time": time, "real_time": time,
             "time_unit": "us"}]}, out)
