#include "driver/engine/Positions.h"

#include "driver/findings/Paths.h"

using llvm::SmallString;
using llvm::StringRef;

namespace fastidious::driver {

/// Folds "." and "..", unless a link makes ".." lead elsewhere: then all links are resolved.
static std::string withoutDots(StringRef Folder) {
  SmallString<256> Folded(Folder);
  llvm::sys::path::remove_dots(Folded, /*remove_dot_dot=*/true);
  return llvm::sys::fs::equivalent(Folder, Folded) ? std::string(Folded) : realPath(Folder);
}

std::string Positions::absolute(StringRef Path) const {
  SmallString<256> Out(Path);
  llvm::sys::fs::make_absolute(Directory, Out);
  if (!StringRef(Out).contains("/."))
    return std::string(Out);
  StringRef Name = llvm::sys::path::filename(Out);
  auto [Folder, New] = Folders.try_emplace(llvm::sys::path::parent_path(Out));
  if (New)
    Folder->second = withoutDots(Folder->first());
  return (Folder->second == "/" ? "" : Folder->second) + "/" + Name.str();
}

Positions::Position Positions::at(StringRef Path, unsigned Offset) {
  StringRef Text = text(Path);
  Offset = std::min<size_t>(Offset, Text.size());
  StringRef Before = Text.take_front(Offset);
  size_t LineStart = Before.rfind('\n') == StringRef::npos ? 0 : Before.rfind('\n') + 1;
  // A byte order mark is no column.
  if (LineStart == 0 && Text.starts_with("\xEF\xBB\xBF") && Offset >= 3)
    LineStart = 3;
  return {unsigned(Before.count('\n') + 1), unsigned(Offset - LineStart + 1)};
}

unsigned Positions::tokenLength(StringRef Path, unsigned Offset) {
  StringRef Rest = text(Path).substr(Offset);
  size_t Length =
      Rest.find_if_not([](unsigned char C) { return llvm::isAlnum(C) || C == '_' || C >= 0x80; });
  return std::max<size_t>(1, Length == StringRef::npos ? Rest.size() : Length);
}

std::string Positions::lineText(StringRef Path, unsigned Offset) {
  StringRef Text = text(Path);
  Offset = std::min<size_t>(Offset, Text.size());
  size_t Begin = Text.take_front(Offset).rfind('\n');
  Begin = Begin == StringRef::npos ? 0 : Begin + 1;
  StringRef Line = Text.substr(Begin).take_until([](char C) { return C == '\n'; });
  llvm::SmallVector<StringRef> Words;
  llvm::SplitString(Line, Words);
  return llvm::join(Words, " ");
}

StringRef Positions::text(StringRef Path) {
  auto [At, New] = Texts.try_emplace(Path);
  if (New)
    if (auto Buffer = FS.getBufferForFile(Path))
      At->second = std::move(*Buffer);
  return At->second ? At->second->getBuffer() : StringRef();
}

} // namespace fastidious::driver
