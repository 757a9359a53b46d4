/// \file
/// What nobody waits for, whatever it does in between: tests, what runs once, what tells of errors.
#pragma once

#include "checks/support/Body.h"

namespace fastidious {

/// Whether \p B is one of these:
/// - the body of a test case, of a function or lambda that asserts things as test cases do
///   (`EXPECT_EQ`, `CPPUNIT_ASSERT`; not `assert`, `CHECK`, which programs use as well), or of any
///   function in a file that declares test cases and is named for them;
/// - a lambda that the initializer of a static variable calls, so that it runs once;
/// - a member function of an exception.
/// What costs a constant factor does not matter there.
bool isColdFunction(const Body &B);

} // namespace fastidious
