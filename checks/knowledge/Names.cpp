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

/// The first word of \p Name, in lower case; empty if it has none.
std::string firstWordOf(llvm::StringRef Name) {
  // A name that begins with a capital letter begins with an empty word.
  for (std::string &Word : wordsOf(Name))
    if (!Word.empty())
      return std::move(Word);
  return {};
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
  std::string First = firstWordOf(Name);
  if (llvm::is_contained({"read", "parse", "decode", "deserialize", "unserialize", "unpack", "load",
                          "recv", "receive", "fread", "ntohl", "ntohll"},
                         First))
    return true;
  return First == "get" && hasWord(Name, {"byte", "short", "int", "uint", "long", "word", "dword",
                                          "varint", "le", "be", "u", "i", "fixed"});
}

bool isAboutThrowing(std::string_view Name) {
  return llvm::is_contained({"throw", "rethrow"}, firstWordOf(Name)) &&
         !hasWord(Name, {"if", "on", "when", "unless", "maybe"});
}

bool isAboutFailing(std::string_view Name) {
  return firstWordOf(Name) == "fail" || hasWord(Name, {"err"});
}

bool isAboutEnding(std::string_view Name) {
  std::string Plain = llvm::StringRef(Name).lower();
  llvm::erase(Plain, '_');
  return llvm::is_contained({"abort", "abortwithmessage", "die", "fatal", "fatalerror", "panic"},
                            Plain);
}

bool isExit(std::string_view Name) {
  return llvm::is_contained({"exit", "_exit", "_Exit", "quick_exit", "pthread_exit", "thrd_exit"},
                            Name);
}

bool isFatal(std::string_view Name) {
  return hasWord(Name, {"fatal"});
}

} // namespace fastidious
