#include "driver/cli/ConfigFile.h"

#include "driver/cli/Command.h"
#include "driver/findings/Finding.h"
#include "driver/input/Input.h"
#include "driver/findings/Paths.h"
#include "driver/output/Format.h"

#include "llvm/Support/SourceMgr.h"
#include "llvm/Support/YAMLParser.h"

using llvm::StringRef;
namespace fs = llvm::sys::fs;
namespace json = llvm::json;
namespace path = llvm::sys::path;
namespace yaml = llvm::yaml;

namespace fastidious::driver {

const std::vector<SettingInfo> &settings() {
  static const std::vector<SettingInfo> All = [] {
    const std::vector<std::string> &Costs = costNames();
    std::vector<std::string> Formats;
    for (const OutputFormat &F : outputFormats())
      Formats.push_back(F.Name.str());
    return std::vector<SettingInfo>{
        {SettingInfo::Path, "build-dir", {}},        {SettingInfo::List, "extra-arg", {}},
        {SettingInfo::List, "extra-arg-before", {}}, {SettingInfo::Globs, "exclude", {}},
        {SettingInfo::Choice, "min-cost", Costs},    {SettingInfo::Choices, "format", Formats},
        {SettingInfo::Switch, "statistics", {}},     {SettingInfo::Switch, "show-suppressed", {}},
        {SettingInfo::Path, "baseline", {}},         {SettingInfo::Switch, "confirm", {}},
        {SettingInfo::Switch, "no-confirm", {}},     {SettingInfo::Number, "timeout", {}},
        {SettingInfo::Choice, "fail-on", Costs},     {SettingInfo::Number, "max-findings", {}}};
  }();
  return All;
}

std::string findConfigFile(const std::vector<std::string> &Paths) {
  std::string Common;
  for (const std::string &Given : Paths.empty() ? std::vector<std::string>{"."} : Paths) {
    std::string Path = absolutePath(Given);
    std::string Folder = fs::is_directory(Path) ? Path : path::parent_path(Path).str();
    if (Common.empty())
      Common = Folder;
    while (!isBelow(Folder, Common) && Common != "/")
      Common = path::parent_path(Common).str();
  }
  for (StringRef Folder = Common; !Folder.empty(); Folder = path::parent_path(Folder)) {
    llvm::SmallString<256> Candidate(Folder);
    path::append(Candidate, ConfigFileName);
    if (fs::exists(Candidate))
      return std::string(Candidate);
  }
  return {};
}

namespace {

const char *kindText(const SettingInfo &Info) {
  switch (Info.Kind) {
  case SettingInfo::Text:
  case SettingInfo::Path:
  case SettingInfo::Choice:
    return "a text";
  case SettingInfo::Number:
    return "a number";
  case SettingInfo::Switch:
    return "true or false";
  case SettingInfo::List:
  case SettingInfo::Globs:
  case SettingInfo::Choices:
    return "a list of texts";
  }
  llvm_unreachable("covered switch");
}

/// Reads one file.
class Reader {
public:
  Reader(const std::string &Path, std::vector<std::string> &Problems)
      : Path(Path), Problems(Problems) {
    Sources.setDiagHandler(
        [](const llvm::SMDiagnostic &D, void *Self) {
          auto *R = static_cast<Reader *>(Self);
          if (D.getKind() == llvm::SourceMgr::DK_Error && R->Syntax++ == 0)
            R->problem(D.getLineNo(), D.getMessage().str());
        },
        this);
  }

