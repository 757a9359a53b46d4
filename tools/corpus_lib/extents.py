"""Where the loops, statements and functions of a C++ file begin and end, by its brackets.

Labels name lines of whole files, in any configuration of the preprocessor and also in macro bodies,
so no parser of one translation unit could answer for all of them.
"""

import re

TOKEN = re.compile(
    r"""
    (?P<directive>^[ \t]*\#(?:\\\n|/\*.*?\*/|[^\n])*)
  | (?P<space>\s+|\\\n|//(?:\\\n|[^\n])*|/\*.*?\*/)
  | (?P<string>(?:u8|[uUL])?R"(?P<delimiter>[^()\\\s]{0,16})\(.*?\)(?P=delimiter)"
              |"(?:\\.|[^"\\\n])*"|'(?:\\.|[^'\\\n])*')
  | (?P<word>\w(?:\w|(?<=\d)'(?=\d))*)
  | (?P<other>.)
    """, re.MULTILINE | re.DOTALL | re.VERBOSE)
DEFINITION = re.compile(r"\s*#\s*define\s+\w+(?:\([^)]*\))?")
PARTNER = {")": "(", "]": "[", "}": "{"}
SCOPES = {"namespace", "class", "struct", "union", "enum", "extern"}


class Region:
    """Tokens whose brackets belong together: of a file, a macro body, or an `#else` branch."""

    def __init__(self):
        self.tokens, self.lines = [], []

    def close(self):
        self.partners, self.blocks, unclosed = {}, [], []
        for index, token in enumerate(self.tokens):
            if token in ("(", "[", "{"):
                unclosed.append(index)
            elif PARTNER.get(token) in [self.tokens[begin] for begin in unclosed]:
                while self.tokens[begin := unclosed.pop()] != PARTNER[token]:
                    pass
                self.partners[begin] = index
                self.partners[index] = begin
                if token == "}":
                    self.blocks.append((begin, index))
        self.end = len(self.tokens)

    def token(self, index):
        return self.tokens[index] if 0 <= index < self.end else ""

    def past_parentheses(self, index):
        """The index after the parentheses that follow a keyword, or None if they are not there."""
        for index in range(index, min(index + 3, self.end)):
            if self.tokens[index] == "(":
                return self.partners.get(index, self.end) + 1
        return None

    def statement_end(self, index):
        """The index of the last token of the statement that begins at one."""
        token = self.token(index)
        if token == "{":
            return self.partners.get(index, self.end)
        if token in ("for", "while", "if", "switch", "catch"):
            body = self.past_parentheses(index + 1)
            if body is not None:
                end = self.statement_end(body)
                has_else = token == "if" and self.token(end + 1) == "else"
                return self.statement_end(end + 2) if has_else else end
        if token == "do":
            return self.expression_end(self.statement_end(index + 1) + 1)
        return self.expression_end(index)

    def expression_end(self, index):
        while index < self.end and self.tokens[index] not in (";", "}"):
            following = self.partners.get(index, index) + 1
            # A block that a macro's arguments introduce ends the statement without a semicolon.
            if self.tokens[index] == "{" and self.token(index - 1) == ")":
                if re.match(r"\w|}", self.token(following)):
                    return following - 1
            index = max(following, index + 1)
        return index

    def line(self, index):
        return self.lines[max(0, min(index, self.end - 1))]

    def loops(self):
        for index, token in enumerate(self.tokens):
            if token in ("for", "while", "do"):
                yield self.lines[index], self.line(self.statement_end(index))

    def begin_of_statement(self, index):
        while index > 0 and self.tokens[index - 1] not in (";", "{", "}"):
            index -= 1
        return index

    def functions(self):
        for begin, end in self.blocks:
            head = self.begin_of_statement(begin)
            first = self.past_template(head)
            if "(" in self.tokens[head:begin] and self.tokens[first] not in SCOPES:
                yield self.lines[head], self.lines[end]

    def past_template(self, index):
        if self.token(index) != "template":
            return index
        depth = 0
        while (index := index + 1) < self.end:
            depth += {"<": 1, ">": -1}.get(self.tokens[index], 0)
            if depth == 0:
                return index + 1
        return 0


class Extents:
    def __init__(self, text):
        self.regions = [Region()]
        self.read(text, 1, self.regions[0])
        for region in self.regions:
            region.close()

    def read(self, text, line, region):
        branches = []
        for match in TOKEN.finditer(text):
            token = match[0]
            if match["directive"]:
                region = self.read_directive(token, line, region, branches)
            elif not match["space"]:
                region.tokens.append('""' if match["string"] else token)
                region.lines.append(line)
            line += token.count("\n")

    def read_directive(self, directive, line, region, branches):
        """The region that the lines after the directive belong to."""
        name = re.match(r"\s*#\s*(\w*)", directive)[1]
        if name.startswith("if"):
            branches.append(region)
        elif name in ("elif", "else") and branches:
            return self.new_region()
        elif name == "endif" and branches:
            return branches.pop()
        elif name == "define" and (definition := DEFINITION.match(directive)):
            self.read(directive[definition.end():], line + definition[0].count("\n"),
                      self.new_region())
        return region

    def new_region(self):
        self.regions.append(Region())
        return self.regions[-1]

    def loop(self, line):
        """First and last line of the innermost loop around a line, or None."""
        return max((loop for region in self.regions for loop in region.loops()
                    if loop[0] <= line <= loop[1]), default=None)

    def function(self, line):
        """First and last line of the outermost function around a line, or None."""
        return min((function for region in self.regions for function in region.functions()
                    if function[0] <= line <= function[1]), default=None)

    def statement(self, line):
        """First and last line of the statement, or head of one, that a line belongs to."""
        for region in self.regions:
            indices = [index for index, at in enumerate(region.lines) if at == line]
            if indices:
                begin = region.begin_of_statement(indices[0])
                end = indices[-1]
                while end < region.end - 1 and region.tokens[end] not in (";", "{", "}"):
                    end += 1
                return region.lines[begin], region.lines[end]
        return line, line
