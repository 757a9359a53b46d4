/// \file
/// The format `html`: one page that needs nothing else, findings by file with source, cost and fix.
#include "driver/findings/Paths.h"
#include "driver/fixes/Edits.h"
#include "driver/output/Format.h"
#include "driver/output/Xml.h"

using llvm::StringRef;

namespace fastidious::driver {
namespace {

constexpr StringRef Head = R"html(<!DOCTYPE html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>fastidious</title>
<style>
:root { color-scheme: light dark; --line: #8883; --dim: #777; --bad: #c33; --good: #183; --mark: #fd02; }
body { font: 15px/1.5 system-ui, sans-serif; max-width: 70rem; margin: 2rem auto; padding: 0 1rem; }
h1 { font-size: 1.5rem; } h2 { font-size: 1.1rem; margin-top: 2rem; font-family: ui-monospace, monospace; }
table { border-collapse: collapse; } td, th { text-align: left; padding: .15rem 1rem .15rem 0; }
td.n { text-align: right; font-variant-numeric: tabular-nums; }
article { border: 1px solid var(--line); border-radius: 6px; padding: .7rem 1rem; margin: .8rem 0; }
article p { margin: .3rem 0; }
pre { margin: .5rem 0; overflow-x: auto; font: 13px/1.45 ui-monospace, monospace; }
.hit { background: var(--mark); display: inline-block; min-width: 100%; }
.place, .check, .dim { color: var(--dim); } .check { font-size: .85em; }
.cost { border: 1px solid var(--line); border-radius: 1em; padding: 0 .6em; font-size: .8em; }
.quadratic, .invalid-measurement { color: var(--bad); }
.minus { color: var(--bad); } .plus { color: var(--good); }
#filter { font: inherit; padding: .3rem .6rem; width: 20rem; max-width: 100%; }
</style>
</head>
<body>
)html";

constexpr StringRef Tail = R"html(<script>
document.getElementById("filter")?.addEventListener("input", event => {
  const wanted = event.target.value.toLowerCase();
  for (const section of document.querySelectorAll("section.file")) {
    let shown = 0;
    for (const article of section.querySelectorAll("article")) {
      article.hidden = !(section.dataset.file + article.textContent).toLowerCase().includes(wanted);
      shown += !article.hidden;
    }
    section.hidden = !shown;
  }
});
</script>
</body>
</html>
)html";

std::string source(const ReportedFinding &F, SourceLines &Sources) {
  std::string Out = "<pre>";
  unsigned First = F.Line > 2 ? F.Line - 2 : 1;
  for (unsigned Line = First; Line <= F.Line + 2; ++Line) {
    auto Text = Sources.line(F.File, Line);
    if (!Text)
      break;
    std::string Row = fmt::format("<span class=\"dim\">{:>5} </span>{}", Line, escapeXML(*Text));
    Out += Line == F.Line ? "<span class=\"hit\">" + Row + "</span>\n" : Row + "\n";
  }
  return Out + "</pre>\n";
}

std::string fix(const ReportedFinding &F, const OfferedFix &Fix, SourceLines &Sources) {
  std::string Out = fmt::format("<p>{}: {}</p>\n<pre>",
                                Fix.Safety == FixSafety::Safe     ? "Fix"
                                : Fix.Safety == FixSafety::Unsafe ? "Unsafe fix"
                                                                  : "Alternative",
                                escapeXML(Fix.Title));
  std::string Diff = smallDiff(F, Fix, Sources, "", /*Color=*/false);
  for (StringRef Line : llvm::split(StringRef(Diff).rtrim('\n'), '\n'))
    Out += fmt::format("<span class=\"{}\">{}</span>\n", Line.starts_with("-") ? "minus" : "plus",
                       escapeXML(Line));
  return Out + "</pre>\n";
}

std::string article(const ReportedFinding &F, SourceLines &Sources) {
  MessageParts Parts = partsOf(F);
  std::string Out = fmt::format(
      "<article>\n<p><span class=\"place\">{}:{}</span> {} <span class=\"cost {}\">{}</span> "
      "<span class=\"check\">{}</span></p>\n",
      F.Line, F.Column, escapeXML(Parts.What), costName(F.Cost).str(), costName(F.Cost).str(),
      F.Check);
  Out += source(F, Sources);
  if (!F.Reason.empty())
    Out += fmt::format("<p class=\"dim\">Why: {}</p>\n", escapeXML(F.Reason));
  if (!Parts.Remedy.empty())
    Out += fmt::format("<p class=\"dim\">Help: {}</p>\n", escapeXML(Parts.Remedy));
  if (const auto &O = F.Evidence.Optimizer)
    Out += fmt::format("<p>Optimiser at {}: {}{}</p>\n", escapeXML(O->Level), escapeXML(O->Verdict),
                       O->Detail.empty() ? "" : ", " + escapeXML(O->Detail));
  if (const auto &P = F.Evidence.Profile)
    Out +=
        fmt::format("<p>Heat: <meter min=\"0\" max=\"1\" value=\"{0:.4f}\"></meter> {1:.1f} % of "
                    "{2} ({3})</p>\n",
                    P->Share, P->Share * 100, escapeXML(P->Unit), escapeXML(P->Level));
  for (const RelatedNote &N : F.Notes)
    Out += fmt::format("<p class=\"dim\">{}:{}:{}: {}</p>\n", escapeXML(displayPath(N.File)),
                       N.Line, N.Column, escapeXML(N.Message));
  for (const OfferedFix &Fix : F.Fixes)
    Out += fix(F, Fix, Sources);
  if (F.Suppressed)
    Out +=
        fmt::format("<p class=\"dim\">Suppressed: {}</p>\n", suppressionName(*F.Suppressed).str());
  return Out + "</article>\n";
}

std::string renderHTML(const RunResult &R, const RenderOptions &) {
  std::string Out = Head.str() + "<h1>fastidious</h1>\n<p>" + escapeXML(summaryLine(R)) + "</p>\n";
  std::map<std::string, size_t> Counts;
  std::map<std::string, std::vector<const ReportedFinding *>> ByFile;
  for (const ReportedFinding &F : R.Findings) {
    ByFile[F.File].push_back(&F);
    Counts[F.Check] += !F.Suppressed;
  }
  if (!Counts.empty()) {
    Out += "<table>\n";
    for (const auto &[Check, Count] : Counts)
      Out += fmt::format("<tr><td class=\"n\">{}</td><td>{}</td></tr>\n", Count, Check);
    Out += "</table>\n<p><input id=\"filter\" type=\"search\" placeholder=\"Filter findings\" "
           "aria-label=\"Filter findings\"></p>\n";
  }
  for (const AnalysisError &E : R.Errors)
    Out += fmt::format("<p class=\"minus\">Not analysed: {}: {}</p>\n",
                       escapeXML(displayPath(E.File)), escapeXML(E.Message));
  SourceLines Sources(R);
  for (const auto &[File, Findings] : ByFile) {
    std::string Name = escapeXML(displayPath(File));
    Out += fmt::format("<section class=\"file\" data-file=\"{0}\">\n<h2>{0}</h2>\n", Name);
    for (const ReportedFinding *F : Findings)
      Out += article(*F, Sources);
    Out += "</section>\n";
  }
  return Out + Tail.str();
}

const FormatRegistration Html("html", "a report that is one self-contained page", renderHTML);

} // namespace
} // namespace fastidious::driver
