#pragma once

#include "entry.h"

#include <string>
#include <vector>

namespace loglens {

/// The texts joined by commas.
std::string join(const std::vector<std::string> &texts);

/// A table with one line for each entry.
std::string table(const std::vector<Entry> &entries);

/// The sum of a hash over all messages, to compare logs by.
unsigned long fingerprint(const std::vector<Entry> &entries);

/// How often each value from 0 to `limit` - 1 appears.
std::vector<int> histogram(const std::vector<int> &values, int limit);

} // namespace loglens
