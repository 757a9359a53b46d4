#include "driver/evidence/profile/Profile.h"

#include "driver/evidence/profile/FunctionName.h"

#include "llvm/ADT/STLExtras.h"
#include "llvm/ADT/SmallString.h"
#include "llvm/Support/Path.h"

namespace fastidious::profile {

using llvm::StringRef;
namespace path = llvm::sys::path;

/// A hostile file can have as many as it has bytes. Without them, callers are blamed as well.
static constexpr size_t MostContexts = size_t(1) << 22;

const std::vector<unsigned> &Profile::functionEntries(StringRef Spelling) {
  auto [At, IsNew] = EntriesBySpelling.try_emplace(Spelling);
  std::vector<unsigned> &Entries = At->second;
  if (!IsNew)
    return Entries;
  FunctionName Name = parseFunctionName(Spelling);
  auto Add = [&](StringRef Base, const std::optional<std::string> &Parameters, bool IsUnnamed) {
    if (Base.empty())
      return;
    auto [Named, IsNewName] = FunctionsByName.try_emplace(Base);
    if (IsNewName) {
      Named->second.All = Functions.size();
      Functions.emplace_back();
    }
    auto IsSame = [&](unsigned Index) {
      const FunctionEntry &Known = Functions[Index];
      return Known.IsInUnnamedNamespace == IsUnnamed && Known.Parameters == Parameters;
    };
    auto Variant = llvm::find_if(Named->second.Variants, IsSame);
    if (Variant == Named->second.Variants.end()) {
      Variant = Named->second.Variants.insert(Variant, Functions.size());
      FunctionEntry &New = Functions.emplace_back();
      New.IsInUnnamedNamespace = IsUnnamed;
      New.Parameters = Parameters;
    }
    Entries.push_back(Named->second.All);
    Entries.push_back(*Variant);
  };
  Add(Name.Base, Name.Parameters, Name.IsInUnnamedNamespace);
  for (const std::string &Owner : Name.LambdasOf)
    Add(Owner, std::nullopt, Name.IsInUnnamedNamespace);
  // Offsets count from the first line of what is named.
  if (Name.IsLambda)
    Entries.push_back(~0U);
  return Entries;
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
  path::remove_dots(Clean, /*remove_dot_dot=*/true);
  for (unsigned Known : FilesByName[path::filename(Clean)])
    if (Files[Known].Path == Clean)
      return At->second = Known;
  FilesByName[path::filename(Clean)].push_back(Files.size());
  FileLines &New = Files.emplace_back();
  New.Path = std::string(Clean);
  return At->second;
}

void Profile::addTo(const Frame &F, double Value) {
  bool HasLine = !F.File.empty() && F.Line > 0;
  unsigned File = F.File.empty() ? 0 : fileIndex(F.File);
  if (HasLine) {
    uint64_t &Seen = LineSeen[{File, F.Line}];
    if (std::exchange(Seen, SampleNumber) != SampleNumber)
      Files[File].Lines[F.Line] += Value;
  }
  if (F.Function.empty())
    return;
  StringRef Place = F.DefinedIn.empty() ? F.File : F.DefinedIn;
  unsigned Home = Place.empty() ? 0 : fileIndex(Place);
  const std::vector<unsigned> &Entries = functionEntries(F.Function);
  bool IsLambda = !Entries.empty() && Entries.back() == ~0U;
  for (unsigned Index : Entries) {
    if (Index == ~0U)
      break;
    FunctionEntry &Entry = Functions[Index];
    if (F.Offset >= 0 && !IsLambda)
      Entry.Offsets[F.Offset] += Value;
    // Its innermost place is where the function is.
    if (std::exchange(Entry.Seen, SampleNumber) == SampleNumber)
      continue;
    Entry.Value += Value;
    if (!Place.empty())
      Entry.Files[Home] += Value;
    if (!HasLine || Home != File)
      Entry.Files[NoLine] += Value;
  }
}

void Profile::add(llvm::ArrayRef<Frame> Stack, double Value) {
  Total += Value;
  ++SampleNumber;
  bool HasFunction = false, HasLine = false;
  for (const Frame &F : Stack) {
    HasFunction |= !F.Function.empty();
    HasLine |= !F.File.empty() && F.Line > 0;
    addTo(F, Value);
  }
  if (HasFunction)
    WithFunctions += Value;
  if (HasLine)
    WithLines += Value;
  if (Stack.size() > 1)
    IsInclusive = true;
  addContext(Stack, Value);
}

void Profile::addCall(const Frame &At, StringRef Callee, double Value) {
  ++SampleNumber;
  addTo(At, Value);
  if (At.Function.empty() || Callee.empty())
    return;
  const std::vector<unsigned> &Caller = functionEntries(At.Function);
  const std::vector<unsigned> &Called = functionEntries(Callee);
  if (!Caller.empty() && !Called.empty())
    Calls[{Caller.front(), Called.front()}] += Value;
}

void Profile::addContext(llvm::ArrayRef<Frame> Stack, double Value) {
  unsigned Current = ~0U;
  for (const Frame &F : llvm::reverse(Stack)) {
    if (F.Function.empty() || functionEntries(F.Function).empty())
      continue;
    // What is instantiated for a lambda is a part of the function around that.
    const std::vector<unsigned> &Entries = functionEntries(F.Function);
    unsigned Function = Entries.size() > 3 ? Entries[2] : Entries.front();
    auto [At, IsNew] = ContextIndices.try_emplace({Current, Function}, Contexts.size());
    if (IsNew) {
      if (Contexts.size() == MostContexts) {
        ContextIndices.erase(At);
        return;
      }
      Contexts.push_back({Current, Function, 0});
    }
    Current = At->second;
  }
  if (Current != ~0U)
    Contexts[Current].Value += Value;
}

void Profile::setSuspects(llvm::ArrayRef<StringRef> Names) {
  std::vector<bool> IsSuspect(Functions.size());
  for (StringRef Name : Names)
    if (auto Named = FunctionsByName.find(normalisedFunction(Name)); Named != FunctionsByName.end())
      IsSuspect[Named->second.All] = true;
  InSuspects.clear();
  for (const auto &[Call, Value] : Calls)
    if (IsSuspect[Call.second] && Call.first != Call.second)
      InSuspects[Call.first] += Value;
  if (Contexts.empty() || Contexts.size() == MostContexts)
    return;
  // Of each sample, the innermost suspect has the blame.
  std::vector<unsigned> Blamed(Contexts.size(), ~0U);
  llvm::DenseMap<unsigned, double> Own;
  for (size_t I = 0; I < Contexts.size(); ++I) {
    const Context &C = Contexts[I];
    Blamed[I] = IsSuspect[C.Function] ? C.Function : C.Parent != ~0U ? Blamed[C.Parent] : ~0U;
    if (Blamed[I] != ~0U)
      Own[Blamed[I]] += C.Value;
  }
  for (size_t I = 0; I < Functions.size(); ++I)
    if (IsSuspect[I])
      InSuspects[I] = Functions[I].Value - Own.lookup(I);
}

void Profile::addLine(StringRef File, unsigned Line) {
  Files[fileIndex(File)].Lines.try_emplace(Line, 0);
}

/// The number of components that two paths share at their ends.
static unsigned commonComponents(StringRef A, StringRef B) {
  unsigned Common = 0;
  auto ItA = path::rbegin(A), EndA = path::rend(A);
  auto ItB = path::rbegin(B), EndB = path::rend(B);
  while (ItA != EndA && ItB != EndB && *ItA == *ItB) {
    ++Common;
    ++ItA;
    ++ItB;
  }
  return Common;
}

/// Whether \p Known, as a profiler names it, can be a file that has \p Common components of it.
/// Another path with the same name alone says nothing.
static bool canBe(StringRef Known, unsigned Common) {
  while (Known.consume_front("../"))
    ;
  return Common >= 2 ||
         Common == static_cast<unsigned>(std::distance(path::begin(Known), path::end(Known)));
}

std::optional<Profile::Match> Profile::findFile(StringRef File) const {
  auto Named = FilesByName.find(path::filename(File));
  if (Named == FilesByName.end())
    return std::nullopt;
  std::optional<Match> Best;
  bool IsTie = false;
  for (unsigned Index : Named->second) {
    const FileLines &Candidate = Files[Index];
    if (Candidate.Path == File)
      return Match{&Candidate, ~0U, false};
    unsigned Common = commonComponents(Candidate.Path, File);
    if (!canBe(Candidate.Path, Common) || (Best && Common < Best->Components))
      continue;
    IsTie = Best && Common == Best->Components;
    Best = Match{&Candidate, Common, false};
  }
  return IsTie ? std::nullopt : Best;
}

void Profile::matchFiles(llvm::ArrayRef<StringRef> Asked) {
  // Two files of the project can fit one of the profile: the one that fits better has it.
  llvm::DenseMap<const FileLines *, std::pair<unsigned, unsigned>> Claims; // Components, how often.
  for (StringRef File : Asked) {
    std::optional<Match> Found = findFile(File);
    if (!Matches.try_emplace(File, Found).second || !Found)
      continue;
    auto &[Components, Times] = Claims[Found->File];
    Times = Found->Components > Components ? 1 : Times + (Found->Components == Components);
    Components = std::max(Components, Found->Components);
  }
  for (auto &Entry : Matches) {
    std::optional<Match> &Found = Entry.second;
    if (!Found)
      continue;
    auto [Components, Times] = Claims.lookup(Found->File);
    if (Found->Components < Components)
      Found.reset();
    else
      Found->IsAmbiguous = Times > 1;
  }
}

std::optional<Profile::Match> Profile::matchOf(StringRef File) const {
  auto Known = Matches.find(File);
  return Known == Matches.end() ? findFile(File) : Known->second;
}

bool Profile::isAmbiguous(StringRef File) const {
  std::optional<Match> Found = matchOf(File);
  return Found && Found->IsAmbiguous;
}

std::optional<double> Profile::valueOfLines(StringRef File, unsigned First, unsigned Last) const {
  std::optional<Match> Found = matchOf(File);
  if (!Found || Found->File->Lines.empty())
    return std::nullopt;
  // A sample is on one line of a function at a time, so that the lines of a range add up; only
  // recursion counts one twice.
  double Value = 0;
  for (unsigned Line = First; Line <= Last && Line - First < 10000; ++Line)
    if (auto At = Found->File->Lines.find(Line); At != Found->File->Lines.end())
      Value = CountsLines ? std::max(Value, At->second) : Value + At->second;
  return std::min(Value, Total);
}

llvm::SmallVector<unsigned> Profile::entriesOf(StringRef Name) const {
  FunctionName Asked = parseFunctionName(Name);
  auto Named = FunctionsByName.find(Asked.Base);
  if (Named == FunctionsByName.end())
    return {};
  const NamedFunctions &Known = Named->second;
  llvm::SmallVector<unsigned> Fitting;
  for (unsigned Index : Known.Variants) {
    const FunctionEntry &Entry = Functions[Index];
    if (!Asked.Parameters || !Entry.Parameters || Asked.Parameters == Entry.Parameters)
      Fitting.push_back(Index);
  }
  // Some profilers leave unnamed namespaces out.
  auto IsOther = [&](unsigned Index) {
    return Functions[Index].IsInUnnamedNamespace != Asked.IsInUnnamedNamespace;
  };
  if (!llvm::all_of(Fitting, IsOther))
    llvm::erase_if(Fitting, IsOther);
  // One sample can be in several of them.
  if (Fitting.size() == Known.Variants.size())
    return {Known.All};
  return Fitting;
}

unsigned Profile::functionGroup(StringRef Name) const {
  auto Named = FunctionsByName.find(normalisedFunction(Name));
  return Named == FunctionsByName.end() ? ~0U - 2 : Named->second.All;
}

/// Whether a file is one that others do not include: of its functions, no other file has lines.
static bool isSource(StringRef File) {
  static constexpr StringRef Extensions[] = {".cpp", ".cc", ".cxx", ".c++", ".c", ".cu", ".mm"};
  return llvm::is_contained(Extensions, path::extension(File).lower());
}

std::optional<FunctionHeat> Profile::heatOfFunction(StringRef Name, StringRef File) const {
  llvm::SmallVector<unsigned> Entries = entriesOf(Name);
  if (Entries.empty())
    return std::nullopt;
  std::optional<Match> Own = matchOf(File);
  FunctionHeat Heat;
  if (auto Blamed = InSuspects.find(functionGroup(Name)); Blamed != InSuspects.end())
    Heat.InSuspects = Blamed->second;
  for (unsigned Index : Entries) {
    const FunctionEntry &Entry = Functions[Index];
    Heat.Value += Entry.Value;
    for (const auto &[FileIndex, Here] : Entry.Files) {
      bool IsLine = FileIndex != NoLine;
      if (IsLine && Own && Own->File == &Files[FileIndex]) {
        Heat.IsOnLines = !Own->File->Lines.empty();
        continue;
      }
      // A function of the same name in another file.
      if (IsLine && isSource(File) && isSource(Files[FileIndex].Path))
        Heat.Value -= Here;
      else
        Heat.Elsewhere += Here;
    }
  }
  // Differences of sums are not exact.
  if (Heat.Value <= Total * 1e-9)
    return std::nullopt;
  Heat.Value = std::min(Heat.Value, Total);
  Heat.Elsewhere = std::min(Heat.Elsewhere, Heat.Value);
  Heat.InSuspects = std::clamp(Heat.InSuspects, 0.0, Heat.Value);
  return Heat;
}

std::optional<double> Profile::valueOfOffsets(StringRef Name, int First, int Last) const {
  std::optional<double> Value;
  for (unsigned Index : entriesOf(Name))
    for (const auto &[Offset, Here] : Functions[Index].Offsets)
      Value = Value.value_or(0) + (Offset >= First && Offset <= Last ? Here : 0);
  return Value;
}

} // namespace fastidious::profile
