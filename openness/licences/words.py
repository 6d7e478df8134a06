"""Text as words with line numbers: the common ground of fingerprints and comparison, in bounded time."""

from __future__ import annotations

import re
from dataclasses import dataclass
from zlib import crc32

SHINGLE = 5
"""Words in one shingle."""

MAX_CHARACTERS = 512 * 1024
"""What is read of a text; no licence comes near."""

_WORD = re.compile(r"[^\W_]+")
_MAX_WORD = 48
_TAG = re.compile(r"<[a-zA-Z/][^<>\n]{0,200}>")
HASH_BITS = 24


@dataclass(frozen=True)
class Words:
    """The words of a text in lower case, and the line (from 1) each stands on."""

    words: tuple[str, ...]
    lines: tuple[int, ...]
    starts: tuple[int, ...]
    """Character offset of each word."""
    truncated: bool


def read_words(text: str) -> Words:
    """Return the words of a text; HTML tags, punctuation and case are left out; at most 512 Ki characters."""
    truncated = len(text) > MAX_CHARACTERS
    text = text[:MAX_CHARACTERS]
    words: list[str] = []
    lines: list[int] = []
    starts: list[int] = []
    offset = 0
    for number, line in enumerate(text.split("\n"), start=1):
        bare = _TAG.sub(lambda match: " " * len(match.group()), line) if "<" in line else line
        for match in _WORD.finditer(bare):
            words.append(match.group()[:_MAX_WORD].casefold())
            lines.append(number)
            starts.append(offset + match.start())
        offset += len(line) + 1
    return Words(tuple(words), tuple(lines), tuple(starts), truncated)


def shingle_hashes(words: tuple[str, ...]) -> list[int]:
    """Return the 24-bit hash of every run of five words, in order; a short text is one shingle."""
    if not words:
        return []
    if len(words) < SHINGLE:
        return [_hash(" ".join(words))]
    return [_hash(" ".join(words[i : i + SHINGLE])) for i in range(len(words) - SHINGLE + 1)]


def _hash(text: str) -> int:
    return crc32(text.encode("utf-8", "replace")) & ((1 << HASH_BITS) - 1)
