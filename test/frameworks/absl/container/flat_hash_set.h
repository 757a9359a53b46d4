#pragma once

#include "absl/container/raw_hash.h"

namespace absl {
inline namespace lts_20220623 {
template <class T>
class flat_hash_set : public container_internal::raw_hash_set<std::unordered_set<T>> {};
} // namespace lts_20220623
} // namespace absl
