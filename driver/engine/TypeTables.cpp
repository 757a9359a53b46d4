#include "driver/engine/TypeTables.h"

#include "clang/AST/ASTContext.h"

using namespace clang;

namespace fastidious::driver {
namespace {

// clang offers no way to size its tables, and they are private. An explicit instantiation may name
// private members ([temp.spec.general]/6), so one can define a friend that hands out the pointer.
template <typename Tag, auto Member> struct Opened {
  friend auto memberOf(Tag) { return Member; }
};

// The tables with the most entries in units over the standard library, Boost, Abseil and Eigen.
#define FASTIDIOUS_FOR_EACH_TABLE(OPEN)                                                            \
  OPEN(ElaboratedTypes, 64)                                                                        \
  OPEN(SubstTemplateTypeParmTypes, 64)                                                             \
  OPEN(TemplateSpecializationTypes, 64)                                                            \
  OPEN(FunctionProtoTypes, 64)                                                                     \
  OPEN(NestedNameSpecifiers, 64)                                                                   \
  OPEN(PointerTypes, 32)                                                                           \
  OPEN(LValueReferenceTypes, 32)                                                                   \
  OPEN(RValueReferenceTypes, 32)                                                                   \
  OPEN(TypedefTypes, 32)                                                                           \
  OPEN(DependentNameTypes, 32)                                                                     \
  OPEN(TemplateTypeParmTypes, 32)                                                                  \
  OPEN(QualifiedTemplateNames, 32)                                                                 \
  OPEN(ExtQualNodes, 32)                                                                           \
  OPEN(PackExpansionTypes, 32)                                                                     \
  OPEN(UsingTypes, 32)

#define FASTIDIOUS_OPEN(TABLE, THOUSANDS)                                                          \
  struct TABLE##Tag {                                                                              \
    friend auto memberOf(TABLE##Tag);                                                              \
  };                                                                                               \
  template struct Opened<TABLE##Tag, &ASTContext::TABLE>;
FASTIDIOUS_FOR_EACH_TABLE(FASTIDIOUS_OPEN)
#undef FASTIDIOUS_OPEN

} // namespace

void reserveTypeTables(ASTContext &Context) {
#define FASTIDIOUS_RESERVE(TABLE, THOUSANDS)                                                       \
  (Context.*memberOf(TABLE##Tag())).reserve(THOUSANDS << 10);
  FASTIDIOUS_FOR_EACH_TABLE(FASTIDIOUS_RESERVE)
#undef FASTIDIOUS_RESERVE
#undef FASTIDIOUS_FOR_EACH_TABLE
}

} // namespace fastidious::driver
