/// \file
/// LLVM's sample profile, text encoding (clang's users' manual, "Sample Profile Text Format"):
/// "name:total:head", below it " offset[.discriminator]: samples [callee:samples]..." and inlined
/// calls " offset: callee:total" with their own lines one level deeper. Offsets count from the
/// function's first line, which the file does not tell.
#include "driver/evidence/profile/Reader.h"

namespace fastidious::profile {

using llvm::StringRef;

std::string parseSampleProfile(StringRef Contents, Profile &Into) {
  unsigned LineNumber = 0;
  /// What is open, outermost first: its indentation, its function, and the line in it that is being
  /// read.
  struct Level {
    size_t Indent;
    StringRef Function;
    int Offset;
  };
  std::vector<Level> Open;
  while (!Contents.empty()) {
    auto [Line, Rest] = Contents.split('\n');
    Contents = Rest;
    ++LineNumber;
    Line = Line.rtrim();
    StringRef Text = Line.ltrim();
    size_t Indent = Line.size() - Text.size();
    if (Text.empty() || Text.starts_with("#") || Text.starts_with("!"))
      continue;
    while (!Open.empty() && Open.back().Indent >= Indent)
      Open.pop_back();
    auto Malformed = [&] { return "line " + std::to_string(LineNumber) + " is malformed"; };
    if (Indent == 0) {
      auto [Name, Head] = Text.rsplit(':');
      auto [Function, Total] = Name.rsplit(':');
      uint64_t Number;
      if (Function.empty() || Total.getAsInteger(10, Number) || Head.getAsInteger(10, Number))
        return Malformed();
      // "[main:3 @ foo]": the last one of a context is the function itself.
      if (Function.consume_front("[") && Function.consume_back("]"))
        Function =
            Function.substr(Function.rfind("@ ") == StringRef::npos ? 0 : Function.rfind("@ ") + 2);
      // The innermost function of a context is itself the one that the lines count from.
      Open.push_back({Indent, Function, -1});
      continue;
    }
    if (Open.empty())
      return Malformed();
    auto [Offset, What] = Text.split(": ");
    if (What.empty() || Offset.split('.').first.getAsInteger(10, Open.back().Offset))
      return Malformed();
    uint64_t Samples;
    StringRef First = What.split(' ').first;
    if (First.getAsInteger(10, Samples)) {
      // An inlined call.
      StringRef Callee = What.rsplit(':').first;
      if (Callee.empty())
        return Malformed();
      Open.push_back({Indent, Callee, -1});
      continue;
    }
    std::vector<Frame> Stack;
    for (const Level &L : llvm::reverse(Open))
      Stack.push_back({L.Function, {}, 0, L.Offset});
    Into.add(Stack, static_cast<double>(Samples));
  }
  Into.Unit = "samples";
  // Only what is inlined, not what is called.
  Into.IsInclusive = false;
  return {};
}

} // namespace fastidious::profile
