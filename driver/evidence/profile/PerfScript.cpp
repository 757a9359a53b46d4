/// \file
/// The text of `perf script`, with whatever fields the user asked for: for each sample a head line
/// and, with call graphs, one line for each frame, leaf first; `-F +srcline` adds a line
/// "  file.cpp:12" behind a frame. See perf-script(1).
#include "driver/evidence/profile/Reader.h"

#include "llvm/ADT/StringExtras.h"

namespace fastidious::profile {

using llvm::StringRef;

namespace {

/// Takes an address and the space behind it from the beginning of \p Line.
bool consumeAddress(StringRef &Line) {
  size_t Length = Line.find_first_not_of("0123456789abcdef");
  if (Length == 0 || Length == StringRef::npos || Line[Length] != ' ')
    return false;
  Line = Line.drop_front(Length).ltrim();
  return true;
}

/// "7f12 symbol+0x1d (/path/dso)" or "symbol (inlined)".
StringRef symbolOf(StringRef Line) {
  Line = Line.trim();
  consumeAddress(Line);
  size_t Offset = Line.find("+0x");
  if (Offset != StringRef::npos) {
    Line = Line.take_front(Offset);
  } else if (Line.ends_with(")")) {
    // Parameters are not what stands behind the last space, unless the field with the file is
    // missing; a file has a '/' or a bracket.
    StringRef File = Line.drop_front(std::min(Line.size(), Line.rfind(" (")));
    if (File == " (inlined)" || File.contains('/') || File.starts_with(" (["))
      Line = Line.drop_back(File.size()).rtrim();
  }
  return Line.starts_with("[unknown]") ? StringRef() : Line;
}

/// Whether \p Line is what `srcline` adds behind a frame: two spaces and "dir/file.cpp:12", to
/// which perf may add " (discriminator 3)"; or ":0", "??:0", "a.so[1b7]" where it knows none. Line
/// is then 0.
bool sourceLine(StringRef Line, Frame &Into) {
  if (!Line.consume_front("  ") || Line.empty() || isspace(Line[0]))
    return false;
  Line = Line.take_front(Line.find(" (discriminator"));
  if (Line.ends_with("]") && Line.contains('['))
    return true;
  auto [Path, Last] = Line.rsplit(':');
  unsigned Number = 0;
  if (Last.getAsInteger(10, Number) && Last != "?")
    return false;
  if (!Path.empty() && !Path.starts_with("??") && Number > 0) {
    Into.File = Path;
    Into.Line = Number;
  }
  return true;
}

struct Head {
  bool HasTime = false;
  double Period = 1;
  StringRef Event;
  StringRef Tail; ///< What follows: the only frame, when there is no call graph.
};

/// Splits "command 1234 [001] 12.345678:  250000 cycles:u:  7f12 symbol (dso)", of which all parts
/// but one can be missing. The command may hold anything.
Head parseHead(StringRef Line) {
  Head Out;
  auto IsTime = [](StringRef Word) {
    return Word.consume_back(":") && Word.contains('.') &&
           Word.find_first_not_of("0123456789.") == StringRef::npos;
  };
  llvm::SmallVector<StringRef, 16> Words;
  // What is behind the event can be long, and has no parts.
  Line.split(Words, ' ', 64, /*KeepEmpty=*/false);
  size_t At = 0;
  auto Time = llvm::find_if(Words, IsTime);
  Out.HasTime = Time != Words.end();
  auto Behind = [&](StringRef Word) {
    return Line.drop_front(static_cast<size_t>(Word.end() - Line.begin())).trim();
  };
  uint64_t Period;
  if (Out.HasTime) {
    At = static_cast<size_t>(Time - Words.begin()) + 1;
    Out.Tail = Behind(*Time);
    bool HasPeriod = At + 1 < Words.size() && !Words[At].getAsInteger(10, Period) &&
                     Words[At + 1].ends_with(":");
    if (HasPeriod) {
      Out.Period = static_cast<double>(Period);
      ++At;
    }
    if (At < Words.size() && Words[At].ends_with(":")) {
      Out.Event = Words[At].drop_back();
      Out.Tail = Behind(Words[At]);
    }
    return Out;
  }
  for (; At < Words.size(); ++At) {
    StringRef Rest = Line.drop_front(static_cast<size_t>(Words[At].begin() - Line.begin()));
    if (Words[At].ends_with(":")) {
      // A number before it may be the thread, but not two of them.
      if (At > 1 && !Words[At - 1].getAsInteger(10, Period) && isdigit(Words[At - 2][0]))
        Out.Period = static_cast<double>(Period);
      Out.Event = Words[At].drop_back();
      Out.Tail = Behind(Words[At]);
      return Out;
    }
    // A thread is no address, nor is a command that consists of letters up to 'f'.
    if (StringRef Symbol = Rest; Words[At].size() >= 8 && consumeAddress(Symbol)) {
      Out.Tail = Rest;
      return Out;
    }
  }
  if (StringRef Symbol = Line; consumeAddress(Symbol))
    Out.Tail = Line;
  return Out;
}

/// "cpu_core/cycles/u" and "cycles:u" are both cycles.
StringRef eventName(StringRef Event) {
  Event = Event.split(':').first;
  auto [Unit, Rest] = Event.split('/');
  return Unit.starts_with("cpu_") && !Rest.empty() ? Rest.split('/').first : Event;
}

/// Calls \p Add with the head and the frames of each sample; returns a message if a line is none.
std::string forEachSample(StringRef Contents,
                          llvm::function_ref<void(const Head &, llvm::ArrayRef<Frame>)> Add) {
  unsigned LineNumber = 0;
  bool InSample = false;
  Head Current;
  std::vector<Frame> Stack;
  auto Finish = [&] {
    if (std::exchange(InSample, false))
      Add(Current, Stack);
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
    if (Line[0] == '\t') {
      // Without any other field, the first frame begins a sample.
      if (!InSample)
        Current = Head();
      InSample = true;
      Stack.push_back({symbolOf(Line), {}, 0});
      continue;
    }
    if (InSample && !Stack.empty() && sourceLine(Line, Stack.back()))
      continue;
    Finish();
    Current = parseHead(Line.ltrim());
    // A head alone has the event, or frames below it.
    if (Current.Event.empty() && Current.Tail.empty() && !Contents.starts_with("\t"))
      return "line " + std::to_string(LineNumber) + " is no sample";
    InSample = true;
    if (!Current.Tail.empty())
      Stack.push_back({symbolOf(Current.Tail), {}, 0});
  }
  Finish();
  return {};
}

} // namespace

bool looksLikePerfScript(StringRef Contents) {
  for (unsigned I = 0; I < 5000 && !Contents.empty(); ++I) {
    auto [Line, Rest] = Contents.split('\n');
    Contents = Rest;
    if (Line.trim().empty() || Line.starts_with("#"))
      continue;
    auto IsFrame = [](StringRef Line) {
      StringRef Text = Line.ltrim();
      double Count;
      // Only a tab is sure not to begin something else.
      bool HasAddress = consumeAddress(Text) && (Line[0] == '\t' || Line.size() - Text.size() > 8);
      return HasAddress && Line[0] != Line.ltrim()[0] && Text.getAsDouble(Count);
    };
    if (IsFrame(Line) || (Rest.starts_with("\t") && IsFrame(Rest.split('\n').first)))
      return true;
    Head First = parseHead(Line.trim());
    return (First.HasTime && !First.Event.empty()) || consumeAddress(First.Tail);
  }
  return false;
}

std::string parsePerfScript(StringRef Contents, Profile &Into) {
  // Events cannot be added up. What costs time counts; of several that do not, the most frequent.
  llvm::StringMap<std::pair<unsigned, size_t>> Events; // How well it measures time, samples.
  std::string Problem = forEachSample(Contents, [&](const Head &H, llvm::ArrayRef<Frame>) {
    StringRef Name = eventName(H.Event);
    auto &[Rank, Samples] = Events[Name];
    ++Samples;
    Rank = Name == "cycles" || Name == "cpu-cycles"      ? 3
           : Name == "cpu-clock" || Name == "task-clock" ? 2
           : Name == "instructions"                      ? 1
                                                         : 0;
  });
  if (!Problem.empty())
    return Problem;
  StringRef Chosen;
  for (const auto &Entry : Events)
    if (auto Best = Events.find(Chosen);
        Best == Events.end() ||
        std::pair(Entry.second, Entry.first()) > std::pair(Best->second, Chosen))
      Chosen = Entry.first();
  forEachSample(Contents, [&](const Head &H, llvm::ArrayRef<Frame> Stack) {
    if (eventName(H.Event) == Chosen)
      Into.add(Stack, H.Period);
  });
  if (!Chosen.empty())
    Into.Unit = Chosen.str();
  return {};
}

} // namespace fastidious::profile
