// RUN: %check_fastidious container-append-without-reserve %s --std c++17
// A thread that is started in the loop does not change the container that the loop fills: that
// would be a race.
#include <functional>
#include <thread>
#include <utility>
#include <vector>

extern int FlagThreads;
template <typename T> T getFlag(const T &flag) {
  return flag;
}
template <typename T> T nextOf(T &flag) {
  return flag++;
}
void work();
// The function hands on what it is given.
void startAsManyAsTold() {
  std::vector<std::thread> threads;
  for (int i = 0; i < getFlag(FlagThreads); ++i)
  // fix: if (getFlag(FlagThreads) > 0)
  // fix: threads.reserve(static_cast<std::size_t>(getFlag(FlagThreads)));
  // fix: for (int i = 0; i < getFlag(FlagThreads); ++i)
    threads.emplace_back(work);
  //^ warning: 'threads' grows by reallocation while the loop appends 'getFlag(FlagThreads)' elements: about log2(n) reallocations and n extra moves; call 'threads.reserve(getFlag(FlagThreads))' before the loop
  for (int i = 0; i < nextOf(FlagThreads); ++i)
    threads.emplace_back(work);
  for (std::thread &t : threads)
    t.join();
}

class Pool {
public:
  explicit Pool(unsigned n) {
    for (unsigned i = 0; i < n; ++i)
    // fix: threads.reserve(n);
    // fix: for (unsigned i = 0; i < n; ++i)
      threads.push_back(std::thread(&Pool::work, this));
    //^ warning: 'threads' grows by reallocation while the loop appends 'n' elements: about log2(n) reallocations and n extra moves; call 'threads.reserve(n)' before the loop
  }
  Pool(unsigned n, const std::function<void()> &start) {
    for (unsigned i = 0; i < n; ++i)
    // fix: threads.reserve(n);
    // fix: for (unsigned i = 0; i < n; ++i)
      threads.emplace_back([this, start] {
    //^ warning: 'threads' grows by reallocation while the loop appends 'n' elements: about log2(n) reallocations and n extra moves; call 'threads.reserve(n)' before the loop
        start();
        work();
      });
  }
  Pool(unsigned n, int first) : first(first) {
    for (unsigned i = 0; i < n; ++i)
    // fix: threads.reserve(n);
    // fix: for (unsigned i = 0; i < n; ++i)
      threads.emplace_back(&Pool::work, this);
    //^ warning: 'threads' grows by reallocation while the loop appends 'n' elements: about log2(n) reallocations and n extra moves; call 'threads.reserve(n)' before the loop
  }

private:
  void work();
  int first = 0;
  std::vector<std::thread> threads;
};

void run(const std::function<void()> &task);

class Tasks {
public:
  // What is called at once may append, too.
  explicit Tasks(unsigned n) {
    for (unsigned i = 0; i < n; ++i) {
      run([this] { work(); });
      values.push_back(1);
    }
  }
  // So may what the elements of another container do with the object.
  Tasks(unsigned n, std::vector<std::function<void()>> &tasks) {
    for (unsigned i = 0; i < n; ++i) {
      tasks.emplace_back([this] { work(); });
      tasks.back()();
      values.push_back(1);
    }
  }
  // Before the loop, a thread may have come to its end.
  Tasks(unsigned n, int) {
    std::thread t([this] { work(); });
    t.join();
    for (unsigned i = 0; i < n; ++i)
      values.push_back(1);
  }

private:
  void work();
  std::vector<int> values;
};
