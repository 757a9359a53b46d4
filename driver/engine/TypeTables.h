/// \file
/// Room in the tables of types before they fill.
#pragma once

namespace clang {
class ASTContext;
} // namespace clang

namespace fastidious::driver {

/// Makes the tables in which \p Context finds types again as large as a unit with heavy headers
/// needs them: about 5 MiB. They start with 64 buckets and double; every time, all types that are
/// known by then are profiled and hashed again, which is a tenth of such a unit's time.
void reserveTypeTables(clang::ASTContext &Context);

} // namespace fastidious::driver
