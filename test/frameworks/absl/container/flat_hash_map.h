#pragma once

#include "absl/container/raw_hash.h"

namespace absl {
inline namespace lts_20220623 {
template <class K, class V>
class flat_hash_map : public container_internal::raw_hash_map<std::unordered_map<K, V>> {};
} // namespace lts_20220623
} // namespace absl
