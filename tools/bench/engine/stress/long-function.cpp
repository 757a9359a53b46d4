// One function of thousands of statements, as generators and old programs have them. What is asked
// about each of its loops, calls and containers must not be looked for in all of it each time.
#include <chrono>
#include <string>
#include <vector>

int measured(int);
void show(double);

struct Watch {
  Watch() : Start(std::chrono::steady_clock::now()) {}
  double seconds() const {
    return std::chrono::duration<double>(std::chrono::steady_clock::now() - Start).count();
  }
  std::chrono::steady_clock::time_point Start;
};

#define STEP                                                                                       \
  if (n % 3 == 0) {                                                                                \
    for (int i = 0; i < n; ++i) {                                                                  \
      values.push_back(measured(i));                                                               \
      if (values.back() < 0)                                                                       \
        break;                                                                                     \
    }                                                                                              \
    text += name.substr(1, 3);                                                                     \
  } else if (n > measured(n)) {                                                                    \
    values[0] += n;                                                                                \
    show(values.size() + watch.seconds());                                                         \
  }                                                                                                \
  while (sum < n)                                                                                  \
    sum += measured(sum);

#define FIVE(X) X X X X X
#define TEN(X) FIVE(X) FIVE(X)
#define REPEATED FIVE(FIVE(STEP))

void run(int n, const std::string &name) {
  Watch watch;
  std::vector<int> values(1);
  std::string text;
  int sum = 0;
  auto start = std::chrono::steady_clock::now();
  TEN(REPEATED)
  show(std::chrono::duration<double>(std::chrono::steady_clock::now() - start).count());
  show(sum + static_cast<double>(text.size() + values.size()));
}
