"""Makes a small Bazel project of Debian's packages alone: bazel.py RECIPE, in an empty folder."""

import pathlib
import shutil
import sys

PACKAGED = pathlib.Path("/usr/share/bazel")
REPOSITORIES = {"rules_java": "rules/java", "rules_proto": "rules/proto",
                "bazel_skylib": "tools/skylib", "platforms": "tools/platforms"}
FILES = {
    "WORKSPACE": "",
    "BUILD": 'exports_files([".clang-tidy"])\n',
    ".clang-tidy": "Checks: '-*,fastidious-string-*'\nHeaderFilterRegex: '.*'\n",
    "tools/BUILD": "",
    "lib/BUILD": '''cc_library(
    name = "join",
    srcs = ["join.cpp", "clean.cpp"],
    hdrs = ["join.h"],
    copts = ["-std=c++17"],
    defines = ["SEPARATOR=44"],
)
cc_binary(name = "main", srcs = ["main.cpp"], deps = [":join"])
''',
    "lib/join.h": '''#pragma once
#include <string>
inline std::string repeat(int n, const std::string &x) {
  std::string all;
  for (int i = 0; i < n; ++i)
    all = all + x;
  return all;
}
''',
    "lib/join.cpp": '''#include "lib/join.h"
#include <string_view>
std::string join(int n, std::string_view x) {
  std::string all;
  for (int i = 0; i < n; ++i)
    all = all + std::string(x) + char(SEPARATOR);
  return all;
}
''',
    "lib/clean.cpp": '#include "lib/join.h"\n',
    "lib/main.cpp": '#include "lib/join.h"\nint main() { return SEPARATOR - int(repeat(44, "x").size()); }\n',
}

for path, text in FILES.items():
    file = pathlib.Path(path)
    file.parent.mkdir(exist_ok=True)
    file.write_text(text, encoding="ascii")
shutil.copy(sys.argv[1], "tools")

# Debian's rules ask for a function that its Bazel does not have yet.
shutil.copytree(PACKAGED / "rules/cc", "rules_cc")
for rule in pathlib.Path("rules_cc").rglob("*.bzl"):
    text = rule.read_text(encoding="utf-8")
    if "use_cpp_toolchain" in text:
        rule.write_text(text.replace(', "use_cpp_toolchain"', "").replace(
            "use_cpp_toolchain()", '["@bazel_tools//tools/cpp:toolchain_type"]'), encoding="utf-8")
# Its build files are not of this project.
pathlib.Path(".bazelignore").write_text("rules_cc\n", encoding="ascii")

repositories = {"rules_cc": pathlib.Path("rules_cc").resolve()}
repositories.update((name, PACKAGED / folder) for name, folder in REPOSITORIES.items())
pathlib.Path(".bazelrc").write_text(
    "".join(f"build --override_repository={name}={path}\n" for name, path in repositories.items()) +
    "build:fastidious --aspects=//tools:fastidious.bzl%fastidious\n"
    "build:fastidious --output_groups=fastidious\n", encoding="utf-8")
