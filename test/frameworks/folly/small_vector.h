#pragma once

#include "folly/FBVector.h"

namespace folly {
template <class T, std::size_t N = 1, class Policy = void>
class small_vector : public fbvector<T> {};
} // namespace folly
