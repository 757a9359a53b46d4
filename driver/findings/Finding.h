/// \file
/// A finding as the program handles it: plain data that outlives the translation unit, can be
/// written to JSON and read back.
#pragma once

#include "checks/framework/CheckInfo.h"
#include "checks/framework/FindingLog.h"

#include "llvm/Support/JSON.h"

#include <map>
#include <optional>
#include <string>
#include <vector>

namespace fastidious::driver {

/// Replaces \c Length bytes of \c File at \c Offset by \c Text.
struct Edit {
  std::string File; ///< Absolute path.
  unsigned Offset;
  unsigned Length;
  std::string Text;

  bool operator==(const Edit &) const = default;
};

/// Edits that are applied together or not at all.
struct OfferedFix {
  std::string Title;
  FixSafety Safety;
  std::vector<Edit> Edits;
};

struct RelatedNote {
  std::string File;
  unsigned Line;
  unsigned Column;
  std::string Message;
};

/// What the optimiser does with the work that a finding is about.
struct OptimizerEvidence {
  std::string Verdict; ///< eliminated, outside-loop, partial, survives, unknown.
  std::string Level;   ///< The optimisation level, as on the command line: "-O2".
  std::string Detail;
  std::optional<double> SurvivingShare; ///< 0 to 1; absent where nothing can be counted.
};

/// How hot a finding's place is in a profile.
struct ProfileEvidence {
  double Share;      ///< 0 to 1.
  std::string Unit;  ///< What the profile counts: cycles, allocations, ...
  std::string Level; ///< What the share was joined on: line, function, inclusive.
};

struct Evidence {
  std::optional<OptimizerEvidence> Optimizer;
  std::optional<ProfileEvidence> Profile;

  bool empty() const { return !Optimizer && !Profile; }
};

/// Where the time that a finding is about is spent, as profilers name it.
struct SourceOfCost {
  /// The function around it, as it is demangled; without parameters where the name is enough.
  std::string Symbol;
  unsigned FunctionLine = 0; ///< That of the function's name; 0 if a profiler would not say it.
  /// The lines of the function, and of the statement; of a variable's declaration in a loop, all
  /// that it lives for. 0 if the finding is about the function as a whole.
  unsigned FunctionBegin = 0, FunctionEnd = 0;
  unsigned FirstLine = 0, LastLine = 0;
};

/// Why a finding that exists is not reported.
enum class Suppression { NoLint, Baseline };

/// Lines and columns start at 1 and columns count bytes; offsets start at 0.
struct ReportedFinding {
  std::string Check; ///< Full name, prefix included.
  std::string File;  ///< Absolute path.
  unsigned Offset = 0;
  unsigned Line = 0;
  unsigned Column = 0;
  unsigned EndLine = 0; ///< The end is exclusive.
  unsigned EndColumn = 0;
  std::string Message;
  std::string Reason;
  fastidious::Cost Cost = Cost::ConstantFactor;
  fastidious::Confidence Confidence = Confidence::High;
  std::string Function; ///< Qualified name of the function around it, or empty.
  SourceOfCost Spent;
  std::string LineText;    ///< The source line, white space collapsed: what a fingerprint keeps.
  std::string Fingerprint; ///< Set by setFingerprints().
  std::optional<Suppression> Suppressed;
  std::vector<RelatedNote> Notes;
  std::vector<OfferedFix> Fixes;
  driver::Evidence Evidence;
};

enum class ErrorKind { Parse, Crash, Timeout, Database };

/// Something that kept a file from being analysed.
struct AnalysisError {
  std::string File;
  ErrorKind Kind;
  std::string Message;
  std::string Place; ///< File of the first error inside the unit, absolute; may be empty.
};

struct RunResult {
  std::vector<ReportedFinding> Findings;
  std::vector<AnalysisError> Errors;
  size_t Files = 0; ///< Translation units that were asked for.
  size_t Fixed = 0; ///< Findings whose fix was applied.
  double Seconds = 0;
  /// What the findings are about, for files that have other contents on disk; by absolute path.
  std::map<std::string, std::string> Contents;
};

llvm::StringRef costName(Cost C);
std::optional<Cost> parseCost(llvm::StringRef Name);
/// From the least to the worst.
const std::vector<std::string> &costNames();
llvm::StringRef confidenceName(Confidence C);
llvm::StringRef safetyName(FixSafety S);
llvm::StringRef errorKindName(ErrorKind K);
llvm::StringRef suppressionName(Suppression S);

/// The JSON of cli.md. \p PathOf says how a path is spelled in it; null leaves paths as they are.
/// With \p Internal, also what only the program itself needs.
llvm::json::Object toJSON(const ReportedFinding &F,
                          std::string (*PathOf)(llvm::StringRef) = nullptr, bool Internal = false);
llvm::json::Object toJSON(const AnalysisError &E, std::string (*PathOf)(llvm::StringRef) = nullptr,
                          bool Internal = false);

/// The inverse of toJSON(); nothing if \p Value has another shape.
std::optional<ReportedFinding> findingFromJSON(const llvm::json::Value &Value);
std::optional<AnalysisError> errorFromJSON(const llvm::json::Value &Value);

/// Sorts by place and removes findings that several translation units report alike.
void sortAndMerge(std::vector<ReportedFinding> &Findings);

/// Sets every finding's fingerprint: a hash of check, function and source line, not of line number
/// or file name, so that it survives moved lines and renamed files. Equal ones of a file are
/// numbered in source order. \p Findings are sorted.
void setFingerprints(std::vector<ReportedFinding> &Findings);

/// Numbers the fingerprints of findings that come from several runs as one run would.
void numberFingerprints(std::vector<ReportedFinding> &Findings);

} // namespace fastidious::driver
