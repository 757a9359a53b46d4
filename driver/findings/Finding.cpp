#include "driver/findings/Finding.h"

#include "driver/input/Input.h"

#include "llvm/ADT/StringSwitch.h"
#include "llvm/Support/SHA1.h"

using llvm::StringRef;
namespace json = llvm::json;

namespace fastidious::driver {

StringRef costName(Cost C) {
  switch (C) {
  case Cost::ConstantFactor:
    return "constant-factor";
  case Cost::PerIterationAllocation:
    return "per-iteration-allocation";
  case Cost::Quadratic:
    return "quadratic";
  case Cost::InvalidMeasurement:
    return "invalid-measurement";
  }
  llvm_unreachable("covered switch");
}

std::optional<Cost> parseCost(StringRef Name) {
  return llvm::StringSwitch<std::optional<Cost>>(Name)
      .Case("constant-factor", Cost::ConstantFactor)
      .Case("per-iteration-allocation", Cost::PerIterationAllocation)
      .Case("quadratic", Cost::Quadratic)
      .Case("invalid-measurement", Cost::InvalidMeasurement)
      .Default(std::nullopt);
}

const std::vector<std::string> &costNames() {
  static const std::vector<std::string> Names = [] {
    std::vector<std::string> Out;
    for (Cost C : {Cost::ConstantFactor, Cost::PerIterationAllocation, Cost::Quadratic,
                   Cost::InvalidMeasurement})
      Out.push_back(costName(C).str());
    return Out;
  }();
  return Names;
}

StringRef confidenceName(Confidence C) {
  return C == Confidence::High ? "high" : C == Confidence::Medium ? "medium" : "low";
}

StringRef safetyName(FixSafety S) {
  return S == FixSafety::Safe ? "safe" : S == FixSafety::Unsafe ? "unsafe" : "alternative";
}

StringRef errorKindName(ErrorKind K) {
  switch (K) {
  case ErrorKind::Parse:
    return "parse";
  case ErrorKind::Crash:
    return "crash";
  case ErrorKind::Timeout:
    return "timeout";
  case ErrorKind::Database:
    return "database";
  }
  llvm_unreachable("covered switch");
}

StringRef suppressionName(Suppression S) {
  return S == Suppression::NoLint ? "nolint" : "baseline";
}

/// Names and text of the user's files need not be UTF-8, JSON must be. What the program itself
/// reads again has to be the same bytes.
static std::string utf8(StringRef Text, bool Internal) {
  return Internal ? toUTF8(Text) : json::isUTF8(Text) ? Text.str() : json::fixUTF8(Text);
}

json::Object toJSON(const ReportedFinding &F, std::string (*PathOf)(StringRef), bool Internal) {
  auto utf8 = [&](StringRef Text) { return driver::utf8(Text, Internal); };
  auto Path = [&](StringRef P) { return utf8(PathOf ? PathOf(P) : P.str()); };
  json::Object Out{{"check", F.Check},
                   {"file", Path(F.File)},
                   {"line", F.Line},
                   {"column", F.Column},
                   {"end_line", F.EndLine},
                   {"end_column", F.EndColumn},
                   {"message", utf8(F.Message)},
                   {"reason", utf8(F.Reason)},
                   {"cost", costName(F.Cost)},
                   {"confidence", confidenceName(F.Confidence)},
                   {"fingerprint", F.Fingerprint}};
  if (F.Suppressed)
    Out["suppressed"] = suppressionName(*F.Suppressed);
  else
    Out["suppressed"] = nullptr;
  json::Array Notes;
  for (const RelatedNote &N : F.Notes)
    Notes.push_back(json::Object{{"file", Path(N.File)},
                                 {"line", N.Line},
                                 {"column", N.Column},
                                 {"message", utf8(N.Message)}});
  Out["notes"] = std::move(Notes);
  json::Array Fixes;
  for (const OfferedFix &Fix : F.Fixes) {
    json::Array Edits;
    for (const Edit &E : Fix.Edits)
      Edits.push_back(json::Object{{"file", Path(E.File)},
                                   {"offset", E.Offset},
                                   {"length", E.Length},
                                   {"text", utf8(E.Text)}});
    Fixes.push_back(json::Object{{"title", utf8(Fix.Title)},
                                 {"safety", safetyName(Fix.Safety)},
                                 {"edits", std::move(Edits)}});
  }
  Out["fixes"] = std::move(Fixes);
  if (!F.Evidence.empty()) {
    json::Object Evidence;
    if (const auto &O = F.Evidence.Optimizer) {
      json::Object Optimizer{
          {"verdict", O->Verdict}, {"level", O->Level}, {"detail", utf8(O->Detail)}};
      if (O->SurvivingShare)
        Optimizer["surviving_share"] = *O->SurvivingShare;
      Evidence["optimizer"] = std::move(Optimizer);
    }
    if (const auto &P = F.Evidence.Profile)
      Evidence["profile"] =
          json::Object{{"share", P->Share}, {"unit", P->Unit}, {"level", P->Level}};
    Out["evidence"] = std::move(Evidence);
  }
  if (Internal) {
    Out["offset"] = F.Offset;
    Out["function"] = utf8(F.Function);
    Out["line_text"] = utf8(F.LineText);
    Out["spent"] = json::Object{
        {"symbol", utf8(F.Spent.Symbol)},          {"function_line", F.Spent.FunctionLine},
        {"function_begin", F.Spent.FunctionBegin}, {"function_end", F.Spent.FunctionEnd},
        {"first_line", F.Spent.FirstLine},         {"last_line", F.Spent.LastLine}};
  }
  return Out;
}

json::Object toJSON(const AnalysisError &E, std::string (*PathOf)(StringRef), bool Internal) {
  json::Object Out{{"file", utf8(PathOf ? PathOf(E.File) : E.File, Internal)},
                   {"kind", errorKindName(E.Kind)},
                   {"message", utf8(E.Message, Internal)}};
  if (Internal)
    Out["place"] = utf8(E.Place, Internal);
  return Out;
}

namespace {

/// Reads members of an object and remembers whether one was missing.
class Reader {
public:
  explicit Reader(const json::Object *O) : O(O), Ok(O != nullptr) {}

