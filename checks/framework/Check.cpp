#include "checks/framework/Check.h"

#include "checks/framework/FindingLog.h"
#include "checks/support/ColdCode.h"
#include "checks/support/Flow.h"
#include "checks/support/Source.h"
#include "checks/support/Spacing.h"

#include "llvm/ADT/StringExtras.h"

#include <cassert>

using namespace clang;
using namespace clang::ast_matchers;

namespace fastidious {

Check::Check(const CheckInfo &Info, StringRef Name, tidy::ClangTidyContext *Context)
    : ClangTidyCheck(Name, Context), Info(Info), Run(*Context),
      // Which fix may leave an include to another one is only known when they are shown.
      Includes(Options.getLocalOrGlobal("IncludeStyle", tidy::utils::IncludeSorter::IS_LLVM),
               /*SelfContainedDiags=*/true) {
  for (const OptionInfo &Option : Info.Options) {
    if (Option.Name.empty())
      break;
    // Parsed by type, so that clang-tidy complains of a malformed value; stored as text, so that
    // one loop writes them all back.
    StringRef Key(Option.Name), Default(Option.Default);
    switch (Option.Type) {
    case OptionType::Bool:
      Values.push_back(Options.get(Key, Default == "true") ? "true" : "false");
      break;
    case OptionType::Integer: {
      unsigned Parsed = 0;
      Default.getAsInteger(10, Parsed);
      Values.push_back(std::to_string(Options.get(Key, Parsed)));
      break;
    }
    case OptionType::StringList:
      Values.push_back(Options.get(Key, Default).str());
      break;
    }
  }
}

void Check::storeOptions(tidy::ClangTidyOptions::OptionMap &Opts) {
  for (size_t I = 0; I < Values.size(); ++I)
    Options.store(Opts, StringRef(Info.Options[I].Name), StringRef(Values[I]));
}

const std::string &Check::value(std::string_view Name, OptionType Type) const {
  for (size_t I = 0; I < Values.size(); ++I)
    if (Info.Options[I].Name == Name && Info.Options[I].Type == Type)
      return Values[I];
  llvm_unreachable("the check does not declare this option");
}

bool Check::isEnabled(StringRef OtherCheck) const {
  return Run.isCheckEnabled((StringRef(CheckPrefix) + OtherCheck).str());
}

bool Check::boolOption(std::string_view Name) const {
  return value(Name, OptionType::Bool) == "true";
}

unsigned Check::integerOption(std::string_view Name) const {
  return static_cast<unsigned>(std::stoul(value(Name, OptionType::Integer)));
}

std::vector<std::string> Check::listOption(std::string_view Name) const {
  std::vector<std::string> Items;
  for (StringRef Item : llvm::split(value(Name, OptionType::StringList), ';'))
    if (!Item.trim().empty())
      Items.push_back(Item.trim().str());
  return Items;
}

void Check::registerMatchers(MatchFinder *Finder) {
  Finder->addMatcher(functionDecl(isDefinition()).bind("function"), this);
}

void Check::registerPPCallbacks(const SourceManager &, Preprocessor *PP, Preprocessor *) {
  if (!addsIncludes())
    return;
  Includes.registerPreprocessor(PP);
  Present.listen(*PP);
}

void Check::check(const MatchFinder::MatchResult &Result) {
  AST = Result.Context;
  const auto *Function = Result.Nodes.getNodeAs<FunctionDecl>("function");
  if (const Body *B = bodyOf(*Function, *AST)) {
    Inspected = Function;
    checkBody(*B);
    Inspected = nullptr;
  }
}

// Both ends clear the cache of bodies: the next translation unit's declarations may have the
// addresses of the last one's.
void Check::onStartOfTranslationUnit() {
  clearBodies();
  AST = nullptr;
}

void Check::onEndOfTranslationUnit() {
  if (AST)
    finish(*AST);
  clearBodies();
}

std::optional<FixItHint> Check::includeEdit(SourceLocation In, StringRef Header) {
  assert(addsIncludes() && "nobody has listened to the preprocessor");
  const SourceManager &SM = AST->getSourceManager();
  FileID File = SM.getFileID(SM.getFileLoc(In));
  StringRef Name = Header.drop_front().drop_back();
  // The inserter overlooks what is there if the includes are not in order.
  if (Present.contains(File, Name))
    return std::nullopt;
  auto Hint = Includes.createIncludeInsertion(File, Header);
  if (Hint)
    Hint = Present.outsideConditions(*Hint, File, Name, SM);
  return Hint;
}

/// Whether the user can edit \p Hint's place: text of a file, not the result of an expansion.
static bool isEditable(const FixItHint &Hint) {
  return Hint.RemoveRange.getBegin().isValid() && Hint.RemoveRange.getBegin().isFileID() &&
         Hint.RemoveRange.getEnd().isFileID();
}

static bool isEditable(const Fix &F) {
  return !F.Edits.empty() &&
         llvm::all_of(F.Edits, [](const FixItHint &Hint) { return isEditable(Hint); });
}

Finding Finding::about(const Stmt *Work) {
  return {.Loc = Work->getBeginLoc(), .Ranges = {Work->getSourceRange()}, .Work = Work};
}

void Check::report(Finding F) {
  if (!F.Function)
    F.Function = Inspected;
  const SourceManager &SM = AST->getSourceManager();
  // An argument of a macro is the user's text; the body of a macro is not.
  if (F.Loc.isMacroID()) {
    if (!SM.isMacroArgExpansion(F.Loc))
      return;
    F.Loc = SM.getFileLoc(F.Loc);
  }
  if (F.Loc.isInvalid() || SM.isInSystemHeader(F.Loc) || isInGeneratedFile(F.Loc, SM))
    return;
  // A benchmark measures what it does, however seldom it is run.
  Cost Costs = F.Cost.value_or(Info.Cost);
  bool MayBeCold = Costs != Cost::InvalidMeasurement;
  if (const Body *B = MayBeCold && F.Function ? bodyOf(*F.Function, *AST) : nullptr;
      B &&
      ((F.Work && isOnColdPath(*B, F.Work)) || (Costs != Cost::Quadratic && isColdFunction(*B))))
    return;
  auto Prepare = [&](Fix &Offered) {
    if (!isEditable(Offered))
      return false;
    for (FixItHint &Hint : Offered.Edits)
      Hint.CodeToInsert = spacedLikeFile(Hint.CodeToInsert, Hint.RemoveRange.getBegin(), *AST);
    return true;
  };
  if (F.Safe && !Prepare(*F.Safe))
    F.Safe.reset();
  if (F.Unsafe && !Prepare(*F.Unsafe))
    F.Unsafe.reset();
  llvm::erase_if(F.Alternatives, [&](Fix &Alternative) { return !Prepare(Alternative); });
  // A single fix on a note would be applied by `--fix-notes`.
  if (!F.Safe && (F.Unsafe || F.Alternatives.size() == 1))
    F.Alternatives.clear();
  if (F.Safe)
    F.Unsafe.reset();
  emit(F);
}

void Check::emit(const Finding &F) {
  std::string Message = F.What;
  if (!F.Why.empty())
    Message += ": " + F.Why;
  if (!F.Remedy.empty())
    Message += "; " + F.Remedy;
  // A stock clang-tidy applies all fixes at once, and would add an include once for each that needs
  // it. So a fix leaves it to an earlier one, but only to one that is applied whenever it is
  // itself.
  bool EachAlone = Run.areDiagsSelfContained() || !Run.getGlobalOptions().LineFilter.empty();
  std::vector<AddedInclude> Added;
  auto AddEdits = [&](DiagnosticBuilder &To, const Fix &Offered,
                      const std::set<AddedInclude> *AddedBefore) {
    for (const FixItHint &Edit : Offered.Edits) {
      if (StringRef(Edit.CodeToInsert).ltrim().starts_with("#include")) {
        Added.emplace_back(Edit.RemoveRange.getBegin(), Edit.CodeToInsert);
        if (AddedBefore && !EachAlone && AddedBefore->count(Added.back()))
          continue;
      }
      To << Edit;
    }
  };
  unsigned IgnoredBefore = Run.getStats().ErrorsIgnoredNOLINT;
  {
    // Through an argument, so that a '%' in quoted source is no directive.
    DiagnosticBuilder Warning = diag(F.Loc, "%0") << Message;
    for (SourceRange Range : F.Ranges)
      Warning << Range;
    if (F.Safe)
      AddEdits(Warning, *F.Safe, &AddedBySafe);
  }
  bool IsShown = Run.getStats().ErrorsIgnoredNOLINT == IgnoredBefore;
  auto FixNote = [&](const Fix &Offered, const std::set<AddedInclude> *AddedBefore) {
    DiagnosticBuilder Note = diag(F.Loc, "%0", DiagnosticIDs::Note) << Offered.Title;
    AddEdits(Note, Offered, AddedBefore);
  };
  if (F.Unsafe)
    FixNote(*F.Unsafe, &AddedByAny);
  if (IsShown) {
    AddedByAny.insert(Added.begin(), Added.end());
    if (F.Safe)
      AddedBySafe.insert(Added.begin(), Added.end());
  }
  for (const Fix &Alternative : F.Alternatives)
    FixNote(Alternative, nullptr);
  for (const Note &N : F.Notes)
    if (N.Loc.isValid())
      diag(AST->getSourceManager().getFileLoc(N.Loc), "%0", DiagnosticIDs::Note) << N.Message;

  FindingLog *Log = FindingLog::current();
  if (!Log)
    return;
  const SourceManager &SM = AST->getSourceManager();
  auto [File, Offset] = SM.getDecomposedLoc(F.Loc);
  LoggedFinding Entry{std::string(CheckPrefix) + std::string(Info.Name),
                      SM.getFilename(F.Loc).str(),
                      Offset,
                      std::move(Message),
                      F.Why,
                      F.Cost.value_or(Info.Cost),
                      F.Confidence.value_or(Info.Confidence),
                      {},
                      F.Work,
                      F.Function};
  if (F.Safe)
    Entry.Fixes.emplace_back(F.Safe->Title, FixSafety::Safe);
  if (F.Unsafe)
    Entry.Fixes.emplace_back(F.Unsafe->Title, FixSafety::Unsafe);
  for (const Fix &Alternative : F.Alternatives)
    Entry.Fixes.emplace_back(Alternative.Title, FixSafety::Alternative);
  Log->Findings.push_back(std::move(Entry));
}

} // namespace fastidious
