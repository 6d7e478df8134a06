"""Reading a model file's YAML: as generous as the tool's own parser (Symfony), yet safe with hostile files.

Accepted beyond our strict YAML: anchors and aliases (bounded), and the parser's spellings of null,
true and false. Dates stay text. Refused, as the tool's parser refuses them: duplicate keys, several
documents, object tags.
"""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any, NoReturn

import yaml

from openness.errors import DocumentError
from openness.files.yamldoc import Document, Path_
from openness.safe.line import one_line

_LOADER = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
_MAX_BYTES = 1024 * 1024
_MAX_DEPTH = 32
_MAX_NODES = 20_000
_WHOLE = re.compile(r"[-+]?[0-9]{1,18}\Z")
_DECIMAL = re.compile(r"[-+]?([0-9]{1,300}\.[0-9]{0,300}|\.[0-9]{1,300})([eE][-+]?[0-9]{1,3})?\Z")
_DATE = re.compile(r"[0-9]{4}-[0-9]{1,2}-[0-9]{1,2}\Z")


class ModelDocument(Document):
    """A model file's data with positions, and the paths whose value is a date without quotes."""

    def __init__(self, name: str) -> None:
        super().__init__(name)
        self.bare_dates: list[Path_] = []


def read_document(path: Path, name: str) -> ModelDocument:
    """Read one model file; raise DocumentError with the first thing that makes it unreadable."""
    try:
        with path.open("rb") as file:
            raw = file.read(_MAX_BYTES + 1)
    except OSError as failure:
        reason = failure.strerror or str(failure)
        raise DocumentError([f"{name}: cannot be read ({reason}); check the path"]) from failure
    return parse_document(raw, name)


def parse_document(raw: bytes, name: str) -> ModelDocument:
    """Parse a model file's bytes; raise DocumentError with the first thing that makes it unreadable."""
    if len(raw) > _MAX_BYTES:
        raise DocumentError([f"{name}:1:1: is larger than {_MAX_BYTES // 2**20} MiB; a model file is a few kilobytes"])
    try:
        text = raw.decode("utf-8-sig")
    except UnicodeDecodeError as failure:
        line = raw[: failure.start].count(b"\n") + 1
        raise DocumentError([f"{name}:{line}:1: is not UTF-8 text; save the file as UTF-8"]) from failure
    document = ModelDocument(name)
    try:
        _Builder(document).build(text)
    except yaml.YAMLError as failure:
        mark = getattr(failure, "problem_mark", None) or getattr(failure, "context_mark", None)
        line, column = (mark.line + 1, mark.column + 1) if mark is not None else (1, 1)
        what = getattr(failure, "problem", None) or str(failure).splitlines()[0]
        raise DocumentError([f"{name}:{line}:{column}: is not valid YAML ({what})"]) from failure
    except ValueError as failure:  # PyYAML refuses some characters with a bare ValueError
        raise DocumentError([f"{name}:1:1: cannot be read as YAML ({failure})"]) from failure
    return document


def _plain(event: yaml.ScalarEvent) -> bool:
    return not event.style  # None or "", by scanner


def _scalar(event: yaml.ScalarEvent) -> Any:
    text: str = event.value
    if not _plain(event):
        return text
    if text in ("", "~") or text.lower() == "null":
        return None
    if text.lower() in ("true", "false"):
        return text.lower() == "true"
    if _WHOLE.match(text):
        return int(text)
    return float(text) if _DECIMAL.match(text) else text


class _Open:
    """One mapping or list being read: what it holds, where it stands, and the key that waits for its value."""

    def __init__(self, value: Any, path: Path_, anchor: str | None, started: int) -> None:
        self.value = value
        self.path = path
        self.anchor = anchor
        self.started = started
        self.key: str | None = None


