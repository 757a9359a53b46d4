import pathlib
import sys

sys.path.insert(0, str(pathlib.Path(sys.argv[1]) / "tools"))
from corpus_lib.extents import Extents

SOURCE = r"""
#define LOOPS(state)        \
  for (auto _ : state) {    \
    work();                 \
  }
namespace n {
class A : B<int> {
  template <class T> int f(T t) {
    for (int i = 0; i < 10'000; ++i)
      if (t == '}')
        g("{", [&](int j) {
          while (j--) h(j);
        });
      else
        k(R"x(
{{ } )" )x");
    return 1;
  }
};
int before_body(int a,
                int b)
{
#if X
  while (a) {
#else
  while (b) {
#endif
    a = b +
        1; // }
  }
  do
    ++a;
  while (a < b);
  return a;
}
}
"""

extents = Extents(SOURCE)
line = {number: text.strip() for number, text in enumerate(SOURCE.split("\n"), 1)}


def at(text):
    return next(number for number, found in line.items() if found.startswith(text))


def expect(got, *want):
    assert got == want, f"{got}, not {want}"


expect(extents.loop(at("work")), at("for (auto"), at("for (auto") + 2)
expect(extents.loop(at("k(R")), at("for (int"), at("k(R") + 1)
expect(extents.loop(at("while (j")), at("while (j"), at("while (j"))
expect(extents.loop(at("a = b")), at("while (a) {"), at("1; // }") + 1)
expect(extents.loop(at("++a")), at("do"), at("while (a < b)"))
assert extents.loop(at("return 1")) is None

expect(extents.function(at("while (j")), at("template"), at("return 1") + 1)
expect(extents.function(at("int b)")), at("int before_body"), at("return a") + 1)
assert extents.function(at("class A")) is None

expect(extents.statement(at("1; // }")), at("a = b"), at("1; // }"))
expect(extents.statement(at("int b)")), at("int before_body"), at("int b)") + 1)
expect(extents.statement(at("return 1")), at("return 1"), at("return 1"))
