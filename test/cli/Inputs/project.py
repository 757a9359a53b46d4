"""Writes a small project with a compilation database into the folder that is given."""

import json
import os
import sys

SOURCES = {
    # The folder may lie in a work tree that has one.
    ".clang-tidy": "{}\n",
    "src/join.cpp": '''#include "join.h"
#include <vector>
std::string join(const std::vector<std::string> &words) {
  std::string all;
  for (const std::string &word : words)
    all = all + word;
  return all;
}
''',
    "src/join.h": '''#pragma once
#include <string>
inline std::string repeat(int n, const std::string &x) {
  std::string all;
  for (int i = 0; i < n; ++i)
    all = all + x;
  return all;
}
''',
    "src/clean.cpp": '#include "join.h"\nint one() { return 1; }\n',
}
EXTRA = {
    "broken": {"src/broken.cpp": '#include "missing.h"\nint x;\n'},
    "crash": {"src/crash.cpp": "#pragma clang __debug crash\n"},
    # Doubles its tokens forty times.
    "greedy": {"src/greedy.cpp": "#define A0 1,\n" + "".join(
        f"#define A{i + 1} A{i} A{i}\n" for i in range(40)) + "int x[] = {A40};\n"},
    "slow": {"src/slow.cpp": "constexpr int f() { for (;;); return 1; }\nconstexpr int x = f();\n"},
}


def main():
    folder, *extra = sys.argv[1:]
    sources = dict(SOURCES)
    for name in extra:
        sources.update(EXTRA[name])
    for path, text in sources.items():
        path = os.path.join(folder, path)
        os.makedirs(os.path.dirname(path), exist_ok=True)
        with open(path, "w", encoding="utf-8") as file:
            file.write(text)
    os.makedirs(os.path.join(folder, "build"), exist_ok=True)
    # What only GCC knows, and what would write files.
    flags = ["g++", "-std=c++17", "-fconserve-stack", "-Wall", "-Werror", "-MD", "-MF", "x.d",
             "-fconstexpr-steps=2147483647"]
    with open(os.path.join(folder, "build", "compile_commands.json"), "w", encoding="utf-8") as file:
        json.dump([{"directory": os.path.abspath(os.path.join(folder, "build")),
                    "file": "../" + path,
                    "arguments": flags + ["-o", path + ".o", "-c", "../" + path]}
                   for path in sorted(sources) if path.endswith(".cpp")], file)


main()
