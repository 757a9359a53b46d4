#include "driver/evidence/profile/FunctionName.h"
#include "driver/evidence/profile/Reader.h"

#include <gtest/gtest.h>

using namespace fastidious::profile;

namespace {

/// The profile in \p Text; the test fails if it is malformed.
Profile parsed(llvm::StringRef Text) {
  Profile P;
  llvm::Error E = parseProfile(Text, "test", P);
  EXPECT_FALSE(bool(E)) << llvm::toString(std::move(E));
  return P;
}

/// The value of a function, wherever it is.
std::optional<double> valueOf(const Profile &P, llvm::StringRef Function,
                              llvm::StringRef File = "") {
  if (auto Heat = P.heatOfFunction(Function, File))
    return Heat->Value;
  return std::nullopt;
}

/// The message for the malformed profile \p Text.
std::string problem(llvm::StringRef Text) {
  Profile P;
  llvm::Error E = parseProfile(Text, "test", P);
  EXPECT_TRUE(bool(E));
  return llvm::toString(std::move(E));
}

TEST(ProfileNames, AreNormalised) {
  EXPECT_EQ(normalisedFunction("_ZN3foo3barEi"), "foo::bar");
  EXPECT_EQ(normalisedFunction("_ZN3foo3barEi.isra.0"), "foo::bar");
  EXPECT_EQ(normalisedFunction("foo::bar(int, std::vector<int> const&) const"), "foo::bar");
  EXPECT_EQ(normalisedFunction("void foo::bar<int>(int) [clone .cold]"), "foo::bar");
  EXPECT_EQ(normalisedFunction("(anonymous namespace)::bar()"), "bar");
  EXPECT_EQ(normalisedFunction("main::{lambda(int)#1}::operator()(int) const"), "main");
  EXPECT_EQ(normalisedFunction("a::S::operator<(a::S const&)"), "a::S::operator<");
  EXPECT_EQ(normalisedFunction("std::__cxx11::basic_string<char>::append(char const*)"),
            "std::basic_string::append");
}

TEST(ProfileNames, AreAsEachProfilerWritesThem) {
  // An ABI tag, which GCC and clang give to what returns a string.
  EXPECT_EQ(normalisedFunction("_Z6joinedB5cxx11i"), "joined");
  EXPECT_EQ(normalisedFunction("joined[abi:cxx11]"), "joined");
  EXPECT_EQ(normalisedFunction("Text::grow(int) const &"), "Text::grow");
  EXPECT_EQ(normalisedFunction("Text::grow(int) volatile &&"), "Text::grow");
  EXPECT_EQ(normalisedFunction("void f<int>(int) requires (true)"), "f");
  EXPECT_EQ(normalisedFunction("main.cold"), "main");
  EXPECT_EQ(normalisedFunction("f(int) [clone .isra.0] [clone .cold]"), "f");
  EXPECT_EQ(normalisedFunction("f(int) (.cold)"), "f");
  EXPECT_EQ(normalisedFunction("f(int)@plt"), "f");
  EXPECT_EQ(normalisedFunction("non-virtual thunk to A::f()"), "A::f");
  EXPECT_EQ(normalisedFunction("operators::Type f<int>(int)"), "f");
  EXPECT_EQ(normalisedFunction("Call::operator()(int) const"), "Call::operator()");
  EXPECT_EQ(normalisedFunction("std::operator<< <char>(std::ostream&)"), "std::operator<<");
  EXPECT_EQ(normalisedFunction("A<(n > 3)>::operator->() const"), "A::operator->");
  EXPECT_EQ(normalisedFunction("f(int)::Local::g() const"), "f::Local::g");
  // google-pprof
  EXPECT_EQ(normalisedFunction("f(std::vector<int> const&)[inline]"), "f");
  EXPECT_EQ(normalisedFunction("main<0000000000001b90>"), "main");
  EXPECT_EQ(normalisedFunction("a::::f"), "a::f");
  EXPECT_EQ(normalisedFunction("::f"), "f");
  // callgrind: the depth of a recursion, callers
  EXPECT_EQ(normalisedFunction("f(int)'2"), "f");
  EXPECT_EQ(normalisedFunction("f(int)'main'(below main)"), "f");
  // Lambdas of clang and GCC
  EXPECT_EQ(normalisedFunction("f(int)::$_0::operator()(int) const"), "f");
  EXPECT_EQ(normalisedFunction("f(int)::'lambda'(int)::operator()(int) const"), "f");
  EXPECT_EQ(normalisedFunction("$_1::operator()(int) const"), "(lambda)");
}

TEST(ProfileNames, HaveParametersThatCompare) {
  auto Parameters = [](llvm::StringRef Name) { return parseFunctionName(Name).Parameters; };
  EXPECT_EQ(Parameters("over"), std::nullopt);
  EXPECT_EQ(Parameters("over()"), "");
  EXPECT_EQ(Parameters("over(int, std::string const&) const"),
            Parameters("over(int,std::string&)"));
  EXPECT_EQ(Parameters("_Z4overRKNSt7__cxx1112basic_stringIcSt11char_traitsIcESaIcEEE"),
            Parameters("over(std::string const&)"));
  EXPECT_NE(Parameters("over(int)"), Parameters("over(long)"));
  // Those of a function around it are not its own.
  EXPECT_EQ(Parameters("f(int)::Local::g"), std::nullopt);
}

TEST(ProfileNames, TemplatesNameTheFunctionsOfLambdas) {
  FunctionName Name = parseFunctionName(
      "std::_Function_handler<int (std::vector<int> const&), a::f(int)::$_0>::_M_invoke(int&)");
  EXPECT_EQ(Name.Base, "std::_Function_handler::_M_invoke");
  EXPECT_EQ(Name.LambdasOf, std::vector<std::string>{"a::f"});
  Profile P = parsed("main;void std::for_each<int*, f()::{lambda(int)#1}>(int*) 7\nmain 3\n");
  EXPECT_EQ(valueOf(P, "f"), 7);
}

TEST(ProfileRead, FoldedStacksAreInclusive) {
  Profile P = parsed("main;parse;append 30\nmain;print 10\n");
  EXPECT_EQ(P.total(), 40);
  EXPECT_TRUE(P.IsInclusive);
  EXPECT_EQ(valueOf(P, "main"), 40);
  EXPECT_EQ(valueOf(P, "parse"), 30);
  EXPECT_EQ(valueOf(P, "unknown"), std::nullopt);
}

TEST(ProfileRead, RecursionCountsOnce) {
  Profile P = parsed("main;f;f;f 5\n");
  EXPECT_EQ(valueOf(P, "f"), 5);
}

TEST(ProfileRead, PerfScript) {
  Profile P = parsed("prog  77 [001] 1.5:     100 cycles:u: \n"
                     "\t  40 f(int)+0x1d (/bin/prog)\n"
                     "  a.cpp:12\n"
                     "\t  50 main+0x3 (/bin/prog)\n"
                     "  a.cpp:30\n"
                     "\n"
                     "my prog  77 1.6:     300 cycles:u: \n"
                     "\t  50 main+0x3 (/bin/prog)\n"
                     "  a.cpp:31\n"
                     "\n"
                     "prog  77 1.6:  9 faults: \n"
                     "\t  50 other+0x3 (/bin/prog)\n");
  EXPECT_EQ(P.Unit, "cycles");
  EXPECT_EQ(P.total(), 400);
  EXPECT_EQ(valueOf(P, "f"), 100);
  EXPECT_EQ(valueOf(P, "main"), 400);
  EXPECT_EQ(P.valueOfLines("/src/a.cpp", 30, 31), 400);
  EXPECT_EQ(P.valueOfLines("/src/a.cpp", 13, 14), 0);
  EXPECT_EQ(P.valueOfLines("/src/b.cpp", 1, 99), std::nullopt);
}

TEST(ProfileRead, PerfScriptWithOtherFields) {
  for (const char *Text : {
           "prog 7 1.5: 100 cycles: \n\t 40 f+0x1d (/p)\n  a.cpp:12\n\t 50 main+0x3 (/p)\n",
           "my: prog 2: 7/8 [001] 1.5:  100 cycles:u: \n\t 40 f (/p)\n  a.cpp:12 (discriminator "
           "3)\n"
           "\t 50 main (/p)\n  ??:0\n",
           "\n\t   40 f (/p)\n  a.cpp:12\n\t   50 main (/p)\n  :0\n\n",
           "prog 27118 \n\t 40 f\n  a.cpp:12\n\t 50 main\n  p[3000]\n",
           "prog cycles:u: \n\t 40 f\n  a.cpp:12\n\t 50 main\n  p[3000]\n",
           "prog 7 1.5: 9 cycles: \n\t 40 f(int) (inlined)\n  a.cpp:12\n\t 40 main ([vdso])\n",
           "prog 7 1.5: 9 cycles: \n\t 40 f(int) (/my dir/p (deleted))\n  a.cpp:12\n\t 41 main "
           "(/p)\n",
       }) {
    Profile P = parsed(Text);
    EXPECT_GT(P.total(), 0) << Text;
    EXPECT_EQ(valueOf(P, "f"), P.total()) << Text;
    EXPECT_EQ(valueOf(P, "main"), P.total()) << Text;
    EXPECT_EQ(P.valueOfLines("/src/a.cpp", 12, 12), P.total()) << Text;
    EXPECT_EQ(valueOf(P, ":0"), std::nullopt) << Text;
  }
}

TEST(ProfileRead, PerfScriptWithoutCallGraph) {
  for (const char *Text :
       {"          prog 27118  37.12:     3 cycles:u:      7f27c097eb73 f+0x3 (/p)\n  a.cpp:12\n"
        "          prog 27118  37.13:     1 cycles:u:      7f27c097eb74 main+0x3 (/p)\n  :0\n",
        "     7f27c097eb73 f (/p)\n  a.cpp:12\n     7f27c097eb74 f (/p)\n  a.cpp:12\n"
        "     7f27c097eb73 f (/p)\n  a.cpp:12\n     7f27c097eb74 main (/p)\n  :0\n",
        "cycles:u:      7f27c097eb73 f\n  a.cpp:12\ncycles:u:      7f27c097eb74 f\n  a.cpp:12\n"
        "cycles:u:      7f27c097eb73 f\n  a.cpp:12\ncycles:u:      7f27c097eb74 main\n"}) {
    Profile P = parsed(Text);
    EXPECT_EQ(P.total(), 4) << Text;
    EXPECT_FALSE(P.IsInclusive) << Text;
    EXPECT_EQ(valueOf(P, "f"), 3) << Text;
    EXPECT_EQ(valueOf(P, "main"), 1) << Text;
    EXPECT_EQ(P.valueOfLines("/src/a.cpp", 12, 12), 3) << Text;
  }
}

TEST(ProfileRead, PerfScriptCountsWhatCostsTime) {
  Profile P = parsed("prog 7 1.5: 1 page-faults:u: \n\t 40 start (/p)\n\n"
                     "prog 7 1.6: 1 page-faults:u: \n\t 40 start (/p)\n\n"
                     "prog 7 1.7: 500 cpu_core/cycles/u: \n\t 41 f (/p)\n\n"
                     "prog 7 1.8: 300 cpu_atom/cycles/u: \n\t 41 f (/p)\n");
  EXPECT_EQ(P.Unit, "cycles");
  EXPECT_EQ(P.total(), 800);
  EXPECT_EQ(valueOf(P, "f"), 800);
}

TEST(ProfileRead, PerfJson) {
  Profile P = parsed(R"({"linux-perf-json-version": 1, "samples": [
      {"callchain": [{"ip": "0x1", "symbol": "_Z1fi"}, {"ip": "0x2", "symbol": "main"}]},
      {"callchain": [{"ip": "0x2", "symbol": "main"}]}]})");
  EXPECT_EQ(P.total(), 2);
  EXPECT_EQ(valueOf(P, "f"), 1);
  EXPECT_EQ(valueOf(P, "main"), 2);
}

