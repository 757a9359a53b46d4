// RUN: %check_fastidious container-declared-in-loop %s -- -Wshadow
// Where the project asks for warnings of names that hide others, no fix adds one.
#include <string>
#include <vector>

void use(const std::vector<int> &);

void both(const std::vector<int> &values, bool again) {
  for (int value : values) {
    std::vector<int> all;
    //               ^ warning: 'all' is declared in the loop
    for (int i = 0; i < value; ++i)
      all.push_back(i);
    use(all);
  }
  if (again) {
    std::vector<int> all = values;
    use(all);
  }
}

void one(const std::vector<int> &values) {
  for (int value : values) {
  // fix-notes: std::vector<int> all;
  // fix-notes: for (int value : values) {
    std::vector<int> all;
    //               ^ warning: 'all' is declared in the loop
    //               ^ note: declare 'all' before the loop
    // fix-notes: all.clear();
    for (int i = 0; i < value; ++i)
      all.push_back(i);
    use(all);
  }
}
