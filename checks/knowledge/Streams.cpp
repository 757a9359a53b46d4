#include "checks/knowledge/Streams.h"

#include "llvm/ADT/STLExtras.h"
#include "llvm/ADT/StringRef.h"

namespace fastidious {
namespace {

constexpr std::string_view CharacterReaders[] = {
    "fgetc",          "getc",   "getchar", "getc_unlocked", "getchar_unlocked",
    "fgetc_unlocked", "fgetwc", "getwc",   "getwchar",      "fgetwc_unlocked"};

constexpr std::string_view BufferReaders[] = {"fread",  "fread_unlocked", "fgets", "fgets_unlocked",
                                              "read",   "pread",          "recv",  "recvfrom",
                                              "gzread", "BZ2_bzread"};

constexpr std::string_view ByteWriters[] = {"fwrite",      "fwrite_unlocked",
                                            "fputs",       "fputs_unlocked",
                                            "puts",        "write",
                                            "pwrite",      "send",
                                            "sendto",      "gzwrite",
                                            "gzfwrite",    "gzputs",
                                            "BIO_write",   "SSL_write",
                                            "BZ2_bzwrite", "BZ2_bzWrite",
                                            "lzma_write",  "archive_write_data"};

constexpr std::string_view WritingMembers[] = {"write", "Write",        "sputn",
                                               "send",  "writeRawData", "write_some"};

// The functions of zlib and libxxhash, Boost.CRC, QCryptographicHash, Crypto++, libarchive.
constexpr std::string_view IncrementalNames[] = {
    "crc32",         "crc32_z", "adler32", "adler32_z", "crc32c_extend", "process_bytes",
    "process_block", "addData", "Update",  "update",    "TransformBlock"};

constexpr std::string_view DigestWords[] = {"hash",   "digest",   "sha",      "md5",     "crc",
                                            "adler",  "checksum", "blake",    "xxh",     "mac",
                                            "cipher", "crypt",    "compress", "deflate", "zlib",
                                            "gzip",   "zstd",     "lz4",      "brotli",  "encoder"};

bool contains(llvm::ArrayRef<std::string_view> Names, std::string_view Name) {
  return llvm::is_contained(Names, Name);
}

} // namespace

bool returnsCharacter(std::string_view Name) {
  return contains(CharacterReaders, Name);
}

bool fillsBuffer(std::string_view Name) {
  return contains(BufferReaders, Name);
}

bool writesBytes(std::string_view Name) {
  return contains(ByteWriters, Name);
}

bool isWritingMember(std::string_view Name) {
  return contains(WritingMembers, Name);
}

bool isIncremental(std::string_view Name) {
  llvm::StringRef Spelled(Name);
  return contains(IncrementalNames, Name) || Spelled.ends_with("Update") ||
         Spelled.ends_with("_update");
}

bool namesDigest(std::string_view Name) {
  llvm::StringRef Spelled(Name);
  return llvm::any_of(DigestWords, [&](std::string_view Word) {
    return Spelled.contains_insensitive(llvm::StringRef(Word));
  });
}

} // namespace fastidious