TEST(ProfileRead, Callgrind) {
  Profile P = parsed("# callgrind format\nversion: 1\npositions: line\nevents: Ir\n\n"
                     "fl=(1) /src/a.cpp\nfn=(1) f(int)\n10 5\n+2 20\n\n"
                     "fn=(2) main\n20 1\ncfn=(1)\ncalls=1 10\n* 25\n");
  EXPECT_EQ(P.Unit, "instructions");
  EXPECT_EQ(P.total(), 26);
  EXPECT_EQ(valueOf(P, "f"), 25);
  EXPECT_EQ(valueOf(P, "main"), 26);
  EXPECT_EQ(P.valueOfLines("/src/a.cpp", 12, 12), 20);
  EXPECT_EQ(P.valueOfLines("/src/a.cpp", 20, 20), 26);
}

TEST(ProfileRead, CallgrindNames) {
  Profile P = parsed("# callgrind format\npositions: line\nevents: Ir\n\n"
                     "fl=/src/a.cpp\nfn=(anonymous namespace)::f(int)\n10 5\nfi=/usr/s.h\n3 40\n\n"
                     "fn=(below main)\n20 1\n");
  auto Heat = P.heatOfFunction("f", "/src/a.cpp");
  ASSERT_TRUE(Heat);
  EXPECT_EQ(Heat->Value, 45);
  EXPECT_EQ(Heat->Elsewhere, 40);
}

