"""Drives a language server as an editor does: opens FILE, prints the diagnostics that it publishes
and the quick-fixes that it offers, and applies one.

    lsp.py [--apply TITLE] [--arg ARGUMENT] SERVER FILE

Prints a line `LINE:COLUMN: MESSAGE [CODE]` for each diagnostic, `link: URI` for its documentation, and
`action: TITLE` for each quick-fix. --apply gives the quick-fix whose edits are applied to the first
diagnostic that has it; the resulting text follows after a line `--- FILE`.
"""

import argparse
import json
import pathlib
import queue
import subprocess
import sys
import threading

SECONDS = 60


class Server:
    def __init__(self, command):
        self.process = subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE)
        self.messages = queue.Queue()
        threading.Thread(target=self.read, daemon=True).start()
        self.requests = 0

    def read(self):
        """Puts every message of the server into the queue; None at the end."""
        out = self.process.stdout
        while True:
            length = 0
            while (header := out.readline().strip()):
                name, _, value = header.partition(b":")
                if name.lower() == b"content-length":
                    length = int(value)
            if not length:
                self.messages.put(None)
                return
            self.messages.put(json.loads(out.read(length)))

    def send(self, method, params, **identity):
        body = json.dumps({"jsonrpc": "2.0", "method": method, "params": params, **identity}).encode()
        self.process.stdin.write(b"Content-Length: %d\r\n\r\n%s" % (len(body), body))
        self.process.stdin.flush()

    def wait(self, wanted):
        while True:
            message = self.messages.get(timeout=SECONDS)
            if message is None:
                sys.exit("the server has ended")
            if wanted(message):
                return message

    def request(self, method, params):
        self.requests += 1
        self.send(method, params, id=self.requests)
        answer = self.wait(lambda m: m.get("id") == self.requests and "method" not in m)
        if "error" in answer:
            sys.exit(f"{method}: {answer['error']}")
        return answer["result"]

    def stop(self):
        self.request("shutdown", None)
        self.send("exit", None)
        return self.process.wait(timeout=SECONDS)


def apply(text, edits):
    """The text after edits whose positions count UTF-16 units, as LSP's do."""
    lines = text.splitlines(keepends=True)

    def offset(position):
        before = "".join(lines[:position["line"]])
        line = lines[position["line"]] if position["line"] < len(lines) else ""
        units = line.encode("utf-16-le")[:2 * position["character"]]
        return len(before) + len(units.decode("utf-16-le"))

    spans = [(offset(e["range"]["start"]), offset(e["range"]["end"]), e["newText"]) for e in edits]
    for start, end, new in sorted(spans, reverse=True):
        text = text[:start] + new + text[end:]
    return text


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("server")
    parser.add_argument("file", type=pathlib.Path)
    parser.add_argument("--apply")
    parser.add_argument("--arg", action="append", default=[])
    options = parser.parse_args()
    path = options.file.resolve()
    text, uri = path.read_text(), path.as_uri()
    document = {"uri": uri}

    server = Server([options.server, "--log=error", "--background-index=false", *options.arg])
    server.request("initialize", {
        "processId": None, "rootUri": path.parent.as_uri(),
        "capabilities": {"textDocument": {
            "publishDiagnostics": {"codeDescriptionSupport": True, "relatedInformation": True},
            "codeAction": {"codeActionLiteralSupport": {
                "codeActionKind": {"valueSet": ["quickfix"]}}}}}})
    server.send("initialized", {})
    server.send("textDocument/didOpen",
                {"textDocument": {**document, "languageId": "cpp", "version": 1, "text": text}})
    published = server.wait(lambda m: m.get("method") == "textDocument/publishDiagnostics"
                            and m["params"]["uri"] == uri)
    diagnostics = sorted(published["params"]["diagnostics"],
                         key=lambda d: (d["range"]["start"]["line"],
                                        d["range"]["start"]["character"]))
    chosen = None
    for diagnostic in diagnostics:
        start = diagnostic["range"]["start"]
        # Notes without a place in another file are appended to the message as paragraphs.
        message = diagnostic["message"].split("\n")[0]
        if message.endswith(" (fix available)") or message.endswith(" (fixes available)"):
            message = message[:message.rindex(" (")]
        # The first letter is made upper case by clangd.
        print(f"{start['line'] + 1}:{start['character'] + 1}: {message} [{diagnostic.get('code')}]")
        if "codeDescription" in diagnostic:
            print(f"link: {diagnostic['codeDescription']['href']}")
        actions = server.request("textDocument/codeAction", {
            "textDocument": document, "range": diagnostic["range"],
            "context": {"diagnostics": [diagnostic], "only": ["quickfix"]}})
        for action in actions:
            print(f"action: {action['title']}")
            if action["title"] == options.apply and chosen is None:
                chosen = action
    if server.stop():
        sys.exit("the server has failed")
    if options.apply:
        if chosen is None:
            sys.exit(f"no quick-fix is named {options.apply}")
        print(f"--- {path.name}")
        sys.stdout.write(apply(text, chosen["edit"]["changes"][uri]))


if __name__ == "__main__":
    main()
