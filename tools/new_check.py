#!/usr/bin/python3
"""Writes a new check and its test; edits no existing file.

    tools/new_check.py string-shrink-in-loop

writes checks/string/ShrinkInLoop.cpp and test/checks/string/shrink-in-loop.cpp. Both work as they
are: the check reports calls of `shrink_to_fit` in loops. Replace what it looks for, its metadata and
its documentation, then run tools/update-docs.
"""

import argparse
import pathlib
import re
import subprocess
import sys

CHECK = '''\
#include "checks/framework/Check.h"
#include "checks/support/Calls.h"
#include "checks/support/Source.h"

#include "clang/AST/RecursiveASTVisitor.h"

using namespace clang;

namespace fastidious {
namespace {

class @CLASS@ : public Check {
public:
  using Check::Check;

  void checkBody(const Body &B) override {
    for (const Loop &L : B.loops())
      // Inner loops have their turn of their own: one finding for one defect.
      if (!L.Parent)
        Visitor{*this, B}.TraverseStmt(const_cast<Stmt *>(L.LoopBody));
  }

private:
  struct Visitor : RecursiveASTVisitor<Visitor> {
    @CLASS@ &Reporter;
    const Body &B;

    Visitor(@CLASS@ &Reporter, const Body &B) : Reporter(Reporter), B(B) {}

    // A lambda's body is handed over separately.
    bool TraverseLambdaExpr(LambdaExpr *) { return true; }

    bool VisitCallExpr(CallExpr *Call) {
      if (std::optional<MemberCall> Member = asMemberCall(Call);
          Member && Member->Name == "shrink_to_fit")
        Reporter.reportCall(*Member, B);
      return true;
    }
  };

  void reportCall(const MemberCall &Call, const Body &B) {
    Finding F = Finding::about(Call.Call);
    F.Loc = Call.NameLoc;
    F.What = "'" + quoted(Call.Call->getSourceRange(), B.context()) + "' in a loop";
    F.Why = "each iteration allocates and copies again";
    F.Remedy = "call it once after the loop";
    report(std::move(F));
  }
};

FASTIDIOUS_CHECK(@CLASS@, {
    .Name = "@NAME@",
    .Summary = "`shrink_to_fit()` in a loop allocates and copies on every iteration",
    .Cost = Cost::PerIterationAllocation,
    .Confidence = Confidence::Medium,
    .Since = "@VERSION@",
    .Fix = FixKind::None,
    .Docs = R"md(
## Why

What the pattern makes the program do, and how often.

## Example

```cpp bad
#include <vector>

void fill(std::vector<int> &v, int n) {
  for (int i = 0; i < n; ++i) {
    v.push_back(i);
    v.shrink_to_fit();
  }
}
```

```cpp good
#include <vector>

void fill(std::vector<int> &v, int n) {
  for (int i = 0; i < n; ++i)
    v.push_back(i);
  v.shrink_to_fit();
}
```

## Fix safety

The check has no fix.

## Limitations

What the check leaves alone on purpose, and what it cannot see.

## Measured

Not measured.

## References

None.
)md"});

} // namespace
} // namespace fastidious
'''

TEST = '''\
// RUN: %check_fastidious @NAME@ %s --std c++17,c++20
#include <vector>

void inLoop(std::vector<int> &v, int n) {
  for (int i = 0; i < n; ++i) {
    v.push_back(i);
    v.shrink_to_fit();
    //^ warning: 'v.shrink_to_fit()' in a loop
  }
}

void afterLoop(std::vector<int> &v, int n) {
  for (int i = 0; i < n; ++i)
    v.push_back(i);
  v.shrink_to_fit();
}
'''


def main():
    parser = argparse.ArgumentParser(description=__doc__,
                                     formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("name", help="group-pattern, in lower case, without the prefix fastidious-")
    parser.add_argument("--root", type=pathlib.Path,
                        default=pathlib.Path(__file__).resolve().parent.parent,
                        help="the source tree to write to; default: this one")
    options = parser.parse_args()
    if not re.fullmatch(r"[a-z][a-z0-9]*(-[a-z0-9]+)+", options.name):
        parser.error(f"'{options.name}' is not of the form group-pattern")
    if options.name.startswith("fastidious-"):
        parser.error("the prefix fastidious- is added by itself")

    group, pattern = options.name.split("-", 1)
    class_name = "".join(word.capitalize() for word in pattern.split("-"))
    version = re.search(r"project\(fastidious VERSION (\d+\.\d+)",
                        (options.root / "CMakeLists.txt").read_text())[1]
    files = {options.root / "checks" / group / f"{class_name}.cpp": CHECK,
             options.root / "test" / "checks" / group / f"{pattern}.cpp": TEST}
    for path in files:
        if path.exists():
            sys.exit(f"{path} exists")
    for path, template in files.items():
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(template.replace("@CLASS@", class_name).replace("@NAME@", options.name)
                        .replace("@VERSION@", version))
        print(path)
    # How the metadata is laid out depends on the length of the names.
    style = pathlib.Path(__file__).resolve().parent.parent / ".clang-format"
    subprocess.run(["clang-format-19", "-i", f"--style=file:{style}", next(iter(files))], check=True)


if __name__ == "__main__":
    main()
