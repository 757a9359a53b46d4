/// \file
/// What a profiler measured, reduced to the two questions that are asked of it: how much of the
/// total was spent in (or below) a line, and how much in (or below) a function.
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
};

/// The sum of all samples of one profile. Values are in the profile's unit; each sample counts once
/// for every function and line that its stack holds, however often they recur in it.
class Profile {
public:
  /// Adds a sample. \p Stack is leaf first and may be empty.
  void add(llvm::ArrayRef<Frame> Stack, double Value);
  /// Adds \p Value to the total only: for formats whose entries overlap, which then use
  /// addToFunction and addToLine.
  void addToTotal(double Value) { Total += Value; }
  void addToFunction(llvm::StringRef Function, double Value);
  void addToLine(llvm::StringRef File, unsigned Line, double Value);

  std::string Unit = "samples"; ///< What is counted: cycles, allocations, executions, ...
  /// Whether values of functions and lines include what they call.
  bool IsInclusive = false;

  double total() const { return Total; }
  /// Shares of the total, from 0 to 1, that came with the name of a function, and with a line.
  double shareWithFunctions() const { return Total > 0 ? WithFunctions / Total : 0; }
  double shareWithLines() const { return Total > 0 ? WithLines / Total : 0; }

  /// The value of the lines \p First to \p Last of \p File, or nothing if the profile has no line
  /// of that file at all. \p File is absolute; files are compared from their last component on, so
  /// that a profile of a build elsewhere is understood.
  std::optional<double> valueOfLines(llvm::StringRef File, unsigned First, unsigned Last) const;
  /// The value of the function with this qualified name, or nothing if it does not occur.
  std::optional<double> valueOfFunction(llvm::StringRef QualifiedName) const;
  bool hasLines() const { return !Files.empty(); }

  /// Rewrites file names that begin with \p From; later files are affected as well.
  void mapPath(std::string From, std::string To) {
    PathMap.emplace_back(std::move(From), std::move(To));
  }

private:
  struct FileLines {
    std::string Path;
    llvm::DenseMap<unsigned, double> Lines;
  };
  unsigned fileIndex(llvm::StringRef File);
  unsigned functionIndex(llvm::StringRef Function);
  const FileLines *findFile(llvm::StringRef File) const;

  double Total = 0, WithFunctions = 0, WithLines = 0;
  std::vector<std::pair<std::string, std::string>> PathMap;
  std::vector<FileLines> Files;
  llvm::StringMap<unsigned> FileIndices;              ///< By the profiler's spelling.
  llvm::StringMap<std::vector<unsigned>> FilesByName; ///< By last component.
  std::vector<double> Functions;
  llvm::StringMap<unsigned> FunctionIndices; ///< By the profiler's spelling.
  llvm::StringMap<unsigned> FunctionsByName; ///< By normalised name.
  /// Scratch of add(): the last sample that touched an entry.
  std::vector<uint64_t> FunctionSeen;
  llvm::DenseMap<std::pair<unsigned, unsigned>, uint64_t> LineSeen;
  uint64_t SampleNumber = 0;
};

/// \p Function as clang's qualified name spells it: demangled, without parameters, template
/// arguments, return type, suffixes such as ".isra.0" and anonymous or inline namespaces. A
/// lambda's name becomes that of the function around it.
std::string normalisedFunction(llvm::StringRef Function);

} // namespace fastidious::profile
