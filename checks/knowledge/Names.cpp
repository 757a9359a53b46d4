#include "checks/knowledge/Names.h"

#include "llvm/ADT/STLExtras.h"
#include "llvm/ADT/SmallVector.h"
#include "llvm/ADT/StringExtras.h"

#include <string>

namespace fastidious {
namespace {

/// The words of \p Name in lower case: `kDebugLevel2` has "k", "debug" and "level".
llvm::SmallVector<std::string, 4> wordsOf(llvm::StringRef Name) {
  llvm::SmallVector<std::string, 4> Words(1);
  char Previous = 0;
  for (char C : Name) {
    bool Begins = llvm::isUpper(C) && !llvm::isUpper(Previous);
    if (Begins || !llvm::isAlpha(C))
      Words.emplace_back();
    if (llvm::isAlpha(C))
      Words.back() += llvm::toLower(C);
    Previous = C;
  }
  return Words;
}

bool hasWord(llvm::StringRef Name, std::initializer_list<llvm::StringRef> Known) {
  return llvm::any_of(wordsOf(Name),
                      [&](const std::string &Word) { return llvm::is_contained(Known, Word); });
}

} // namespace

bool isAboutDebugging(std::string_view Name) {
  return hasWord(Name, {"debug", "debugging", "dbg", "verbose", "verbosity"});
}

bool isAboutUsage(std::string_view Name) {
  bool IsSaid = wordsOf(Name).size() <= 2 || hasWord(Name, {"print", "show", "display", "text"});
  return hasWord(Name, {"help"}) ||
         (IsSaid && hasWord(Name, {"usage"}) &&
          !hasWord(Name, {"memory", "mem", "cpu", "disk", "heap", "space", "resource"}));
}

bool isScratch(std::string_view Name) {
  return hasWord(Name, {"scratch", "tmp"});
}

bool isAssertion(std::string_view Name) {
  return hasWord(Name, {"assert", "expect", "require", "check", "dcheck", "verify", "qverify",
                        "qcompare", "ensure"});
}

bool isAboutReading(std::string_view Name) {
  auto Words = wordsOf(Name);
  // A name that begins with a capital letter begins with an empty word.
  const std::string *First = llvm::find_if(Words, [](const std::string &W) { return !W.empty(); });
  if (First == Words.end())
    return false;
  if (llvm::is_contained({"read", "parse", "decode", "deserialize", "unserialize", "unpack", "load",
                          "recv", "receive", "fread", "ntohl", "ntohll"},
                         *First))
    return true;
  return *First == "get" && hasWord(Name, {"byte", "short", "int", "uint", "long", "word", "dword",
                                           "varint", "le", "be", "u", "i", "fixed"});
}

} // namespace fastidious
