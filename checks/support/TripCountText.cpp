#include "checks/support/TripCount.h"

#include "clang/AST/ASTContext.h"

#include <fmt/format.h>

#include <utility>

using namespace clang;

namespace fastidious {

std::string integerSpelling(QualType T, const ASTContext &Context) {
  if (T.isNull() || Context.hasSameUnqualifiedType(T, Context.getSizeType()))
    return "std::size_t";
  PrintingPolicy Policy(Context.getLangOpts());
  return T.getCanonicalType().getUnqualifiedType().getAsString(Policy);
}

std::string converted(std::string Text, QualType From, QualType To, const ASTContext &Context) {
  if (To.isNull())
    To = Context.getSizeType();
  if (!From.isNull() && !From->isDependentType()) {
    bool SameSign =
        From->isUnsignedIntegerOrEnumerationType() == To->isUnsignedIntegerOrEnumerationType();
    uint64_t FromSize = Context.getTypeSize(From), ToSize = Context.getTypeSize(To);
    // An unsigned number fits into a wider signed one.
    bool Widens = SameSign ? FromSize <= ToSize
                           : From->isUnsignedIntegerOrEnumerationType() && FromSize < ToSize;
    if (Widens)
      return Text;
  }
  return fmt::format("static_cast<{}>({})", integerSpelling(To, Context), Text);
}

bool TripCount::mayBeNegative() const {
  if (Constant)
    return false;
  return Low || !High || !High->NonNegative || Offset < 0;
}

bool TripCount::mayWrap() const {
  if (Constant)
    return false;
  // The difference of two signed numbers may overflow where neither is known to be non-negative.
  bool SignedDifference = High && Low && !(High->NonNegative && Low->NonNegative);
  return ComputationMayWrap || SignedDifference || (Low && (Offset < 0 || Offset > 1));
}

static std::string offsetText(int64_t Offset) {
  if (Offset == 0)
    return {};
  return Offset > 0 ? fmt::format(" + {}", Offset) : fmt::format(" - {}", -Offset);
}

static std::string operand(const CountTerm &Term) {
  return Term.Primary ? Term.Text : "(" + Term.Text + ")";
}

/// `Offset - Low`.
static std::string differenceFrom(int64_t Offset, const CountTerm &Low) {
  return (Offset ? std::to_string(Offset) + " - " : "-") + operand(Low);
}

/// `Text / Step`, rounded up; \p Offset has not been added yet.
static std::string stepped(std::string Text, int64_t Offset, uint64_t Step) {
  if (Step == 1)
    return Text + offsetText(Offset);
  int64_t Sum = Offset + static_cast<int64_t>(Step) - 1;
  if (Sum == 0)
    return fmt::format("{} / {}", Text, Step);
  return fmt::format("({}{}) / {}", Text, offsetText(Sum), Step);
}

/// `(High - Low) / Divisor`, rounded up.
static std::string divided(const TripCount &Count) {
  std::string Text = Count.High ? operand(*Count.High) : std::string();
  int64_t Offset = Count.Offset;
  if (!Count.High)
    Text = std::to_string(std::exchange(Offset, 0));
  if (Count.Low)
    Text += " - " + operand(*Count.Low);
  std::string Divisor = operand(*Count.Divisor);
  if (Offset == 1) {
    if (Count.Low || !Count.High)
      Text = "(" + Text + ")";
    return Text + " / " + Divisor + " + 1";
  }
  return "(" + Text + offsetText(Offset) + " + " + Divisor + " - 1) / " + Divisor;
}

std::string TripCount::display() const {
  bool IsSpelled = (!High || !High->Text.empty()) && (!Low || !Low->Text.empty());
  if (Divisor)
    return IsSpelled && !Divisor->Text.empty() ? divided(*this) : std::string();
  if ((!High && !Low) || (Constant && !IsSpelled))
    return std::to_string(Constant.value_or(0));
  if (!IsSpelled)
    return {};
  if (!High)
    return stepped(differenceFrom(Offset, *Low), 0, Step);
  bool Alone = !Low && Offset == 0 && Step == 1;
  std::string Text = Alone ? High->Text : operand(*High);
  if (Low)
    Text += " - " + operand(*Low);
  return stepped(std::move(Text), Offset, Step);
}

std::string TripCount::expression(QualType Target, const ASTContext &Context) const {
  if (Divisor)
    return {};
  if (!High && !Low)
    return Constant ? std::to_string(*Constant) : std::string();
  if (!IsWritable || (High && High->Text.empty()) || (Low && Low->Text.empty()))
    return {};
  if (Constant && (!High || High->IsConstant) && (!Low || Low->IsConstant))
    return display();
  if (!High) {
    std::string Text = differenceFrom(Offset, *Low);
    return stepped(converted(std::move(Text), Low->Type, Target, Context), 0, Step);
  }
  QualType Type = High->Type;
  bool IsAlone = Offset == 0 && Step == 1;
  std::string Text;
  if (Low) {
    bool SameType =
        !Type.isNull() && !Low->Type.isNull() && Context.hasSameUnqualifiedType(Type, Low->Type);
    if (SameType) {
      Text = operand(*High) + " - " + operand(*Low);
    } else {
      auto Part = [&](const CountTerm &Term) {
        std::string Cast = converted(Term.Text, Term.Type, Target, Context);
        return Cast == Term.Text ? operand(Term) : Cast;
      };
      Text = Part(*High) + " - " + Part(*Low);
      Type = Target;
    }
    // Small types are computed as int.
    if (SameType && Context.getTypeSize(Type) < Context.getTypeSize(Context.IntTy))
      Type = Context.IntTy;
  } else {
    Text = High->Text;
  }
  // An offset is added to a type in which it cannot overflow.
  bool IsNarrow = Type.isNull() || !Type->isUnsignedIntegerOrEnumerationType() ||
                  Context.getTypeSize(Type) < Context.getTypeSize(Context.IntTy);
  if (IsAlone || (IsNarrow && Target->isUnsignedIntegerType())) {
    std::string Cast = converted(Text, Type, Target, Context);
    if (Cast == Text && !IsAlone && !Low)
      Cast = operand(*High);
    return stepped(std::move(Cast), Offset, Step);
  }
  if (!Low)
    Text = operand(*High);
  return converted(stepped(std::move(Text), Offset, Step), Type, Target, Context);
}

/// Whether a compiler warns of a comparison of numbers of these types.
static bool differInSign(QualType A, QualType B, const ASTContext &Context) {
  if (A.isNull() || B.isNull() || A->isDependentType() || B->isDependentType())
    return false;
  bool IsUnsigned = A->isUnsignedIntegerOrEnumerationType();
  if (IsUnsigned == B->isUnsignedIntegerOrEnumerationType())
    return false;
  // Small types are compared as int.
  return Context.getTypeSize(IsUnsigned ? A : B) >= Context.getTypeSize(Context.IntTy);
}

std::string TripCount::guard(const ASTContext &Context) const {
  if (!mayBeNegative() || (!High && !Low))
    return {};
  // From `i` up to a constant.
  if (!High)
    return fmt::format("{} < {}", operand(*Low), Offset);
  if (Low) {
    std::string Greater = Offset == 1 ? ">=" : ">";
    std::string Plain = fmt::format("{} {} {}", operand(*High), Greater, operand(*Low));
    if (High->IsConstant || Low->IsConstant || !differInSign(High->Type, Low->Type, Context))
      return Plain;
    auto As = [&](const CountTerm &Term, QualType To) {
      return fmt::format("static_cast<{}>({})", integerSpelling(To, Context), Term.Text);
    };
    // As an unsigned number, one below zero is too large: nothing is reserved then.
    if (High->Type->isUnsignedIntegerOrEnumerationType())
      return fmt::format("{} {} {}", operand(*High), Greater, As(*Low, High->Type));
    return fmt::format("{} > 0 && {} {} {}", operand(*High), As(*High, Low->Type), Greater,
                       operand(*Low));
  }
  if (Offset == 1)
    return fmt::format("{} >= 0", operand(*High));
  return fmt::format("{} > {}", High->Primary ? High->Text : operand(*High), -Offset);
}

} // namespace fastidious
