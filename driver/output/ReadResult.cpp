#include "driver/output/ReadResult.h"

#include "driver/input/Input.h"
#include "driver/findings/Paths.h"
#include "driver/output/Format.h"

using llvm::StringRef;
namespace json = llvm::json;

namespace fastidious::driver {
namespace {

/// Nothing if an entry of \p Root has another shape.
std::optional<RunResult> readJSON(const json::Object &Root) {
  RunResult R;
  const json::Array *Findings = Root.getArray("findings"), *Errors = Root.getArray("errors");
  const json::Object *Summary = Root.getObject("summary");
  if (!Findings || !Errors || !Summary)
    return std::nullopt;
  for (const json::Value &V : *Findings) {
    auto F = findingFromJSON(V);
    if (!F)
      return std::nullopt;
    F->File = absolutePath(F->File);
    for (RelatedNote &N : F->Notes)
      N.File = absolutePath(N.File);
    for (OfferedFix &Fix : F->Fixes)
      for (Edit &E : Fix.Edits)
        E.File = absolutePath(E.File);
    R.Findings.push_back(std::move(*F));
  }
  for (const json::Value &V : *Errors) {
    auto E = errorFromJSON(V);
    if (!E)
      return std::nullopt;
    E->File = absolutePath(E->File);
    R.Errors.push_back(std::move(*E));
  }
  R.Files = Summary->getInteger("files").value_or(0);
  R.Fixed = Summary->getInteger("fixed").value_or(0);
  R.Seconds = Summary->getNumber("seconds").value_or(0);
  return R;
}

/// The member at the end of \p Keys, each of which is an object but the last.
const json::Value *at(const json::Object *O, std::initializer_list<StringRef> Keys) {
  const json::Value *V = nullptr;
  for (StringRef Key : Keys) {
    V = O ? O->get(Key) : nullptr;
    O = V ? V->getAsObject() : nullptr;
  }
  return V;
}

std::string textAt(const json::Object *O, std::initializer_list<StringRef> Keys) {
  const json::Value *V = at(O, Keys);
  return V ? V->getAsString().value_or("").str() : "";
}

unsigned numberAt(const json::Object *O, std::initializer_list<StringRef> Keys) {
  const json::Value *V = at(O, Keys);
  return V ? unsigned(V->getAsInteger().value_or(0)) : 0;
}

const json::Array &arrayAt(const json::Object *O, std::initializer_list<StringRef> Keys) {
  static const json::Array Empty;
  const json::Value *V = at(O, Keys);
  const json::Array *A = V ? V->getAsArray() : nullptr;
  return A ? *A : Empty;
}

/// The file of an artifact location.
std::string fileAt(const json::Object *O, std::initializer_list<StringRef> Keys) {
  std::string Uri = textAt(O, Keys), Path;
  StringRef Rest = Uri;
  Rest.consume_front("file://");
  while (!Rest.empty()) {
    unsigned Code;
    if (Rest[0] == '%' && Rest.size() > 2 && !Rest.substr(1, 2).getAsInteger(16, Code)) {
      Path += char(Code);
      Rest = Rest.drop_front(3);
    } else {
      Path += Rest[0];
      Rest = Rest.drop_front();
    }
  }
  return absolutePath(Path);
}

/// The column in bytes of a column in characters.
unsigned bytes(SourceLines &Sources, StringRef File, unsigned Line, unsigned Column) {
  auto Text = Sources.line(File, Line);
  if (!Text)
    return Column;
  unsigned Byte = 0;
  for (unsigned Left = Column; Byte < Text->size(); ++Byte)
    if (((*Text)[Byte] & 0xC0) != 0x80 && --Left == 0)
      break;
  return Byte + 1;
}

std::optional<ReportedFinding> readResultObject(const json::Object *O, SourceLines &Sources) {
  // What both formats have is read in the words of the other one.
  json::Object Plain;
  if (const json::Value *Properties = at(O, {"properties"}))
    if (const json::Object *P = Properties->getAsObject())
      Plain = *P;
  const json::Array &Locations = arrayAt(O, {"locations"});
  const json::Object *Place = Locations.empty() ? nullptr : Locations.front().getAsObject();
  std::string File = fileAt(Place, {"physicalLocation", "artifactLocation", "uri"});
  unsigned Line = numberAt(Place, {"physicalLocation", "region", "startLine"});
  unsigned EndLine = numberAt(Place, {"physicalLocation", "region", "endLine"});
  Plain["check"] = textAt(O, {"ruleId"});
  Plain["message"] = textAt(O, {"message", "text"});
  Plain["file"] = toUTF8(File);
  Plain["line"] = Line;
  Plain["column"] =
      bytes(Sources, File, Line, numberAt(Place, {"physicalLocation", "region", "startColumn"}));
  Plain["end_line"] = EndLine;
  Plain["end_column"] =
      bytes(Sources, File, EndLine, numberAt(Place, {"physicalLocation", "region", "endColumn"}));
  Plain["fingerprint"] = textAt(O, {"partialFingerprints", "fastidious/v1"});
  auto F = Line ? findingFromJSON(std::move(Plain)) : std::nullopt;
  if (!F)
    return std::nullopt;
  for (const json::Value &V : arrayAt(O, {"suppressions"}))
    F->Suppressed = textAt(V.getAsObject(), {"kind"}) == "inSource" ? Suppression::NoLint
                                                                    : Suppression::Baseline;
  for (const json::Value &V : arrayAt(O, {"relatedLocations"})) {
    const json::Object *L = V.getAsObject();
    RelatedNote N{fileAt(L, {"physicalLocation", "artifactLocation", "uri"}),
                  numberAt(L, {"physicalLocation", "region", "startLine"}),
                  numberAt(L, {"physicalLocation", "region", "startColumn"}),
                  textAt(L, {"message", "text"})};
    N.Column = bytes(Sources, N.File, N.Line, N.Column);
    F->Notes.push_back(std::move(N));
  }
  for (const json::Value &V : arrayAt(O, {"fixes"})) {
    OfferedFix Fix{textAt(V.getAsObject(), {"description", "text"}), FixSafety::Safe, {}};
    // "TITLE (SAFETY)"
    for (FixSafety S : {FixSafety::Safe, FixSafety::Unsafe, FixSafety::Alternative})
      if (StringRef Title = Fix.Title; Title.consume_back((" (" + safetyName(S) + ")").str())) {
        Fix.Safety = S;
        Fix.Title = Title.str();
      }
    for (const json::Value &Change : arrayAt(V.getAsObject(), {"artifactChanges"})) {
      std::string Edited = fileAt(Change.getAsObject(), {"artifactLocation", "uri"});
      for (const json::Value &Replacement : arrayAt(Change.getAsObject(), {"replacements"})) {
        const json::Object *E = Replacement.getAsObject();
        Fix.Edits.push_back({Edited, numberAt(E, {"deletedRegion", "byteOffset"}),
                             numberAt(E, {"deletedRegion", "byteLength"}),
                             textAt(E, {"insertedContent", "text"})});
      }
    }
    F->Fixes.push_back(std::move(Fix));
  }
  return F;
}

std::optional<RunResult> readSARIF(const json::Object &Root) {
  RunResult R;
  SourceLines Sources(R);
  for (const json::Value &V : arrayAt(&Root, {"runs"})) {
    const json::Object *Run = V.getAsObject();
    if (textAt(Run, {"tool", "driver", "name"}) != "fastidious")
      return std::nullopt;
    for (const json::Value &Result : arrayAt(Run, {"results"})) {
      auto F = readResultObject(Result.getAsObject(), Sources);
      if (!F)
        return std::nullopt;
      R.Findings.push_back(std::move(*F));
    }
    for (const json::Value &Invocation : arrayAt(Run, {"invocations"}))
      for (const json::Value &N :
           arrayAt(Invocation.getAsObject(), {"toolExecutionNotifications"})) {
        const json::Array &Places = arrayAt(N.getAsObject(), {"locations"});
        json::Object Plain{
            {"kind", textAt(N.getAsObject(), {"descriptor", "id"})},
            {"message", textAt(N.getAsObject(), {"message", "text"})},
            {"file", toUTF8(fileAt(Places.empty() ? nullptr : Places.front().getAsObject(),
                                   {"physicalLocation", "artifactLocation", "uri"}))}};
        if (auto E = errorFromJSON(std::move(Plain)))
          R.Errors.push_back(std::move(*E));
      }
    R.Files += numberAt(Run, {"properties", "files"});
    if (const json::Value *Seconds = at(Run, {"properties", "seconds"}))
      R.Seconds = std::max(R.Seconds, Seconds->getAsNumber().value_or(0));
  }
  return R;
}

} // namespace

std::optional<RunResult> readResult(StringRef Text, std::string &Error) {
  auto Root = parseJSON(Text);
  if (!Root) {
    Error = "not valid JSON: " + llvm::toString(Root.takeError());
    return std::nullopt;
  }
  const json::Object *O = Root->getAsObject();
  bool IsJSON = O && O->getString("tool") == "fastidious";
  std::optional<RunResult> R;
  if (IsJSON)
    R = readJSON(*O);
  else if (O && O->getArray("runs"))
    R = readSARIF(*O);
  if (!R)
    Error = "not a result of fastidious in the format json or sarif";
  return R;
}

RunResult mergeResults(std::vector<RunResult> Parts) {
  RunResult Out;
  std::set<std::pair<std::string, std::string>> SeenErrors;
  for (RunResult &Part : Parts) {
    llvm::append_range(Out.Findings, std::move(Part.Findings));
    for (AnalysisError &E : Part.Errors)
      if (SeenErrors.insert({E.File, E.Message}).second)
        Out.Errors.push_back(std::move(E));
    Out.Files += Part.Files;
    Out.Fixed += Part.Fixed;
    // Parts run side by side.
    Out.Seconds = std::max(Out.Seconds, Part.Seconds);
  }
  sortAndMerge(Out.Findings);
  numberFingerprints(Out.Findings);
  return Out;
}

} // namespace fastidious::driver
