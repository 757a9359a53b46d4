/// \file
/// The text of `perf script`: for each sample a head line and, with call graphs, one indented line
/// for each frame, leaf first; `-F +srcline` adds a line "  file.cpp:12" behind a frame. See
/// perf-script(1).
#include "driver/evidence/profile/Reader.h"

#include <deque>

namespace fastidious::profile {

using llvm::StringRef;

namespace {

/// "7f12 symbol+0x1d (/path/dso)" or "symbol (inlined)".
StringRef symbolOf(StringRef Line) {
  Line = Line.trim();
  size_t Space = Line.find(' ');
  bool HasAddress = Space != StringRef::npos &&
                    Line.take_front(Space).find_first_not_of("0123456789abcdef") == StringRef::npos;
  if (HasAddress)
    Line = Line.drop_front(Space + 1).ltrim();
  if (Line.ends_with(")"))
    Line = Line.take_front(Line.rfind(" (")).rtrim();
  size_t Offset = Line.rfind("+0x");
  Line = Line.take_front(Offset);
  return Line == "[unknown]" ? StringRef() : Line;
}

/// Splits "dir/file.cpp:12" (perf may add " (discriminator 3)" or a column); false for other text.
bool sourceLine(StringRef Line, StringRef &File, unsigned &Number) {
  Line = Line.trim();
  Line = Line.take_front(Line.find(" (discriminator"));
  auto [Path, Last] = Line.rsplit(':');
  if (Path.empty() || Path.contains(' ') || Last.getAsInteger(10, Number))
    return false;
  File = Path;
  return Number > 0 && Path != "??";
}

/// The period and the event of a head line; the period is 1 if the line has none. \p Tail is what
/// follows the event: the only frame, when there is no call graph.
bool parseHead(StringRef Line, double &Period, StringRef &Event, StringRef &Tail) {
  // The time ends with ": "; the command before it may hold anything.
  size_t Time = Line.find(": ");
  while (Time != StringRef::npos && (Time == 0 || !isdigit(Line[Time - 1])))
    Time = Line.find(": ", Time + 2);
  if (Time == StringRef::npos)
    return false;
  StringRef Rest = Line.drop_front(Time + 2).ltrim();
  Period = 1;
  size_t Space = Rest.find(' ');
  uint64_t Number;
  if (Space != StringRef::npos && !Rest.take_front(Space).getAsInteger(10, Number)) {
    Period = static_cast<double>(Number);
    Rest = Rest.drop_front(Space).ltrim();
  }
  size_t End = Rest.find(": ");
  if (End == StringRef::npos && Rest.ends_with(":"))
    End = Rest.size() - 1;
  if (End == StringRef::npos)
    return false;
  Event = Rest.take_front(End);
  Tail = Rest.drop_front(std::min(End + 1, Rest.size())).trim();
  return true;
}

} // namespace

std::string parsePerfScript(StringRef Contents, Profile &Into) {
  unsigned LineNumber = 0;
  double Period = 0;
  bool InSample = false;
  bool Counts = false; ///< The sample is of the event that is added up.
  std::vector<Frame> Stack;
  StringRef FirstEvent;
  auto Finish = [&] {
    if (InSample && Counts)
      Into.add(Stack, Period);
    InSample = false;
    Stack.clear();
  };
  while (!Contents.empty()) {
    auto [Line, Rest] = Contents.split('\n');
    Contents = Rest;
    ++LineNumber;
    Line = Line.rtrim();
    if (Line.empty() || Line.starts_with("#")) {
      Finish();
      continue;
    }
    // Frames are indented by a tab. perf also puts spaces before sources, and before the head lines
    // of samples without call graph, to align the command.
    StringRef Event, Tail, File;
    unsigned Number;
    if (InSample && Line[0] == ' ' && !Stack.empty() && sourceLine(Line, File, Number)) {
      Stack.back().File = File;
      Stack.back().Line = Number;
      continue;
    }
    double NextPeriod = 0;
    bool IsHead = Line[0] != '\t' && parseHead(Line.ltrim(), NextPeriod, Event, Tail);
    if (!IsHead && InSample) {
      if (!Line.contains("??"))
        Stack.push_back({symbolOf(Line), {}, 0});
      continue;
    }
    if (!IsHead)
      return "line " + std::to_string(LineNumber) + " is no sample";
    Finish();
    Period = NextPeriod;
    if (FirstEvent.empty())
      FirstEvent = Event;
    // Events cannot be added up; the first one counts.
    Counts = Event == FirstEvent;
    InSample = true;
    if (!Tail.empty())
      Stack.push_back({symbolOf(Tail), {}, 0});
  }
  Finish();
  Into.Unit = FirstEvent.split(':').first.str();
  return {};
}

} // namespace fastidious::profile
