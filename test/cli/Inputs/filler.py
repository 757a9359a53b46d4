"""Puts as many entries of one MiB as are asked for into a cache, all older than the present."""

import os
import sys

folder, number = sys.argv[1:]
os.makedirs(os.path.join(folder, "ff"), exist_ok=True)
for i in range(int(number)):
    path = os.path.join(folder, "ff", f"filler{i}.result")
    with open(path, "wb") as file:
        file.write(bytes(1 << 20))
    os.utime(path, (1_000_000_000 + i, 1_000_000_000 + i))
