#include "driver/output/Xml.h"

#include "llvm/Support/JSON.h"

namespace fastidious::driver {

std::string escapeXML(llvm::StringRef Text) {
  std::string Out;
  for (char C : llvm::json::fixUTF8(Text)) {
    switch (C) {
    case '&':
      Out += "&amp;";
      break;
    case '<':
      Out += "&lt;";
      break;
    case '>':
      Out += "&gt;";
      break;
    case '"':
      Out += "&quot;";
      break;
    case '\'':
      Out += "&#39;";
      break;
    default:
      Out += static_cast<unsigned char>(C) < 0x20 && C != '\t' && C != '\n' ? ' ' : C;
    }
  }
  return Out;
}

} // namespace fastidious::driver
