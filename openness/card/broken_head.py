"""The lines of a head that is not valid YAML which can still be read one by one: a hint, never the publisher's word."""

from __future__ import annotations

import re
from typing import Any

_MOST_LINES = 300
_MOST_ITEMS = 64
_KEY = re.compile(r"(?P<key>[A-Za-z][A-Za-z0-9_\-]{0,40}):(?:[ \t]+(?P<value>\S.{0,300}?))?[ \t]*\Z")
_ITEM = re.compile(r"[ \t]{0,8}-[ \t]+(?P<value>\S.{0,300}?)[ \t]*\Z")
_QUOTED = re.compile(r"(['\"])([^'\"]{0,300})\1\Z")
_NOT_PLAIN = re.compile(r"[\[{}\]&*!|>%@`'\"]|: |:\Z| #")
"""What would give a plain word another meaning."""


def readable_lines(raw: str, first_line: int) -> tuple[dict[str, Any], dict[str, int]]:
    """Return the plain values of top-level keys and lists, and the line (from 1) of each key.

    Stops at the first line that no head has, because a head that is never closed runs into the text. Of a key that
    stands twice the first counts.
    """
    values: dict[str, Any] = {}
    lines: dict[str, int] = {}
    items: list[str] | None = None
    for number, line in enumerate(raw.split("\n", _MOST_LINES)[:_MOST_LINES]):
        if found := _ITEM.match(line):
            if items is not None and len(items) < _MOST_ITEMS and (word := _plain(found["value"])):
                items.append(word)
        elif found := _KEY.match(line):
            items = None
            key, told = found["key"], found["value"]
            if key in values:
                continue
            if told is None:
                values[key] = items = []
            elif word := _plain(told):
                values[key] = word
            lines[key] = first_line + number
        elif line.strip() and not line.startswith((" ", "\t", "#", "-")):
            break
    kept = {key: value for key, value in values.items() if value}
    return kept, {key: line for key, line in lines.items() if key in kept}


def _plain(text: str) -> str | None:
    """Return the word of a plain or quoted scalar, or None where it may mean something else."""
    if quoted := _QUOTED.match(text):
        return quoted[2]
    return None if _NOT_PLAIN.search(text) else text
