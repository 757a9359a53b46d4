"""Gives the program profiles that are malformed, cut off, huge or hostile: each is read, or is one error
with exit code 2; none crashes or takes long."""
import gzip
import json
import os
import random
import subprocess
import sys

source = sys.argv[1]


def varint(value):
    out = b""
    while value > 127:
        out += bytes([value & 127 | 128])
        value >>= 7
    return out + bytes([value])


def field(number, payload):
    return varint(number << 3 | 2) + varint(len(payload)) + payload


PPROF = (field(1, b"\x08\x01\x10\x02") + field(2, b"\x08\x01\x10\x05") +
         field(4, b"\x08\x01\x22\x04\x08\x01\x10\x07") + field(5, b"\x08\x01\x10\x03") +
         b"".join(field(6, text) for text in (b"", b"cpu", b"ns", b"hotJoin")))
SAMPLES = {
    "perf": b"join  7 1.5:  100 cycles:u: \n\t  40 hotJoin()+0x1d (/join)\n  join.cpp:20\n\n",
    "perf-json": json.dumps({"linux-perf-json-version": 1, "samples": [
        {"callchain": [{"ip": "0x1", "symbol": "hotJoin"}]}]}).encode(),
    "callgrind": b"# callgrind format\nversion: 1\nevents: Ir\nfl=join.cpp\nfn=hotJoin\n20 100\n",
    "dhat": json.dumps({"dhatFileVersion": 2, "bklt": True, "bkacc": True, "pps": [
        {"tb": 9, "tbk": 2, "fs": [1]}], "ftbl": ["[root]", "0x1: hotJoin (join.cpp:20)"]}).encode(),
    "folded": b"main;hotJoin 40\nmain 2\n",
    "lcov": b"TN:\nSF:join.cpp\nDA:20,40\nend_of_record\n",
    "gcov": b"        -:    0:Source:join.cpp\n       40:   20:    all = all + word;\n",
    "sample": b"hotJoin:100:5\n 1: 40\n",
    "pprof": PPROF,
    "pprof.gz": gzip.compress(PPROF),
}
HOSTILE = {
    "empty": b"",
    "zeros": bytes(1 << 16),
    "deep": b'{"linux-perf-json-version":1,"a":' + b"[" * 1000000,
    "bomb.gz": gzip.compress(bytes(64 << 20)),
    "cut.gz": gzip.compress(PPROF)[:-9],
    "long": b"a;" * 2000000 + b"b 1\n",
    "number": b"main;hotJoin " + b"9" * 400 + b"\n",
    "length": b"\x0a" + b"\xff" * 9 + b"\x01",
    "callgrind-huge-line": SAMPLES["callgrind"].replace(b"20 100", b"99999999999999999999 1"),
    "inflates.gz": gzip.compress(bytes(600 << 20), 1),
    "stacks": b"".join([field(1, b"\x08\x01"), field(6, b""), field(6, b"cpu"),
                        field(4, b"\x08\x01" + b"\x22\x00" * 100000),
                        field(2, b"\x08\x01\x10\x01") * 100000]),
    "infinite": b"main;hotJoin inf\n",
    "nan": b"TN:\nSF:join.cpp\nDA:20,nan\nend_of_record\n",
    "overflow": b"main;hotJoin 1e308\n" * 4,
    "negative-period": SAMPLES["perf-json"].replace(b'"callchain"', b'"period": -5, "callchain"'),
    "negative-blocks": SAMPLES["dhat"].replace(b'"tbk": 2', b'"tbk": -2'),
    "names": b"main;f<;f(;f{;f[;operator;>;12345678>;(below main);::;_Z;_ZN;$_ 3\n",
    "segments": json.dumps({"type": "llvm.coverage.json.export", "data": [{"files": [
        {"filename": "a.cpp", "segments": [[1, 1, 1, True], [4000000000, 1, 0, True]]}]}]}).encode(),
    "lcov-negative": SAMPLES["lcov"].replace(b"20,40", b"-1,-40"),
}


def read(name, contents):
    with open(name, "wb") as out:
        out.write(contents)
    done = subprocess.run(
        ["fastidious", "check", "-q", "--no-cache", "--exit-zero", "--profile", name,
         "--checks=-*,fastidious-string-concat-in-loop", source, "--", "-std=c++17"],
        capture_output=True, text=True, timeout=60, check=False)
    if done.returncode == 0:
        return True
    assert done.returncode == 2, (name, done.returncode, done.stderr[:2000])
    assert done.stderr.count("\n") == 1, (name, done.stderr[:2000])
    assert done.stderr.startswith(f"error: profile '{name}': "), (name, done.stderr[:2000])
    return False


for name, contents in SAMPLES.items():
    assert read(name, contents), name
for name, contents in HOSTILE.items():
    read(name, contents)
assert not read("empty", b"") and not read("deep", HOSTILE["deep"])
for name in ("cut.gz", "inflates.gz", "stacks", "infinite", "nan", "overflow", "negative-period",
             "negative-blocks", "segments"):
    assert not read(name, HOSTILE[name]), name
for name, contents in SAMPLES.items():
    if b"\n" in contents and not name.startswith("pprof"):
        assert read(name + "-crlf", contents.replace(b"\n", b"\r\n")), name
os.mkdir("folder")
os.mkfifo("pipe")
for name, problem in (("folder", "it is a directory"), ("pipe", "it is empty"),
                      ("/dev/zero", "it is no regular file"), ("nothing", "No such file")):
    done = subprocess.run(["fastidious", "check", "-q", "--no-cache", "--profile", name, source],
                          capture_output=True, text=True, timeout=60, check=False)
    assert done.returncode == 2 and problem in done.stderr, (name, done.stderr[:2000])
random.seed(int(os.environ.get("FASTIDIOUS_SEED", "1")))
for name, contents in SAMPLES.items():
    for _ in range(int(os.environ.get("FASTIDIOUS_ROUNDS", "2"))):
        broken = bytearray(contents)
        for _ in range(random.randint(1, 4)):
            at = random.randrange(len(broken))
            broken[at:at + random.randint(0, 3)] = bytes(
                random.choice(b"\x00\xff09;:{\n ") for _ in range(random.randint(0, 3)))
            broken = broken or bytearray(b" ")
        read(name, bytes(broken))
        read(name, contents[:random.randrange(len(contents))])
