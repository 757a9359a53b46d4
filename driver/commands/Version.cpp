/// \file
/// `fastidious version`.
#include "driver/cli/Command.h"

#include "llvm/Config/llvm-config.h"

namespace fastidious::driver {
namespace {

class VersionCommand : public Command {
public:
  void declare(CLI::App &) override {}
  ExitCode run(const std::vector<std::string> *) override {
    fmt::print("fastidious {} (LLVM {}, {} checks)\n", FASTIDIOUS_VERSION, LLVM_VERSION_STRING,
               registeredChecks().size());
    return ExitClean;
  }
};

const CommandRegistration Registration("version", "Print the version", 90,
                                       createCommand<VersionCommand>);

} // namespace
} // namespace fastidious::driver
