"""Heads written plainly, as nearly all are, read line by line at a fifth of the cost of a YAML parser.

Only what cannot mean anything else is read: keys, plain or quoted words, blocks of text (`plain_text.py`), lists of
them, and mappings in lists, told by how far they stand in. For all else there is the parser, whose answers these are
(tests compare them).
"""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any

from openness.card.plain_text import LongText, NotPlainError, long_text

_ODD = re.compile(
    r"[^\n\x20-\x7e\xa1-\u167f\u1681-\u1fff\u2010-\u2027\u2030-\u205e\u2070-\u2fff\u3001-\ud7ff\uff01-\uffdc"
    r"\U00010000-\U0010ffff]"
)
"""Signs that a YAML parser may refuse, or take for the end of a line."""
_LINE = re.compile(r"( *)(- +)?(?:([A-Za-z0-9_][A-Za-z0-9_.\-]{0,99}):(?: +|\Z))?(.*)")
_QUOTED = re.compile(r"'([^']{0,9999})'|\"([^\"\\]{0,9999})\"")
_BEGINS = re.compile(r"-?[^\s\-?:,\[\]{}#&*!|>'\"%@`=.]")
_IN_BRACKETS = re.compile(r"\[ *(?:[A-Za-z0-9][A-Za-z0-9_./+\-]{0,99}(?: *, *(?![ \]])|(?= *\])))+ *\]|\[\]")
_MOST_LINES = 4_000
_MOST_DEPTH = 20


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
            if not reader.goes_on(line) and line and not line.isspace():
                reader.take(line.rstrip(" "), number)
        reader.end(cut=not raw.endswith("\n"))
    except NotPlainError:
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
        self._text: LongText | None = None
        """The text under way that goes on below its line, and where it belongs."""
        self._of: tuple[Any, Any] = (self.data, "")

    def goes_on(self, line: str) -> bool:
        """Return whether a line belongs to the text under way, which then took it."""
        if self._text is None:
            return False
        if self._text.take(line):
            return True
        self.end()
        return False

    def end(self, *, cut: bool = False) -> None:
        """End the text under way, if there is one; the head may be `cut` before the end of its last line."""
        if self._text is not None:
            if cut:
                raise NotPlainError
            container, key = self._of
            container[key] = self._text.text()
            self._text = None

    def take(self, line: str, number: int) -> None:
        """Take one line without spaces at its end."""
        match = _LINE.fullmatch(line)
        if match is None:
            raise NotPlainError
        spaces, dash, key, value = match.groups()
        if not (dash or key):
            raise NotPlainError
        at = len(spaces)
        if self._waiting is not None:
            self._open_below(at, listed=dash is not None)
        here = self._container(at, listed=dash is not None)
        if dash:
            here.append({} if key is not None else None)
            if key is None:
                self._put(here, -1, value, at)
                return
            here, at = here[-1], at + len(dash)
            self._push(at, here)
        elif here is self.data:
            self.key_lines.setdefault(key, number)
        if key in here:
            raise NotPlainError
        if value:
            self._put(here, key, value, at)
        else:
            here[key] = None
            self._waiting = key

    def _push(self, at: int, container: Any) -> None:
        if len(self._open) > _MOST_DEPTH:
            raise NotPlainError
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
                raise NotPlainError
            self._open.pop()

    def _put(self, container: Any, key: Any, value: str, column: int) -> None:
        """Give a container (a list: its last place) a value, at once or when its text has ended."""
        self._text = long_text(value, column)
        if self._text is None:
            container[key] = self._scalar(value)
        else:
            self._of = (container, len(container) - 1 if key == -1 else key)

    def _scalar(self, text: str) -> Any:
        first = text[0] if text else "#"
        if first in "'\"":
            if (quoted := _QUOTED.fullmatch(text)) is None:
                raise NotPlainError
            return quoted[1] if first == "'" else quoted[2]
        if first == "[" and _IN_BRACKETS.fullmatch(text) is not None:
            return [self._meaning(word.strip()) for word in text[1:-1].split(",") if word]
        if _BEGINS.match(text) is None or ": " in text or " #" in text or text[-1] == ":":
            raise NotPlainError
        return self._meaning(text)
