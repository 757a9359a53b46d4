/// \file
/// Facts about input and output, as data: what reads a stream and what can take its bytes piece by
/// piece. Sources: the C and C++ standards, POSIX, and the documentation of each library.
#pragma once

#include <string_view>

namespace fastidious {

/// Whether the C function \p Name reads one character and returns it: `fgetc`.
bool returnsCharacter(std::string_view Name);

/// Whether the C function \p Name reads up to a number of bytes into a buffer: `fread`, `recv`.
bool fillsBuffer(std::string_view Name);

/// Whether the C function \p Name writes the bytes that it is given to a file, a descriptor, a
/// socket or a compressed file: `fwrite`, `gzwrite`.
bool writesBytes(std::string_view Name);

/// Whether the member function \p Name writes the bytes that it is given: `write`, `sputn`.
bool isWritingMember(std::string_view Name);

/// Whether the function \p Name, free or member, takes data piece by piece into a state that it
/// keeps: `EVP_DigestUpdate`, `hasher.update`, `crc32`.
bool isIncremental(std::string_view Name);

/// Whether \p Name, of a class or a variable, belongs to a checksum, a digest, a cipher or a
/// compressor.
bool namesDigest(std::string_view Name);

} // namespace fastidious
