"""Writes a project with unusual names and a link to it into the folder that is given."""

import json
import os
import sys

LOOP = """std::string {name}(int n, const std::string &x) {{
  std::string all;
  for (int i = 0; i < n; ++i)
    all = all + x;
  return all;
}}
"""
folder = os.path.abspath(sys.argv[1])
root = os.path.join(folder, "my größe 数")
source = os.path.join(root, "src")
os.makedirs(os.path.join(source, "a b"))
os.makedirs(os.path.join(root, "build"))
os.symlink(root, os.path.join(folder, "link"))
for name, text in {
        ".clang-tidy": "{}\n",
        "src/a b/größe.h": "#pragma once\n#include <string>\ninline " + LOOP.format(name="a"),
        "src/it's.cpp": '#include "a b/größe.h"\n\n' + LOOP.format(name="b"),
        "src/real.cpp": "#include <string>\n" + LOOP.format(name="c"),
}.items():
    with open(os.path.join(root, name), "w", encoding="utf-8") as file:
        file.write(text)
os.symlink("real.cpp", os.path.join(source, "linked.cpp"))
entries = [{"directory": os.path.join(root, "build"), "file": os.path.join(source, name),
            "arguments": ["g++", "-I", os.path.join(folder, "link", "src"), "-c",
                          os.path.join(source, name)]} for name in ("it's.cpp", "linked.cpp")]
with open(os.path.join(root, "build", "compile_commands.json"), "w", encoding="utf-8") as file:
    json.dump(entries, file)