TEST(ProfileRead, ExecutionCounts) {
  Profile Lcov = parsed("TN:\nSF:/src/a.cpp\nDA:3,1\nDA:4,99\nend_of_record\n");
  EXPECT_EQ(Lcov.valueOfLines("/src/a.cpp", 4, 4), 99);
  EXPECT_EQ(Lcov.total(), 100);
  Profile Gcov = parsed("        -:    0:Source:a.cpp\n        -:    1:int x;\n"
                        "       99:    4:f();\n    #####:    5:g();\n");
  EXPECT_EQ(Gcov.valueOfLines("/src/a.cpp", 4, 5), 99);
  // Never executed, and known to be so.
  EXPECT_EQ(Gcov.valueOfLines("/src/a.cpp", 5, 5), 0);
  Profile Never = parsed("SF:/src/a.cpp\nDA:3,0\nend_of_record\nSF:/src/b.cpp\nDA:4,99\n");
  EXPECT_EQ(Never.valueOfLines("/src/a.cpp", 3, 3), 0);
}

TEST(ProfileRead, GcovOfTemplatesCountsOnce) {
  Profile P = parsed("        -:    0:Source:a.cpp\n       10:    4:  f();\n------------------\n"
                     "void g<int>():\n        4:    4:  f();\n------------------\n"
                     "void g<long>():\n        6:    4:  f();\n------------------\n"
                     "        1:    9:}\n     1.5k:   10:h();\n");
  EXPECT_EQ(P.valueOfLines("/src/a.cpp", 4, 4), 10);
  EXPECT_EQ(P.valueOfLines("/src/a.cpp", 9, 9), 1);
  EXPECT_EQ(P.valueOfLines("/src/a.cpp", 10, 10), 1500);
}

