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

TEST(ProfileRead, FoldedStacksAreInclusive) {
  Profile P = parsed("main;parse;append 30\nmain;print 10\n");
  EXPECT_EQ(P.total(), 40);
  EXPECT_TRUE(P.IsInclusive);
  EXPECT_EQ(P.valueOfFunction("main"), 40);
  EXPECT_EQ(P.valueOfFunction("parse"), 30);
  EXPECT_EQ(P.valueOfFunction("unknown"), std::nullopt);
}

TEST(ProfileRead, RecursionCountsOnce) {
  Profile P = parsed("main;f;f;f 5\n");
  EXPECT_EQ(P.valueOfFunction("f"), 5);
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
  EXPECT_EQ(P.valueOfFunction("f"), 100);
  EXPECT_EQ(P.valueOfFunction("main"), 400);
  EXPECT_EQ(P.valueOfLines("/src/a.cpp", 30, 31), 400);
  EXPECT_EQ(P.valueOfLines("/src/a.cpp", 13, 14), 0);
  EXPECT_EQ(P.valueOfLines("/src/b.cpp", 1, 99), std::nullopt);
}

TEST(ProfileRead, PerfJson) {
  Profile P = parsed(R"({"linux-perf-json-version": 1, "samples": [
      {"callchain": [{"ip": "0x1", "symbol": "_Z1fi"}, {"ip": "0x2", "symbol": "main"}]},
      {"callchain": [{"ip": "0x2", "symbol": "main"}]}]})");
  EXPECT_EQ(P.total(), 2);
  EXPECT_EQ(P.valueOfFunction("f"), 1);
  EXPECT_EQ(P.valueOfFunction("main"), 2);
}

TEST(ProfileRead, Callgrind) {
  Profile P = parsed("# callgrind format\nversion: 1\npositions: line\nevents: Ir\n\n"
                     "fl=(1) /src/a.cpp\nfn=(1) f(int)\n10 5\n+2 20\n\n"
                     "fn=(2) main\n20 1\ncfn=(1)\ncalls=1 10\n* 25\n");
  EXPECT_EQ(P.Unit, "instructions");
  EXPECT_EQ(P.total(), 26);
  EXPECT_EQ(P.valueOfFunction("f"), 25);
  EXPECT_EQ(P.valueOfFunction("main"), 26);
  EXPECT_EQ(P.valueOfLines("/src/a.cpp", 12, 12), 20);
  EXPECT_EQ(P.valueOfLines("/src/a.cpp", 20, 20), 26);
}

TEST(ProfileRead, ExecutionCounts) {
  Profile Lcov = parsed("TN:\nSF:/src/a.cpp\nDA:3,1\nDA:4,99\nend_of_record\n");
  EXPECT_EQ(Lcov.valueOfLines("/src/a.cpp", 4, 4), 99);
  EXPECT_EQ(Lcov.total(), 100);
  Profile Gcov = parsed("        -:    0:Source:a.cpp\n        -:    1:int x;\n"
                        "       99:    4:f();\n    #####:    5:g();\n");
  EXPECT_EQ(Gcov.valueOfLines("/src/a.cpp", 4, 5), 99);
}

TEST(ProfileRead, SampleProfile) {
  Profile P =
      parsed("main:184:0\n 4: 34\n 5: 50 foo:50\n 6: bar:100\n  1: 100\nfoo:50:1\n 1: 50\n");
  EXPECT_EQ(P.total(), 234);
  EXPECT_EQ(P.valueOfFunction("bar"), 100);
  EXPECT_EQ(P.valueOfFunction("main"), 184);
}

TEST(ProfileRead, Dhat) {
  Profile P = parsed(R"json({"dhatFileVersion": 2, "mode": "heap", "pps": [
      {"tb": 100, "tbk": 7, "fs": [1, 2]}, {"tb": 1, "tbk": 3, "fs": [2]}],
      "ftbl": ["[root]", "0x1: operator new(unsigned long) (in /lib/x.so)",
               "0x2: fill(int) (a.cpp:12)"]})json");
  EXPECT_EQ(P.Unit, "allocations");
  EXPECT_EQ(P.valueOfLines("/src/a.cpp", 12, 12), 10);
  EXPECT_EQ(P.valueOfFunction("fill"), 10);
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
  EXPECT_EQ(P.valueOfFunction("f"), 50);
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
