// RUN: %check_fastidious benchmark-unused-result %s
// What a destructor does that destroys others of its class is asked once.
#include <chrono>
#include <map>
#include <string>
#include <utility>

class Node {
public:
  std::map<std::string, Node> children;
  std::string name;
};
Node root;

double push(const std::string &name) {
  auto start = std::chrono::steady_clock::now();
  auto at = root.children.find(name);
  if (at == root.children.end())
    root.children.insert(std::make_pair(name, Node()));
  auto end = std::chrono::steady_clock::now();
  return std::chrono::duration<double>(end - start).count();
}

double copies(const std::string &name) {
  auto start = std::chrono::steady_clock::now();
  for (int i = 0; i < 1000; ++i) {
    Node copy = root;
    copy.children.erase(name);
  }
  auto end = std::chrono::steady_clock::now();
  return std::chrono::duration<double>(end - start).count();
}
