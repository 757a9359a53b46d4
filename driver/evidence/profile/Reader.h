/// \file
/// Reading profiles of all supported formats. The format is recognised by the contents.
#pragma once

#include "driver/evidence/profile/Profile.h"

#include "llvm/Support/Error.h"
#include "llvm/Support/JSON.h"

namespace fastidious::profile {

/// Reads the profile in \p Path into \p Into (whose path maps are set already). Supported: `perf
/// script` text, `perf data convert --to-json`, pprof protobuf (gzip or not), callgrind, folded
/// stacks (flame graphs, heaptrack_print -F), gcov (text, JSON), lcov, llvm-cov's JSON, LLVM sample
/// profiles (text), DHAT.
/// Fails with one line that names the file and what is wrong with it.
llvm::Error readProfile(llvm::StringRef Path, Profile &Into);

/// The same for contents in memory; \p Name is used in messages only.
llvm::Error parseProfile(llvm::StringRef Contents, llvm::StringRef Name, Profile &Into);

/// Whether \p Contents are text that perf script can have written.
bool looksLikePerfScript(llvm::StringRef Contents);

// One function for each format. Each is given contents that looksLike its format and returns a
// message for contents that turn out to be malformed, empty if all went well.
std::string parsePerfScript(llvm::StringRef Contents, Profile &Into);
std::string parsePerfJson(llvm::StringRef Contents, Profile &Into);
std::string parsePprof(llvm::StringRef Contents, Profile &Into);
std::string parseCallgrind(llvm::StringRef Contents, Profile &Into);
std::string parseFolded(llvm::StringRef Contents, Profile &Into);
std::string parseGcov(llvm::StringRef Contents, Profile &Into);
std::string parseGcovJson(llvm::StringRef Contents, Profile &Into);
std::string parseLcov(llvm::StringRef Contents, Profile &Into);
std::string parseLlvmCovJson(llvm::StringRef Contents, Profile &Into);
std::string parseSampleProfile(llvm::StringRef Contents, Profile &Into);
std::string parseDhat(llvm::StringRef Contents, Profile &Into);

/// JSON text whose root is an object.
class JsonText {
public:
  explicit JsonText(llvm::StringRef Contents);
  /// The root, or null if the text is malformed, nests too deeply or is too large.
  const llvm::json::Object *root() const { return Parsed ? Parsed->getAsObject() : nullptr; }
  /// What is wrong with it.
  const std::string &problem() const { return Problem; }

private:
  std::optional<llvm::json::Value> Parsed;
  std::string Problem;
};

/// Uncompressed bytes of a gzip file, at most \p Limit; a message in \p Error if it is damaged or
/// larger.
std::string inflateGzip(llvm::StringRef Compressed, size_t Limit, std::string &Error);

} // namespace fastidious::profile
