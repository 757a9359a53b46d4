/// \file
/// `fastidious cache clean|stats`.
#include "driver/cli/Command.h"
#include "driver/engine/ResultCache.h"
#include "driver/findings/Paths.h"

namespace fastidious::driver {
namespace {

class CacheCommand : public Command {
public:
  void declare(CLI::App &App) override {
    App.require_subcommand(1);
    Clean = App.add_subcommand("clean", "Remove all kept results");
    Statistics = App.add_subcommand("stats", "Say how many results are kept");
    for (CLI::App *Sub : {Clean, Statistics})
      Sub->add_option("--cache-dir", Folder, "The folder (default: ~/.cache/fastidious)")
          ->option_text("DIR");
  }

  ExitCode run(const std::vector<std::string> *) override {
    std::string Path = Folder.empty() ? ResultCache::defaultFolder() : absolutePath(Folder);
    if (Clean->parsed()) {
      fmt::print("{} results removed from {}\n", ResultCache::clean(Path), displayPath(Path));
      return ExitClean;
    }
    ResultCache::Statistics S = ResultCache::statistics(Path);
    fmt::print("{}: {} results, {:.1f} MiB\n", displayPath(Path), S.Entries,
               double(S.Bytes) / (1 << 20));
    return ExitClean;
  }

private:
  CLI::App *Clean = nullptr;
  CLI::App *Statistics = nullptr;
  std::string Folder;
};

const CommandRegistration Registration("cache", "Manage kept results", 6,
                                       createCommand<CacheCommand>);

} // namespace
} // namespace fastidious::driver
