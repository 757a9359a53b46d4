"""C++ source text as tokens, with enough structure to change it where a statement is."""

import re

TOKEN = re.compile(
    r"""
    (?P<directive>^[ \t]*\#(?:\\\r?\n|/\*.*?\*/|[^\n])*)
  | (?P<space>\s+|\\\r?\n|//(?:\\\r?\n|[^\n])*|/\*.*?\*/)
  | (?P<literal>(?:u8|[uUL])?R"(?P<delimiter>[^()\\\s]{0,16})\(.*?\)(?P=delimiter)"
               |(?:u8|[uUL])?(?:"(?:\\.|[^"\\\n])*"|'(?:\\.|[^'\\\n])*'))
  | (?P<number>\.?\d(?:[eEpP][-+]|'(?=\w)|[\w.])*)
  | (?P<word>[^\W\d]\w*)
  | (?P<other><<=|>>=|<=>|\.\.\.|->\*|[-+*/%&|^<>=!]=|\+\+|--|&&|\|\||::|->|<<|.)
    """, re.MULTILINE | re.DOTALL | re.VERBOSE)
PARTNER = {")": "(", "]": "[", "}": "{"}
HEADED = ("for", "while", "if", "switch")


class Token:
    def __init__(self, match):
        self.begin, self.end, self.text = match.start(), match.end(), match[0]
        self.kind = match.lastgroup if match.lastgroup != "delimiter" else "literal"


class Code:
    """A text, its tokens without space and directives, and its statements."""

    def __init__(self, text):
        self.text = text
        self.tokens, self.directives = [], []
        for match in TOKEN.finditer(text):
            token = Token(match)
            if token.kind == "directive":
                self.directives.append(token)
            elif token.kind != "space":
                self.tokens.append(token)
        self.partners = self.match_brackets()
        self.bodies = [(begin, end) for begin, end in sorted(self.partners.items())
                       if begin < end and self.tokens[begin].text == "{" and self.is_body(begin)]

    def match_brackets(self):
        partners, unclosed = {}, []
        for index, token in enumerate(self.tokens):
            if token.kind == "other" and token.text in "([{":
                unclosed.append(index)
            elif token.kind == "other" and token.text in PARTNER and unclosed:
                begin = unclosed.pop()
                if self.tokens[begin].text == PARTNER[token.text]:
                    partners[begin], partners[index] = index, begin
        return partners

    def word(self, index):
        return self.tokens[index].text if 0 <= index < len(self.tokens) else ""

    def is_body(self, brace):
        """Whether the brace opens the body of a function, a lambda or a statement."""
        before = self.word(brace - 1)
        return before in (")", "else", "do", "try", "const", "noexcept", "override", "mutable")

    def function_heads(self):
        """The first tokens of functions that are defined at the level of a namespace."""
        inner = [(begin, end) for begin, end in self.bodies]
        for begin, _ in self.bodies:
            head = begin
            while head > 0 and self.word(head - 1) not in (";", "{", "}"):
                head = min(self.partners.get(head - 1, head - 1), head - 1)
            if not any(outer < head < close for outer, close in inner):
                yield head, begin

    def statement_end(self, index):
        """The index after the last token of the statement that begins at one."""
        word = self.word(index)
        if word == "{":
            return self.partners.get(index, index) + 1
        if word in HEADED:
            at = index + 1
            while at < len(self.tokens) and self.word(at) != "(":
                at += 1
            end = self.statement_end(self.partners.get(at, at) + 1)
            if word == "if" and self.word(end) == "else":
                return self.statement_end(end + 1)
            return end
        if word in ("do", "try"):
            index = self.statement_end(index + 1)
            if word == "try":
                while self.word(index) == "catch":
                    index = self.statement_end(self.partners.get(index + 1, index + 1) + 1)
                return index
        while index < len(self.tokens) and self.word(index) not in (";", "}"):
            index = max(self.partners.get(index, index), index) + 1
        return index + 1

    def statements_of(self, body):
        """The statements of a block, each as the pair of its first token and the one after it."""
        begin, close = body
        index, statements = begin + 1, []
        while index < close:
            end = min(max(self.statement_end(index), index + 1), close)
            statements.append((index, end))
            index = end
        return statements

    def blocks(self):
        """The statements of each body that has any."""
        return [found for found in map(self.statements_of, self.bodies) if found]

    def span(self, statement):
        """The offsets of a statement in the text."""
        first, after = statement
        return self.tokens[first].begin, self.tokens[after - 1].end
