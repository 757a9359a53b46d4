#include "driver/evidence/profile/Profile.h"

#include "llvm/ADT/SmallString.h"
#include "llvm/Demangle/Demangle.h"
#include "llvm/Support/Path.h"

namespace fastidious::profile {

using llvm::StringRef;

/// Removes what stands between balanced brackets, the brackets included; "operator<" and "->" are
/// no brackets.
static std::string withoutBrackets(StringRef Text, char Open, char Close) {
  std::string Out;
  int Depth = 0;
  for (size_t I = 0; I < Text.size(); ++I) {
    StringRef Before = Text.take_front(I);
    bool IsOperator =
        Before.ends_with("operator") ||
        (Open == '<' && (Before.ends_with("operator<") || Before.ends_with("operator>") ||
                         Before.ends_with("operator-")));
    if (Text[I] == Open && !IsOperator)
      ++Depth;
    else if (Text[I] == Close && Depth > 0 && !Before.ends_with("-"))
      --Depth;
    else if (Depth == 0)
      Out += Text[I];
  }
  return Out;
}

std::string normalisedFunction(StringRef Function) {
  Function = Function.trim();
  // Suffixes of clones stand behind mangled names and behind demangled ones.
  size_t Clone = Function.find(" [clone");
  Function = Function.take_front(Clone);
  std::string Name;
  if (Function.starts_with("_Z") || Function.starts_with("__Z")) {
    StringRef Mangled = Function.take_until([](char C) { return C == '.' || C == '@'; });
    Name = llvm::demangle(Mangled);
  } else {
    Name = Function.str();
  }
  for (StringRef Ignored :
       {"(anonymous namespace)::", "(anonymous)::", "__cxx11::", "__1::", "_V2::", "{anonymous}::"})
    for (size_t At; (At = Name.find(Ignored.str())) != std::string::npos;)
      Name.erase(At, Ignored.size());
  // A lambda belongs to the function that holds it.
  for (StringRef Lambda :
       {"::{lambda", "::'lambda", "::$_", "::(lambda", "::(anonymous class)", "::<lambda"})
    if (size_t At = Name.find(Lambda.str()); At != std::string::npos && At > 0)
      Name.resize(At);
  Name = withoutBrackets(withoutBrackets(Name, '(', ')'), '<', '>');
  StringRef Rest = StringRef(Name).rtrim();
  Rest.consume_back("const");
  Rest = Rest.trim();
  // A return type stands before the name; "operator new" and conversions keep their space.
  size_t Operator = Rest.find("operator");
  size_t Space = Rest.take_front(Operator).rfind(' ');
  if (Space != StringRef::npos)
    Rest = Rest.drop_front(Space + 1);
  return Rest.ltrim("*&").str();
}

unsigned Profile::functionIndex(StringRef Function) {
  auto [At, IsNew] = FunctionIndices.try_emplace(Function, 0);
  if (IsNew) {
    auto [ByName, NewName] =
        FunctionsByName.try_emplace(normalisedFunction(Function), Functions.size());
    if (NewName) {
      Functions.push_back(0);
      FunctionSeen.push_back(0);
    }
    At->second = ByName->second;
  }
  return At->second;
}

unsigned Profile::fileIndex(StringRef File) {
  auto [At, IsNew] = FileIndices.try_emplace(File, Files.size());
  if (!IsNew)
    return At->second;
  std::string Path = File.str();
  for (const auto &[From, To] : PathMap)
    if (StringRef(Path).starts_with(From)) {
      Path = To + Path.substr(From.size());
      break;
    }
  std::replace(Path.begin(), Path.end(), '\\', '/');
  llvm::SmallString<256> Clean(Path);
  llvm::sys::path::remove_dots(Clean, /*remove_dot_dot=*/true);
  for (unsigned Known : FilesByName[llvm::sys::path::filename(Clean)])
    if (Files[Known].Path == Clean)
      return At->second = Known;
  FilesByName[llvm::sys::path::filename(Clean)].push_back(Files.size());
  FileLines &New = Files.emplace_back();
  New.Path = std::string(Clean);
  return At->second;
}

void Profile::add(llvm::ArrayRef<Frame> Stack, double Value) {
  Total += Value;
  ++SampleNumber;
  bool HasFunction = false, HasLine = false;
  for (const Frame &F : Stack) {
    if (!F.Function.empty()) {
      HasFunction = true;
      unsigned Index = functionIndex(F.Function);
      if (FunctionSeen[Index] != SampleNumber) {
        FunctionSeen[Index] = SampleNumber;
        Functions[Index] += Value;
      }
    }
    if (!F.File.empty() && F.Line > 0) {
      HasLine = true;
      unsigned File = fileIndex(F.File);
      uint64_t &Seen = LineSeen[{File, F.Line}];
      if (Seen != SampleNumber) {
        Seen = SampleNumber;
        Files[File].Lines[F.Line] += Value;
      }
    }
  }
  if (HasFunction)
    WithFunctions += Value;
  if (HasLine)
    WithLines += Value;
  if (Stack.size() > 1)
    IsInclusive = true;
}

void Profile::addToFunction(StringRef Function, double Value) {
  Functions[functionIndex(Function)] += Value;
}

void Profile::addToLine(StringRef File, unsigned Line, double Value) {
  Files[fileIndex(File)].Lines[Line] += Value;
}

/// The number of components that two paths share at their ends.
static unsigned commonComponents(StringRef A, StringRef B) {
  unsigned Common = 0;
  auto ItA = llvm::sys::path::rbegin(A), EndA = llvm::sys::path::rend(A);
  auto ItB = llvm::sys::path::rbegin(B), EndB = llvm::sys::path::rend(B);
  while (ItA != EndA && ItB != EndB && *ItA == *ItB) {
    ++Common;
    ++ItA;
    ++ItB;
  }
  return Common;
}

const Profile::FileLines *Profile::findFile(StringRef File) const {
  auto Named = FilesByName.find(llvm::sys::path::filename(File));
  if (Named == FilesByName.end())
    return nullptr;
  const FileLines *Best = nullptr;
  unsigned BestCommon = 0;
  bool IsAmbiguous = false;
  for (unsigned Index : Named->second) {
    const FileLines &Candidate = Files[Index];
    if (Candidate.Path == File)
      return &Candidate;
    unsigned Common = commonComponents(Candidate.Path, File);
    // Another absolute path of the same name alone says nothing.
    if (llvm::sys::path::is_absolute(Candidate.Path) && Common < 2)
      continue;
    IsAmbiguous = Common == BestCommon;
    if (Common > BestCommon) {
      Best = &Candidate;
      BestCommon = Common;
    }
  }
  return IsAmbiguous ? nullptr : Best;
}

std::optional<double> Profile::valueOfLines(StringRef File, unsigned First, unsigned Last) const {
  const FileLines *Lines = findFile(File);
  if (!Lines)
    return std::nullopt;
  // A sample is on one line of a function at a time, so that the lines of a range add up; only
  // recursion counts one twice.
  double Value = 0;
  for (unsigned Line = First; Line <= Last && Line - First < 10000; ++Line)
    if (auto At = Lines->Lines.find(Line); At != Lines->Lines.end())
      Value += At->second;
  Value = std::min(Value, Total);
  return Value;
}

std::optional<double> Profile::valueOfFunction(StringRef QualifiedName) const {
  auto At = FunctionsByName.find(normalisedFunction(QualifiedName));
  if (At == FunctionsByName.end())
    return std::nullopt;
  return std::min(Functions[At->second], Total);
}

} // namespace fastidious::profile