  std::vector<Setting> read(StringRef Text) {
    if (!isShallowYAML(Text)) {
      problem(1, "nested too deeply");
      return {};
    }
    yaml::Stream Stream(llvm::MemoryBufferRef(Text, Path), Sources, /*ShowColors=*/false);
    yaml::document_iterator Document = Stream.begin();
    yaml::Node *Root = Document == Stream.end() ? nullptr : Document->getRoot();
    if (auto *Mapping = llvm::dyn_cast_or_null<yaml::MappingNode>(Root)) {
      for (yaml::KeyValueNode &Entry : *Mapping)
        readEntry(Entry);
    } else if (Root && !llvm::isa<yaml::NullNode>(Root) && !Syntax) {
      problem(lineOf(*Root), "not a mapping of settings");
    }
    return std::move(Settings);
  }

private:
  void readEntry(yaml::KeyValueNode &Entry) {
    yaml::Node *KeyNode = Entry.getKey();
    auto *Key = llvm::dyn_cast_or_null<yaml::ScalarNode>(KeyNode);
    if (!Key) {
      if (!Syntax)
        problem(KeyNode ? lineOf(*KeyNode) : 1, "the name of a setting is expected");
      return;
    }
    Setting S;
    S.Line = lineOf(*Key);
    llvm::SmallString<32> Storage;
    S.Name = Key->getValue(Storage).str();
    auto Info = llvm::find_if(settings(), [&](const SettingInfo &I) { return I.Name == S.Name; });
    if (Info == settings().end()) {
      unknown(S);
      return;
    }
    if (llvm::any_of(Settings, [&](const Setting &Other) { return Other.Name == S.Name; }))
      problem(S.Line, fmt::format("'{}' is set twice", S.Name));
    yaml::Node *Value = Entry.getValue();
    bool IsList = Info->Kind == SettingInfo::List || Info->Kind == SettingInfo::Globs ||
                  Info->Kind == SettingInfo::Choices;
    if (auto *Sequence = llvm::dyn_cast_or_null<yaml::SequenceNode>(Value); Sequence && IsList) {
      for (yaml::Node &Item : *Sequence)
        readValue(*Info, S, &Item);
    } else {
      readValue(*Info, S, Value);
    }
    Settings.push_back(std::move(S));
  }

  void readValue(const SettingInfo &Info, Setting &S, yaml::Node *Node) {
    llvm::SmallString<128> Storage;
    std::string Value;
    if (auto *Scalar = llvm::dyn_cast_or_null<yaml::ScalarNode>(Node))
      Value = Scalar->getValue(Storage).str();
    else if (auto *Block = llvm::dyn_cast_or_null<yaml::BlockScalarNode>(Node))
      Value = Block->getValue().str();
    unsigned Number;
    if (Value.empty() ||
        (Info.Kind == SettingInfo::Number && StringRef(Value).getAsInteger(10, Number)) ||
        (Info.Kind == SettingInfo::Switch && Value != "true" && Value != "false")) {
      if (!Syntax)
        problem(S.Line, fmt::format("'{}' must be {}", S.Name, kindText(Info)));
      return;
    }
    std::string Folder = path::parent_path(Path).str();
    llvm::SmallString<256> Absolute(Value);
    switch (Info.Kind) {
    case SettingInfo::Choice:
    case SettingInfo::Choices:
      if (!llvm::is_contained(Info.Values, Value)) {
        std::string Similar = didYouMean(Value, Info.Values);
        problem(S.Line,
                Info.Name == "format" && StringRef(Value).contains(':')
                    ? "'format' takes no files here; give --format FORMAT:FILE"
                    : fmt::format("'{}' cannot be '{}'; {}", S.Name, Value,
                                  Similar.empty() ? "one of " + llvm::join(Info.Values, ", ")
                                                  : "did you mean '" + Similar + "'?"));
        return;
      }
      break;
    case SettingInfo::Path:
      fs::make_absolute(Folder, Absolute);
      path::remove_dots(Absolute, /*remove_dot_dot=*/true);
      Value = std::string(Absolute);
      break;
    case SettingInfo::Globs: {
      StringRef Glob = StringRef(Value).rtrim('/');
      Glob.consume_front("./");
      // Without a slash it matches at any depth.
      Value = Glob.contains('/') && !Glob.starts_with("/") ? Folder + "/" + Glob.str() : Glob.str();
      break;
    }
    default:
      break;
    }
    S.Values.push_back(std::move(Value));
  }

