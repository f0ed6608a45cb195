"""An editor's own language server completes and checks a definition by our format: a session with yaml-language-server.

`scripts/outside_judges` installs it (npm) and runs this; otherwise `YAML_LANGUAGE_SERVER` names it, and without one the
proof is skipped and says so. The lines for editors are those of docs/guide.
"""

from __future__ import annotations

import json
import os
import subprocess
import threading
from collections.abc import Callable, Iterator
from pathlib import Path
from queue import Empty, Queue
from typing import IO, Any, TypeAlias

import pytest

from tests.given import DEFINITIONS
from tests.test_guide import MODELINE, begun
from workflow.definition.format_schema import format_schema

pytestmark = pytest.mark.prove
Message: TypeAlias = dict[str, Any]
_PATIENCE = 60


class Session:
    """What an editor says and hears. Requests of the server (for its settings) get no settings."""

    def __init__(self, pipe: subprocess.Popen[bytes]) -> None:
        assert pipe.stdin is not None
        assert pipe.stdout is not None
        self._to, self._heard, self._number = pipe.stdin, Queue[Message](), 0
        threading.Thread(target=self._listen, args=(pipe.stdout,), daemon=True).start()

    def ask(self, method: str, **params: Any) -> Any:
        self._number += 1
        number = self._number
        self._say({"id": number, "method": method, "params": params})
        return self.hear(lambda one: one.get("id") == number and "method" not in one)["result"]

    def tell(self, method: str, **params: Any) -> None:
        self._say({"method": method, "params": params})

    def hear(self, wanted: Callable[[Message], bool]) -> Message:
        while True:
            try:
                message = self._heard.get(timeout=_PATIENCE)
            except Empty:
                raise AssertionError("the language server says nothing") from None
            if "id" in message and "method" in message:
                asked = message.get("params") or {}
                self._say({"id": message["id"], "result": [None for _ in asked.get("items", ())]})
            elif wanted(message):
                return message

    def _say(self, message: Message) -> None:
        body = json.dumps({"jsonrpc": "2.0", **message}).encode()
        self._to.write(b"Content-Length: %d\r\n\r\n" % len(body) + body)
        self._to.flush()

    def _listen(self, stream: IO[bytes]) -> None:
        while header := stream.readline():
            length = int(header.partition(b":")[2])
            while stream.readline().strip():
                pass
            self._heard.put(json.loads(stream.read(length)))


class Editor:
    """One file open in it."""

    def __init__(self, session: Session, file: Path) -> None:
        self.session, self.uri, self.version = session, file.as_uri(), 0

    def shows(self, text: str) -> list[Message]:
        """The mistakes that are underlined once the file says `text`."""
        self.version += 1
        if self.version == 1:
            self.session.tell(
                "textDocument/didOpen",
                textDocument={"uri": self.uri, "languageId": "yaml", "version": 1, "text": text},
            )
        else:
            self.session.tell(
                "textDocument/didChange",
                textDocument={"uri": self.uri, "version": self.version},
                contentChanges=[{"text": text}],
            )
        told = self.session.hear(lambda one: one.get("method") == "textDocument/publishDiagnostics")
        found: list[Message] = told["params"]["diagnostics"]
        return found

    def offers(self, line: int, column: int) -> set[str]:
        """What is offered at a place: both count from 0."""
        answer = self.session.ask(
            "textDocument/completion", textDocument={"uri": self.uri}, position={"line": line, "character": column}
        )
        return {one["label"] for one in (answer["items"] if isinstance(answer, dict) else answer)}


@pytest.fixture(scope="module")
def session() -> Iterator[Session]:
    program = os.environ.get("YAML_LANGUAGE_SERVER", "")
    if not program:
        pytest.skip("YAML_LANGUAGE_SERVER names no yaml-language-server: what an editor shows was not shown")
    with subprocess.Popen([program, "--stdio"], stdin=subprocess.PIPE, stdout=subprocess.PIPE) as server:
        opened = Session(server)
        opened.ask("initialize", processId=os.getpid(), rootUri=None, capabilities={})
        opened.tell("initialized")
        yield opened
        server.terminate()


@pytest.fixture
def editor(session: Session, tmp_path: Path) -> Editor:
    """A folder as the guide makes it: the schema beside it, its name in the first line of the file."""
    (tmp_path / "sprava.schema.json").write_text(json.dumps(format_schema()), encoding="utf-8")
    (tmp_path / "fallen_tree").mkdir()
    return Editor(session, tmp_path / "fallen_tree" / "request_type.yaml")


STARTER = MODELINE[0] + begun()["request_type.yaml"]


def line_of(text: str, words: str) -> int:
    return next(number for number, line in enumerate(text.splitlines()) if words in line)


@pytest.mark.parametrize("name", [None, "road_defect", "petition", "rehabilitation_enrolment"])
def test_a_sound_definition_is_not_underlined(editor: Editor, name: str | None) -> None:
    text = STARTER if name is None else MODELINE[0] + (DEFINITIONS / name / "request_type.yaml").read_text("utf-8")

    assert editor.shows(text) == []


@pytest.mark.parametrize(
    ("was", "wrong", "words"),
    [
        ("version: 1", "version: one", "Incorrect type"),
        ("kind: ", "kind: nonsense # ", "Value is not accepted"),
        ("states:", "staets:", "staets"),
    ],
)
def test_a_mistake_is_underlined_in_its_line(editor: Editor, was: str, wrong: str, words: str) -> None:
    text = STARTER.replace(was, wrong, 1)

    found = editor.shows(text)

    there = [one["message"] for one in found if one["range"]["start"]["line"] == line_of(text, wrong)]
    assert any(words in message for message in there), found


def test_keys_and_closed_lists_are_offered(editor: Editor) -> None:
    text = STARTER + "\nanswers:\n  satisfied: {needs: [report]}\n\n"
    editor.shows(text)
    assert {"standing_texts", "support", "places", "fee"} <= editor.offers(text.count("\n") - 1, 0)

    text = STARTER.replace("kind: ", "kind:  # ", 1)
    editor.shows(text)
    assert {"issue", "petition", "certificate"} <= editor.offers(line_of(text, "kind: "), len("kind: "))

    text = STARTER + "  - {field: where, type: , label: Де}\n" if STARTER.rstrip().endswith("form:") else STARTER
    first = next(line for line in STARTER.splitlines() if "- {field: " in line)
    text = STARTER.replace(first, "  - field: more\n    type: \n    \n" + first, 1)
    editor.shows(text)
    at = line_of(text, "- field: more")
    assert {"text", "place", "photos", "slot"} <= editor.offers(at + 1, len("    type: "))
    assert {"label", "required", "personal", "when"} <= editor.offers(at + 2, 4)
