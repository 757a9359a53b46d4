#include "driver/evidence/profile/Reader.h"

#include "driver/input/Input.h"

#include "llvm/Support/Errno.h"
#include "llvm/Support/FileSystem.h"
#include "llvm/Support/MemoryBuffer.h"

#include <fcntl.h>
#include <poll.h>
#include <unistd.h>
#include <zlib.h>

#include <cmath>

namespace fastidious::profile {

using llvm::StringRef;

namespace {

/// Larger profiles are refused: nothing that a person looks at is this large.
constexpr size_t LargestProfile = size_t(2) << 30;
constexpr const char *TooLarge = "it is larger than 2 GiB";
/// The same for what compressed ones become: it is kept in memory, and a small file can grow
/// without end.
constexpr size_t LargestInflated = size_t(512) << 20;
constexpr size_t LargestJson = size_t(256) << 20;

struct Format {
  const char *Name;
  bool (*LooksLike)(StringRef Contents);
  std::string (*Parse)(StringRef Contents, Profile &Into);
};

/// The first line that is no comment, with white space before it.
StringRef firstContent(StringRef Contents) {
  StringRef Line;
  while (!Contents.empty() && (Line.trim().empty() || Line.starts_with("#")))
    std::tie(Line, Contents) = Contents.split('\n');
  return Line;
}

bool looksLikeFolded(StringRef Contents) {
  auto [Stack, Count] = firstContent(Contents).trim().rsplit(' ');
  double Value;
  return !Stack.empty() && !Count.getAsDouble(Value);
}

bool looksLikeSampleProfile(StringRef Contents) {
  // "main:184019:0", possibly "[main:3 @ foo]:12:1" for context-sensitive profiles.
  StringRef Line = firstContent(Contents);
  auto [Rest, Head] = Line.rtrim().rsplit(':');
  auto [Name, Total] = Rest.rsplit(':');
  uint64_t Number;
  return !Name.empty() && !Name.starts_with(" ") && !Head.getAsInteger(10, Number) &&
         !Total.getAsInteger(10, Number);
}

bool looksLikeLcov(StringRef Contents) {
  StringRef Line = firstContent(Contents);
  return Line.starts_with("TN:") || Line.starts_with("SF:");
}

bool looksLikePprof(StringRef Contents) {
  // Begins with one of the message's fields; text has none of its small numbers.
  StringRef Head = Contents.take_front(4096);
  return !Head.empty() &&
         StringRef("\x0a\x12\x1a\x22\x2a\x32\x38\x40\x48\x50\x5a\x60\x68\x6a\x70")
             .contains(Head[0]) &&
         llvm::any_of(Head, [](char C) { return C >= 0 && C < '\t'; });
}

bool looksLikeGcov(StringRef Contents) {
  StringRef Line = firstContent(Contents).ltrim();
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
    {"gcov JSON",
     [](StringRef C) { return C.ltrim().starts_with("{") && C.contains("\"gcc_version\""); },
     parseGcovJson},
    {"llvm-cov JSON",
     [](StringRef C) {
       return C.ltrim().starts_with("{") && C.contains("\"llvm.coverage.json.export\"");
     },
     parseLlvmCovJson},
    {"lcov", looksLikeLcov, parseLcov},
    {"gcov", looksLikeGcov, parseGcov},
    {"perf script", looksLikePerfScript, parsePerfScript},
    {"folded stacks", looksLikeFolded, parseFolded},
    {"LLVM sample profile", looksLikeSampleProfile, parseSampleProfile},
    {"pprof", looksLikePprof, parsePprof},
};

/// What profilers record for tools of their own to read.
struct Recording {
  StringRef Magic;
  size_t Offset;
  const char *Remedy;
};
constexpr Recording Recordings[] = {
    {"PERFILE2", 0,
     "perf's binary recording; convert it with 'perf script -i FILE -F +srcline > profile.txt'"},
    {"\xd0\xb1\xf4\xc9\x94\xa8\x53", 2,
     "a binary LLVM sample profile; convert it with 'llvm-profdata merge --sample --text FILE -o "
     "profile.txt'"},
    {"\xfflprofi\x81", 0,
     "an indexed LLVM profile; convert it with 'llvm-cov export --format=lcov "
     "--instr-profile=FILE PROGRAM > profile.info'"},
    {"lprofr\xff", 1,
     "a raw LLVM profile; use 'llvm-profdata merge FILE -o merged' and 'llvm-cov export "
     "--format=lcov --instr-profile=merged PROGRAM > profile.info'"},
    {"adcg", 0, "a data file of gcov; convert it with 'gcov FILE'"},
    {"oncg", 0, "a notes file of gcov; convert its data with 'gcov FILE'"},
    {"\x28\xb5\x2f\xfd", 0,
     "compressed with zstd; a recording of heaptrack is converted with 'heaptrack_print -f FILE -F "
     "profile.txt'"},
    {StringRef("\0\0\0\0\0\0\0\0\3\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0", 24), 0,
     "gperftools' binary recording; convert it with 'google-pprof --collapsed PROGRAM FILE > "
     "profile.txt'"},
    {"\x7f"
     "ELF",
     0, "a program, not its profile"},
};

llvm::Error failure(StringRef Name, const llvm::Twine &What) {
  return llvm::createStringError(llvm::inconvertibleErrorCode(), "profile '" + Name + "': " + What);
}

} // namespace

JsonText::JsonText(StringRef Contents) {
  // The values take many times the space of the text.
  if (Contents.size() > LargestJson) {
    Problem = "it is larger than " + std::to_string(LargestJson >> 20) + " MiB";
    return;
  }
  auto Value = driver::parseJSON(Contents);
  if (!Value) {
    Problem = llvm::toString(Value.takeError());
    return;
  }
  Parsed = std::move(*Value);
  if (!Parsed->getAsObject())
    Problem = "it is no object";
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
      return failure(Name, TooLarge);
    Inflated = inflateGzip(Contents, LargestInflated, Error);
    if (!Error.empty())
      return failure(Name, Error);
    Contents = Inflated;
  }
  Contents.consume_front("\xef\xbb\xbf");
  for (const Recording &R : Recordings)
    if (Contents.substr(R.Offset).starts_with(R.Magic))
      return failure(Name, llvm::Twine("this is ") + R.Remedy);
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
  return failure(
      Name, "unknown format; supported are perf script text, perf data convert --to-json, "
            "pprof, callgrind, folded stacks, gcov, lcov, llvm-cov export, LLVM sample profiles "
            "as text, and DHAT");
}

