#include "checks/support/Types.h"

#include "clang/AST/ASTContext.h"
#include "clang/AST/DeclCXX.h"
#include "clang/AST/DeclTemplate.h"
#include "llvm/ADT/StringMap.h"

using namespace clang;

namespace fastidious {

StringRef lastComponent(StringRef QualifiedName) {
  return QualifiedName.substr(QualifiedName.rfind(':') + 1);
}

bool isOneOf(StringRef Name, std::initializer_list<StringRef> Names) {
  return llvm::is_contained(Names, Name);
}

std::string qualifiedName(const NamedDecl &D) {
  llvm::SmallVector<std::string, 6> Parts{D.getNameAsString()};
  for (const DeclContext *Scope = D.getDeclContext(); Scope; Scope = Scope->getParent()) {
    if (const auto *Space = dyn_cast<NamespaceDecl>(Scope)) {
      if (!Space->isInline() && !Space->isAnonymousNamespace())
        Parts.push_back(Space->getNameAsString());
    } else if (const auto *Named = dyn_cast<NamedDecl>(Scope)) {
      Parts.push_back(Named->getNameAsString());
    }
  }
  std::string Name;
  for (const std::string &Part : llvm::reverse(Parts))
    Name += (Name.empty() ? "" : "::") + Part;
  return Name;
}

const CXXRecordDecl *classOf(QualType T) {
  if (T.isNull())
    return nullptr;
  T = T.getNonReferenceType().getCanonicalType();
  if (const CXXRecordDecl *Record = T->getAsCXXRecordDecl())
    return Record;
  if (const auto *Dependent = T->getAs<TemplateSpecializationType>())
    if (const TemplateDecl *Template = Dependent->getTemplateName().getAsTemplateDecl())
      return dyn_cast_or_null<CXXRecordDecl>(Template->getTemplatedDecl());
  return nullptr;
}

static bool anyOfClassAndBases(const CXXRecordDecl *Class,
                               llvm::function_ref<bool(const CXXRecordDecl &)> Holds,
                               llvm::SmallPtrSetImpl<const CXXRecordDecl *> &Seen) {
  if (const CXXRecordDecl *Definition = Class ? Class->getDefinition() : nullptr)
    Class = Definition;
  if (!Class || !Seen.insert(Class).second)
    return false;
  return Holds(*Class) ||
         (Class->hasDefinition() && llvm::any_of(Class->bases(), [&](const CXXBaseSpecifier &Base) {
            return anyOfClassAndBases(classOf(Base.getType()), Holds, Seen);
          }));
}

bool anyOfClassAndBases(const CXXRecordDecl *Class,
                        llvm::function_ref<bool(const CXXRecordDecl &)> Holds) {
  llvm::SmallPtrSet<const CXXRecordDecl *, 8> Seen;
  return anyOfClassAndBases(Class, Holds, Seen);
}

const CXXMethodDecl *methodOf(const CXXRecordDecl *Class, StringRef Name, unsigned Parameters,
                              bool ConstOnly) {
  const CXXMethodDecl *Found = nullptr;
  anyOfClassAndBases(Class, [&](const CXXRecordDecl &Declaring) {
    bool HidesBases = false;
    for (const NamedDecl *Member : Declaring.lookup(&Declaring.getASTContext().Idents.get(Name))) {
      // `using Base::reserve;` of a base that depends on a template parameter.
      if (isa<UnresolvedUsingValueDecl>(Member))
        continue;
      HidesBases = true;
      const auto *Method = dyn_cast<CXXMethodDecl>(Member->getUnderlyingDecl());
      if (Method && Member->getAccess() == AS_public && !Method->isDeleted() &&
          Method->getMinRequiredArguments() <= Parameters && Method->getNumParams() >= Parameters &&
          (!ConstOnly || Method->isConst()))
        Found = Found ? Found : Method;
    }
    return HidesBases;
  });
  return Found;
}

/// The table by the last component of the name: most classes are told apart without building a
/// qualified name.
static const llvm::StringMap<llvm::SmallVector<const ContainerFact *, 2>> &factsByIdentifier() {
  static const auto Table = [] {
    llvm::StringMap<llvm::SmallVector<const ContainerFact *, 2>> Map;
    for (const ContainerFact &Fact : containerFacts())
      Map[lastComponent(Fact.Name)].push_back(&Fact);
    return Map;
  }();
  return Table;
}

static const ContainerFact *factOfClass(const CXXRecordDecl *Record, unsigned Depth) {
  if (const IdentifierInfo *Identifier = Record->getIdentifier()) {
    auto At = factsByIdentifier().find(Identifier->getName());
    if (At != factsByIdentifier().end()) {
      std::string Name = qualifiedName(*Record);
      for (const ContainerFact *Fact : At->second)
        if (Fact->Name == Name)
          return Fact;
    }
  }
  const CXXRecordDecl *Definition = Record->getDefinition();
  // The bases of system classes are an implementation detail; derived user classes are shallow.
  if (!Definition || Depth > 4 || Record->isInStdNamespace())
    return nullptr;
  for (const CXXBaseSpecifier &Base : Definition->bases())
    if (Base.getAccessSpecifier() == AS_public)
      if (const CXXRecordDecl *BaseClass = classOf(Base.getType()))
        if (const ContainerFact *Fact = factOfClass(BaseClass, Depth + 1))
          return Fact;
  return nullptr;
}

const ContainerFact *containerFact(QualType T) {
  const CXXRecordDecl *Record = classOf(T);
  return Record ? factOfClass(Record, 0) : nullptr;
}

bool ownsElements(QualType T) {
  const ContainerFact *Fact = containerFact(T);
  return Fact && !Fact->has(IsView) && !T->isReferenceType();
}

bool ownsHeapElements(QualType T) {
  return ownsElements(T) && !containerFact(T)->has(FixedSize);
}

const ConstructionFact *constructionFact(QualType T, std::span<const ConstructionFact> Facts) {
  const CXXRecordDecl *Class = classOf(T);
  if (!Class || !Class->getIdentifier())
    return nullptr;
  for (const ConstructionFact &Fact : Facts)
    if (lastComponent(Fact.Name) == Class->getName() && qualifiedName(*Class) == Fact.Name)
      return &Fact;
  return nullptr;
}

bool isStdString(QualType T) {
  const ContainerFact *Fact = containerFact(T);
  return Fact && Fact->Name == "std::basic_string";
}

bool isExceptionClass(const CXXRecordDecl *Class) {
  return anyOfClassAndBases(
      Class, [](const CXXRecordDecl &Base) { return qualifiedName(Base) == "std::exception"; });
}

bool isStdStringView(QualType T) {
  const CXXRecordDecl *Record = classOf(T);
  return Record && Record->getIdentifier() && Record->getName() == "basic_string_view" &&
         Record->isInStdNamespace();
}

bool isStdText(QualType T) {
  return isStdString(T) || isStdStringView(T);
}

static const TemplateArgument *templateArgument(QualType T, unsigned Index) {
  if (T.isNull())
    return nullptr;
  T = T.getNonReferenceType().getCanonicalType();
  llvm::ArrayRef<TemplateArgument> Arguments;
  if (const auto *Specialization =
          dyn_cast_or_null<ClassTemplateSpecializationDecl>(T->getAsCXXRecordDecl()))
    Arguments = Specialization->getTemplateArgs().asArray();
  else if (const auto *Dependent = T->getAs<TemplateSpecializationType>())
    Arguments = Dependent->template_arguments();
  else if (const CXXRecordDecl *Record = T->getAsCXXRecordDecl();
           Record && Record->hasDefinition() && Record->getNumBases() == 1)
    return templateArgument(Record->bases_begin()->getType(), Index);
  return Index < Arguments.size() ? &Arguments[Index] : nullptr;
}

bool isQtSpanHash(QualType T) {
  const CXXRecordDecl *Class = classOf(T);
  // A set is a table without values.
  if (Class && Class->hasDefinition() && qualifiedName(*Class) == "QSet" && !Class->field_empty())
    Class = classOf(Class->field_begin()->getType());
  // Qt 5 has nothing that builds a value in place.
  return Class && Class->hasDefinition() && qualifiedName(*Class) == "QHash" &&
         llvm::any_of(Class->decls(), [](const Decl *D) {
           const auto *Method = dyn_cast<FunctionTemplateDecl>(D);
           return Method && Method->getIdentifier() && Method->getName() == "emplace";
         });
}

bool isQtPointerList(QualType T) {
  return anyOfClassAndBases(classOf(T), [](const CXXRecordDecl &Class) {
    // Qt 6 has a vector of that name, without nodes.
    return qualifiedName(Class) == "QList" && llvm::any_of(Class.decls(), [](const Decl *D) {
             const auto *Nested = dyn_cast<CXXRecordDecl>(D);
             return Nested && Nested->getIdentifier() && Nested->getName() == "Node";
           });
  });
}

bool isQtRelocatable(QualType T, const ASTContext &Context) {
  auto Found = Context.getTranslationUnitDecl()->lookup(&Context.Idents.get("QTypeInfo"));
  const auto *Template =
      Found.isSingleResult() ? dyn_cast<ClassTemplateDecl>(Found.front()) : nullptr;
  if (!Template || T.isNull())
    return false;
  for (const ClassTemplateSpecializationDecl *Info : Template->specializations()) {
    const TemplateArgument &Of = Info->getTemplateArgs()[0];
    if (Of.getKind() != TemplateArgument::Type ||
        !Context.hasSameUnqualifiedType(Of.getAsType(), T))
      continue;
    for (const Decl *D : Info->decls()) {
      if (const auto *Values = dyn_cast<EnumDecl>(D)) // Qt 5
        for (const EnumConstantDecl *Value : Values->enumerators())
          if (Value->getName() == "isStatic")
            return Value->getInitVal() == 0;
      const auto *Value = dyn_cast<VarDecl>(D); // Qt 6
      if (Value && Value->getName() == "isRelocatable" && Value->getInit() &&
          !Value->getInit()->isValueDependent()) {
        bool IsSet = false;
        return Value->getInit()->EvaluateAsBooleanCondition(IsSet, Context) && IsSet;
      }
    }
  }
  return false;
}

QualType templateTypeArgument(QualType T, unsigned Index) {
  const TemplateArgument *Argument = templateArgument(T, Index);
  return Argument && Argument->getKind() == TemplateArgument::Type ? Argument->getAsType()
                                                                   : QualType();
}

std::optional<uint64_t> templateIntegerArgument(QualType T, unsigned Index) {
  const TemplateArgument *Argument = templateArgument(T, Index);
  if (Argument && Argument->getKind() == TemplateArgument::Integral)
    return Argument->getAsIntegral().getLimitedValue();
  return std::nullopt;
}

bool declaresClass(llvm::StringRef QualifiedName, const ASTContext &Context) {
  const DeclContext *Scope = Context.getTranslationUnitDecl();
  while (true) {
    auto [First, Rest] = QualifiedName.split("::");
    const DeclContext *Inner = nullptr;
    for (const NamedDecl *Found : Scope->lookup(&Context.Idents.get(First))) {
      if (Rest.empty() && isa<TypeDecl, ClassTemplateDecl, TypeAliasTemplateDecl>(Found))
        return true;
      if (const auto *Space = dyn_cast<NamespaceDecl>(Found))
        Inner = Space;
    }
    if (!Inner || Rest.empty())
      return false;
    Scope = Inner;
    QualifiedName = Rest;
  }
}

bool isByteLike(QualType T, bool AllowSigned) {
  if (T.isNull())
    return false;
  T = T.getCanonicalType().getUnqualifiedType();
  if (const auto *Enum = T->getAs<EnumType>())
    return Enum->getDecl()->getIdentifier() && Enum->getDecl()->getName() == "byte" &&
           Enum->getDecl()->isInStdNamespace();
  const auto *Builtin = T->getAs<BuiltinType>();
  if (!Builtin)
    return false;
  switch (Builtin->getKind()) {
  case BuiltinType::Char_S:
  case BuiltinType::Char_U:
  case BuiltinType::UChar:
    return true;
  case BuiltinType::SChar:
  case BuiltinType::Char8:
    return AllowSigned;
  default:
    return false;
  }
}

bool isByteOrCharacter(QualType T) {
  return !T.isNull() && (isByteLike(T, /*AllowSigned=*/true) || T->isAnyCharacterType());
}

} // namespace fastidious
