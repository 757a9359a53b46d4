/// \file
/// The format `sarif`: SARIF 2.1.0 (OASIS standard).
#include "driver/findings/Paths.h"
#include "driver/fixes/Edits.h"
#include "driver/output/Format.h"

#include "llvm/Support/FormatVariadic.h"

#include <cmath>

using llvm::StringRef;
namespace json = llvm::json;

namespace fastidious::driver {
namespace {

std::string text(StringRef Text) {
  return json::fixUTF8(Text);
}

/// A path as a URI reference (RFC 3986): relative to the current folder, or a file URI.
std::string uri(StringRef Path) {
  std::string Shown = displayPath(Path), Out = Shown[0] == '/' ? "file://" : "";
  for (unsigned char C : Shown) {
    if (llvm::isAlnum(C) || StringRef("-._~/+@!$&'()*,;=").contains(C))
      Out += C;
    else
      Out += fmt::format("%{:02X}", C);
  }
  return Out;
}

json::Object message(StringRef Text) {
  return json::Object{{"text", text(Text)}};
}

json::Object artifact(StringRef Path) {
  json::Object Out{{"uri", uri(Path)}};
  if (displayPath(Path)[0] != '/')
    Out["uriBaseId"] = "SRCROOT";
  return Out;
}

json::Object location(StringRef File, json::Object Region) {
  return json::Object{{"physicalLocation", json::Object{{"artifactLocation", artifact(File)},
                                                        {"region", std::move(Region)}}}};
}

/// 0 to 100: what to look at first. Heat counts more than the kind of defect. With \p HasProfile, a
/// finding that the profile does not mention comes behind those that it shows to be hot.
double rank(const ReportedFinding &F, bool HasProfile) {
  static constexpr double ByCost[] = {20, 40, 70, 80};
  double Rank = ByCost[int(F.Cost)] * (F.Confidence == Confidence::High     ? 1
                                       : F.Confidence == Confidence::Medium ? 0.8
                                                                            : 0.6);
  // Even the coldest defect of the worst kind must not get before a hot one of the least.
  if (HasProfile)
    Rank /= 8;
  if (const auto &P = F.Evidence.Profile)
    Rank += 90 * std::sqrt(std::min(1.0, P->Share));
  return Rank;
}

StringRef level(const ReportedFinding &F) {
  return F.Confidence == Confidence::Low ? "note" : "warning";
}

/// The name of a check as the standard wants it beside the id: "StringConcatInLoop".
std::string symbol(StringRef Name) {
  std::string Out;
  for (StringRef Word : llvm::split(Name, '-'))
    Out += llvm::toUpper(Word[0]) + Word.substr(1).str();
  return Out;
}

json::Array rules() {
  json::Array Rules;
  for (const RegisteredCheck &C : registeredChecks()) {
    const CheckInfo &Info = *C.Info;
    std::string Name = std::string(CheckPrefix) + std::string(Info.Name);
    StringRef Docs = StringRef(Info.Docs).trim();
    Rules.push_back(json::Object{
        {"id", Name},
        {"name", symbol(Info.Name)},
        {"shortDescription", message(Info.Summary)},
        {"fullDescription", message(Info.Summary)},
        {"help", json::Object{{"text", text(Docs)}, {"markdown", text(Docs)}}},
        {"defaultConfiguration", json::Object{{"level", "warning"}}},
        {"properties", json::Object{{"tags", json::Array{"performance", std::string(Info.group())}},
                                    {"cost", costName(Info.Cost)},
                                    {"precision", confidenceName(Info.Confidence)}}}});
  }
  return Rules;
}

json::Object fix(const OfferedFix &Fix) {
  std::map<std::string, json::Array> Replacements;
  for (const Edit &E : Fix.Edits) {
    json::Object Replacement{
        {"deletedRegion", json::Object{{"byteOffset", E.Offset}, {"byteLength", E.Length}}}};
    if (!E.Text.empty())
      Replacement["insertedContent"] = message(E.Text);
    Replacements[E.File].push_back(std::move(Replacement));
  }
  json::Array Changes;
  for (auto &[File, Array] : Replacements)
    Changes.push_back(
        json::Object{{"artifactLocation", artifact(File)}, {"replacements", std::move(Array)}});
  return json::Object{
      {"description", message(fmt::format("{} ({})", Fix.Title, safetyName(Fix.Safety).str()))},
      {"artifactChanges", std::move(Changes)}};
}

/// The column in characters of a column in bytes.
unsigned characters(SourceLines &Sources, StringRef File, unsigned Line, unsigned Column) {
  auto Text = Sources.line(File, Line);
  if (!Text || Column == 0)
    return Column;
  return 1 +
         llvm::count_if(Text->take_front(Column - 1), [](char C) { return (C & 0xC0) != 0x80; });
}

json::Object result(const ReportedFinding &F, const std::map<std::string, int64_t> &RuleIndex,
                    SourceLines &Sources, bool HasProfile) {
  json::Object Region{{"startLine", F.Line},
                      {"startColumn", characters(Sources, F.File, F.Line, F.Column)},
                      {"endLine", F.EndLine},
                      {"endColumn", characters(Sources, F.File, F.EndLine, F.EndColumn)}};
  json::Object Out{{"ruleId", F.Check},
                   {"level", level(F)},
                   {"rank", rank(F, HasProfile)},
                   {"message", message(F.Message)},
                   {"locations", json::Array{location(F.File, std::move(Region))}},
                   {"partialFingerprints", json::Object{{"fastidious/v1", F.Fingerprint}}}};
  if (auto Index = RuleIndex.find(F.Check); Index != RuleIndex.end())
    Out["ruleIndex"] = Index->second;
  json::Array Related;
  for (const RelatedNote &N : F.Notes) {
    json::Object L = location(
        N.File, json::Object{{"startLine", N.Line},
                             {"startColumn", characters(Sources, N.File, N.Line, N.Column)}});
    L["message"] = message(N.Message);
    Related.push_back(std::move(L));
  }
  if (!Related.empty())
    Out["relatedLocations"] = std::move(Related);
  json::Array Fixes;
  for (const OfferedFix &Fix : F.Fixes)
    if (!Fix.Edits.empty())
      Fixes.push_back(fix(Fix));
  if (!Fixes.empty())
    Out["fixes"] = std::move(Fixes);
  if (F.Suppressed)
    Out["suppressions"] = json::Array{
        json::Object{{"kind", *F.Suppressed == Suppression::NoLint ? "inSource" : "external"}}};
  json::Object Properties{{"cost", costName(F.Cost)},
                          {"confidence", confidenceName(F.Confidence)},
                          {"reason", text(F.Reason)}};
  // The same words as in the JSON format.
  json::Object Plain = toJSON(F);
  if (const json::Value *Evidence = Plain.get("evidence"))
    Properties["evidence"] = *Evidence;
  Out["properties"] = std::move(Properties);
  return Out;
}

std::string renderSARIF(const RunResult &R, const RenderOptions &) {
  std::map<std::string, int64_t> RuleIndex;
  for (const RegisteredCheck &C : registeredChecks())
    RuleIndex.try_emplace(std::string(CheckPrefix) + std::string(C.Info->Name), RuleIndex.size());
  json::Array Results, Notifications;
  SourceLines Sources(R);
  bool HasProfile = llvm::any_of(
      R.Findings, [](const ReportedFinding &F) { return F.Evidence.Profile.has_value(); });
  for (const ReportedFinding &F : R.Findings)
    Results.push_back(result(F, RuleIndex, Sources, HasProfile));
  for (const AnalysisError &E : R.Errors)
    Notifications.push_back(json::Object{
        {"level", "error"},
        {"descriptor", json::Object{{"id", errorKindName(E.Kind)}}},
        {"message", message(E.Message)},
        {"locations",
         json::Array{json::Object{
             {"physicalLocation", json::Object{{"artifactLocation", artifact(E.File)}}}}}}});
  std::string Folder = absolutePath(".");
  json::Object Run{
      {"tool", json::Object{{"driver", json::Object{{"name", "fastidious"},
                                                    {"version", FASTIDIOUS_VERSION},
                                                    {"semanticVersion", FASTIDIOUS_VERSION},
                                                    {"rules", rules()}}}}},
      {"columnKind", "unicodeCodePoints"},
      {"originalUriBaseIds", json::Object{{"SRCROOT", json::Object{{"uri", uri(Folder) + "/"}}}}},
      {"invocations",
       json::Array{json::Object{{"executionSuccessful", R.Errors.empty()},
                                {"toolExecutionNotifications", std::move(Notifications)}}}},
      {"results", std::move(Results)},
      {"properties", json::Object{{"files", int64_t(R.Files)},
                                  {"seconds", std::round(R.Seconds * 1000) / 1000}}}};
  json::Value Log = json::Object{{"$schema", "https://json.schemastore.org/sarif-2.1.0.json"},
                                 {"version", "2.1.0"},
                                 {"runs", json::Array{std::move(Run)}}};
  return llvm::formatv("{0:2}\n", Log).str();
}

const FormatRegistration Sarif("sarif", "SARIF 2.1.0, for code scanning", renderSARIF);

} // namespace
} // namespace fastidious::driver
