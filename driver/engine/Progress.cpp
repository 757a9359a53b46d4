#include "driver/engine/Progress.h"

#include "driver/findings/Paths.h"

#include <sys/ioctl.h>
#include <unistd.h>

using llvm::StringRef;

namespace fastidious::driver {

Progress::Progress(size_t Total, bool Show) : Total(Total), Show(Show && Total > 0) {
  draw("");
}

Progress::~Progress() {
  if (Show)
    fmt::print(stderr, "\r\033[K");
}

void Progress::advance(StringRef File) {
  ++Done;
  draw(File);
}

void Progress::draw(StringRef File) {
  if (!Show)
    return;
  winsize Size{};
  size_t Width = ::ioctl(STDERR_FILENO, TIOCGWINSZ, &Size) == 0 && Size.ws_col ? Size.ws_col : 80;
  constexpr size_t BarWidth = 24;
  size_t Filled = BarWidth * Done / Total;
  std::string Line = fmt::format("[{}{}] {}/{} ", std::string(Filled, '='),
                                 std::string(BarWidth - Filled, ' '), Done, Total);
  std::string Name = displayPath(File);
  if (Line.size() + Name.size() >= Width)
    Name =
        Line.size() + 4 < Width ? "..." + Name.substr(Name.size() - (Width - Line.size() - 4)) : "";
  fmt::print(stderr, "\r\033[K{}{}", Line, Name);
  std::fflush(stderr);
}

} // namespace fastidious::driver