/// Reads from a pipe, as the shell makes one of "<(perf script)". One that nobody writes to is
/// empty; to wait for a writer could take forever.
static std::string readPipe(StringRef Path, std::string &Error) {
  std::string Contents;
  int Pipe = ::open(Path.str().c_str(), O_RDONLY | O_NONBLOCK | O_CLOEXEC);
  if (Pipe < 0) {
    Error = llvm::sys::StrError();
    return Contents;
  }
  std::vector<char> Chunk(1 << 16);
  while (Error.empty()) {
    ssize_t Read = ::read(Pipe, Chunk.data(), Chunk.size());
    if (Read > 0) {
      Contents.append(Chunk.data(), static_cast<size_t>(Read));
      if (Contents.size() > LargestProfile)
        Error = TooLarge;
    } else if (Read == 0) {
      break;
    } else if (errno == EAGAIN) {
      pollfd Wait{Pipe, POLLIN, 0};
      ::poll(&Wait, 1, -1);
    } else if (errno != EINTR) {
      Error = llvm::sys::StrError();
    }
  }
  ::close(Pipe);
  return Contents;
}

llvm::Error readProfile(StringRef Path, Profile &Into) {
  namespace fs = llvm::sys::fs;
  fs::file_status Status;
  if (std::error_code Code = fs::status(Path, Status))
    return failure(Path, Code.message());
  if (Status.type() == fs::file_type::fifo_file) {
    std::string Error;
    std::string Contents = readPipe(Path, Error);
    return Error.empty() ? parseProfile(Contents, Path, Into) : failure(Path, Error);
  }
  if (Status.type() == fs::file_type::directory_file)
    return failure(Path, "it is a directory");
  // Devices and sockets have no end.
  if (Status.type() != fs::file_type::regular_file)
    return failure(Path, "it is no regular file");
  if (Status.getSize() > LargestProfile)
    return failure(Path, TooLarge);
  auto Buffer = llvm::MemoryBuffer::getFile(Path, /*IsText=*/false,
                                            /*RequiresNullTerminator=*/false);
  if (!Buffer)
    return failure(Path, Buffer.getError().message());
  return parseProfile((*Buffer)->getBuffer(), Path, Into);
}

} // namespace fastidious::profile
