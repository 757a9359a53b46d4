/// \file
/// What programmers tell by the names that they choose.
#pragma once

#include <string_view>

namespace fastidious {

/// Whether something of this name is about finding errors in the program (`verbose`, `kDebugLevel`,
/// `isDebugEnabled`), so that what depends on it is no part of normal runs.
bool isAboutDebugging(std::string_view Name);

/// Whether a function of this name tells the user how to call the program (`printUsage`, `help`):
/// that is done once, if at all.
bool isAboutUsage(std::string_view Name);

/// Whether something of this name is memory that is kept to be used again (`tmp_edges_`,
/// `scratch`).
bool isScratch(std::string_view Name);

/// Whether a macro of this name states what must hold (`EXPECT_EQ`, `assert`, `BOOST_CHECK`): its
/// operands are evaluated for tests, or for a check that release builds leave out.
bool isAssertion(std::string_view Name);

/// Whether a function of this name takes a value out of a file, a stream or a message (`readU32`,
/// `ParseLength`, `GetVarint32`, `ntohl`).
bool isAboutReading(std::string_view Name);

/// Whether a function of this name does nothing but throw (`throwException`, `rethrow_error`), as
/// it is not always declared: `throwIfFailed` may return.
bool isAboutThrowing(std::string_view Name);

/// Whether a function of the name \p Name makes something fail, or tells of it by a shorter word
/// than `error`: `fail(text)`, `failWith`, `err_print`.
bool isAboutFailing(std::string_view Name);

/// Whether a function of this name, given a text, says it and ends the program (`die`,
/// `fatalError`), as it is not always declared.
bool isAboutEnding(std::string_view Name);

/// Whether a function of this name ends a program or a thread with the status that it is given.
bool isExit(std::string_view Name);

/// Whether the end of a message of a class of this name ends the program (`LogMessageFatal`), as it
/// is not always declared.
bool isFatal(std::string_view Name);

} // namespace fastidious
