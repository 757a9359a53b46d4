/// \file
/// Completion scripts. A word that is no verb is completed as for `check`, the default one.
#include "driver/cli/Outline.h"

using llvm::StringRef;

namespace fastidious::driver {
namespace {

/// \p Verbs with the verbs inside of them, as "config show".
void flatten(const std::vector<VerbOutline> &Verbs, const std::string &Prefix,
             std::vector<std::pair<std::string, const VerbOutline *>> &Out) {
  for (const VerbOutline &V : Verbs) {
    Out.push_back({Prefix + V.Name, &V});
    flatten(V.Verbs, Prefix + V.Name + " ", Out);
  }
}

std::string names(const std::vector<VerbOutline> &Verbs, StringRef Separator) {
  std::vector<std::string> Names;
  for (const VerbOutline &V : Verbs)
    Names.push_back(V.Name);
  return llvm::join(Names, Separator);
}

/// \p Text with each of \p Special behind a \p Mark.
std::string escaped(StringRef Text, StringRef Special, StringRef Mark) {
  std::string Out;
  for (char C : Text) {
    if (Special.contains(C))
      Out += Mark;
    Out += C;
  }
  return Out;
}

std::string bash(const std::vector<VerbOutline> &Verbs) {
  std::vector<std::pair<std::string, const VerbOutline *>> All;
  flatten(Verbs, "", All);
  std::string Out = "# Completions of fastidious for bash: source it, or put it into\n"
                    "# ~/.local/share/bash-completion/completions/fastidious\n"
                    "_fastidious() {\n"
                    "  local cur=${COMP_WORDS[COMP_CWORD]} prev=${COMP_WORDS[COMP_CWORD-1]}\n"
                    "  local verb= word flags= words= values= files=\n"
                    "  # bash takes '=' for a word of its own.\n"
                    "  if [[ $cur == = ]]; then\n"
                    "    cur=\n"
                    "  elif [[ $prev == = ]]; then\n"
                    "    prev=${COMP_WORDS[COMP_CWORD-2]}\n"
                    "  fi\n"
                    "  for word in \"${COMP_WORDS[@]:1:COMP_CWORD-1}\"; do\n"
                    "    case \"${verb:+$verb }$word\" in\n";
  std::vector<std::string> Paths;
  for (const auto &[Path, V] : All)
    Paths.push_back("'" + Path + "'");
  Out += "      " + llvm::join(Paths, "|") +
         ") verb=\"${verb:+$verb }$word\" ;;\n"
         "      *) : \"${verb:=check}\" ;;\n"
         "    esac\n"
         "  done\n"
         "  if [[ -z $verb ]]; then\n"
         "    words='" +
         names(Verbs, " ") +
         "'\n"
         "    verb=check\n"
         "  fi\n"
         "  case $verb in\n";
  for (const auto &[Path, V] : All) {
    std::vector<std::string> Flags;
    std::string ByFlag, Places;
    for (const FlagOutline &F : V->Flags) {
      std::string Action = !F.Choices.empty() ? "values='" + llvm::join(F.Choices, " ") + "'"
                           : F.IsFolder       ? "files=-d"
                           : F.IsFile         ? "files=-f"
                                              : "return";
      if (F.Names.empty())
        Places += !F.Choices.empty() ? "words+=' " + llvm::join(F.Choices, " ") + "'" : Action;
      else if (!F.Value.empty())
        ByFlag += "        " + llvm::join(F.Names, "|") + ") " + Action + " ;;\n";
      llvm::append_range(Flags, F.Names);
    }
    Out += "    '" + Path + "')\n      flags='" + llvm::join(Flags, " ") + "'\n";
    if (!V->Verbs.empty())
      Out += "      words+=' " + names(V->Verbs, " ") + "'\n";
    if (!ByFlag.empty())
      Out += "      case $prev in\n" + ByFlag + "      esac\n";
    if (!Places.empty() && Places != "return")
      Out += "      [[ $values$files || $cur == -* ]] || " + Places + "\n";
    Out += "      ;;\n";
  }
  return Out + "  esac\n"
               "  if [[ $values ]]; then\n"
               "    COMPREPLY=($(compgen -W \"$values\" -- \"$cur\"))\n"
               "  elif [[ $cur == -* ]]; then\n"
               "    COMPREPLY=($(compgen -W \"$flags\" -- \"$cur\"))\n"
               "  else\n"
               "    COMPREPLY=($(compgen -W \"$words\" -- \"$cur\"))\n"
               "    if [[ $files ]]; then\n"
               "      compopt -o filenames 2>/dev/null\n"
               "      mapfile -t -O ${#COMPREPLY[@]} COMPREPLY < <(compgen $files -- \"$cur\")\n"
               "    fi\n"
               "  fi\n"
               "}\n"
               "complete -F _fastidious fastidious\n";
}

std::string zshAction(const FlagOutline &F) {
  return !F.Choices.empty() ? "(" + llvm::join(F.Choices, " ") + ")"
         : F.IsFolder       ? "_files -/"
         : F.IsFile         ? "_files"
                            : " ";
}

std::string zsh(const std::vector<VerbOutline> &Verbs) {
  std::vector<std::pair<std::string, const VerbOutline *>> All;
  flatten(Verbs, "", All);
  auto List = [](const std::vector<VerbOutline> &Verbs) {
    std::string Out;
    for (const VerbOutline &V : Verbs)
      Out += fmt::format(" '{}:{}'", V.Name, escaped(V.Summary, "'", "'\\'"));
    return Out;
  };
  std::string Out =
      "#compdef fastidious\n"
      "# Completions of fastidious for zsh: put it into a folder of $fpath, as _fastidious\n"
      "_fastidious() {\n"
      "  local verb=check\n"
      "  local -a verbs\n"
      "  verbs=(" +
      List(Verbs) +
      ")\n"
      "  if (( CURRENT == 2 )); then\n"
      "    _describe command verbs\n"
      "  elif [[ -n ${verbs[(r)$words[2]:*]} ]]; then\n"
      "    verb=$words[2]\n"
      "    shift words\n"
      "    (( CURRENT-- ))\n"
      "  fi\n";
  for (const VerbOutline &V : Verbs) {
    if (V.Verbs.empty())
      continue;
    Out += "  if [[ $verb == " + V.Name + " ]]; then\n    verbs=(" + List(V.Verbs) +
           ")\n"
           "    if (( CURRENT == 2 )); then\n"
           "      _describe command verbs\n"
           "    elif [[ -n ${verbs[(r)$words[2]:*]} ]]; then\n"
           "      verb=\"$verb $words[2]\"\n"
           "      shift words\n"
           "      (( CURRENT-- ))\n"
           "    fi\n"
           "  fi\n";
  }
  Out += "  case $verb in\n";
  for (const auto &[Path, V] : All) {
    Out += "    '" + Path + "')\n      _arguments -s";
    for (const FlagOutline &F : V->Flags) {
      std::string Text = escaped(escaped(F.Description, "[]:\\", "\\"), "'", "'\\'");
      std::string Value = escaped(F.Value, ":[]", "\\");
      if (F.Names.empty())
        Out += fmt::format(" \\\n        '*:{}:{}'", Value, zshAction(F));
      for (const std::string &Name : F.Names)
        Out += fmt::format(" \\\n        '{}{}{}[{}]{}'", F.Repeatable ? "*" : "", Name,
                           F.Value.empty()                     ? ""
                           : StringRef(Name).starts_with("--") ? "="
                                                               : "+",
                           Text, F.Value.empty() ? "" : ":" + Value + ":" + zshAction(F));
    }
    Out += "\n      ;;\n";
  }
  return Out + "  esac\n}\n"
               "if [[ $funcstack[1] == _fastidious ]]; then\n"
               "  _fastidious \"$@\"\n"
               "else\n"
               "  compdef _fastidious fastidious\n"
               "fi\n";
}

std::string fish(const std::vector<VerbOutline> &Verbs) {
  std::string Known = names(Verbs, " ");
  std::string Out = "# Completions of fastidious for fish: put it into\n"
                    "# ~/.config/fish/completions/fastidious.fish\n";
  auto Quote = [](StringRef Text) { return "'" + escaped(Text, "'\\", "\\") + "'"; };
  auto Flags = [&](const VerbOutline &V, const std::string &When) {
    for (const FlagOutline &F : V.Flags) {
      std::string Action = !F.Choices.empty() ? " -x -a " + Quote(llvm::join(F.Choices, " "))
                           : F.IsFolder       ? " -x -a '(__fish_complete_directories)'"
                           : F.IsFile         ? " -r -F"
                           : F.Value.empty()  ? ""
                                              : " -x";
      if (F.Names.empty()) {
        if (!F.Choices.empty())
          Out += "complete -c fastidious -n " + Quote(When) + Action + "\n";
        continue;
      }
      std::string Line = "complete -c fastidious -n " + Quote(When);
      for (StringRef Name : F.Names)
        Line += Name.starts_with("--") ? " -l " + Name.drop_front(2).str()
                                       : " -s " + Name.drop_front().str();
      Out += Line + Action + " -d " + Quote(F.Description) + "\n";
    }
  };
  for (const VerbOutline &V : Verbs) {
    Out += "complete -c fastidious -n __fish_use_subcommand -a " + V.Name + " -d " +
           Quote(V.Summary) + "\n";
    std::string Seen = "__fish_seen_subcommand_from " + V.Name;
    Flags(V, V.Name == "check" ? Seen + "; or not __fish_seen_subcommand_from " + Known : Seen);
    for (const VerbOutline &Inner : V.Verbs) {
      Out += "complete -c fastidious -f -n " +
             Quote(Seen + "; and not __fish_seen_subcommand_from " + names(V.Verbs, " ")) + " -a " +
             Inner.Name + " -d " + Quote(Inner.Summary) + "\n";
      Flags(Inner, Seen + "; and __fish_seen_subcommand_from " + Inner.Name);
    }
  }
  return Out;
}

} // namespace

std::string completionScript(StringRef Shell) {
  std::vector<VerbOutline> Verbs = outlineProgram();
  return Shell == "bash" ? bash(Verbs) : Shell == "zsh" ? zsh(Verbs) : fish(Verbs);
}

} // namespace fastidious::driver
