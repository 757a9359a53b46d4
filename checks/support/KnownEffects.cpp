#include "checks/support/KnownEffects.h"

#include "checks/knowledge/Containers.h"
#include "checks/knowledge/Functions.h"
#include "checks/support/Types.h"

#include "clang/AST/ASTContext.h"
#include "clang/AST/DeclTemplate.h"
#include "clang/Basic/Builtins.h"
#include "clang/Basic/SourceManager.h"

using namespace clang;

namespace fastidious {

bool isInSystemHeader(const FunctionDecl &Function) {
  return Function.getASTContext().getSourceManager().isInSystemHeader(Function.getLocation());
}

bool isInSystemHeader(const CXXRecordDecl &Record) {
  return Record.getASTContext().getSourceManager().isInSystemHeader(Record.getLocation());
}

bool isRandomEngine(const CXXRecordDecl &Record) {
  bool HasMin = false, HasMax = false;
  for (const Decl *D : Record.decls()) {
    const auto *Method = dyn_cast<CXXMethodDecl>(D);
    if (const auto *Template = dyn_cast<FunctionTemplateDecl>(D))
      Method = dyn_cast<CXXMethodDecl>(Template->getTemplatedDecl());
    if (!Method || !Method->isStatic() || !Method->getIdentifier())
      continue;
    HasMin |= Method->getName() == "min";
    HasMax |= Method->getName() == "max";
  }
  return HasMin && HasMax;
}

namespace {

/// The type arguments of a class template, those of packs one by one.
llvm::SmallVector<QualType, 4> typeArguments(const CXXRecordDecl &Record) {
  llvm::SmallVector<QualType, 4> Types;
  const auto *Specialization = dyn_cast<ClassTemplateSpecializationDecl>(&Record);
  if (!Specialization)
    return Types;
  auto Add = [&](const TemplateArgument &Argument) {
    if (Argument.getKind() == TemplateArgument::Type)
      Types.push_back(Argument.getAsType());
  };
  for (const TemplateArgument &Argument : Specialization->getTemplateArgs().asArray())
    if (Argument.getKind() == TemplateArgument::Pack)
      llvm::for_each(Argument.pack_elements(), Add);
    else
      Add(Argument);
  return Types;
}

void merge(CallEffects &Into, const CallEffects &E) {
  Into.Observable |= E.Observable;
  Into.InCompiledCode |= E.InCompiledCode;
  Into.SetsErrno |= E.SetsErrno;
  Into.Allocates |= E.Allocates;
  Into.ReadsGlobals |= E.ReadsGlobals;
}

} // namespace

static bool isSelfContained(QualType T, unsigned Depth) {
  if (T.isNull() || Depth > 8)
    return false;
  T = T.getCanonicalType();
  if (T->isDependentType() || T->isPointerType() || T->isReferenceType() ||
      T->isMemberPointerType() || T->isNullPtrType())
    return false;
  if (const auto *Array = T->getAsArrayTypeUnsafe())
    return isSelfContained(Array->getElementType(), Depth + 1);
  const CXXRecordDecl *Record = T->getAsCXXRecordDecl();
  if (!Record)
    return true;
  if (Record->hasDefinition() && isRandomEngine(*Record->getDefinition()))
    return true;
  if (isInSystemHeader(*Record)) {
    std::string Name = qualifiedName(*Record);
    const ContainerFact *Container = containerFact(T);
    bool Owns =
        Container ? !Container->has(IsView)
                  : llvm::is_contained({"std::pair", "std::tuple", "std::optional", "std::variant",
                                        "std::complex", "std::bitset", "std::chrono::duration",
                                        "std::chrono::time_point", "std::unique_ptr"},
                                       Name);
    if (!Owns)
      return Record->hasDefinition() && Record->isEmpty();
    return llvm::all_of(typeArguments(*Record),
                        [&](QualType Part) { return isSelfContained(Part, Depth + 1); });
  }
  const CXXRecordDecl *Definition = Record->getDefinition();
  if (!Definition)
    return false;
  for (const CXXBaseSpecifier &Base : Definition->bases())
    if (!isSelfContained(Base.getType(), Depth + 1))
      return false;
  for (const FieldDecl *Field : Definition->fields())
    if (!isSelfContained(Field->getType(), Depth + 1))
      return false;
  return true;
}

bool isSelfContained(QualType T) {
  return isSelfContained(T, 0);
}

CallEffects opaqueEffects() {
  CallEffects E;
  E.Observable = true;
  return E;
}

uint64_t writableParameters(const FunctionDecl &Function) {
  uint64_t Mask = 0;
  for (unsigned I = 0; I < Function.getNumParams() && I < 64; ++I) {
    QualType T = Function.getParamDecl(I)->getType();
    QualType Pointee = T->getPointeeType();
    if (!Pointee.isNull() && !Pointee.isConstQualified() && !Pointee->isFunctionType())
      Mask |= uint64_t(1) << I;
  }
  return Mask;
}

namespace {

/// The effects of destroying and copying objects of \p T, as far as they are observable: what a
/// container does to its elements.
CallEffects effectsOfElements(QualType T, unsigned Depth = 0) {
  CallEffects Result;
  if (T.isNull() || Depth > 6)
    return Result;
  T = T.getCanonicalType();
  if (T->isDependentType())
    return opaqueEffects();
  const CXXRecordDecl *Record = T->getAsCXXRecordDecl();
  if (!Record || !(Record = Record->getDefinition()))
    return Result;
  if (isInSystemHeader(*Record)) {
    if (Record->isEmpty())
      return Result; // Allocators, comparators, deleters, traits.
    std::string Name = qualifiedName(*Record);
    if (!classFact(Name) && !Record->hasTrivialDestructor())
      return opaqueEffects();
    for (QualType Part : typeArguments(*Record))
      merge(Result, effectsOfElements(Part, Depth + 1));
    return Result;
  }
  if (const CXXDestructorDecl *Destructor = Record->getDestructor();
      Destructor && !Destructor->isTrivial())
    merge(Result, effectsOf(*Destructor));
  for (const CXXConstructorDecl *Constructor : Record->ctors())
    if (Constructor->isCopyOrMoveConstructor() && Constructor->isUserProvided())
      merge(Result, effectsOf(*Constructor));
  return Result;
}

/// Vector intrinsics are inline functions around builtins.
std::optional<CallEffects> effectsOfIntrinsic(StringRef Name) {
  if (!Name.starts_with("_mm") && !Name.starts_with("vld1") && !Name.starts_with("vst1"))
    return std::nullopt;
  if (Name.contains("prefetch") || Name.contains("fence") || Name.contains("flush") ||
      Name.contains("pause") || Name.contains("stream") || Name.contains("csr"))
    return opaqueEffects();
  CallEffects E;
  if (Name.contains("store") || Name.starts_with("vst1"))
    E.WrittenParameters = 1;
  return E;
}

} // namespace

std::optional<CallEffects> effectsByAttributes(const FunctionDecl &Function) {
  if (Function.hasAttr<WeakAttr>() || Function.hasAttr<OptimizeNoneAttr>())
    return opaqueEffects();
  if (Function.hasAttr<ConstAttr>())
    return CallEffects{};
  if (Function.hasAttr<PureAttr>()) {
    // "Pure" may read globals; of the functions that are known none does.
    CallEffects E;
    E.ReadsGlobals = !functionFact(qualifiedName(Function));
    return E;
  }
  const ASTContext &Context = Function.getASTContext();
  if (unsigned ID = Function.getBuiltinID()) {
    // The table calls functions of the library const if they do not set errno.
    if (Context.BuiltinInfo.isConst(ID) || Context.BuiltinInfo.isPure(ID))
      return CallEffects{};
    if (Context.BuiltinInfo.isConstWithoutErrnoAndExceptions(ID) &&
        !Context.getLangOpts().MathErrno)
      return CallEffects{};
    switch (ID) {
    case Builtin::BI__builtin_expect:
    case Builtin::BI__builtin_assume_aligned:
    case Builtin::BI__builtin_object_size:
    case Builtin::BI__builtin_addressof:
    case Builtin::BI__builtin_launder:
    case Builtin::BI__builtin_unreachable:
    case Builtin::BI__builtin_assume:
      return CallEffects{};
    default:
      break;
    }
  }
  return std::nullopt;
}

CallEffects effectsOfKnownFunction(const FunctionDecl &Function) {
  if (const auto *Method = dyn_cast<CXXMethodDecl>(&Function)) {
    const CXXRecordDecl *Class = Method->getParent();
    const ClassFact *Fact = classFact(qualifiedName(*Class));
    if (!Fact && Method->isTrivial()) {
      CallEffects E;
      E.WritesObject = Method->isCopyAssignmentOperator() || Method->isMoveAssignmentOperator();
      return E;
    }
    if (Fact) {
      CallEffects E;
      std::string Name = Method->getNameAsString();
      bool IsConstructor = isa<CXXConstructorDecl>(Method);
      bool IsDestructor = isa<CXXDestructorDecl>(Method);
      if (!IsConstructor && !IsDestructor &&
          (Method->isStatic() || Method->isConst() || isPlainAccess(Name))) {
        // operator[] of a map inserts.
        bool Inserts =
            Name == "operator[]" && !Method->isConst() && StringRef(Fact->Name).contains("map");
        if (!Inserts)
          return E;
      }
      bool IsDefault = IsConstructor && Method->getMinRequiredArguments() == 0;
      E.InCompiledCode = Fact->Kind == ClassKind::CompiledValue && !IsDestructor && !IsDefault;
      E.Allocates = true;
      E.WritesObject = !IsConstructor && !IsDestructor;
      for (unsigned I = 0; I < Method->getNumParams() && I < 64; ++I) {
        QualType T = Method->getParamDecl(I)->getType();
        // Swapped, or moved from.
        if (T->isReferenceType() && !T->getPointeeType().isConstQualified() &&
            !(T->isRValueReferenceType() && !classOf(T)))
          E.WrittenParameters |= uint64_t(1) << I;
      }
      for (QualType Part : typeArguments(*Class))
        merge(E, effectsOfElements(Part));
      return E;
    }
  }
  if (Function.isConstexpr()) {
    // A constant expression allows no effects but on what it is given.
    CallEffects E;
    E.WrittenParameters = writableParameters(Function);
    const auto *Method = dyn_cast<CXXMethodDecl>(&Function);
    E.WritesObject = Method && !Method->isStatic() && !Method->isConst() &&
                     !isa<CXXConstructorDecl, CXXDestructorDecl>(Method) &&
                     !isPlainAccess(Method->getNameAsString());
    E.Allocates = true;
    return E;
  }
  if (Function.getIdentifier())
    if (auto E = effectsOfIntrinsic(Function.getName()))
      return *E;
  return opaqueEffects();
}

CallEffects effectsOfDefaulted(const CXXMethodDecl &Method) {
  CallEffects E;
  for (const FieldDecl *Field : Method.getParent()->fields())
    merge(E, effectsOfElements(Field->getType()));
  for (const CXXBaseSpecifier &Base : Method.getParent()->bases())
    merge(E, effectsOfElements(Base.getType()));
  E.Allocates = true;
  if (Method.isCopyAssignmentOperator() || Method.isMoveAssignmentOperator())
    E.WritesObject = true;
  if (Method.isMoveAssignmentOperator() ||
      (isa<CXXConstructorDecl>(Method) && cast<CXXConstructorDecl>(Method).isMoveConstructor()))
    E.WrittenParameters = 1;
  return E;
}

} // namespace fastidious
