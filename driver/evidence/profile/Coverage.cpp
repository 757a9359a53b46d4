/// \file
/// Execution counts: the text of gcov ("   12:  34:source") and its JSON, the tracefiles of lcov
/// ("DA:34,12"), and the JSON of llvm-cov. A line's share is its part of all executed lines.
#include "driver/evidence/profile/Reader.h"

#include <cmath>
#include <map>

namespace fastidious::profile {

using llvm::StringRef;
namespace json = llvm::json;

/// Adds the executions of one line; one that is never executed is known to be cold.
static void addLine(Profile &Into, StringRef Function, StringRef File, unsigned Line,
                    double Count) {
  Into.addLine(File, Line);
  if (Count > 0) {
    Frame F{Function, File, Line};
    Into.add(F, Count);
  }
}

/// "12", "12*" where a block of the line was not executed, "1.2k" for people.
static bool parseCount(StringRef Text, double &Count) {
  Text = Text.trim().rtrim('*');
  double Factor = 1;
  if (!Text.empty())
    if (size_t Power = StringRef("kMGTPEZY").find(Text.back()); Power != StringRef::npos) {
      Factor = std::pow(1000, Power + 1);
      Text = Text.drop_back();
    }
  if (Text.empty() || !isdigit(Text.front()) || Text.getAsDouble(Count))
    return false;
  Count *= Factor;
  return true;
}

std::string parseGcov(StringRef Contents, Profile &Into) {
  Into.Unit = "executions";
  Into.CountsLines = true;
  unsigned LineNumber = 0;
  StringRef File;
  // The lines of templates come once for all instances, and then again for each of them, with a
  // line of dashes before, between and behind.
  bool BehindDashes = false, InInstance = false;
  while (!Contents.empty()) {
    auto [Line, Rest] = Contents.split('\n');
    Contents = Rest;
    ++LineNumber;
    Line = Line.rtrim('\r');
    if (Line.size() > 9 && Line.find_first_not_of('-') == StringRef::npos) {
      BehindDashes = true;
      continue;
    }
    auto [Count, Behind] = Line.split(':');
    auto [Number, Text] = Behind.split(':');
    unsigned Source;
    bool IsLine = !Number.trim().getAsInteger(10, Source);
    if (std::exchange(BehindDashes, false))
      InInstance = !IsLine;
    // Records of branches, calls and functions have another shape.
    if (!IsLine || (InInstance && Source != 0))
      continue;
    if (Source == 0) {
      if (Text.consume_front("Source:"))
        File = Text.trim();
      InInstance = false;
      continue;
    }
    Count = Count.trim();
    // "-": no code; "#####", "=====", "$$$$$", "%%%%%": not executed.
    double Executed = 0;
    if (Count == "-" || (!parseCount(Count, Executed) && Count.find_first_not_of("#=$%*") == 0))
      continue;
    if (File.empty())
      return "line " + std::to_string(LineNumber) + " comes before the name of the source";
    addLine(Into, {}, File, Source, Executed);
  }
  return {};
}

std::string parseLcov(StringRef Contents, Profile &Into) {
  Into.Unit = "executions";
  Into.CountsLines = true;
  unsigned LineNumber = 0;
  StringRef File;
  while (!Contents.empty()) {
    auto [Line, Rest] = Contents.split('\n');
    Contents = Rest;
    ++LineNumber;
    Line = Line.trim();
    auto Malformed = [&](const char *What) {
      return "line " + std::to_string(LineNumber) + " is no '" + What;
    };
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
        return Malformed("DA:line,count' of a file");
      addLine(Into, {}, File, Source, Executed);
    } else if (Line.consume_front("FNDA:")) {
      auto [Count, Name] = Line.split(',');
      double Called;
      if (Count.getAsDouble(Called))
        return Malformed("FNDA:count,name'");
    }
  }
  return {};
}

std::string parseGcovJson(StringRef Contents, Profile &Into) {
  Into.Unit = "executions";
  Into.CountsLines = true;
  JsonText Text(Contents);
  if (!Text.root())
    return Text.problem();
  const json::Array *Files = Text.root()->getArray("files");
  if (!Files)
    return "the array 'files' is missing";
  for (const json::Value &Entry : *Files) {
    const json::Object *File = Entry.getAsObject();
    const json::Array *Lines = File ? File->getArray("lines") : nullptr;
    auto Name = File ? File->getString("file") : std::nullopt;
    if (!Lines || !Name)
      return "a file has no name or no lines";
    for (const json::Value &Value : *Lines) {
      const json::Object *Line = Value.getAsObject();
      auto Number = Line ? Line->getInteger("line_number") : std::nullopt;
      auto Count = Line ? Line->getNumber("count") : std::nullopt;
      if (!Number || !Count)
        return "a line has no number or no count";
      if (*Number > 0 && *Number <= UINT32_MAX)
        addLine(Into, Line->getString("function_name").value_or(""), *Name,
                static_cast<unsigned>(*Number), *Count);
    }
  }
  return {};
}

std::string parseLlvmCovJson(StringRef Contents, Profile &Into) {
  Into.Unit = "executions";
  Into.CountsLines = true;
  JsonText Text(Contents);
  if (!Text.root())
    return Text.problem();
  const json::Array *Exports = Text.root()->getArray("data");
  if (!Exports)
    return "the array 'data' is missing";
  // Segments are where the count changes: [line, column, count, has a count, ...].
  constexpr int64_t MostLines = 1 << 24;
  int64_t Lines = 0;
  for (const json::Value &Export : *Exports) {
    const json::Array *Files =
        Export.getAsObject() ? Export.getAsObject()->getArray("files") : nullptr;
    if (!Files)
      return "the array 'files' is missing";
    for (const json::Value &Entry : *Files) {
      const json::Object *File = Entry.getAsObject();
      const json::Array *Segments = File ? File->getArray("segments") : nullptr;
      auto Name = File ? File->getString("filename") : std::nullopt;
      if (!Segments || !Name)
        return "a file has no name or no segments";
      std::map<int64_t, double> Counts;
      for (size_t I = 0; I + 1 < Segments->size(); ++I) {
        const json::Array *From = (*Segments)[I].getAsArray();
        const json::Array *To = (*Segments)[I + 1].getAsArray();
        if (!From || !To || From->size() < 4 || To->size() < 4)
          return "a segment is malformed";
        auto First = (*From)[0].getAsInteger(), Last = (*To)[0].getAsInteger(),
             LastColumn = (*To)[1].getAsInteger();
        auto Count = (*From)[2].getAsNumber();
        auto HasCount = (*From)[3].getAsBoolean();
        if (!First || !Last || !LastColumn || !Count || !HasCount || *First < 1 || *Last < *First ||
            *Last > UINT32_MAX)
          return "a segment is malformed";
        if (!*HasCount)
          continue;
        // A small file can name lines without end.
        if ((Lines += *Last - *First) > MostLines)
          return "its segments have too many lines";
        for (int64_t Line = *First; Line < *Last + (*LastColumn > 1); ++Line) {
          double &Known = Counts[Line];
          Known = std::max(Known, *Count);
        }
      }
      for (auto [Line, Count] : Counts)
        addLine(Into, {}, *Name, static_cast<unsigned>(Line), Count);
    }
  }
  return {};
}

} // namespace fastidious::profile