TEST(ProfileRead, CoverageAsJson) {
  Profile Gcov = parsed(R"({"gcc_version": "12", "files": [{"file": "a.cpp", "lines": [
      {"line_number": 4, "count": 99, "function_name": "_Z1fv"},
      {"line_number": 5, "count": 0}]}]})");
  EXPECT_EQ(Gcov.valueOfLines("/src/a.cpp", 4, 4), 99);
  EXPECT_EQ(Gcov.valueOfLines("/src/a.cpp", 5, 5), 0);
  EXPECT_EQ(valueOf(Gcov, "f"), 99);
  Profile Llvm = parsed(R"({"data": [{"files": [{"filename": "/src/a.cpp", "segments": [
      [3, 10, 1, true, true, false], [5, 3, 20, true, true, false], [6, 1, 0, true, true, false],
      [8, 2, 0, false, false, false]]}]}], "type": "llvm.coverage.json.export"})");
  EXPECT_EQ(Llvm.valueOfLines("/src/a.cpp", 3, 4), 1);
  EXPECT_EQ(Llvm.valueOfLines("/src/a.cpp", 5, 5), 20);
  EXPECT_EQ(Llvm.valueOfLines("/src/a.cpp", 7, 7), 0);
}

TEST(ProfileRead, SampleProfile) {
  Profile P =
      parsed("main:184:0\n 4: 34\n 5: 50 foo:50\n 6: bar:100\n  1: 100\nfoo:50:1\n 1: 50\n");
  EXPECT_EQ(P.total(), 234);
  EXPECT_EQ(valueOf(P, "bar"), 100);
  EXPECT_EQ(valueOf(P, "main"), 184);
}

TEST(ProfileRead, SampleProfileCountsLinesFromTheFunction) {
  Profile P = parsed("main:184:0\n 4: 34\n 5.2: 50\n 6: bar:100\n  1: 100\n !CFGChecksum: 12\n"
                     "[main:3 @ foo]:50:1\n 1: 50\n");
  EXPECT_FALSE(P.IsInclusive);
  EXPECT_EQ(P.valueOfOffsets("main", 5, 5), 50);
  EXPECT_EQ(P.valueOfOffsets("main", 6, 6), 100);
  EXPECT_EQ(P.valueOfOffsets("bar", 1, 9), 100);
  EXPECT_EQ(P.valueOfOffsets("foo", 1, 1), 50);
  EXPECT_EQ(P.valueOfOffsets("foo", 2, 9), 0);
  EXPECT_EQ(P.valueOfOffsets("baz", 2, 9), std::nullopt);
}

