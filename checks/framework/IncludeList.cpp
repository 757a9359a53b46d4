#include "checks/framework/IncludeList.h"

#include "clang/Basic/SourceManager.h"
#include "clang/Basic/Version.h"
#include "clang/Lex/PPCallbacks.h"
#include "llvm/ADT/STLExtras.h"
#include "llvm/ADT/StringExtras.h"

#include <limits>

using namespace clang;

namespace fastidious {

class IncludeList::Recorder : public PPCallbacks {
public:
  Recorder(IncludeList &List, const SourceManager &Sources) : List(List), Sources(Sources) {}

  void InclusionDirective(SourceLocation Hash, const Token &, StringRef Name, bool, CharSourceRange,
                          OptionalFileEntryRef, StringRef, StringRef, const Module *,
#if CLANG_VERSION_MAJOR >= 19
                          bool,
#endif
                          SrcMgr::CharacteristicKind) override {
    if (!Sources.isInSystemHeader(Hash))
      List.ByFile[Sources.getFileID(Hash)].push_back({Name.str(), Hash});
  }

private:
  IncludeList &List;
  const SourceManager &Sources;
};

void IncludeList::listen(Preprocessor &PP) {
  ByFile.clear();
  PP.addPPCallbacks(std::make_unique<Recorder>(*this, PP.getSourceManager()));
}

bool IncludeList::contains(FileID File, StringRef Name) const {
  auto Found = ByFile.find(File);
  return Found != ByFile.end() &&
         llvm::any_of(Found->second, [&](const Entry &E) { return E.Name == Name; });
}

/// In how many `#if` the end of \p Text is.
static unsigned conditionsAround(StringRef Text) {
  unsigned Depth = 0;
  for (StringRef Line : llvm::split(Text, '\n')) {
    Line = Line.ltrim();
    if (!Line.consume_front("#"))
      continue;
    Line = Line.ltrim();
    if (Line.starts_with("if"))
      ++Depth;
    else if (Line.starts_with("endif") && Depth > 0)
      --Depth;
  }
  return Depth;
}

FixItHint IncludeList::outsideConditions(FixItHint Hint, FileID File, StringRef Name,
                                         const SourceManager &Sources) const {
  auto Found = ByFile.find(File);
  StringRef Text = Sources.getBufferData(File);
  auto DepthAt = [&](SourceLocation Loc) {
    return conditionsAround(Text.take_front(Sources.getFileOffset(Loc)));
  };
  if (Found == ByFile.end())
    return Hint;
  // An include guard is a condition, too, around all of them.
  unsigned Least = std::numeric_limits<unsigned>::max();
  for (const Entry &E : Found->second)
    Least = std::min(Least, DepthAt(E.Hash));
  if (DepthAt(Hint.RemoveRange.getBegin()) <= Least)
    return Hint;
  SourceLocation Place;
  for (const Entry &E : Found->second) {
    if (DepthAt(E.Hash) != Least)
      continue;
    if (StringRef(E.Name) > Name)
      return FixItHint::CreateInsertion(E.Hash, Hint.CodeToInsert);
    size_t LineEnd = Text.find('\n', Sources.getFileOffset(E.Hash));
    if (LineEnd != StringRef::npos)
      Place = Sources.getComposedLoc(File, LineEnd + 1);
  }
  return Place.isValid() ? FixItHint::CreateInsertion(Place, Hint.CodeToInsert) : Hint;
}

} // namespace fastidious
