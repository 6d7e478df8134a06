"""YAML that people edit, read strictly: every value has a position, and nothing is guessed.

PyYAML's C scanner gives the events; what a plain scalar means is decided here, by the YAML 1.2 core
rules alone: `null`, `true`, `false`, whole and decimal numbers; everything else is text. So `no`
stays "no" and `2026-06-04` stays text. Duplicate keys, anchors, aliases, tags and more than one
document are errors. All problems of a file are reported together, each with file:line:column.
"""

from __future__ import annotations

import math
import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, TypeVar

import yaml
from pydantic import BaseModel, ValidationError

from openness.errors import DocumentError
from openness.files.nearest import did_you_mean as did_you_mean  # noqa: PLC0414 - where readers of YAML look for it
from openness.files.yaml_advice import Advice, advice, merge_marker, one_side, plainly
from openness.files.yaml_kind import other_kind
from openness.files.yaml_wanted import refused

_LOADER = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
_WHOLE = re.compile(r"[-+]?[0-9]+\Z")
_DECIMAL = re.compile(r"[-+]?(\.[0-9]+|[0-9]+\.[0-9]*)([eE][-+]?[0-9]+)?\Z|[-+]?[0-9]+[eE][-+]?[0-9]+\Z")
_MAX_DEPTH = 64
_MAX_BYTES = 16 * 1024 * 1024
_MAX_EVENTS = 400_000
"""Keys, values, beginnings and ends: some 200 MB of positions."""
_MAX_PROBLEMS = 500
_MOST_SLIPS = 20
_BREAK = re.compile(r"\r\n|[\r\x85\u2028\u2029]")
"""What ends a line for YAML besides a line feed; whoever advises counts lines as the parser did."""

Path_ = tuple[str | int, ...]
M = TypeVar("M", bound=BaseModel)


@dataclass
class Document:
    """One YAML file as plain dicts, lists and scalars, with the position of every key and value.

    `name` is how messages call the file. Positions count lines and columns from 1.
    """

    name: str
    data: Any = None
    positions: dict[Path_, tuple[int, int]] = field(default_factory=dict)
    keys: dict[Path_, tuple[int, int]] = field(default_factory=dict)
    """Where the key of each mapping entry stands; `positions` has where its value stands."""
    names: dict[Path_, str] = field(default_factory=dict)
    """The file each part stands in, where a document was joined from several."""

    def where(self, path: Sequence[str | int], *, key: bool = False) -> str:
        """Return `file:line:column` of the value at `path` (with `key`, of its key), or of what is around it."""
        wanted = tuple(path)
        while wanted and wanted not in self.positions:
            wanted, key = wanted[:-1], False
        line, column = (self.keys if key else self.positions).get(wanted) or self.positions.get(wanted, (1, 1))
        return f"{self.names.get(wanted, self.name)}:{line}:{column}"

    def problem(self, path: Sequence[str | int], sentence: str, *, key: bool = False) -> str:
        """Return one finished problem: position, then `sentence`."""
        return f"{self.where(path, key=key)}: {sentence}"


def read_yaml(path: Path, name: str | None = None, error: type[DocumentError] = DocumentError) -> Document:
    """Read one YAML file; raise `error` with every problem if it is not strict YAML."""
    label = name or str(path)
    try:
        raw = path.read_bytes()
    except OSError as failure:
        reason = failure.strerror or str(failure)
        raise error([f"{label} cannot be read ({reason}); check the path"]) from failure
    return parse_yaml(raw, label, error)


def parse_yaml(raw: bytes | str, name: str, error: type[DocumentError] = DocumentError) -> Document:
    """Parse YAML bytes or text called `name`; raise `error` with every problem."""
    if len(raw) > _MAX_BYTES:
        raise error([f"{name}:1:1: the file is larger than {_MAX_BYTES // 2**20} MiB; split it"])
    if (kind := other_kind(raw)) is not None:
        raise error([f"{name}:1:1: {kind}"])
    if isinstance(raw, bytes):
        try:
            text = raw.decode("utf-8-sig")
        except UnicodeDecodeError as failure:
            line = raw[: failure.start].count(b"\n") + 1
            raise error([f"{name}:{line}:1: is not UTF-8 text; save the file as UTF-8"]) from failure
    else:
        text = raw
    document, problems = _read(name, text)
    if problems:
        raise error(problems, document)
    return document


