/// \file
/// Folded stacks, one line each: "main;parse;std::string::append 42", root first, as flame graph
/// tools, bpftrace scripts and `heaptrack_print -F` write them.
#include "driver/evidence/profile/Reader.h"

namespace fastidious::profile {

using llvm::StringRef;

namespace {

void splitFrames(StringRef Line, std::vector<StringRef> &Out) {
  Out.clear();
  while (!Line.empty()) {
    auto [Part, Rest] = Line.split(';');
    if (!Part.trim().empty())
      Out.push_back(Part.trim());
    Line = Rest;
  }
}

/// Tools mark frames: "_[j]" (JIT), "_[i]" (inlined), "_[k]" (kernel); some add the file, or the
/// line as well.
Frame parseFrame(StringRef Text) {
  Frame F;
  if (Text.size() > 4 && Text.ends_with("]") && Text.drop_back(2).ends_with("_["))
    Text = Text.drop_back(4);
  F.Function = Text;
  // "function (file.cpp)"; a member's parameters are not behind a space.
  if (Text.ends_with(")") && Text.contains(" (")) {
    StringRef File = Text.drop_front(Text.rfind(" (") + 2).drop_back();
    if (File.rfind('.') != StringRef::npos && File.rfind('.') > 0 &&
        File.find_first_of("(): ") == StringRef::npos) {
      F.File = File;
      F.Function = Text.take_front(Text.rfind(" ("));
      return F;
    }
  }
  // "function (file.cpp:12)" or "function file.cpp:12".
  StringRef Place = Text;
  if (Place.ends_with(")"))
    Place = Place.drop_back();
  auto [Path, Line] = Place.rsplit(':');
  unsigned Number;
  if (Path.ends_with(":") || Line.getAsInteger(10, Number) || Number == 0)
    return F;
  size_t Begin = Path.find_last_of(" (");
  StringRef File = Begin == StringRef::npos ? Path : Path.drop_front(Begin + 1);
  if (!File.contains('.'))
    return F;
  F.File = File;
  F.Line = Number;
  F.Function = Begin == StringRef::npos ? StringRef() : Path.take_front(Begin).rtrim(" (");
  return F;
}

} // namespace

std::string parseFolded(StringRef Contents, Profile &Into) {
  unsigned LineNumber = 0;
  std::vector<StringRef> Parts;
  std::vector<Frame> Stack;
  while (!Contents.empty()) {
    auto [Line, Rest] = Contents.split('\n');
    Contents = Rest;
    ++LineNumber;
    Line = Line.trim();
    if (Line.empty() || Line.starts_with("#"))
      continue;
    auto [Frames, Count] = Line.rsplit(' ');
    double Value;
    if (Frames.empty() || Count.getAsDouble(Value) || !(Value >= 0))
      return "line " + std::to_string(LineNumber) + " does not end with a count";
    splitFrames(Frames, Parts);
    Stack.clear();
    for (StringRef Part : llvm::reverse(Parts))
      Stack.push_back(parseFrame(Part));
    Into.add(Stack, Value);
  }
  Into.Unit = "samples";
  return {};
}

} // namespace fastidious::profile
