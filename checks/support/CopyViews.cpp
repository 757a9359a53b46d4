#include "checks/support/CopyViews.h"

#include "checks/support/Place.h"
#include "checks/support/Source.h"
#include "checks/support/Types.h"

using namespace clang;

namespace fastidious {

std::string viewName(QualType String) {
  QualType Character = templateTypeArgument(String, 0);
  if (Character.isNull())
    return "std::string_view";
  if (Character->isWideCharType())
    return "std::wstring_view";
  if (Character->isChar8Type())
    return "std::u8string_view";
  if (Character->isChar16Type())
    return "std::u16string_view";
  if (Character->isChar32Type())
    return "std::u32string_view";
  return "std::string_view";
}

namespace {

/// A span from a pointer and the same pointer with a length added to it.
std::optional<ViewText> spanOfPointers(const ByteCopy &C, QualType Element,
                                       const ASTContext &Context) {
  const auto *Sum = dyn_cast<BinaryOperator>(written(C.Arguments[1]));
  if (!Sum || Sum->getOpcode() != BO_Add || !sameExpression(Sum->getLHS(), C.Arguments[0], Context))
    return std::nullopt;
  std::string Pointer = sourceText(C.Arguments[0]->getSourceRange(), Context),
              Length = sourceText(Sum->getRHS()->getSourceRange(), Context),
              Name = Element.getUnqualifiedType().getAsString(Context.getPrintingPolicy());
  if (Pointer.empty() || Length.empty())
    return std::nullopt;
  ViewText Result{{}, Pointer + ", " + Length, "std::span<const " + Name + ">", "<span>"};
  Result.Text = Result.Type + "(" + Result.Arguments + ")";
  // All of an object, as bytes.
  auto Data = asMemberCall(withoutPointerCasts(C.Arguments[0])), Size = asMemberCall(Sum->getRHS());
  if (Name == "std::byte" && Data && Size && Data->Object && Size->Object && !Data->IsArrow &&
      Data->Name == "data" && isOneOf(Size->Name, {"size", "length"}) &&
      sameExpression(Data->Object, Size->Object, Context)) {
    Result.Arguments =
        "std::as_bytes(std::span(" + sourceText(rangeOfObject(Data->Object), Context) + "))";
    Result.Text = Result.Arguments;
  }
  return Result;
}

} // namespace

std::optional<ViewText> viewOf(const ByteCopy &C, const ASTContext &Context) {
  QualType To = C.Whole->getType();
  bool IsVector = !isStdString(To);
  QualType Character = templateTypeArgument(To, 0);
  std::string Source = sourceText(rangeOfObject(C.Source), Context);
  if (Source.empty() || Character.isNull())
    return std::nullopt;
  bool IsSimple =
      isa<DeclRefExpr, MemberExpr, CallExpr, ArraySubscriptExpr>(C.Source->IgnoreParenImpCasts()) &&
      Source.front() != '*';
  std::string Operand = IsSimple ? Source : "(" + Source + ")";
  std::string Dot = Operand + (C.IsArrow ? "->" : ".");
  std::string Object = C.IsArrow ? "*" + Operand : Source;
  ViewText Result;
  Result.Type = viewName(To);
  Result.Header = "<string_view>";
  QualType SourceType = C.IsArrow ? C.Source->getType()->getPointeeType() : C.Source->getType();
  // QByteArray::data() of an object that is not const detaches.
  bool IsQt = isGlobalClass(SourceType, "QByteArray");
  std::string Data = Dot + (IsQt ? "constData()" : "data()");
  std::string Size = IsQt ? "static_cast<std::size_t>(" + Dot + "size())" : Dot + "size()";
  if (C.From == CopyOrigin::Range && IsVector)
    return std::nullopt;
  if (IsVector && C.From == CopyOrigin::Pointers)
    return spanOfPointers(C, Character, Context);
  if (IsVector) {
    std::string Element = Character.getUnqualifiedType().getAsString(Context.getPrintingPolicy());
    Result.Type = "std::span<const " + Element + ">";
    Result.Header = "<span>";
    QualType From = byteElement(
        C.IsArrow ? C.Source->getType()->getPointeeType() : C.Source->getType(), Context);
    if (From.isNull())
      return std::nullopt;
    if (From->getCanonicalTypeUnqualified() != Character->getCanonicalTypeUnqualified())
      Data = "reinterpret_cast<const " + Element + " *>(" + Data + ")";
    Result.Arguments = Data + ", " + Size;
    Result.Text = Result.Type + "(" + Result.Arguments + ")";
    return Result;
  }
  switch (C.From) {
  case CopyOrigin::View:
  case CopyOrigin::String:
    Result.Text = Object;
    Result.Arguments = Object;
    if (!isStdText(C.IsArrow ? C.Source->getType()->getPointeeType() : C.Source->getType()))
      Result.Type.clear();
    return Result;
  case CopyOrigin::Part: {
    std::string Arguments =
        sourceText({C.Arguments.front()->getBeginLoc(), C.Arguments.back()->getEndLoc()}, Context);
    if (Arguments.empty())
      return std::nullopt;
    Result.Text = Result.Type + "(" + Object + ").substr(" + Arguments + ")";
    Result.Arguments = Result.Text;
    return Result;
  }
  case CopyOrigin::Bytes: {
    QualType From = byteElement(
        C.IsArrow ? C.Source->getType()->getPointeeType() : C.Source->getType(), Context);
    if (From->getCanonicalTypeUnqualified() != Character->getCanonicalTypeUnqualified())
      Data = "reinterpret_cast<const char *>(" + Data + ")";
    Result.Arguments = Data + ", " + Size;
    break;
  }
  case CopyOrigin::Range: {
    // From the beginning, with an offset of its own.
    const Expr *From = nullptr, *To = nullptr;
    auto Begin = iteratedObject(C.Arguments[0], From), End = iteratedObject(C.Arguments[1], To);
    std::string Length = To ? sourceText(To->getSourceRange(), Context) : "";
    if (!asMemberCall(C.Arguments[0]) || Length.empty() || !isOneOf(End->Name, {"begin", "cbegin"}))
      return std::nullopt;
    QualType Element = byteElement(SourceType, Context);
    if (Element->getCanonicalTypeUnqualified() != Character->getCanonicalTypeUnqualified())
      Data = "reinterpret_cast<const char *>(" + Data + ")";
    To = written(To);
    if (To->getType()->isSignedIntegerType() && !To->isIntegerConstantExpr(Context))
      Length = "static_cast<std::size_t>(" + Length + ")";
    Result.Arguments = Data + ", " + Length;
    break;
  }
  case CopyOrigin::Pointers: {
    // `p` and a length, or `p` and `p + length`.
    const Expr *Length = C.Arguments[1];
    if (auto Sum = asOperatorCall(Length);
        Sum && Sum->Operator == OO_Plus && Sum->Operands.size() == 2 &&
        sourceText(Sum->Operands[0]->getSourceRange(), Context) ==
            sourceText(C.Arguments[0]->getSourceRange(), Context))
      Length = Sum->Operands[1];
    std::string Second = sourceText(Length->getSourceRange(), Context);
    if (Second.empty())
      return std::nullopt;
    QualType LengthType = written(Length)->getType();
    if (LengthType->isPointerType())
      Second = "static_cast<std::size_t>(" + Second + " - " + Operand + ")";
    else if (LengthType->isSignedIntegerType() && !Length->isIntegerConstantExpr(Context))
      Second = "static_cast<std::size_t>(" + Second + ")";
    Result.Arguments = Source + ", " + Second;
    break;
  }
  }
  Result.Text = Result.Type + "(" + Result.Arguments + ")";
  return Result;
}

} // namespace fastidious
