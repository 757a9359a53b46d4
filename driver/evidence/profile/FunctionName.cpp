#include "driver/evidence/profile/FunctionName.h"

#include "llvm/ADT/SmallString.h"
#include "llvm/ADT/StringExtras.h"
#include "llvm/Demangle/Demangle.h"

namespace fastidious::profile {

using llvm::StringRef;

namespace {

/// The demangler is recursive, so that a long name from a damaged file would overflow its stack.
constexpr size_t LongestMangledName = 1 << 13;

bool isIdentifierPart(char C) {
  return llvm::isAlnum(C) || C == '_' || C == '~' || C == '.' || (C & 0x80);
}

/// The length of an operator's symbol at the beginning of \p Text, 0 if there is none.
size_t operatorLength(StringRef Text) {
  for (StringRef Symbol :
       {"<=>", "<<=", ">>=", "->*", "()", "[]", "->", "<<", ">>", "<=", ">=", "==", "!=",
        "&&",  "||",  "++",  "--",  "+=", "-=", "*=", "/=", "%=", "^=", "&=", "|=", "<",
        ">",   "+",   "-",   "*",   "/",  "%",  "^",  "&",  "|",  "~",  "!",  "=",  ","})
    if (Text.starts_with(Symbol))
      return Symbol.size();
  return 0;
}

/// The length of the bracketed text at the beginning of \p Text, brackets included; all of it if
/// the bracket is never closed. '<' and '>' are no brackets within others, where they compare.
size_t bracketLength(StringRef Text) {
  llvm::SmallString<16> Open;
  for (size_t I = 0; I < Text.size(); ++I) {
    char C = Text[I];
    if (Text.substr(I).starts_with("operator") && (I == 0 || !isIdentifierPart(Text[I - 1]))) {
      I += StringRef("operator").size();
      I += operatorLength(Text.substr(I));
      --I;
    } else if (C == '(' || C == '{' || C == '[' || C == '<') {
      Open.push_back(C);
    } else if (C == '>' && Open.back() == '<' && Text[I - 1] != '-') {
      Open.pop_back();
    } else if (C == ')' || C == '}' || C == ']') {
      while (!Open.empty() && Open.back() == '<' && Open.size() > 1)
        Open.pop_back();
      Open.pop_back();
    }
    if (Open.empty())
      return I + 1;
  }
  return Text.size();
}

/// Where a lambda begins that \p Text names, as the different demanglers write it.
size_t lambdaIn(StringRef Text) {
  size_t First = StringRef::npos;
  for (StringRef Mark : {"{lambda", "'lambda", "$_", "(lambda", "(anonymous class)", "<lambda"})
    for (size_t At = Text.find(Mark); At != StringRef::npos; At = Text.find(Mark, At + 1))
      if (Text.take_front(At).ends_with("::")) {
        First = std::min(First, At);
        break;
      }
  return First;
}

/// What is written at the end of \p Text up to the template argument, parameter or comma before it.
StringRef lastArgument(StringRef Text) {
  unsigned Depth = 0;
  for (size_t I = Text.size(); I-- > 0;) {
    char C = Text[I];
    if (C == ')' || C == '>' || C == '}' || C == ']')
      ++Depth;
    else if (Depth == 0 && (C == '(' || C == '<' || C == '{' || C == '[' || C == ','))
      return Text.drop_front(I + 1).trim();
    else if (C == '(' || C == '<' || C == '{' || C == '[')
      --Depth;
  }
  return Text.trim();
}

std::string comparableParameters(StringRef List) {
  std::string Out;
  for (size_t I = 0; I < List.size(); ++I) {
    StringRef Rest = List.drop_front(I);
    if (List[I] == '<') {
      I += bracketLength(Rest) - 1;
      continue;
    }
    bool Begins = I == 0 || !isIdentifierPart(List[I - 1]);
    StringRef Dropped;
    for (StringRef Word : {"(anonymous namespace)::", "{anonymous}::", "__cxx11::", "__1::",
                           "const", "struct ", "class ", "enum ", "basic_"})
      if (Begins && Rest.starts_with(Word))
        Dropped = Word;
    if (!Dropped.empty()) {
      I += Dropped.size() - 1;
      continue;
    }
    if (List[I] != ' ')
      Out += List[I];
  }
  return Out == "void" ? "" : Out;
}

class Parser {
public:
  Parser(StringRef Text, bool SeesLambdas) : Rest(Text), SeesLambdas(SeesLambdas) {}

  FunctionName run() {
    while (!Rest.empty() && step())
      ;
    finishComponent();
    for (const std::string &Part : Parts)
      Name.Base += (Name.Base.empty() ? "" : "::") + Part;
    if (Name.Base.empty() && Name.IsLambda)
      Name.Base = "(lambda)";
    return std::move(Name);
  }

private:
  StringRef Rest;
  const bool SeesLambdas;
  FunctionName Name;
  std::vector<std::string> Parts;
  std::string Part;
  bool AfterScope = false; ///< Behind "::".

  void finishComponent() {
    bool IsVersion = Part == "__cxx11" || Part == "__1" || Part == "_V2";
    if (!Part.empty() && !IsVersion)
      Parts.push_back(Part);
    Part.clear();
  }

  StringRef take(size_t Length) {
    StringRef Taken = Rest.take_front(Length);
    Rest = Rest.drop_front(Length);
    return Taken;
  }

  /// What stood there was no part of the name: a return type, "virtual thunk to".
  void restart() {
    Parts.clear();
    Part.clear();
    Name.Parameters.reset();
    Name.IsInUnnamedNamespace = false;
  }

