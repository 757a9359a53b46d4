// Merges JSON files.
#include <nlohmann/json.hpp>

#include <fstream>
#include <iostream>

int main(int argc, char **argv) {
  nlohmann::json all = nlohmann::json::object();
  for (int i = 1; i < argc; ++i) {
    std::ifstream in(argv[i]);
    nlohmann::json one = nlohmann::json::parse(in, nullptr, false);
    if (one.is_discarded()) {
      std::cerr << argv[i] << ": malformed\n";
      return 1;
    }
    all.merge_patch(one);
  }
  std::vector<std::string> keys;
  for (auto &[key, value] : all.items())
    keys.push_back(key);
  std::cout << all.dump(2) << '\n' << keys.size() << '\n';
}
