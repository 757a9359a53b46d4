/// \file
/// The clang-tidy module that holds every registered check. Each host (plug-in, program, clangd)
/// registers it once.
#pragma once

#include "clang-tidy/ClangTidyModule.h"

namespace fastidious {

class TidyModule : public clang::tidy::ClangTidyModule {
public:
  void addCheckFactories(clang::tidy::ClangTidyCheckFactories &Factories) override;
};

} // namespace fastidious
