"""Writes a project with 10,000 entries in its database, of which few exist."""

import json
import os
import sys

folder = os.path.abspath(sys.argv[1])
os.makedirs(os.path.join(folder, "src"))
os.makedirs(os.path.join(folder, "build"))
for name, text in {".clang-tidy": "{}\n", "src/header.h": "int one();\n",
                   **{f"src/unit{i}.cpp": "int one() { return 1; }\n" for i in range(10)},
                   "src/unit9999.cpp": '#include "header.h"\nint two() { return 2; }\n'}.items():
    with open(os.path.join(folder, name), "w", encoding="ascii") as file:
        file.write(text)
flags = " ".join(f"-I{folder}/include/{i}" for i in range(40)) + " " + " ".join(
    f"-DNAME{i}=\\\"value\\\"" for i in range(40))
with open(os.path.join(folder, "build", "compile_commands.json"), "w", encoding="ascii") as file:
    json.dump([{"directory": f"{folder}/build", "file": f"{folder}/src/unit{i}.cpp",
                "command": f"/usr/bin/c++ {flags} -O2 -std=c++17 -o unit{i}.o -c "
                           f"{folder}/src/unit{i}.cpp"} for i in range(10000)], file)