  bool endWithLambda() {
    Name.IsLambda = true;
    return false;
  }

  /// Reads one piece of the name; false at its end.
  bool step() {
    bool Begins = Part.empty();
    if (Begins && Rest.starts_with("operator") && (Rest.size() == 8 || !isIdentifierPart(Rest[8])))
      return stepOperator();
    if (Rest.consume_front("::")) {
      // A profiler that leaves out brackets leaves nothing of an unnamed namespace.
      if (Begins && (AfterScope || Parts.empty()) && !Name.Parameters)
        Name.IsInUnnamedNamespace = true;
      finishComponent();
      AfterScope = true;
      return true;
    }
    bool WasAfterScope = std::exchange(AfterScope, false);
    if (Begins && Rest.starts_with("$_"))
      return endWithLambda();
    switch (Rest.front()) {
    case '(':
      return stepParenthesis();
    case '{':
      if (Rest.starts_with("{lambda"))
        return endWithLambda();
      Name.IsInUnnamedNamespace |= take(bracketLength(Rest)) == "{anonymous}";
      return true;
    case '<': {
      if (Rest.starts_with("<lambda"))
        return endWithLambda();
      StringRef Arguments = take(bracketLength(Rest));
      if (SeesLambdas)
        seeLambdas(Arguments.drop_front());
      return true;
    }
    case '[':
      take(bracketLength(Rest));
      return true;
    case '\'':
      if (Rest.starts_with("'lambda"))
        return endWithLambda();
      // What is not named. Otherwise callgrind adds a caller or the depth of a recursion.
      if (!Begins || !(WasAfterScope || Parts.empty()))
        return false;
      take(1);
      take(std::min(Rest.size(),
                    Rest.find('\'') == StringRef::npos ? Rest.size() : Rest.find('\'') + 1));
      return true;
    case '@':
      return false;
    case ' ':
      return stepSpace();
    case '*':
    case '&':
      take(1);
      return true;
    default:
      // Those of a function around it.
      if (Begins)
        Name.Parameters.reset();
      Part += take(1);
      return true;
    }
  }

  bool stepSpace() {
    Rest = Rest.ltrim();
    StringRef Word = Rest.take_until([](char C) { return C == ' ' || C == '['; });
    if (Word.empty() || Word == "const" || Word == "volatile" || Word == "&" || Word == "&&" ||
        Word.starts_with("(."))
      return false;
    // "operator<< <char>"
    if (Word.front() != '<' && Word.front() != '(')
      restart();
    return true;
  }

  bool stepParenthesis() {
    if (Rest.starts_with("(lambda") || Rest.starts_with("(anonymous class)"))
      return endWithLambda();
    StringRef List = take(bracketLength(Rest));
    if (Part.empty()) {
      Name.IsInUnnamedNamespace |= List.starts_with("(anonymous");
      return true;
    }
    List.consume_front("(");
    List.consume_back(")");
    Name.Parameters = comparableParameters(List);
    // A local class, or a lambda, goes on; a member's qualifiers do not belong to its name.
    return Rest.starts_with("::");
  }

  bool stepOperator() {
    Name.Parameters.reset();
    Part += take(8);
    if (size_t Length = operatorLength(Rest)) {
      Part += take(Length);
      return true;
    }
    // A conversion, new, delete or a literal: all up to the parameters is its name.
    while (!Rest.empty() && Rest.front() != '(') {
      if (Rest.front() == '<')
        take(bracketLength(Rest));
      else
        Part += take(1);
    }
    return true;
  }

  void seeLambdas(StringRef Arguments) {
    for (size_t At; (At = lambdaIn(Arguments)) != StringRef::npos;
         Arguments = Arguments.drop_front(At)) {
      StringRef Owner = lastArgument(Arguments.take_front(At - 2));
      std::string Base = Parser(Owner, /*SeesLambdas=*/false).run().Base;
      if (!Base.empty() && !llvm::is_contained(Name.LambdasOf, Base))
        Name.LambdasOf.push_back(std::move(Base));
      At += 1;
    }
  }
};

} // namespace

FunctionName parseFunctionName(StringRef Spelling) {
  StringRef Text = Spelling.trim();
  std::string Demangled;
  if (Text.starts_with("_Z") || Text.starts_with("__Z")) {
    // Behind it are the marks of clones, versions, and callgrind's recursion.
    StringRef Mangled =
        Text.take_until([](char C) { return C == '.' || C == '@' || C == '\'' || C == ' '; });
    if (Mangled.size() <= LongestMangledName) {
      Demangled = llvm::demangle(Mangled);
      Text = Demangled;
    }
  } else if (Text.find_first_of("(<: ") == StringRef::npos && Text.find('.') != 0) {
    // The clone of a function that is not mangled: "main.cold".
    Text = Text.take_front(Text.find('.'));
  }
  // google-pprof adds the address of one of several symbols with the same name.
  if (Text.ends_with(">")) {
    StringRef Address = Text.drop_back();
    size_t Begin = Address.rfind('<');
    Address = Begin == StringRef::npos ? StringRef() : Address.drop_front(Begin + 1);
    if (Address.size() >= 8 && llvm::all_of(Address, llvm::isHexDigit))
      Text = Text.drop_back(Address.size() + 2);
  }
  return Parser(Text, /*SeesLambdas=*/true).run();
}

std::string normalisedFunction(StringRef Function) {
  return parseFunctionName(Function).Base;
}

} // namespace fastidious::profile
