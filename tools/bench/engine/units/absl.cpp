// A table of settings read from lines.
#include "absl/container/btree_map.h"
#include "absl/container/flat_hash_map.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_format.h"
#include "absl/strings/str_split.h"
#include "absl/synchronization/mutex.h"
#include "absl/time/clock.h"

#include <iostream>

class settings {
public:
  bool read(absl::string_view line) {
    std::vector<absl::string_view> parts = absl::StrSplit(line, absl::MaxSplits('=', 1));
    if (parts.size() != 2)
      return false;
    absl::MutexLock lock(&m);
    values[std::string(parts[0])] = std::string(parts[1]);
    return true;
  }
  void print() const {
    absl::MutexLock lock(&m);
    for (const auto &[key, value] : values)
      std::cout << absl::StrFormat("%-20s %s\n", key, absl::StrCat("'", value, "'"));
  }

private:
  mutable absl::Mutex m;
  absl::btree_map<std::string, std::string> values ABSL_GUARDED_BY(m);
};

int main() {
  settings s;
  for (std::string line; std::getline(std::cin, line);)
    s.read(line);
  s.print();
  std::cout << absl::FormatTime(absl::Now()) << '\n';
}
