"""Changes to C++ text: some leave it valid and are odd to look at, some break it."""

import re

from .code import Code

# What a mutant's statements may be wrapped in; nothing of it is known to the compiler.
PRELUDE = """
bool fuzz_condition();
int fuzz_count();
struct fuzz_pair { int first, second; };
fuzz_pair fuzz_two();
template <typename, typename T> T fuzz_dependent(T value) { return value; }
"""
COROUTINE = """
#include <coroutine>
struct fuzz_task {
  struct promise_type {
    fuzz_task get_return_object();
    std::suspend_never initial_suspend();
    std::suspend_never final_suspend() noexcept;
    void return_void();
    void unhandled_exception();
  };
};
"""
WRAPPERS = [
    "{{ {0} }}", "do {{ {0} }} while (0);", "do {{ {0} }} while (fuzz_condition());",
    "if (fuzz_condition()) {0}", "if (fuzz_condition()) {{ {0} }} else {{ {0} }}",
    "if (bool fuzz = fuzz_condition(); fuzz) {{ {0} }}",
    "for (int fuzz = 0; fuzz < fuzz_count(); ++fuzz) {0}",
    "for (int fuzz = fuzz_count(); fuzz-- > 0;) {{ {0} }}",
    "while (fuzz_condition()) {{ {0} }}", "for (;;) {{ {0} break; }}",
    "try {{ {0} }} catch (...) {{}}", "[&] {{ {0} }}();", "[=]() mutable {{ {0} }}();",
    "switch (fuzz_count()) {{ case 1: {0} default:; }}", "fuzz_label: {0}",
    "if (fuzz_condition()) return; {0}", "if constexpr (sizeof(int) > 2) {{ {0} }}",
    "{0} if (fuzz_condition()) {{ {0} }}", "[&](auto fuzz) {{ (void)fuzz; {0} }}(1);",
    "[&] {{ return [&] {{ {0} }}; }}()();", "auto fuzz_later = [&]() noexcept -> void {{ {0} }}; fuzz_later();",
    "[&]() -> fuzz_task {{ {0} co_return; }}();",
    "[&]() -> fuzz_task {{ {0} co_await std::suspend_always(); {0} }}();",
    "if (auto [first, second] = fuzz_two(); first < second) {{ {0} }}",
    "for (auto [first, second] : {{fuzz_two(), fuzz_two()}}) {{ {0} }}",
    "[[likely]] {0}", "if (fuzz_condition()) [[unlikely]] {{ {0} }}", "[[maybe_unused]] {0}",
    "if constexpr (false) {{ {0} }} else {{ {0} }}",
    "[&]<typename FuzzT>(FuzzT) {{ if constexpr (sizeof(FuzzT) > 1) {{ {0} }} }}(1L);",
    "\n#if 1\n{0}\n#endif\n", "\n#ifdef FUZZ_UNKNOWN\n{0}\n#else\n{0}\n#endif\n",
    "\n#line 7\n{0}", "\n#pragma clang diagnostic push\n{0}\n#pragma clang diagnostic pop\n",
    "goto fuzz_label; fuzz_label: {0}", "struct {{ void fuzz() {{}} }} fuzz; fuzz.fuzz(); {0}",
    "using namespace std; {0}", "else_less: if (fuzz_condition()) {{}} else {0}",
]
# What may stand before a function.
SPECIFIERS = ["constexpr", "inline", "static", "[[nodiscard]]", "[[gnu::noinline]]", "[[gnu::cold]]",
              "[[maybe_unused]]", "__attribute__((always_inline))", 'extern "C"', "consteval",
              "template <typename = void>"]
REPLACEMENTS = {
    "<": ["<=", "!=", ">"], "<=": ["<"], ">": ["<", ">=", "!="], "++": ["--"], "--": ["++"],
    "+": ["-"], "+=": ["=", "-="], "=": ["+="], "const": ["", "volatile", "constexpr"],
    "&": ["", "&&", "*"], "int": ["unsigned char", "long", "bool", "auto", "std::size_t"],
    "auto": ["auto&&", "const auto"], "for": ["while"], "size_t": ["int"],
    "push_back": ["emplace_back", "insert"], "vector": ["basic_string", "list"],
    "char": ["wchar_t", "unsigned char", "char16_t"], "return": ["throw", "(void)"],
    "string": ["wstring", "string_view"], "static": [""], "void": ["int", "auto"],
    ".": ["->"], "std": ["::std"], ";": [";;", ","],
}
NUMBERS = ["0", "1", "-1", "2147483647", "0xFFFFFFFFFFFFFFFFu", "1'000", "3u", "'a'", "sizeof(int)"]
COMMENTS = ["/* */", "/* gr\u00fc\u00dfe \U0001f600 */", "// \u4e2d\u6587\n", "//\n", "\\\n", "\t\f", "\n\n",
            "/* a\n b */", "\r\n"]