def _read(name: str, text: str) -> tuple[Document, list[str]]:
    """Return the document with every problem; a slip that can be mended does not hide those further down."""
    slips: list[str] = []
    after = 0
    while True:
        document, problems = Document(name), list[str]()
        try:
            _Builder(document, problems).build(text)
        except yaml.YAMLError as failure:
            text = _BREAK.sub("\n", text)
            slip = _slip(text, failure)
            if slip.line <= after and slips:  # what was written instead does not help
                return document, slips
            slips.append(f"{name}:{slip.line}:{slip.column}: {slip.sentence}")
            after = slip.line
            mended = one_side(text) if merge_marker(text) else slip.mended(text)
            if mended is not None and len(slips) < _MOST_SLIPS:
                text = mended
                continue
        except ValueError as failure:  # PyYAML refuses some characters with a bare ValueError
            problems.append(f"{name}:1:1: cannot be read as YAML ({failure})")
        return document, slips + problems


def validate(document: Document, model: type[M], error: type[DocumentError] = DocumentError) -> M:
    """Check the document's data against a pydantic model; raise `error` with every problem, positioned."""
    try:
        return model.model_validate(document.data)
    except ValidationError as failure:
        raise error(model_problems(document, failure, _known_keys(model), homes=_homes(model))) from failure


def model_problems(
    document: Document,
    failure: ValidationError,
    known: Iterable[str],
    at: Path_ = (),
    homes: Mapping[str, Sequence[str]] = {},
) -> list[str]:
    """Return one positioned sentence per pydantic error.

    `known` are the keys to suggest for an unknown one; `at` is where the validated part stands; `homes` names for a
    key the keys it may stand below, with an empty text for the top of the file.
    """
    problems = []
    for item in failure.errors(include_url=False, include_context=True):
        path = at + tuple(part for part in item["loc"])
        kind, message = item["type"], item["msg"]
        key = str(path[-1]) if path else ""
        if kind == "extra_forbidden":
            message = f"unknown key '{key}'{_belongs(homes.get(key, ())) or did_you_mean(key, known)}"
        elif kind == "missing":
            message = f"the key '{key}' is missing"
        elif kind == "value_error":
            message = message.removeprefix("Value error, ")
        elif item.get("input", "") is None and key:
            message = f"'{key}' is empty; write what belongs under it, or remove the line"
        else:
            message = refused(kind, path, item.get("input"), item.get("ctx", {}), message)
        sentence = document.problem(path, message, key=kind == "extra_forbidden")
        if sentence not in problems:
            problems.append(sentence)
    return problems


def _known_keys(model: type[BaseModel]) -> list[str]:
    schema = model.model_json_schema()
    parts = [schema, *schema.get("$defs", {}).values()]
    return sorted({key for part in parts for key in part.get("properties", {})})


def _belongs(homes: Sequence[str]) -> str:
    """Return where a key that is known elsewhere belongs, or an empty string."""
    places = [f"below '{home}:'" if home else "at the top of the file" for home in homes]
    more = " or another of its kind" if len(places) > 3 else ""
    return f" here; put it {' or '.join(places[:3])}{more}" if places else ""


def _homes(model: type[BaseModel]) -> dict[str, list[str]]:
    """Return for each key of a model and its parts the keys it may stand below; empty text is the top."""
    schema = model.model_json_schema()
    homes: dict[str, list[str]] = {}

    def walk(part: Any, home: str, seen: frozenset[str]) -> None:
        if isinstance(part, list):
            for item in part:
                walk(item, home, seen)
        if not isinstance(part, dict):
            return
        if isinstance(reference := part.get("$ref"), str) and reference not in seen:
            walk(schema["$defs"][reference.rpartition("/")[2]], home, seen | {reference})
        for key, inner in part.get("properties", {}).items():
            if home not in homes.setdefault(key, []):
                homes[key].append(home)
            walk(inner, key, seen)
        for word in ("anyOf", "oneOf", "allOf", "items", "prefixItems", "additionalProperties"):
            walk(part.get(word), home, seen)

    walk(schema, "", frozenset())
    return homes


def _slip(text: str, failure: yaml.YAMLError) -> Advice:
    """Return where the parser stopped, and what to write there."""
    mark = getattr(failure, "problem_mark", None) or getattr(failure, "context_mark", None)
    line, column = (mark.line + 1, mark.column + 1) if mark is not None else (1, 1)
    what = getattr(failure, "problem", None) or getattr(failure, "reason", None) or str(failure).splitlines()[0]
    opened = getattr(failure, "context_mark", None)
    found = advice(text, what, (line, column), None if opened is None else (opened.line + 1, opened.column + 1))
    return found or Advice(line, column, plainly(what))


