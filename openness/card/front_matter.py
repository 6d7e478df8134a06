"""The YAML head of a card, as the Hub reads it: tolerant of its readers, strict about surprises.

Built from the scanner's events without recursion, so that depth and size are bounded by us. A plain
`no` stays text (it is a language), dates stay text, and only the YAML 1.2 core scalars have a
meaning. Aliases and tags are refused; of a key that stands twice the first counts and the problem
is told.
"""

from __future__ import annotations

import math
import re
from dataclasses import dataclass, field
from typing import Any

import yaml

from openness.card.broken_head import readable_lines
from openness.card.plain_head import read_plain_head

MAX_CHARACTERS = 1024 * 1024
_READABLE = 20_000
"""Characters of a broken head whose lines are looked at one by one."""
_MAX_DEPTH = 24
_MAX_EVENTS = 100_000
_LOADER = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
_OPEN = re.compile(r"\s{0,500}?---[ \t]*\n")
_CLOSE = re.compile(r"^---[ \t]*(?:\n|\Z)", re.MULTILINE)
_WHOLE = re.compile(r"[-+]?[0-9]{1,18}\Z")
_DECIMAL = re.compile(r"[-+]?(?:\.[0-9]{1,30}|[0-9]{1,30}\.[0-9]{0,30})(?:[eE][-+]?[0-9]{1,3})?\Z")
_WORDS: dict[str, Any] = {
    "": None, "~": None, "null": None, "Null": None, "NULL": None,
    "true": True, "True": True, "TRUE": True, "false": False, "False": False, "FALSE": False,
}  # fmt: skip


@dataclass
class FrontMatter:
    """The head's data, its problem if any, the line of each top-level key, and where the body begins."""

    data: dict[str, Any] = field(default_factory=dict)
    problem: str | None = None
    key_lines: dict[str, int] = field(default_factory=dict)
    body_start: int = 0
    """Offset in the text of the first character after the head."""
    readable: dict[str, Any] = field(default_factory=dict)
    """Of a head that could not be read as a whole: the keys whose lines are plain, with `key_lines`."""


def read_head(text: str) -> FrontMatter:
    """Read the head of a card's text as it stands in the file; never raises."""
    return read_front_matter(text.removeprefix("\ufeff").replace("\r\n", "\n").replace("\r", "\n"))


def read_front_matter(text: str) -> FrontMatter:
    """Read the head of a card's text (without byte order mark, lines ended by LF); never raises."""
    opening = _OPEN.match(text[:1000])
    if opening is None:
        return FrontMatter()
    closing = _CLOSE.search(text, opening.end(), opening.end() + MAX_CHARACTERS)
    if closing is None:
        first_line = text.count("\n", 0, opening.end()) + 1
        values, lines = readable_lines(text[opening.end() : opening.end() + _READABLE], first_line)
        # Many cards only draw a line first: without keys below it that is no head.
        unclosed = "the front matter is not closed by a line '---'" if values else None
        return FrontMatter(problem=unclosed, readable=values, key_lines=lines)
    raw = text[opening.end() : closing.start()]
    first_line = text.count("\n", 0, opening.end()) + 1
    if (plain := read_plain_head(raw, first_line, _meaning)) is not None:
        return FrontMatter(plain[0], None, plain[1], closing.end())
    builder = _Builder(first_line)
    problem = builder.build(raw)
    if problem is not None:
        values, lines = readable_lines(raw[:_READABLE], builder.first_line)
        return FrontMatter(problem=problem, body_start=closing.end(), readable=values, key_lines=lines)
    return FrontMatter(builder.data, builder.duplicate, builder.key_lines, closing.end())


class _RefusedError(Exception):
    """The head holds something that is not read; the text says what."""


class _Builder:
    """Builds plain data from the events of one document."""

    def __init__(self, first_line: int) -> None:
        self.first_line = first_line
        self.data: dict[str, Any] = {}
        self.duplicate: str | None = None
        self.key_lines: dict[str, int] = {}
        self._stack: list[Any] = []
        self._keys: list[str | None] = []

    def build(self, raw: str) -> str | None:
        """Read all events; return the problem that makes the head useless, or None."""
        try:
            for number, event in enumerate(yaml.parse(raw, _LOADER)):
                self._take(event, number)
        except _RefusedError as refused:
            return f"the front matter {refused}"
        except yaml.YAMLError as failure:
            mark = getattr(failure, "problem_mark", None)
            where = "" if mark is None else f" on line {self.first_line + mark.line}"
            what = getattr(failure, "problem", None) or getattr(failure, "reason", None) or "unreadable"
            return f"the front matter is not valid YAML{where} ({what})"
        except ValueError as failure:
            return f"the front matter is not valid YAML ({failure})"
        return None

    def _take(self, event: Any, number: int) -> None:
        if number > _MAX_EVENTS:
            raise _RefusedError("is too large")
        kind = type(event)
        if kind is yaml.ScalarEvent:
            self._scalar(event)
        elif kind is yaml.MappingStartEvent or kind is yaml.SequenceStartEvent:
            self._refuse_tag(event)
            self._open({} if kind is yaml.MappingStartEvent else [])
        elif kind is yaml.MappingEndEvent or kind is yaml.SequenceEndEvent:
            self._stack.pop()
            self._keys.pop()
        elif kind is yaml.AliasEvent:
            raise _RefusedError("uses a YAML alias (*name), which is refused")

    def _refuse_tag(self, event: Any) -> None:
        if event.tag is not None and not (event.tag == "!" or event.tag.startswith("tag:yaml.org,2002:str")):
            raise _RefusedError(f"uses the YAML tag {event.tag[:60]}, which is refused")

    def _scalar(self, event: Any) -> None:
        if event.tag is not None:
            self._refuse_tag(event)
        text: str = event.value
        if not self._stack:
            if text:
                raise _RefusedError("is not a mapping of keys to values")
            return
        if isinstance(self._stack[-1], dict) and self._keys[-1] is None:
            self._keys[-1] = text
            if len(self._stack) == 1 and text not in self.key_lines:
                self.key_lines[text] = self.first_line + event.start_mark.line
            return
        self._add(text if event.style or event.tag is not None else _meaning(text))

    def _open(self, container: Any) -> None:
        if len(self._stack) >= _MAX_DEPTH:
            raise _RefusedError("is nested too deeply")
        if not self._stack:
            if not isinstance(container, dict):
                raise _RefusedError("is not a mapping of keys to values")
            self.data = container
        elif isinstance(self._stack[-1], dict) and self._keys[-1] is None:
            raise _RefusedError("has a key that is not text")
        else:
            self._add(container)
        self._stack.append(container)
        self._keys.append(None)

    def _add(self, value: Any) -> None:
        parent = self._stack[-1]
        if isinstance(parent, list):
            parent.append(value)
            return
        key = self._keys[-1] or ""
        self._keys[-1] = None
        if key not in parent:
            parent[key] = value
        elif len(self._stack) == 1 and self.duplicate is None:
            line = self.key_lines.get(key)
            self.duplicate = f"the key '{key[:60]}' stands more than once; the first (line {line}) counts"


def _meaning(text: str) -> Any:
    if text in _WORDS:
        return _WORDS[text]
    if text[0] in "-+.0123456789":
        if _WHOLE.match(text):
            return int(text)
        if _DECIMAL.match(text):
            value = float(text)
            return value if math.isfinite(value) else text
    return text
