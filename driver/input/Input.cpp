#include "driver/input/Input.h"

#include "llvm/ADT/StringExtras.h"
#include "llvm/Support/ConvertUTF.h"

#include <algorithm>

using llvm::StringRef;
namespace json = llvm::json;

namespace fastidious::driver {

/// Far more than any file has that was written for a purpose, far less than the stack takes.
constexpr unsigned MaxDepth = 500;

llvm::Expected<json::Value> parseJSON(StringRef Text) {
  unsigned Depth = 0;
  bool InString = false;
  for (size_t I = 0; I < Text.size(); ++I) {
    char C = Text[I];
    if (InString && C == '\\')
      ++I;
    else if (C == '"')
      InString = !InString;
    else if (!InString && (C == '[' || C == '{') && ++Depth > MaxDepth)
      return llvm::createStringError("nested too deeply");
    else if (!InString && (C == ']' || C == '}'))
      Depth -= Depth > 0;
  }
  return json::parse(Text);
}

bool isShallowYAML(StringRef Text) {
  // Brackets in texts count, too: there are never so many that are not closed.
  unsigned Depth = 0;
  for (StringRef Line : llvm::split(Text, '\n')) {
    for (char C : Line) {
      if (C == '[' || C == '{')
        ++Depth;
      else if (C == ']' || C == '}')
        Depth -= Depth > 0;
    }
    // "- - - x" nests, and so does each step of indentation.
    size_t Nested = Line.take_while([](char C) { return StringRef(" -?:").contains(C); }).size();
    if (std::max<size_t>(Depth, Nested) > MaxDepth)
      return false;
  }
  return true;
}

/// The first of 256 code points, at the end of a plane for private use.
constexpr unsigned FirstForBytes = 0x10FF00;

std::string toUTF8(StringRef Bytes) {
  if (json::isUTF8(Bytes) && !Bytes.contains("\xF4\x8F"))
    return Bytes.str();
  std::string Out;
  const auto *At = reinterpret_cast<const llvm::UTF8 *>(Bytes.begin());
  const auto *End = reinterpret_cast<const llvm::UTF8 *>(Bytes.end());
  while (At < End) {
    unsigned Length = llvm::getNumBytesForUTF8(*At);
    bool IsValid = Length <= size_t(End - At) && llvm::isLegalUTF8Sequence(At, At + Length);
    // What stands for a byte is written as bytes itself.
    if (IsValid && !(Length == 4 && At[0] == 0xF4 && At[1] == 0x8F && At[2] >= 0xBC)) {
      Out.append(At, At + Length);
      At += Length;
      continue;
    }
    char Buffer[4];
    char *To = Buffer;
    llvm::ConvertCodePointToUTF8(FirstForBytes + *At++, To);
    Out.append(Buffer, To);
  }
  return Out;
}

std::string fromUTF8(StringRef Text) {
  if (!Text.contains("\xF4\x8F"))
    return Text.str();
  std::string Out;
  while (!Text.empty()) {
    if (Text.size() >= 4 && Text.starts_with("\xF4\x8F") && (unsigned char)Text[2] >= 0xBC) {
      Out += char((((unsigned char)Text[2] & 0x3) << 6) | ((unsigned char)Text[3] & 0x3F));
      Text = Text.drop_front(4);
      continue;
    }
    Out += Text.front();
    Text = Text.drop_front();
  }
  return Out;
}

} // namespace fastidious::driver
