#pragma once

#include <istream>
#include <string>
#include <string_view>
#include <vector>

namespace loglens {

enum class Level { Debug, Info, Warning, Error };

/// One line of a log: `2024-05-01T12:00:00 ERROR db connection lost`.
struct Entry {
  std::string time;
  Level level = Level::Info;
  std::string component;
  std::string message;
};

/// The level with this name; Info if it is none.
Level parseLevel(std::string_view name);

/// All lines of a log that have the form of an entry.
std::vector<Entry> readEntries(std::istream &in);

/// The components' names, in the order of the entries.
std::vector<std::string> componentsOf(const std::vector<Entry> &entries);

} // namespace loglens
