/// \file
/// Callgrind's output (valgrind manual, "Callgrind Format Specification"): costs by file, function
/// and line; "calls=" lines give the inclusive cost of a call to the calling line and function.
#include "driver/evidence/profile/Reader.h"

#include <map>

namespace fastidious::profile {

using llvm::StringRef;

namespace {

class Parser {
public:
  explicit Parser(Profile &Into) : Into(Into) {}

  std::string run(StringRef Contents) {
    while (!Contents.empty()) {
      auto [Line, Rest] = Contents.split('\n');
      Contents = Rest;
      ++LineNumber;
      if (std::string Message = parseLine(Line.trim()); !Message.empty())
        return Message;
    }
    Into.IsInclusive = true;
    if (Into.Unit == "samples")
      Into.Unit = "instructions";
    return {};
  }

private:
  Profile &Into;
  unsigned LineNumber = 0;
  /// Names are written once as "(id) name" and then as "(id)".
  std::map<std::string, std::string> FileNames, FunctionNames;
  std::string File, Function, CalledFunction;
  /// fi= and fe= name another file for lines of inlined code.
  std::string LineFile;
  unsigned Positions = 1; ///< The number of position columns: 2 with instruction addresses.
  bool HasLines = true;
  uint64_t Line = 0;
  bool NextIsCall = false;

  std::string malformed() const { return "line " + std::to_string(LineNumber) + " is malformed"; }

  static std::string named(StringRef Text, std::map<std::string, std::string> &Names) {
    // "(below main)" and "(anonymous namespace)::f()" are names.
    size_t Close = Text.find(')');
    unsigned Number;
    if (!Text.starts_with("(") || Close == StringRef::npos ||
        Text.slice(1, Close).getAsInteger(10, Number))
      return Text.str();
    std::string Id = Text.take_front(Close + 1).str();
    StringRef Name = Text.drop_front(Close + 1).trim();
    if (!Name.empty())
      Names[Id] = Name.str();
    return Names[Id];
  }

  std::string parseLine(StringRef Text) {
    if (Text.empty() || Text.starts_with("#"))
      return {};
    if (isdigit(Text[0]) || Text[0] == '+' || Text[0] == '-' || Text[0] == '*')
      return parseCost(Text);
    size_t Equal = Text.find('=');
    size_t Colon = Text.find(':');
    if (Colon != StringRef::npos && (Equal == StringRef::npos || Colon < Equal)) {
      StringRef Value = Text.drop_front(Colon + 1).trim();
      if (Text.starts_with("positions:")) {
        llvm::SmallVector<StringRef, 3> Columns;
        Value.split(Columns, ' ', -1, false);
        Positions = std::max<unsigned>(1, Columns.size());
        HasLines = !Columns.empty() && Columns.back() == "line";
      } else if (Text.starts_with("events:")) {
        StringRef Event = Value.split(' ').first;
        Into.Unit = Event == "Ir" ? "instructions" : Event.str();
      }
      return {};
    }
    StringRef Key = Text.take_front(Equal),
              Value = Equal == StringRef::npos ? StringRef() : Text.drop_front(Equal + 1);
    if (Key == "fl") {
      File = LineFile = named(Value, FileNames);
    } else if (Key == "fi" || Key == "fe") {
      LineFile = named(Value, FileNames);
    } else if (Key == "fn") {
      Function = named(Value, FunctionNames);
      LineFile = File;
    } else if (Key == "cfn") {
      CalledFunction = named(Value, FunctionNames);
    } else if (Key == "cfi" || Key == "cfl") {
      named(Value, FileNames);
    } else if (Key == "ob" || Key == "cob" || Key == "jump" || Key == "jcnd" || Key == "jfi" ||
               Key == "jfn") {
      return {};
    } else if (Key == "calls") {
      NextIsCall = true;
    } else {
      return malformed();
    }
    return {};
  }

  /// "[address] line cost...", where positions may be relative to the last ones.
  std::string parseCost(StringRef Text) {
    llvm::SmallVector<StringRef, 8> Columns;
    Text.split(Columns, ' ', -1, false);
    if (Columns.size() < Positions)
      return malformed();
    if (HasLines) {
      StringRef Position = Columns[Positions - 1];
      uint64_t Number = 0;
      if (Position == "*") {
        Number = Line;
      } else if (Position.consume_front("+")) {
        if (Position.getAsInteger(10, Number))
          return malformed();
        Number += Line;
      } else if (Position.consume_front("-")) {
        if (Position.getAsInteger(10, Number) || Number > Line)
          return malformed();
        Number = Line - Number;
      } else if (Position.getAsInteger(0, Number)) {
        return malformed();
      }
      Line = Number;
    }
    uint64_t Cost = 0;
    if (Columns.size() > Positions && Columns[Positions].getAsInteger(10, Cost))
      return malformed();
    double Value = static_cast<double>(Cost);
    bool HasPlace = Line > 0 && Line <= UINT32_MAX && LineFile != "???";
    Frame Own{Function, HasPlace ? StringRef(LineFile) : StringRef(), static_cast<unsigned>(Line)};
    Own.DefinedIn = File;
    if (std::exchange(NextIsCall, false)) {
      // Recursive calls would count the same work again.
      if (CalledFunction != Function)
        Into.addCall(Own, CalledFunction, Value);
      return {};
    }
    Into.add(Own, Value);
    return {};
  }
};

} // namespace

std::string parseCallgrind(StringRef Contents, Profile &Into) {
  return Parser(Into).run(Contents);
}

} // namespace fastidious::profile