def splice(code, begin, end, text):
    return code.text[:begin] + text + code.text[end:]


def some_statement(code, rng):
    blocks = code.blocks()
    return rng.choice(rng.choice(blocks)) if blocks else None


def is_declaration(code, statement):
    return re.match(r"(const|static|auto|using|typedef|thread_local)\b|[\w:]+(<.*>)?[&*\s]+\w+\s*[=;{(:]",
                    code.text[slice(*code.span(statement))], re.DOTALL) is not None


def movable_statement(code, rng):
    """A statement that others do not take a name from."""
    for _ in range(4):
        statement = some_statement(code, rng)
        if statement and not is_declaration(code, statement):
            return statement
    return statement


def delete_statement(code, rng):
    if statement := movable_statement(code, rng):
        return splice(code, *code.span(statement), "")


def duplicate_statement(code, rng):
    if statement := movable_statement(code, rng):
        begin, end = code.span(statement)
        return splice(code, end, end, " " + code.text[begin:end])


def swap_statements(code, rng):
    blocks = [statements for statements in code.blocks() if len(statements) > 1]
    if blocks:
        statements = rng.choice(blocks)
        at = rng.randrange(len(statements) - 1)
        (begin, first_end), (second, end) = map(code.span, statements[at:at + 2])
        text = code.text
        return splice(code, begin, end,
                      text[second:end] + text[first_end:second] + text[begin:first_end])


def move_statement(code, rng):
    source, target = movable_statement(code, rng), some_statement(code, rng)
    if source and target and source != target:
        begin, end = code.span(source)
        at, _ = code.span(target)
        if not begin <= at < end:
            text = code.text[begin:end]
            cut = splice(code, begin, end, "")
            at -= end - begin if at >= end else 0
            return cut[:at] + text + " " + cut[at:]


def wrap_statement(code, rng):
    if statement := movable_statement(code, rng):
        begin, end = code.span(statement)
        return splice(code, begin, end, rng.choice(WRAPPERS).format(code.text[begin:end]))


def pass_to_macro(code, rng):
    """Makes statements the argument of a macro."""
    if statement := some_statement(code, rng):
        begin, end = code.span(statement)
        macro = rng.choice(["__VA_ARGS__", "do { __VA_ARGS__ } while (0);", "{ __VA_ARGS__ }",
                            "__VA_ARGS__ __VA_ARGS__"])
        return define(splice(code, begin, end, f"FUZZ_RUN({code.text[begin:end]})"),
                      f"FUZZ_RUN(...) {macro}")


def make_macro(code, rng):
    """Makes a body, a statement or a token the body of a macro."""
    name = f"FUZZ_{rng.randrange(1000)}"
    if rng.random() < 0.2 and code.bodies:
        opening, closing = rng.choice(code.bodies)
        begin, end = code.span((opening, closing + 1))
    elif rng.random() < 0.5 and (statement := some_statement(code, rng)):
        begin, end = code.span(statement)
    elif code.tokens:
        token = rng.choice(code.tokens)
        begin, end = token.begin, token.end
    else:
        return None
    body = code.text[begin:end]
    if "#" in body or "//" in body:
        return None
    return define(splice(code, begin, end, f" {name} "), f"{name} " + " ".join(body.split()))


def define(text, macro):
    return declare(text, f"#define {macro}")


def declare(text, line):
    """Adds a line after the last inclusion."""
    at = 0
    for match in re.finditer(r"^#include.*\n", text, re.MULTILINE):
        at = match.end()
    return text[:at] + line + "\n" + text[at:]


def make_template(code, rng):
    """Makes a function a template, of a type that it may use."""
    heads = [(head, body) for head, body in code.function_heads()
             if code.word(head) not in ("template", "namespace", "BENCHMARK", "TEST_CASE", "#")]
    if not heads:
        return None
    head, body = rng.choice(heads)
    words = [token for token in code.tokens[head:code.partners.get(body, body)]
             if token.text in ("int", "char", "unsigned", "bool", "double")]
    default = "int"
    text = code.text
    if words:
        token = rng.choice(words)
        default = token.text
        text = splice(code, token.begin, token.end, "FuzzT")
    at = code.tokens[head].begin
    constraint = rng.choice(["", "", "requires (sizeof(FuzzT) > 0) "])
    return text[:at] + f"template <typename FuzzT = {default}> {constraint}" + text[at:]


