#include "driver/evidence/profile/Reader.h"

#include "llvm/Support/MemoryBuffer.h"

#include <zlib.h>

#include <cmath>

namespace fastidious::profile {

using llvm::StringRef;

namespace {

/// Larger profiles are refused: nothing that a person looks at is this large.
constexpr size_t LargestProfile = size_t(2) << 30;
/// The same for what compressed ones become: it is kept in memory, and a small file can grow
/// without end.
constexpr size_t LargestInflated = size_t(512) << 20;

struct Format {
  const char *Name;
  bool (*LooksLike)(StringRef Contents);
  std::string (*Parse)(StringRef Contents, Profile &Into);
};

StringRef firstLine(StringRef Contents) {
  return Contents.split('\n').first.rtrim('\r');
}

bool looksLikePerfScript(StringRef Contents) {
  // "command 1234 [001] 12.345: 250000 cycles:u:" with indented frames or one frame behind it.
  for (unsigned I = 0; I < 50 && !Contents.empty(); ++I) {
    auto [Line, Rest] = Contents.split('\n');
    Contents = Rest;
    if (Line.trim().empty() || Line.starts_with("#"))
      continue;
    size_t Time = Line.find(": ");
    return Time != StringRef::npos && Line.take_front(Time).contains('.') &&
           Line.drop_front(Time + 2).contains(':');
  }
  return false;
}

bool looksLikeFolded(StringRef Contents) {
  auto [Stack, Count] = firstLine(Contents).rsplit(' ');
  double Value;
  return !Stack.empty() && !Count.trim().getAsDouble(Value);
}

bool looksLikeSampleProfile(StringRef Contents) {
  // "main:184019:0", possibly "[main:3 @ foo]:12:1" for context-sensitive profiles.
  auto [Rest, Head] = firstLine(Contents).rsplit(':');
  auto [Name, Total] = Rest.rsplit(':');
  uint64_t Number;
  return !Name.empty() && !Name.starts_with(" ") && !Head.getAsInteger(10, Number) &&
         !Total.getAsInteger(10, Number);
}

bool looksLikeGcov(StringRef Contents) {
  StringRef Line = firstLine(Contents).ltrim();
  return Line.starts_with("-:") && Line.contains(":Source:");
}

constexpr Format Formats[] = {
    {"perf JSON",
     [](StringRef C) {
       return C.ltrim().starts_with("{") && C.take_front(4096).contains("linux-perf-json-version");
     },
     parsePerfJson},
    {"DHAT",
     [](StringRef C) {
       return C.ltrim().starts_with("{") && C.take_front(4096).contains("dhatFileVersion");
     },
     parseDhat},
    {"callgrind",
     [](StringRef C) {
       StringRef Head = C.take_front(4096);
       return Head.starts_with("# callgrind format") ||
              ((Head.starts_with("events:") || Head.contains("\nevents:")) &&
               (Head.contains("\nfn=") || Head.contains("\npositions:") || Head.contains("\nfl=")));
     },
     parseCallgrind},
    {"lcov", [](StringRef C) { return C.starts_with("TN:") || C.starts_with("SF:"); }, parseLcov},
    {"gcov", looksLikeGcov, parseGcov},
    {"perf script", looksLikePerfScript, parsePerfScript},
    {"folded stacks", looksLikeFolded, parseFolded},
    {"LLVM sample profile", looksLikeSampleProfile, parseSampleProfile},
    {"pprof",
     [](StringRef C) {
       // Field 1 or 2 of the message Profile, length-delimited.
       return !C.empty() && (C[0] == '\x0a' || C[0] == '\x12');
     },
     parsePprof},
};

llvm::Error failure(StringRef Name, const llvm::Twine &What) {
  return llvm::createStringError(llvm::inconvertibleErrorCode(), "profile '" + Name + "': " + What);
}

} // namespace

bool nestsDeeperThan(StringRef Json, unsigned Limit) {
  unsigned Depth = 0;
  bool InString = false;
  for (size_t I = 0; I < Json.size(); ++I) {
    char C = Json[I];
    if (InString) {
      if (C == '\\')
        ++I;
      else if (C == '"')
        InString = false;
    } else if (C == '"') {
      InString = true;
    } else if (C == '[' || C == '{') {
      if (++Depth > Limit)
        return true;
    } else if ((C == ']' || C == '}') && Depth > 0) {
      --Depth;
    }
  }
  return false;
}

std::string inflateGzip(StringRef Compressed, size_t Limit, std::string &Error) {
  z_stream Stream{};
  // 16: expect a gzip header.
  if (inflateInit2(&Stream, 16 + MAX_WBITS) != Z_OK) {
    Error = "zlib cannot be started";
    return {};
  }
  std::string Out;
  std::vector<char> Chunk(1 << 16);
  Stream.next_in = reinterpret_cast<Bytef *>(const_cast<char *>(Compressed.data()));
  Stream.avail_in = static_cast<uInt>(Compressed.size());
  int Status = Z_OK;
  while (Status != Z_STREAM_END) {
    Stream.next_out = reinterpret_cast<Bytef *>(Chunk.data());
    Stream.avail_out = static_cast<uInt>(Chunk.size());
    Status = inflate(&Stream, Z_NO_FLUSH);
    if (Status != Z_OK && Status != Z_STREAM_END) {
      Error = "the compressed data is damaged or cut off";
      break;
    }
    Out.append(Chunk.data(), Chunk.size() - Stream.avail_out);
    if (Out.size() > Limit) {
      Error = "it is larger than " + std::to_string(Limit >> 20) + " MiB when uncompressed";
      break;
    }
  }
  inflateEnd(&Stream);
  return Out;
}

llvm::Error parseProfile(StringRef Contents, StringRef Name, Profile &Into) {
  std::string Inflated;
  if (Contents.starts_with("\x1f\x8b")) {
    std::string Error;
    if (Contents.size() > LargestProfile)
      return failure(Name, "it is larger than 2 GiB");
    Inflated = inflateGzip(Contents, LargestInflated, Error);
    if (!Error.empty())
      return failure(Name, Error);
    Contents = Inflated;
  }
  Contents.consume_front("\xef\xbb\xbf");
  if (Contents.starts_with("PERFILE2"))
    return failure(Name, "this is perf's binary recording; convert it with 'perf script -i FILE -F "
                         "+srcline > profile.txt'");
  if (Contents.trim().empty())
    return failure(Name, "it is empty");
  for (const Format &F : Formats) {
    if (!F.LooksLike(Contents))
      continue;
    if (std::string Message = F.Parse(Contents, Into); !Message.empty())
      return failure(Name, llvm::Twine("malformed ") + F.Name + " profile: " + Message);
    if (!std::isfinite(Into.total()))
      return failure(Name,
                     llvm::Twine("malformed ") + F.Name + " profile: the counts are no numbers");
    if (!(Into.total() > 0))
      return failure(Name, llvm::Twine("the ") + F.Name + " profile has no samples");
    return llvm::Error::success();
  }
  return failure(Name,
                 "unknown format; supported are perf script text, perf data convert --to-json, "
                 "pprof, callgrind, folded stacks, gcov, lcov, LLVM sample profiles and DHAT");
}

llvm::Error readProfile(StringRef Path, Profile &Into) {
  auto Buffer = llvm::MemoryBuffer::getFile(Path, /*IsText=*/false,
                                            /*RequiresNullTerminator=*/false);
  if (!Buffer)
    return failure(Path, Buffer.getError().message());
  if ((*Buffer)->getBufferSize() > LargestProfile)
    return failure(Path, "it is larger than 2 GiB");
  return parseProfile((*Buffer)->getBuffer(), Path, Into);
}

} // namespace fastidious::profile
