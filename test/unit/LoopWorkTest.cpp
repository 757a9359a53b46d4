#include "checks/support/LoopWork.h"

#include "test/unit/MiniStd.h"
#include "test/unit/Parsed.h"

#include <gtest/gtest.h>

using namespace clang;
using namespace fastidious;

namespace {

const std::string Prelude =
    MiniStd + "extern \"C\" int open(const char *, int); extern \"C\" unsigned sleep(unsigned);\n"
              "void elsewhere(); void interruptibleSleep(int); bool isAsleep(int);\n";

/// Whether each iteration of the only loop of f asks the system for something.
bool asks(const std::string &Body) {
  Parsed Code(Prelude + "void f(int n) { while (n--) { " + Body + " } }");
  const class Body &B = Code.body("f");
  return asksSystem(B, B.loops()[0]);
}

/// Whether the only outermost loop of f pauses.
bool polls(const std::string &Body) {
  Parsed Code(Prelude + "void f(int n) { while (n--) { " + Body + " } }");
  const class Body &B = Code.body("f");
  return pauses(B, B.loops()[0]);
}

} // namespace

TEST(LoopWork, KnowsWhatAsksTheSystem) {
  EXPECT_TRUE(asks("open(\"file\", 0);"));
  EXPECT_TRUE(asks("elsewhere(); sleep(n);"));
  EXPECT_FALSE(asks("elsewhere();"));
}

TEST(LoopWork, LeavesOutWhatIsSometimesSkipped) {
  EXPECT_FALSE(asks("if (n > 3) sleep(1);"));
  EXPECT_FALSE(asks("if (n > 3) continue; sleep(1);"));
}

TEST(LoopWork, KnowsALoopThatPauses) {
  EXPECT_TRUE(polls("if (n > 3) sleep(1);"));
  EXPECT_TRUE(polls("interruptibleSleep(n);"));
  EXPECT_FALSE(polls("if (isAsleep(n)) elsewhere();"));
  // The inner loop waits, for what the outer one does.
  EXPECT_FALSE(polls("while (n > 3) sleep(1);"));
}
