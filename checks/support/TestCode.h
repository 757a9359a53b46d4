/// \file
/// What is a test and not part of a program that anybody waits for.
#pragma once

#include "checks/support/Body.h"

namespace fastidious {

/// Whether \p B is the body of a test case, or of a function or lambda that asserts things as test
/// cases do (`EXPECT_EQ`, `CPPUNIT_ASSERT`; not `assert`, `CHECK`, which programs use as well).
bool isTestCase(const Body &B);

} // namespace fastidious
