"""Heads written plainly, as nearly all are, read line by line at a fifth of the cost of a YAML parser.

Only what cannot mean anything else is read: keys, plain or quoted words on their line, lists of them, and mappings in
lists, told by how far they stand in. For all else there is the parser, whose answers these are (tests compare them).
"""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any

_ODD = re.compile(r"[^\n\x20-\x7e\xa1-\u1fff\u3000-\ud7ff]")
"""Signs that a YAML parser may refuse, or take for the end of a line."""
_LINE = re.compile(r"( *)(- +)?(?:([A-Za-z0-9_][A-Za-z0-9_.\-]{0,99}):(?: +|\Z))?(.*)")
_QUOTED = re.compile(r"'([^'\\]{0,500})'|\"([^\"\\]{0,500})\"")
_BEGINS = re.compile(r"-?[^\s\-?:,\[\]{}#&*!|>'\"%@`=.]")
_IN_BRACKETS = re.compile(r"\[ *(?:[A-Za-z0-9][A-Za-z0-9_./+\-]{0,99}(?: *, *(?![ \]])|(?= *\])))+ *\]|\[\]")
_MOST_LINES = 4_000
_MOST_DEPTH = 20


class _NotPlainError(Exception):
    """A line may mean more than is read here."""


def read_plain_head(
    raw: str, first_line: int, meaning: Callable[[str], Any]
) -> tuple[dict[str, Any], dict[str, int]] | None:
    """Return the data of a plain head and the line of each of its top-level keys, or None where a parser is needed.

    `meaning` tells what a plain word means (a number, true, nothing, or its text).
    """
    if _ODD.search(raw) is not None:
        return None
    lines = raw.split("\n", _MOST_LINES)
    if len(lines) > _MOST_LINES:
        return None
    reader = _Reader(meaning)
    try:
        for number, line in enumerate(lines, start=first_line):
            if line and not line.isspace():
                reader.take(line.rstrip(" "), number)
    except _NotPlainError:
        return None
    return (reader.data, reader.key_lines) if reader.data else None


class _Reader:
    """Puts lines together: the open containers from the outermost, each with how far its lines stand in."""

    def __init__(self, meaning: Callable[[str], Any]) -> None:
        self.data: dict[str, Any] = {}
        self.key_lines: dict[str, int] = {}
        self._meaning = meaning
        self._open: list[tuple[int, Any]] = [(0, self.data)]
        self._waiting: str | None = None
        """The key, in the innermost mapping, of which the value may follow on the next line."""

    def take(self, line: str, number: int) -> None:
        """Take one line without spaces at its end."""
        match = _LINE.fullmatch(line)
        if match is None:
            raise _NotPlainError
        spaces, dash, key, value = match.groups()
        if not (dash or key):
            raise _NotPlainError
        at = len(spaces)
        if self._waiting is not None:
            self._open_below(at, listed=dash is not None)
        here = self._container(at, listed=dash is not None)
        if dash:
            if key is None:
                here.append(self._scalar(value))
                return
            here.append({})
            here = here[-1]
            self._push(at + len(dash), here)
        elif here is self.data:
            self.key_lines.setdefault(key, number)
        if key in here:
            raise _NotPlainError
        if value:
            here[key] = self._scalar(value)
        else:
            here[key] = None
            self._waiting = key

    def _push(self, at: int, container: Any) -> None:
        if len(self._open) > _MOST_DEPTH:
            raise _NotPlainError
        self._open.append((at, container))

    def _open_below(self, at: int, *, listed: bool) -> None:
        """Open what a line begins as the value of the key right before it, where it stands below that."""
        outer, mapping = self._open[-1]
        if at > outer or (listed and at == outer):
            container: Any = [] if listed else {}
            mapping[self._waiting] = container
            self._push(at, container)
        self._waiting = None

    def _container(self, at: int, *, listed: bool) -> Any:
        """Close what ends before a line, and return what the line belongs to."""
        while True:
            column, container = self._open[-1]
            is_list = type(container) is list
            if column == at and is_list is listed:
                return container
            if column < at or len(self._open) == 1 or (column == at and not is_list):
                raise _NotPlainError
            self._open.pop()

    def _scalar(self, text: str) -> Any:
        first = text[0] if text else "#"
        if first in "'\"":
            if (quoted := _QUOTED.fullmatch(text)) is None:
                raise _NotPlainError
            return quoted[1] if first == "'" else quoted[2]
        if first == "[" and _IN_BRACKETS.fullmatch(text) is not None:
            return [self._meaning(word.strip()) for word in text[1:-1].split(",") if word]
        if _BEGINS.match(text) is None or ": " in text or " #" in text or text[-1] == ":":
            raise _NotPlainError
        return self._meaning(text)