INITIALISED = re.compile(r"\b(\w+)\s*=\s*([^;={}]+);")


def depend(code, rng):
    """Makes initialisers in a function dependent: their lists in parentheses have no type."""
    functions = list(plain_functions(code))
    if not functions:
        return None
    begin, end = code.span(rng.choice(functions))
    function = code.text[begin:end]
    changed = INITIALISED.sub(
        lambda match: rng.choice([match[0], f"{match[1]}((fuzz_dependent<FuzzT>({match[2]})));",
                                  f"{match[1]}{{fuzz_dependent<FuzzT>({match[2]})}};"]), function)
    if changed != function:
        return splice(code, begin, end, "template <typename FuzzT = int> " + changed)


DECLARED = re.compile(r"(?<=[\w>*&] )(\w+) = ([^;={}]+);")


def brace_initialisers(code, rng):
    """Writes initialisers in braces or parentheses, those of counters included."""
    return DECLARED.sub(
        lambda match: rng.choice([match[0], f"{match[1]}{{{match[2]}}};", f"{match[1]}({match[2]});"]),
        code.text)


def plain_functions(code):
    """The functions that may be moved as a whole, each as its first token and the one after it."""
    for head, body in code.function_heads():
        words = [code.word(index) for index in range(head, body)]
        if "namespace" not in words and "class" not in words and "struct" not in words:
            yield head, code.partners.get(body, body) + 1


def specify_function(code, rng):
    """Puts an attribute or another specifier before a function."""
    if functions := list(plain_functions(code)):
        at, _ = code.span(rng.choice(functions))
        return splice(code, at, at, rng.choice(SPECIFIERS) + " ")


def enclose_function(code, rng):
    """Puts a function into a namespace, a class or a class template."""
    if functions := list(plain_functions(code)):
        begin, end = code.span(rng.choice(functions))
        function = code.text[begin:end]
        return splice(code, begin, end, rng.choice([
            f"namespace fuzz {{\n{function}\n}}\nusing namespace fuzz;",
            f"namespace {{ {function} }}", f"inline namespace fuzz::v1 {{ {function} }}",
            f"namespace fuzz_a {{ inline namespace fuzz_b {{\n{function}\n}} }}",
            f"struct Fuzz {{ {function} }};", f"struct Fuzz {{\n  static {function}\n}};",
            f"template <typename FuzzU> struct Fuzz {{ {function} }};\ntemplate struct Fuzz<int>;",
            f"#if 1\n{function}\n#endif", f'extern "C++" {{ {function} }}',
            f"void fuzz_outer() {{ struct Fuzz {{ {function} }}; }}",
        ]))


def alias_type(code, rng):
    """Names a type of the standard library by an alias."""
    matches = [match for match in re.finditer(r"std::\w+(?:<[\w:<>,* ]*>)?", code.text)
               if match[0].count("<") == match[0].count(">")]
    if matches:
        match = rng.choice(matches)
        alias = rng.choice(["using FuzzAlias = {0};", "typedef {0} FuzzAlias;",
                            "struct FuzzAlias : {0} {{ using {0}::{1}; }};",
                            "struct FuzzAlias : {0} {{ using {0}::{1}; private: using {0}::"
                            + rng.choice(["reserve", "clear", "assign", "append", "insert"])
                            + "; }};",
                            "template <typename> using FuzzOf = {0}; using FuzzAlias = FuzzOf<int>;",
                            "#include <map>\nstruct FuzzAlias : {0} {{ using {0}::{1}; "
                            "std::map<int, FuzzAlias> fuzz; }};",
                            "template <typename FuzzT, typename... Rest> struct FuzzChain : "
                            "FuzzChain<Rest...> {{ using FuzzChain<Rest...>::FuzzChain; }}; "
                            "template <typename FuzzT> struct FuzzChain<FuzzT> : {0} "
                            "{{ using {0}::{1}; }}; using FuzzAlias = FuzzChain<int, char>;"])
        bare = re.match(r"std::(\w+)", match[0])[1]
        text = splice(code, match.start(), match.end(), "FuzzAlias")
        return declare(text, alias.format(match[0], bare))


def unbrace(code, rng):
    """Takes the braces of a block with one statement away."""
    blocks = [(body, statements[0]) for body in code.bodies
              if len(statements := code.statements_of(body)) == 1]
    if blocks:
        (opening, closing), statement = rng.choice(blocks)
        begin, end = code.span((opening, closing + 1))
        return splice(code, begin, end, " " + code.text[slice(*code.span(statement))])


