// Logs to two places.
#include <spdlog/async.h>
#include <spdlog/fmt/ostr.h>
#include <spdlog/sinks/basic_file_sink.h>
#include <spdlog/sinks/stdout_color_sinks.h>
#include <spdlog/spdlog.h>

#include <vector>

int main(int argc, char **argv) {
  std::vector<spdlog::sink_ptr> sinks;
  sinks.push_back(std::make_shared<spdlog::sinks::stdout_color_sink_mt>());
  if (argc > 1)
    sinks.push_back(std::make_shared<spdlog::sinks::basic_file_sink_mt>(argv[1]));
  spdlog::logger log("main", sinks.begin(), sinks.end());
  for (int i = 0; i < 10; ++i)
    log.info("line {:>4} of {}", i, fmt::format("{:#x}", argc));
}
