/// \file
/// What a profiler measured, reduced to the questions that are asked of it: how much of the
/// total was spent in (or below) some lines, and how much in (or below) a function.
#pragma once

#include "llvm/ADT/ArrayRef.h"
#include "llvm/ADT/DenseMap.h"
#include "llvm/ADT/StringMap.h"
#include "llvm/ADT/StringRef.h"

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

namespace fastidious::profile {

/// One level of a call stack. What is not known is empty or 0.
struct Frame {
  llvm::StringRef Function; ///< Mangled or not, with or without parameters.
  llvm::StringRef File;     ///< As the profiler names it: absolute, relative or only a name.
  unsigned Line = 0;        ///< From 1.
  /// Lines below the function's first one, for formats that know no more; -1 if unknown.
  int Offset = -1;
  /// Where the function is, if that can be another file than the line's: that of an inlined call
  /// which is no frame of its own.
  llvm::StringRef DefinedIn = {};
};

/// What a profile says about a function.
struct FunctionHeat {
  double Value = 0;
  /// The part of it that was spent below calls of the functions that setSuspects() was told.
  double InSuspects = 0;
  /// The part of it in which the function is at no line of the file that was asked for: at a line
  /// of an inlined function whose call the profile does not show, or in code without lines.
  double Elsewhere = 0;
  bool IsOnLines = false; ///< Whether it has lines of that file at all.
};

/// The sum of all samples of one profile. Values are in the profile's unit; each sample counts once
/// for every function and line that its stack holds, however often they recur in it.
class Profile {
public:
  /// Adds a sample. \p Stack is leaf first and may be empty.
  void add(llvm::ArrayRef<Frame> Stack, double Value);
  /// Adds \p Value, spent in and below a call of \p Callee at \p At, but not to the total: for
  /// formats whose entries overlap.
  void addCall(const Frame &At, llvm::StringRef Callee, double Value);
  /// Says that the profile knows \p Line, even if it was never executed.
  void addLine(llvm::StringRef File, unsigned Line);

  std::string Unit = "samples"; ///< What is counted: cycles, allocations, executions, ...
  /// Whether values of functions and lines include what they call.
  bool IsInclusive = false;
  /// Whether it counts the executions of each line, without exception. Those of several lines do
  /// not add up.
  bool CountsLines = false;

  double total() const { return Total; }
  /// Shares of the total, from 0 to 1, that came with the name of a function, and with a line.
  double shareWithFunctions() const { return Total > 0 ? WithFunctions / Total : 0; }
  double shareWithLines() const { return Total > 0 ? WithLines / Total : 0; }

  /// Decides which of the profile's files are which of \p Files, absolute paths. Paths are compared
  /// from their last component on, so that a profile of a build elsewhere is understood.
  void matchFiles(llvm::ArrayRef<llvm::StringRef> Files);
  /// Tells which functions are to blame for their time, rather than their callers.
  void setSuspects(llvm::ArrayRef<llvm::StringRef> Names);
  /// The value of the lines \p First to \p Last of \p File, or nothing if the profile has no line
  /// of that file at all.
  std::optional<double> valueOfLines(llvm::StringRef File, unsigned First, unsigned Last) const;
  /// Whether the profile's name for \p File is that of another file, too.
  bool isAmbiguous(llvm::StringRef File) const;
  /// The value of the function of \p File with this qualified name, or nothing if it does not
  /// occur. Of overloads, only the one with the same parameters counts, if \p Name and the profile
  /// name them.
  std::optional<FunctionHeat> heatOfFunction(llvm::StringRef Name, llvm::StringRef File) const;
  /// The value of the lines \p First to \p Last, counted from the function's first, or nothing if
  /// the profile does not count so.
  std::optional<double> valueOfOffsets(llvm::StringRef Name, int First, int Last) const;

  /// Rewrites file names that begin with \p From; later files are affected as well.
  void mapPath(std::string From, std::string To) {
    PathMap.emplace_back(std::move(From), std::move(To));
  }

private:
  struct FileLines {
    std::string Path;
    llvm::DenseMap<unsigned, double> Lines;
  };
  /// Stands for a file where a function is at no line.
  static constexpr unsigned NoLine = ~0U - 2;
  /// A function, or all functions that share a name.
  struct FunctionEntry {
    double Value = 0;
    uint64_t Seen = 0;
    /// Where it is innermost in its samples.
    llvm::SmallDenseMap<unsigned, double, 1> Files;
    llvm::SmallDenseMap<int, double, 1> Offsets;
    bool IsInUnnamedNamespace = false;
    std::optional<std::string> Parameters;
  };
  struct NamedFunctions {
    unsigned All;                   ///< The entry of all of them together.
    std::vector<unsigned> Variants; ///< Entries that differ in their parameters or namespaces.
  };
  struct Match {
    const FileLines *File;
    unsigned Components; ///< How many components of the paths are the same.
    bool IsAmbiguous;
  };
  /// A function in one context: a path from the root of the stacks.
  struct Context {
    unsigned Parent;
    unsigned Function; ///< The index in Functions of all that share its name.
    double Value;
  };
  void addContext(llvm::ArrayRef<Frame> Stack, double Value);
  unsigned fileIndex(llvm::StringRef File);
  const std::vector<unsigned> &functionEntries(llvm::StringRef Spelling);
  /// The entries of functions that may be the one with this name.
  llvm::SmallVector<unsigned> entriesOf(llvm::StringRef Name) const;
  unsigned functionGroup(llvm::StringRef Name) const;
  void addTo(const Frame &F, double Value);
  std::optional<Match> findFile(llvm::StringRef File) const;
  std::optional<Match> matchOf(llvm::StringRef File) const;

  double Total = 0, WithFunctions = 0, WithLines = 0;
  std::vector<std::pair<std::string, std::string>> PathMap;
  std::vector<FileLines> Files;
  llvm::StringMap<unsigned> FileIndices;              ///< By the profiler's spelling.
  llvm::StringMap<std::vector<unsigned>> FilesByName; ///< By last component.
  llvm::StringMap<std::optional<Match>> Matches;      ///< By absolute path.
  std::vector<FunctionEntry> Functions;
  llvm::StringMap<std::vector<unsigned>> EntriesBySpelling;
  llvm::StringMap<NamedFunctions> FunctionsByName; ///< By FunctionName::Base.
  std::vector<Context> Contexts;                   ///< Parents come before their children.
  llvm::DenseMap<std::pair<unsigned, unsigned>, unsigned> ContextIndices;
  /// By caller and callee, of addCall().
  llvm::DenseMap<std::pair<unsigned, unsigned>, double> Calls;
  llvm::DenseMap<unsigned, double> InSuspects; ///< By the index in Functions.
  /// Scratch of add(): the last sample that touched a line.
  llvm::DenseMap<std::pair<unsigned, unsigned>, uint64_t> LineSeen;
  uint64_t SampleNumber = 0;
};

} // namespace fastidious::profile
