#include "entry.h"

#include <iterator>
#include <regex>
#include <sstream>

namespace loglens {

Level parseLevel(std::string_view name) {
  if (name == "DEBUG")
    return Level::Debug;
  if (name == "WARNING")
    return Level::Warning;
  if (name == "ERROR")
    return Level::Error;
  return Level::Info;
}

std::vector<Entry> readEntries(std::istream &in) {
  std::string text(std::istreambuf_iterator<char>(in), {});
  std::istringstream lines(text);
  std::vector<Entry> entries;
  std::string line;
  while (std::getline(lines, line)) {
    std::regex form(R"((\S+) (\S+) (\S+) (.*))");
    std::smatch match;
    if (std::regex_match(line, match, form))
      entries.push_back({match[1], parseLevel(std::string(match[2])), match[3], match[4]});
  }
  return entries;
}

std::vector<std::string> componentsOf(const std::vector<Entry> &entries) {
  std::vector<std::string> names;
  for (const Entry &entry : entries)
    names.push_back(entry.component);
  return names;
}

} // namespace loglens