TEST(ProfileRead, Dhat) {
  Profile P = parsed(R"json({"dhatFileVersion": 2, "mode": "heap", "pps": [
      {"tb": 100, "tbk": 7, "fs": [1, 2]}, {"tb": 1, "tbk": 3, "fs": [2]}],
      "ftbl": ["[root]", "0x1: operator new(unsigned long) (in /lib/x.so)",
               "0x2: fill(int) (a.cpp:12)"]})json");
  EXPECT_EQ(P.Unit, "allocations");
  EXPECT_EQ(P.valueOfLines("/src/a.cpp", 12, 12), 10);
  EXPECT_EQ(valueOf(P, "fill"), 10);
}

/// Protobuf by hand: a length-delimited field.
std::string field(unsigned Number, const std::string &Bytes) {
  return std::string{static_cast<char>(Number << 3 | 2), static_cast<char>(Bytes.size())} + Bytes;
}
std::string number(unsigned Number, char Value) {
  return std::string{static_cast<char>(Number << 3), Value};
}

std::string pprof() {
  return field(1, number(1, 1) + number(2, 2)) +                             // "cpu", "ns"
         field(2, field(1, std::string{1, 2}) + field(2, std::string{50})) + // f < main
         field(2, field(1, std::string{2}) + field(2, std::string{50})) +
         field(4, number(1, 1) + field(4, number(1, 1) + number(2, 12))) +
         field(4, number(1, 2) + field(4, number(1, 2) + number(2, 30))) +
         field(5, number(1, 1) + number(2, 3) + number(4, 5)) +
         field(5, number(1, 2) + number(2, 4) + number(4, 5)) + field(6, "") + field(6, "cpu") +
         field(6, "ns") + field(6, "f(int)") + field(6, "main") + field(6, "/src/a.cpp");
}

TEST(ProfileRead, Pprof) {
  Profile P = parsed(pprof());
  EXPECT_EQ(P.Unit, "cpu");
  EXPECT_EQ(P.total(), 100);
  EXPECT_EQ(valueOf(P, "f"), 50);
  EXPECT_EQ(P.valueOfLines("/src/a.cpp", 30, 30), 100);
}

TEST(ProfileJoin, PathsOfOtherBuilds) {
  Profile P;
  P.mapPath("/build/app", "/home/me/app");
  P.add({{"f", "/build/app/src/a.cpp", 1}}, 1);
  P.add({{"f", "/elsewhere/lib/b.cpp", 1}}, 2);
  P.add({{"f", "/elsewhere/x/c.cpp", 1}}, 4);
  EXPECT_EQ(P.valueOfLines("/home/me/app/src/a.cpp", 1, 1), 1);
  EXPECT_EQ(P.valueOfLines("/home/me/lib/b.cpp", 1, 1), 2);
  // The name alone proves nothing.
  EXPECT_EQ(P.valueOfLines("/home/me/y/c.cpp", 1, 1), std::nullopt);
}

TEST(ProfileJoin, FilesOfTheSameName) {
  Profile P;
  P.add({{"f", "x/src/a.cpp", 1}}, 1);
  P.add({{"g", "b.cpp", 1}}, 2);
  P.add({{"h", "lib/c.cpp", 1}}, 4);
  // What fits better has it.
  P.matchFiles({"/home/y/src/a.cpp", "/home/x/src/a.cpp", "/home/x/b.cpp", "/home/y/b.cpp"});
  EXPECT_EQ(P.valueOfLines("/home/x/src/a.cpp", 1, 1), 1);
  EXPECT_EQ(P.valueOfLines("/home/y/src/a.cpp", 1, 1), std::nullopt);
  EXPECT_TRUE(P.isAmbiguous("/home/x/b.cpp"));
  EXPECT_FALSE(P.isAmbiguous("/home/x/src/a.cpp"));
  EXPECT_EQ(P.valueOfLines("/home/other/c.cpp", 1, 1), std::nullopt);
}

TEST(ProfileJoin, FunctionsOfTheSameName) {
  Profile P;
  P.add({{"f(int)", "/src/a.cpp", 1}}, 1);
  P.add({{"f(int)", "/usr/include/string", 9}}, 2);
  P.add({{"f(int)", "/src/b.cpp", 1}}, 4);
  P.add({{"f(long)", "/src/b.cpp", 7}}, 8);
  EXPECT_EQ(valueOf(P, "f", "/src/a.cpp"), 3);
  EXPECT_EQ(valueOf(P, "f", "/src/b.cpp"), 14);
  EXPECT_EQ(valueOf(P, "f", "/src/c.cpp"), 2);
  EXPECT_EQ(valueOf(P, "f(long)", "/src/b.cpp"), 8);
  EXPECT_EQ(valueOf(P, "f(char)", "/src/b.cpp"), std::nullopt);
  auto Heat = P.heatOfFunction("f(int)", "/src/a.cpp");
  ASSERT_TRUE(Heat);
  EXPECT_EQ(Heat->Elsewhere, 2);
}