  std::string text(StringRef Key) {
    auto V = O ? O->getString(Key) : std::nullopt;
    Ok &= V.has_value();
    return V ? fromUTF8(*V) : std::string();
  }
  std::string optionalText(StringRef Key) {
    auto V = O ? O->getString(Key) : std::nullopt;
    return V ? fromUTF8(*V) : std::string();
  }
  unsigned number(StringRef Key) {
    auto V = O ? O->getInteger(Key) : std::nullopt;
    Ok &= V && *V >= 0;
    return V ? unsigned(*V) : 0;
  }
  unsigned optionalNumber(StringRef Key) {
    return O ? unsigned(O->getInteger(Key).value_or(0)) : 0;
  }
  template <typename Fn> void each(StringRef Key, Fn F) {
    if (const json::Array *A = O ? O->getArray(Key) : nullptr)
      for (const json::Value &V : *A) {
        Reader R(V.getAsObject());
        F(R);
        Ok &= R.Ok;
      }
  }
  const json::Object *object(StringRef Key) { return O ? O->getObject(Key) : nullptr; }

  const json::Object *O;
  bool Ok;
};

} // namespace

std::optional<ReportedFinding> findingFromJSON(const json::Value &Value) {
  Reader R(Value.getAsObject());
  ReportedFinding F;
  F.Check = R.text("check");
  F.File = R.text("file");
  F.Line = R.number("line");
  F.Column = R.number("column");
  F.EndLine = R.number("end_line");
  F.EndColumn = R.number("end_column");
  F.Message = R.text("message");
  F.Reason = R.optionalText("reason");
  auto C = parseCost(R.text("cost"));
  R.Ok &= C.has_value();
  F.Cost = C.value_or(Cost::ConstantFactor);
  std::string Sure = R.text("confidence");
  F.Confidence = Sure == "high"     ? Confidence::High
                 : Sure == "medium" ? Confidence::Medium
                                    : Confidence::Low;
  F.Fingerprint = R.optionalText("fingerprint");
  std::string Suppressed = R.optionalText("suppressed");
  if (Suppressed == "nolint")
    F.Suppressed = Suppression::NoLint;
  else if (Suppressed == "baseline")
    F.Suppressed = Suppression::Baseline;
  F.Offset = R.optionalNumber("offset");
  F.Function = R.optionalText("function");
  F.LineText = R.optionalText("line_text");
  if (const json::Object *Spent = R.object("spent")) {
    Reader S(Spent);
    F.Spent = {S.optionalText("symbol"),           S.optionalNumber("function_line"),
               S.optionalNumber("function_begin"), S.optionalNumber("function_end"),
               S.optionalNumber("first_line"),     S.optionalNumber("last_line")};
  }
  R.each("notes", [&](Reader &N) {
    F.Notes.push_back({N.text("file"), N.number("line"), N.number("column"), N.text("message")});
  });
  R.each("fixes", [&](Reader &X) {
    OfferedFix Fix;
    Fix.Title = X.text("title");
    std::string Safety = X.text("safety");
    Fix.Safety = Safety == "safe"     ? FixSafety::Safe
                 : Safety == "unsafe" ? FixSafety::Unsafe
                                      : FixSafety::Alternative;
    X.each("edits", [&](Reader &E) {
      Fix.Edits.push_back({E.text("file"), E.number("offset"), E.number("length"), E.text("text")});
    });
    F.Fixes.push_back(std::move(Fix));
  });
  if (const json::Object *E = R.object("evidence")) {
    if (const json::Object *O = E->getObject("optimizer")) {
      Reader Opt(O);
      F.Evidence.Optimizer = OptimizerEvidence{Opt.text("verdict"), Opt.optionalText("level"),
                                               Opt.optionalText("detail"), std::nullopt};
      if (auto Share = O->getNumber("surviving_share"))
        F.Evidence.Optimizer->SurvivingShare = *Share;
      R.Ok &= Opt.Ok;
    }
    if (const json::Object *P = E->getObject("profile"))
      F.Evidence.Profile = ProfileEvidence{P->getNumber("share").value_or(0),
                                           P->getString("unit").value_or("").str(),
                                           P->getString("level").value_or("").str()};
  }
  if (!R.Ok)
    return std::nullopt;
  return F;
}

std::optional<AnalysisError> errorFromJSON(const json::Value &Value) {
  Reader R(Value.getAsObject());
  std::string Kind = R.text("kind");
  AnalysisError E{R.text("file"),
                  Kind == "crash"      ? ErrorKind::Crash
                  : Kind == "timeout"  ? ErrorKind::Timeout
                  : Kind == "database" ? ErrorKind::Database
                                       : ErrorKind::Parse,
                  R.text("message"), R.optionalText("place")};
  if (!R.Ok)
    return std::nullopt;
  return E;
}

void sortAndMerge(std::vector<ReportedFinding> &Findings) {
  // Of equal findings the one of the first unit stays, whatever order workers finished in.
  std::map<std::tuple<std::string, unsigned, unsigned, std::string>, ReportedFinding> Sorted;
  for (ReportedFinding &F : Findings)
    Sorted.try_emplace({F.File, F.Line, F.Column, F.Check}, std::move(F));
  Findings.clear();
  for (auto &Entry : Sorted)
    Findings.push_back(std::move(Entry.second));
}

void setFingerprints(std::vector<ReportedFinding> &Findings) {
  for (ReportedFinding &F : Findings) {
    std::string Key = F.Check + '\0' + F.Function + '\0' + F.LineText;
    std::array<uint8_t, 20> Hash = llvm::SHA1::hash(llvm::arrayRefFromStringRef(Key));
    F.Fingerprint = llvm::toHex(llvm::ArrayRef(Hash).take_front(8), /*LowerCase=*/true);
  }
  numberFingerprints(Findings);
}

void numberFingerprints(std::vector<ReportedFinding> &Findings) {
  std::map<std::pair<std::string, std::string>, unsigned> Seen;
  for (ReportedFinding &F : Findings) {
    F.Fingerprint = StringRef(F.Fingerprint).split('-').first.str();
    if (unsigned N = Seen[{F.File, F.Fingerprint}]++)
      F.Fingerprint += fmt::format("-{}", N);
  }
}

} // namespace fastidious::driver
