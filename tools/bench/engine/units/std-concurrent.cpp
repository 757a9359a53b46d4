// A pool of threads that sums the sizes of files.
#include <atomic>
#include <condition_variable>
#include <deque>
#include <filesystem>
#include <functional>
#include <future>
#include <iostream>
#include <memory>
#include <mutex>
#include <thread>
#include <vector>

class pool {
public:
  explicit pool(unsigned n) {
    for (unsigned i = 0; i < n; ++i)
      threads.emplace_back([this] { work(); });
  }
  ~pool() {
    {
      std::lock_guard lock(m);
      done = true;
    }
    ready.notify_all();
    for (auto &t : threads)
      t.join();
  }
  template <typename F> auto submit(F f) {
    auto task = std::make_shared<std::packaged_task<decltype(f())()>>(std::move(f));
    auto result = task->get_future();
    std::lock_guard lock(m);
    queue.emplace_back([task] { (*task)(); });
    ready.notify_one();
    return result;
  }

private:
  void work() {
    for (;;) {
      std::unique_lock lock(m);
      ready.wait(lock, [this] { return done || !queue.empty(); });
      if (queue.empty())
        return;
      auto task = std::move(queue.front());
      queue.pop_front();
      lock.unlock();
      task();
    }
  }
  std::mutex m;
  std::condition_variable ready;
  std::deque<std::function<void()>> queue;
  std::vector<std::thread> threads;
  bool done = false;
};

int main(int argc, char **argv) {
  pool p(4);
  std::vector<std::future<std::uintmax_t>> sizes;
  for (auto &entry : std::filesystem::recursive_directory_iterator(argc > 1 ? argv[1] : "."))
    if (entry.is_regular_file())
      sizes.push_back(p.submit([path = entry.path()] { return std::filesystem::file_size(path); }));
  std::uintmax_t sum = 0;
  for (auto &size : sizes)
    sum += size.get();
  std::cout << sum << '\n';
}