TEST(ProfileJoin, CallersAreNotToBlame) {
  Profile P = parsed("main;run;hot;malloc 70\nmain;run;hot;run 20\nmain;run 5\nmain 5\n");
  P.setSuspects({"run", "hot"});
  EXPECT_EQ(P.heatOfFunction("run", "")->InSuspects, 70);
  EXPECT_EQ(P.heatOfFunction("hot", "")->InSuspects, 20);
  Profile Callgrind = parsed(
      "# callgrind format\nevents: Ir\nfn=run\n0 5\ncfn=hot\ncalls=1 0\n0 70\n\nfn=hot\n0 70\n");
  Callgrind.setSuspects({"run", "hot"});
  EXPECT_EQ(Callgrind.heatOfFunction("run", "")->InSuspects, 70);
  EXPECT_EQ(Callgrind.heatOfFunction("hot", "")->InSuspects, 0);
}

TEST(ProfileJoin, UnnamedNamespaces) {
  Profile Both = parsed("main;(anonymous namespace)::f(int) 3\nmain;f(int) 5\n");
  EXPECT_EQ(valueOf(Both, "f"), 5);
  EXPECT_EQ(valueOf(Both, "(anonymous namespace)::f"), 3);
  Profile Left = parsed("main;f 5\n");
  EXPECT_EQ(valueOf(Left, "(anonymous namespace)::f"), 5);
}

TEST(ProfileRead, FoldedMarks) {
  Profile P = parsed("# comment\nmain_[i];void f<int>(int) (a.cpp);g(void (*)(int))_[k] 2.5\n");
  EXPECT_EQ(P.total(), 2.5);
  EXPECT_EQ(valueOf(P, "main"), 2.5);
  EXPECT_EQ(valueOf(P, "f", "/src/a.cpp"), 2.5);
  EXPECT_EQ(valueOf(P, "f", "/src/b.cpp"), std::nullopt);
  EXPECT_EQ(valueOf(P, "g"), 2.5);
}

TEST(ProfileRead, RecordingsAreNamed) {
  auto Remedy = [](llvm::StringRef Bytes) { return problem(Bytes); };
  EXPECT_NE(Remedy("\xff\xe5\xd0\xb1\xf4\xc9\x94\xa8\x53").find("llvm-profdata"),
            std::string::npos);
  EXPECT_NE(Remedy("\xfflprofi\x81").find("llvm-cov"), std::string::npos);
  EXPECT_NE(Remedy("adcg*22B").find("gcov"), std::string::npos);
  EXPECT_NE(Remedy("\x28\xb5\x2f\xfd").find("heaptrack_print"), std::string::npos);
  EXPECT_NE(Remedy(llvm::StringRef("\0\0\0\0\0\0\0\0\3\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\1", 25))
                .find("google-pprof"),
            std::string::npos);
}

TEST(ProfileRead, ProblemsAreNamed) {
  EXPECT_NE(problem("").find("is empty"), std::string::npos);
  EXPECT_NE(problem("PERFILE2xxxx").find("perf script"), std::string::npos);
  EXPECT_NE(problem("hello\nworld\n").find("unknown format"), std::string::npos);
  EXPECT_NE(problem("main;f 10\nmain;g\n").find("line 2"), std::string::npos);
  EXPECT_NE(problem("SF:a.cpp\nDA:x,1\n").find("line 2"), std::string::npos);
  EXPECT_NE(problem(std::string("\x1f\x8b\x08", 3) + "garbage").find("damaged"), std::string::npos);
  EXPECT_NE(problem(pprof().substr(0, 20)).find("damaged"), std::string::npos);
  std::string Deep = R"({"dhatFileVersion": 2, "pps": )" + std::string(100000, '[');
  EXPECT_NE(problem(Deep).find("nested"), std::string::npos);
  EXPECT_NE(
      problem(R"({"dhatFileVersion":2,"pps":[{"fs":[9],"tbk":1}],"ftbl":[]})").find("out of range"),
      std::string::npos);
}

} // namespace
