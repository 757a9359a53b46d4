#include "entry.h"
#include "report.h"

#include <fstream>
#include <iostream>

int main(int argc, char **argv) {
  if (argc != 2) {
    std::cerr << "usage: loglens FILE\n";
    return 2;
  }
  std::ifstream file(argv[1]);
  if (!file) {
    std::cerr << "loglens: cannot read " << argv[1] << '\n';
    return 1;
  }
  const std::vector<loglens::Entry> entries = loglens::readEntries(file);
  std::vector<int> levels;
  for (const loglens::Entry &entry : entries)
    levels.push_back(static_cast<int>(entry.level));
  std::cout << loglens::table(entries) << loglens::join(loglens::componentsOf(entries)) << '\n';
  for (int count : loglens::histogram(levels, 4))
    std::cout << count << ' ';
  std::cout << loglens::fingerprint(entries) << '\n';
}
