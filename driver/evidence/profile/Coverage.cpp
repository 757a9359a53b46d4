/// \file
/// Execution counts: the text of gcov ("   12:  34:source") and the tracefiles of lcov
/// ("DA:34,12"). A line's share is its part of all executed lines.
#include "driver/evidence/profile/Reader.h"

namespace fastidious::profile {

using llvm::StringRef;

static void addLine(Profile &Into, StringRef File, unsigned Line, double Count) {
  if (Count <= 0)
    return;
  Frame F{{}, File, Line};
  Into.add(F, Count);
}

std::string parseGcov(StringRef Contents, Profile &Into) {
  unsigned LineNumber = 0;
  StringRef File;
  while (!Contents.empty()) {
    auto [Line, Rest] = Contents.split('\n');
    Contents = Rest;
    ++LineNumber;
    auto [Count, Behind] = Line.split(':');
    auto [Number, Text] = Behind.split(':');
    Count = Count.trim();
    unsigned Source;
    // Branch and function records and separators of template instances have another shape.
    if (Number.trim().getAsInteger(10, Source))
      continue;
    if (Source == 0) {
      if (Text.consume_front("Source:"))
        File = Text.trim();
      continue;
    }
    // "-": no code; "#####", "=====": not executed; a '*' marks unexecuted blocks.
    uint64_t Executed;
    if (Count.rtrim('*').getAsInteger(10, Executed))
      continue;
    if (File.empty())
      return "line " + std::to_string(LineNumber) + " comes before the name of the source";
    addLine(Into, File, Source, static_cast<double>(Executed));
  }
  Into.Unit = "executions";
  return {};
}

std::string parseLcov(StringRef Contents, Profile &Into) {
  unsigned LineNumber = 0;
  StringRef File;
  while (!Contents.empty()) {
    auto [Line, Rest] = Contents.split('\n');
    Contents = Rest;
    ++LineNumber;
    Line = Line.trim();
    if (Line.consume_front("SF:")) {
      File = Line;
    } else if (Line == "end_of_record") {
      File = {};
    } else if (Line.consume_front("DA:")) {
      auto [Number, Count] = Line.split(',');
      unsigned Source;
      double Executed;
      if (File.empty() || Number.getAsInteger(10, Source) ||
          Count.split(',').first.getAsDouble(Executed))
        return "line " + std::to_string(LineNumber) + " is no 'DA:line,count' of a file";
      addLine(Into, File, Source, Executed);
    } else if (Line.consume_front("FNDA:")) {
      auto [Count, Name] = Line.split(',');
      double Called;
      if (Count.getAsDouble(Called))
        return "line " + std::to_string(LineNumber) + " is no 'FNDA:count,name'";
    }
  }
  Into.Unit = "executions";
  return {};
}

} // namespace fastidious::profile
