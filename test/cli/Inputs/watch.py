"""Runs `fastidious --watch` in the current folder, and changes files when it waits."""

import pathlib
import subprocess
import threading

process = subprocess.Popen(["fastidious", "--cache-dir", "cache", "--watch", "--format", "concise"],
                           stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True)
# A run that does not come must not hang the tests.
timer = threading.Timer(300, process.kill)
timer.start()


def until_it_waits():
    lines = []
    for line in process.stdout:
        lines.append(line)
        if line.startswith("watching "):
            return "".join(lines)
    raise SystemExit("ended early: " + "".join(lines))


try:
    first = until_it_waits()
    assert "2 findings" in first, first
    header = pathlib.Path("src/join.h")
    header.write_text(header.read_text().replace("all = all + x", "all += x"))
    second = until_it_waits()
    assert "src/join.h changed" in second and "1 finding " in second, second
    pathlib.Path(".fastidious.yaml").write_text("exclude: src\n")
    third = until_it_waits()
    assert ".fastidious.yaml changed" in third and "no findings" in third, third
finally:
    timer.cancel()
    process.terminate()
    process.wait()
