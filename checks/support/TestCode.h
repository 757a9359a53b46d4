/// \file
/// What is a test and not part of a program that anybody waits for.
#pragma once

#include "checks/support/Body.h"

namespace fastidious {

/// Whether \p B is the body of a test case, of a function or lambda that asserts things as test
/// cases do (`EXPECT_EQ`, `CPPUNIT_ASSERT`; not `assert`, `CHECK`, which programs use as well), or
/// of any function in a file that declares test cases and is named for them.
bool isTestCase(const Body &B);

} // namespace fastidious
