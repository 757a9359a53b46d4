#include "checks/knowledge/Names.h"

#include <gtest/gtest.h>

namespace fastidious {
namespace {

TEST(Names, AboutDebugging) {
  for (const char *Name : {"debug", "kDebugLevel", "isDebugEnabled", "DEBUG", "log_verbose_",
                           "dbg2", "cleanDbgStrg", "DebugString", "FLAGS_verbosity"})
    EXPECT_TRUE(isAboutDebugging(Name)) << Name;
  for (const char *Name : {"", "bug", "debugger", "undebuggable", "trace", "verb", "level"})
    EXPECT_FALSE(isAboutDebugging(Name)) << Name;
}

TEST(Names, AboutUsage) {
  for (const char *Name : {"usage", "printHelp", "show_usage", "build_map_help_text", "help"})
    EXPECT_TRUE(isAboutUsage(Name)) << Name;
  for (const char *Name :
       {"", "helper", "memoryUsed", "helpful", "printMemoryUsage", "memory_usage", "countUsageOf"})
    EXPECT_FALSE(isAboutUsage(Name)) << Name;
}

TEST(Names, Scratch) {
  for (const char *Name : {"tmp_edges_", "scratch", "m_scratchBuffer", "TMP"})
    EXPECT_TRUE(isScratch(Name)) << Name;
  for (const char *Name : {"temp_graphs", "attempt", "template_", "edges"})
    EXPECT_FALSE(isScratch(Name)) << Name;
}

TEST(Names, Assertions) {
  for (const char *Name : {"assert", "EXPECT_EQ", "BOOST_CHECK_EQUAL", "DCHECK", "QCOMPARE",
                           "CPPUNIT_ASSERT", "REQUIRE_THAT", "Q_ASSERT"})
    EXPECT_TRUE(isAssertion(Name)) << Name;
  for (const char *Name : {"", "CHECKSUM", "UNEXPECTED", "LOG", "requirements", "RETURN_IF"})
    EXPECT_FALSE(isAssertion(Name)) << Name;
}

TEST(Names, Reading) {
  for (const char *Name : {"readU32", "Read", "ParseLength", "decode_varint", "GetVarint32",
                           "get_u16", "ntohl", "getInt", "recv"})
    EXPECT_TRUE(isAboutReading(Name)) << Name;
  for (const char *Name :
       {"", "size", "getCount", "already_read", "thread", "reader", "Get", "getPointer", "spread"})
    EXPECT_FALSE(isAboutReading(Name)) << Name;
}

TEST(Names, Throwing) {
  for (const char *Name : {"throwException", "ThrowError", "throw_bad_size", "rethrow"})
    EXPECT_TRUE(isAboutThrowing(Name)) << Name;
  for (const char *Name :
       {"", "throwIfFailed", "ThrowOnError", "throw_unless", "throwaway", "what"})
    EXPECT_FALSE(isAboutThrowing(Name)) << Name;
}

TEST(Names, Failing) {
  for (const char *Name : {"fail", "failWith", "err_prn", "printErr", "ERR"})
    EXPECT_TRUE(isAboutFailing(Name)) << Name;
  for (const char *Name : {"", "failure", "notFailing", "merry", "interrupt", "errand"})
    EXPECT_FALSE(isAboutFailing(Name)) << Name;
}

TEST(Names, Ending) {
  for (const char *Name : {"abort", "die", "panic", "fatalError", "abort_with_message"})
    EXPECT_TRUE(isAboutEnding(Name)) << Name;
  for (const char *Name : {"", "die_if", "abortOnError", "abortTransfer", "diesel", "nonfatal"})
    EXPECT_FALSE(isAboutEnding(Name)) << Name;
  EXPECT_TRUE(isExit("exit"));
  EXPECT_TRUE(isExit("_Exit"));
  EXPECT_FALSE(isExit("exitCode"));
}

TEST(Names, Fatal) {
  EXPECT_TRUE(isFatal("LogMessageFatal"));
  EXPECT_TRUE(isFatal("fatal_message"));
  EXPECT_FALSE(isFatal("LogMessage"));
  EXPECT_FALSE(isFatal("Fatality"));
}

} // namespace
} // namespace fastidious
