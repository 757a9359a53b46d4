/// \file
/// fastidious-docs: writes what the checks say about themselves, for the documentation and for the
/// tests. Usage: `fastidious-docs json` | `table LINK-PREFIX` | `pages DIRECTORY`.
#include "checks/framework/Markdown.h"
#include "checks/framework/Registry.h"

#include "llvm/Support/FileSystem.h"
#include "llvm/Support/JSON.h"
#include "llvm/Support/raw_ostream.h"

#include <fmt/format.h>

#include <string>
#include <string_view>

using namespace fastidious;

namespace {

llvm::StringRef ref(std::string_view Text) {
  return Text;
}

llvm::StringRef nameOf(OptionType Type) {
  switch (Type) {
  case OptionType::Bool:
    return "bool";
  case OptionType::Integer:
    return "integer";
  case OptionType::StringList:
    return "list";
  }
  return "";
}

void writeJson(llvm::raw_ostream &Out) {
  llvm::json::Array Checks;
  for (const RegisteredCheck &C : registeredChecks()) {
    const CheckInfo &Info = *C.Info;
    llvm::json::Array Options;
    for (const OptionInfo &Option : Info.Options)
      if (!Option.Name.empty())
        Options.push_back(llvm::json::Object{{"name", ref(Option.Name)},
                                             {"type", nameOf(Option.Type)},
                                             {"default", ref(Option.Default)},
                                             {"description", ref(Option.Description)}});
    Checks.push_back(llvm::json::Object{{"name", ref(Info.Name)},
                                        {"group", ref(Info.group())},
                                        {"summary", ref(Info.Summary)},
                                        {"cost", ref(fastidious::nameOf(Info.Cost))},
                                        {"confidence", ref(fastidious::nameOf(Info.Confidence))},
                                        {"fix", ref(fastidious::nameOf(Info.Fix))},
                                        {"since", ref(Info.Since)},
                                        {"options", std::move(Options)},
                                        {"docs", ref(Info.Docs)}});
  }
  Out << llvm::formatv("{0:2}\n", llvm::json::Value(std::move(Checks)));
}

bool writeFile(const std::string &Path, std::string_view Text) {
  std::error_code Error;
  llvm::raw_fd_ostream Out(Path, Error);
  if (!Error) {
    Out << ref(Text);
    Out.close();
    Error = Out.error();
    Out.clear_error();
  }
  if (Error)
    llvm::errs() << "fastidious-docs: " << Path << ": " << Error.message() << '\n';
  return !Error;
}

bool writePages(const std::string &Directory) {
  for (const RegisteredCheck &C : registeredChecks())
    if (!writeFile(fmt::format("{}/{}.md", Directory, C.Info->Name), markdownPage(*C.Info)))
      return false;
  return writeFile(Directory + "/README.md",
                   "# Checks\n\nGenerated from the checks' sources by `tools/update-docs`.\n\n" +
                       markdownTable(""));
}

} // namespace

int main(int ArgC, char **ArgV) {
  std::string_view Mode = ArgC > 1 ? ArgV[1] : "";
  if (Mode == "json" && ArgC == 2) {
    writeJson(llvm::outs());
    return 0;
  }
  if (Mode == "table" && ArgC == 3) {
    llvm::outs() << markdownTable(ArgV[2]);
    return 0;
  }
  if (Mode == "pages" && ArgC == 3)
    return writePages(ArgV[2]) ? 0 : 1;
  llvm::errs() << "usage: fastidious-docs json | table LINK-PREFIX | pages DIRECTORY\n";
  return 2;
}