  void unknown(const Setting &S) {
    static const std::set<std::string> FlagsOnly{
        "query-driver", "cache-dir",   "no-cache",   "output",       "fix",
        "unsafe-fixes", "allow-dirty", "diff",       "export-fixes", "jobs",
        "profile",      "color",       "quiet",      "config",       "watch",
        "shard",        "exit-zero",   "add-nolint", "cache-limit",  "depfile"};
    if (FlagsOnly.count(S.Name))
      return problem(S.Line,
                     fmt::format("'{0}' can only be given on the command line, as --{0}", S.Name));
    static const std::map<std::string, std::string> InClangTidy{
        {"checks", "Checks"},
        {"Checks", "Checks"},
        {"header-filter", "HeaderFilterRegex"},
        {"HeaderFilterRegex", "HeaderFilterRegex"},
        {"CheckOptions", "CheckOptions"}};
    if (auto Other = InClangTidy.find(S.Name); Other != InClangTidy.end())
      return problem(S.Line,
                     fmt::format("'{}' is set in .clang-tidy, as {}", S.Name, Other->second));
    std::vector<std::string> Known;
    for (const SettingInfo &Info : settings())
      Known.push_back(Info.Name);
    std::string Similar = didYouMean(S.Name, Known);
    problem(S.Line, fmt::format("unknown setting '{}'; {}", S.Name,
                                Similar.empty() ? "one of " + llvm::join(Known, ", ")
                                                : "did you mean '" + Similar + "'?"));
  }

  unsigned lineOf(const yaml::Node &Node) const {
    return Sources.getLineAndColumn(Node.getSourceRange().Start).first;
  }

  void problem(unsigned Line, const std::string &Message) {
    Problems.push_back(fmt::format("{}:{}: {}", displayPath(Path), Line, Message));
  }

  const std::string &Path;
  std::vector<std::string> &Problems;
  llvm::SourceMgr Sources;
  std::vector<Setting> Settings;
  unsigned Syntax = 0; ///< Errors of the parser, after which nodes are missing.
};

} // namespace

std::optional<std::vector<Setting>> readConfigFile(const std::string &Path,
                                                   std::vector<std::string> &Problems) {
  std::string Error;
  auto Text = readFile(Path, Error);
  if (!Text) {
    Problems.push_back(fmt::format("cannot read '{}': {}", displayPath(Path), Error));
    return std::nullopt;
  }
  size_t Before = Problems.size();
  std::vector<Setting> Settings = Reader(Path, Problems).read(*Text);
  if (Problems.size() != Before)
    return std::nullopt;
  return Settings;
}

json::Value configSchema(const std::function<std::string(const SettingInfo &Setting)> &Describe) {
  json::Object Properties;
  for (const SettingInfo &Info : settings()) {
    json::Object Item{{"type", "string"}, {"minLength", 1}};
    if (!Info.Values.empty())
      Item = json::Object{{"enum", json::Array(Info.Values)}};
    json::Object Property;
    switch (Info.Kind) {
    case SettingInfo::Text:
    case SettingInfo::Path:
    case SettingInfo::Choice:
      Property = std::move(Item);
      break;
    case SettingInfo::Number:
      Property = json::Object{{"type", "integer"}, {"minimum", 0}};
      break;
    case SettingInfo::Switch:
      Property = json::Object{{"type", "boolean"}};
      break;
    case SettingInfo::List:
    case SettingInfo::Globs:
    case SettingInfo::Choices: {
      json::Object One = Item;
      Property = json::Object{
          {"anyOf", json::Array{std::move(One),
                                json::Object{{"type", "array"}, {"items", std::move(Item)}}}}};
      break;
    }
    }
    Property["description"] = Describe(Info);
    Properties[Info.Name] = std::move(Property);
  }
  return json::Object{{"$schema", "http://json-schema.org/draft-07/schema#"},
                      {"title", ConfigFileName},
                      {"type", json::Array{"object", "null"}},
                      {"additionalProperties", false},
                      {"properties", std::move(Properties)}};
}

} // namespace fastidious::driver
