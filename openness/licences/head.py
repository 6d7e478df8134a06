"""Heads: a licence key that stands twice in a card's metadata, found by line: the Hub reads one, both bind."""

from __future__ import annotations

import re
from collections.abc import Iterator

from openness.licences.saying import Saying
from openness.record.evidence import Source

_FENCE = re.compile(r"---\s*\Z")
_KEY = re.compile(r"(license|license_name)\s*:\s*(.{0,300}?)\s*\Z", re.I)
_ITEM = re.compile(r"\s*-\s+(.{1,300}?)\s*\Z")
_END = re.compile(r"\n---[ \t]*\r?\n")
_TWICE = 2
_MOST_LINES = 2_000
_MOST_FOUND = 16


def passed_over(text: str, path: str) -> tuple[Saying, ...]:
    """Return what `license` and `license_name` say where they stand a second time."""
    end = _END.search(text, 20)
    if text[: end.end() if end is not None else len(text)].casefold().count("license") < _TWICE:
        return ()
    found: list[Saying] = []
    seen: set[str] = set()
    listing = False
    for number, line in _head_lines(text):
        if len(found) >= _MOST_FOUND:
            break
        key = _KEY.match(line)
        item = _ITEM.match(line) if listing else None
        if key is not None:
            name = key[1].casefold()
            counted = name in seen
            seen.add(name)
            listing = counted and not key[2]
            if counted and key[2]:
                found.extend(Saying(value, Source(file=path, line=number)) for value in _values(key[2]))
        elif item is not None:
            found.extend(Saying(value, Source(file=path, line=number)) for value in _values(item[1]))
        elif not line[:1].isspace():
            listing = False
    return tuple(found)


def _head_lines(text: str) -> Iterator[tuple[int, str]]:
    """Yield the lines between the two fences of a card's metadata, numbered from 1 in the card."""
    lines = text.removeprefix("\ufeff").splitlines()[:_MOST_LINES]
    opening = next((number for number, line in enumerate(lines[:20]) if line.strip()), None)
    if opening is None or not _FENCE.match(lines[opening].strip()):
        return
    for number, line in enumerate(lines[opening + 1 :], start=opening + 2):
        if _FENCE.match(line):
            return
        yield number, line


def _values(text: str) -> list[str]:
    bare = text.strip("[]")
    return [value for piece in bare.split(",") if (value := piece.strip().strip("'\"").strip()) and value != "|"]