class _Builder:
    """Builds data from parser events without recursion; counts every value, aliased ones again and again."""

    def __init__(self, document: ModelDocument) -> None:
        self.document = document
        self.stack: list[_Open] = []
        self.anchors: dict[str, tuple[Any, int]] = {}
        self.nodes = 0
        self.documents = 0

    def build(self, text: str) -> None:
        for event in yaml.parse(text, Loader=_LOADER):
            if isinstance(event, yaml.DocumentStartEvent):
                self.documents += 1
                if self.documents > 1:
                    self._refuse(event, "only one YAML document may stand in a file; remove what follows '---'")
            elif isinstance(event, yaml.AliasEvent):
                name = event.anchor or ""
                anchored = self.anchors.get(name)
                if anchored is None:
                    self._refuse(event, f"*{one_line(name, 60)} names no finished value above it; write the value out")
                value, size = anchored
                self._count(event, size)
                self._put(event, value)
            elif isinstance(event, yaml.ScalarEvent):
                self._untagged(event)
                self._count(event, 1)
                value = _scalar(event)
                if event.anchor is not None:
                    self.anchors[event.anchor] = (value, 1)
                self._put(event, value)
            elif isinstance(event, (yaml.MappingStartEvent, yaml.SequenceStartEvent)):
                self._untagged(event)
                self._count(event, 1)
                self._start(event)
            elif isinstance(event, (yaml.MappingEndEvent, yaml.SequenceEndEvent)):
                done = self.stack.pop()
                if done.anchor is not None:
                    self.anchors[done.anchor] = (done.value, self.nodes - done.started + 1)

    def _refuse(self, event: Any, sentence: str) -> NoReturn:
        mark = event.start_mark
        raise DocumentError([f"{self.document.name}:{mark.line + 1}:{mark.column + 1}: {sentence}"])

    def _untagged(self, event: Any) -> None:
        if event.tag is not None:
            self._refuse(event, "tags (!name) are not read; remove the tag")

    def _count(self, event: Any, size: int) -> None:
        self.nodes += size
        if self.nodes > _MAX_NODES:
            self._refuse(event, f"holds more than {_MAX_NODES} values; a model file has a few hundred")

    def _path(self) -> Path_:
        if not self.stack:
            return ()
        top = self.stack[-1]
        part: str | int = len(top.value) if isinstance(top.value, list) else (top.key or "")
        return (*top.path, part)

    def _mark(self, event: Any, path: Path_) -> None:
        self.document.positions.setdefault(path, (event.start_mark.line + 1, event.start_mark.column + 1))

    def _start(self, event: Any) -> None:
        if len(self.stack) >= _MAX_DEPTH:
            self._refuse(event, f"is nested deeper than {_MAX_DEPTH} levels")
        started = self.nodes
        path = self._path()
        value: Any = {} if isinstance(event, yaml.MappingStartEvent) else []
        self._put(event, value)
        self.stack.append(_Open(value, path, event.anchor, started))

    def _put(self, event: Any, value: Any) -> None:
        if not self.stack:
            self.document.data = value
            return
        top = self.stack[-1]
        if isinstance(top.value, list):
            self._mark(event, self._path())
            top.value.append(value)
        elif top.key is None:
            self._take_key(event, top, value)
        else:
            path = self._path()
            self._mark(event, path)
            if isinstance(event, yaml.ScalarEvent) and _plain(event) and _DATE.match(event.value):
                self.document.bare_dates.append(path)
            top.value[top.key] = value
            top.key = None

    def _take_key(self, event: Any, top: _Open, value: Any) -> None:
        if isinstance(value, (dict, list)):
            self._refuse(event, "a key must be text, not a list or mapping")
        key = event.value if isinstance(event, yaml.ScalarEvent) else str(value)
        if key == "<<":
            self._refuse(event, "merge keys (<<) are not read; write the values out")
        if key in top.value:
            first = self.document.positions[(*top.path, key)][0]
            self._refuse(
                event, f"the key '{one_line(key, 60)}' stands here a second time (first on line {first}); keep one"
            )
        top.key = key
        self.document.positions[(*top.path, key)] = (event.start_mark.line + 1, event.start_mark.column + 1)