def change_line_ends(code, rng):
    style = rng.randrange(6)
    if style == 0:
        return re.sub(r"\r?\n", "\r\n", code.text)
    if style == 1:
        return re.sub(r"\n", lambda _: rng.choice(["\n", "\r\n"]), code.text)
    if style == 2:
        return code.text.rstrip()
    if style == 3:
        return "\ufeff" + code.text
    if style == 4:
        tabs = re.sub(r"^(?:  )+", lambda match: "\t" * (len(match[0]) // 2), code.text,
                      flags=re.MULTILINE)
        return re.sub(r"\r?\n", "\r\n", tabs) if rng.random() < 0.5 else tabs
    if statement := some_statement(code, rng):
        begin, end = code.span(statement)
        part = code.text[begin:end]
        if "#" not in part and "//" not in part:
            if rng.random() < 0.5:
                part = " ".join(part.split())
            else:
                tokens = code.tokens[statement[0]:statement[1]]
                part = "\n".join(token.text for token in tokens)
            return splice(code, begin, end, part)


def join_lines(code, rng):
    """Puts two statements, and what is around them, on one line."""
    if statement := some_statement(code, rng):
        begin, end = code.span(statement)
        before, after = code.text[:begin].rstrip(), code.text[end:].lstrip()
        if not re.search(r"(//|#)[^\n]*$", before) and not after.startswith("#"):
            return before + " " + code.text[begin:end] + " " + after


def insert_comment(code, rng):
    if code.tokens:
        at = rng.choice(code.tokens).begin
        return splice(code, at, at, rng.choice(COMMENTS))


def rename(code, rng):
    """Gives a name other letters, wherever it stands in this file."""
    names = sorted({token.text for token in code.tokens
                    if token.kind == "word" and len(token.text) < 6})
    if names:
        name = rng.choice(names)
        return re.sub(rf"\b{re.escape(name)}\b",
                      rng.choice(["gr\u00f6\u00dfe", "\u540d\u524d", "__a", "n", "size"]), code.text)


def replace_token(code, rng):
    candidates = [token for token in code.tokens
                  if token.text in REPLACEMENTS or token.kind == "number"]
    if candidates:
        token = rng.choice(candidates)
        return splice(code, token.begin, token.end,
                      rng.choice(REPLACEMENTS.get(token.text, NUMBERS)))


def parenthesise(code, rng):
    if code.tokens:
        token = rng.choice(code.tokens)
        if token.kind in ("word", "number", "literal"):
            return splice(code, token.begin, token.end, f"({token.text})")


def copy_token(code, rng):
    """Puts one token in the place of another: most often, this breaks the code."""
    if code.tokens:
        token = rng.choice(code.tokens)
        return splice(code, token.begin, token.end, rng.choice(code.tokens).text)


def put_non_utf8(code, rng):
    if code.tokens:
        at = rng.choice(code.tokens).begin
        # A lone surrogate is written as the byte that it stands for.
        return splice(code, at, at, "/* \udcff\udcc3 */")


# With their weights: what breaks the code teaches less.
MUTATIONS = {
    delete_statement: 2, duplicate_statement: 2, swap_statements: 2, move_statement: 2,
    wrap_statement: 8, pass_to_macro: 4, make_macro: 4, make_template: 4, depend: 4,
    change_line_ends: 3, join_lines: 2, insert_comment: 4, rename: 1, replace_token: 3,
    parenthesise: 3, copy_token: 1, put_non_utf8: 1, specify_function: 2, enclose_function: 3,
    alias_type: 3, unbrace: 2, brace_initialisers: 3,
}


def mutate(text, rng):
    """A changed text, and the names of the changes."""
    names = []
    wanted = rng.choice([1, 1, 1, 2, 2, 3])
    for _ in range(20):
        mutation, = rng.choices(list(MUTATIONS), MUTATIONS.values())
        changed = mutation(Code(text), rng)
        if changed is not None and changed != text:
            text = changed
            names.append(mutation.__name__)
            if len(names) == wanted:
                break
    return with_prelude(text), names


def with_prelude(text):
    """The text with the declarations that it uses."""
    prelude = PRELUDE.lstrip() if "fuzz_" in text else ""
    if "fuzz_task" in text:
        prelude = COROUTINE.lstrip() + prelude
    at = max(text.find("#include"), 1 if text.startswith("\ufeff") else 0)
    return text[:at] + prelude + text[at:]
