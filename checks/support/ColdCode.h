/// \file
/// What nobody waits for, whatever it does in between: what runs once, what tells of errors.
#pragma once

#include "checks/support/Body.h"

namespace fastidious {

/// Whether \p B is a lambda that the initializer of a static variable calls, so that it runs once,
/// or a member function of an exception. What costs a constant factor does not matter there.
bool isColdFunction(const Body &B);

} // namespace fastidious