class _Builder:
    """Builds data from scanner events without recursion, so that depth is bounded by us alone."""

    def __init__(self, document: Document, problems: list[str]) -> None:
        self.document = document
        self.problems = problems
        self.stack: list[tuple[Any, Path_]] = []
        self.key: list[str | None] = []
        self.documents = 0
        self.skipping = 0
        self.too_deep = False

    def build(self, text: str) -> None:
        for number, event in enumerate(yaml.parse(text, Loader=_LOADER)):
            if number > _MAX_EVENTS:
                self._complain(event, f"here the file has passed {_MAX_EVENTS:,} keys and values; split it")
                return
            if self.too_deep:  # what follows cannot be read, and the scanner's time grows with the depth
                return
            if len(self.problems) >= _MAX_PROBLEMS:
                self._complain(event, f"is not read further after {_MAX_PROBLEMS} problems; mend those first")
                return
            kind = type(event)
            if kind is yaml.ScalarEvent:
                self._properties(event)
                self._scalar(event, self._meaning(event))
            elif kind is yaml.MappingStartEvent or kind is yaml.SequenceStartEvent:
                self._properties(event)
                self._open(event, {} if kind is yaml.MappingStartEvent else [])
            elif kind is yaml.MappingEndEvent or kind is yaml.SequenceEndEvent:
                self._close()
            elif kind is yaml.AliasEvent:
                self._complain(event, "aliases (*name) are not allowed; write the value out")
                self._scalar(event, None)
            elif kind is yaml.DocumentStartEvent:
                self.documents += 1
                if self.documents == 2:
                    self._complain(event, "only one YAML document may stand in a file; remove what follows '---'")
                    return

    def _complain(self, event: Any, sentence: str) -> None:
        mark = event.start_mark
        self.problems.append(f"{self.document.name}:{mark.line + 1}:{mark.column + 1}: {sentence}")

    def _properties(self, event: Any) -> None:
        if event.anchor is not None:
            self._complain(event, "anchors (&name) are not allowed; write the value out")
        if event.tag is not None:
            self._complain(event, "tags (!name) are not allowed; remove the tag")

    def _meaning(self, event: Any) -> Any:
        text: str = event.value
        if event.style:  # quoted or block; a plain scalar has None or "", by scanner
            return text
        if text in ("", "~", "null"):
            return None
        if text in ("true", "false"):
            return text == "true"
        if text[0].isalpha():  # most are words
            return text
        if _WHOLE.match(text) and len(text) < 20:
            return int(text)
        if _DECIMAL.match(text):
            value = float(text)
            return value if math.isfinite(value) else text
        return text

    def _path(self) -> Path_:
        if not self.stack:
            return ()
        parent, path = self.stack[-1]
        if isinstance(parent, list):
            return (*path, len(parent))
        key = self.key[-1]
        return path if key is None else (*path, key)

    def _mark(self, event: Any, path: Path_) -> None:
        self.document.positions.setdefault(path, (event.start_mark.line + 1, event.start_mark.column + 1))

    def _scalar(self, event: Any, value: Any) -> None:
        if self.skipping:
            return
        if self.stack and isinstance(self.stack[-1][0], dict) and self.key[-1] is None:
            self._take_key(event, event.value if isinstance(event, yaml.ScalarEvent) else "")
            return
        self._mark(event, self._path())
        self._add(value)

    def _take_key(self, event: Any, key: str) -> None:
        parent, path = self.stack[-1]
        if key in parent:
            first = self.document.keys.get((*path, key), (0, 0))[0]
            self._complain(event, f"the key '{key}' stands here a second time (first on line {first}); keep one")
        else:
            self.document.keys[(*path, key)] = (event.start_mark.line + 1, event.start_mark.column + 1)
        self.key[-1] = key

    def _open(self, event: Any, container: Any) -> None:
        if not self.skipping and self.stack and isinstance(self.stack[-1][0], dict) and self.key[-1] is None:
            self._complain(event, "a key must be text, not a list or mapping")
            self.skipping = 1
            return
        if len(self.stack) + self.skipping >= _MAX_DEPTH:
            self._complain(event, f"is nested deeper than {_MAX_DEPTH} levels; what follows is not read")
            self.too_deep = True
            return
        if self.skipping:
            self.skipping += 1
            return
        path = self._path()
        self._mark(event, path)
        self._add(container)
        self.stack.append((container, path))
        self.key.append(None)

    def _close(self) -> None:
        if self.skipping:
            self.skipping -= 1
            if not self.skipping and self.stack and isinstance(self.stack[-1][0], dict) and self.key[-1] is None:
                self.key[-1] = ""
            return
        self.stack.pop()
        self.key.pop()

    def _add(self, value: Any) -> None:
        if not self.stack:
            self.document.data = value
            return
        parent, _ = self.stack[-1]
        if isinstance(parent, list):
            parent.append(value)
        else:
            key = self.key[-1]
            parent.setdefault(key, value)
            self.key[-1] = None
