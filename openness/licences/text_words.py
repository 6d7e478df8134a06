"""A licence text as words with line numbers: the common ground of fingerprints and comparison, in linear time.

Layout is left out here and only here: case, wrapping, quotes, bullets, HTML, the numbers of paragraphs.
A figure, a currency and a per cent sign are words: they are terms.
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from zlib import crc32

from openness.words.pattern import pattern_of

SHINGLE = 5
"""Words in one shingle."""

MAX_CHARACTERS = 512 * 1024
"""What is read of a text; no licence comes near."""

HASH_BITS = 24
HEADING_WORDS = 12
"""A heading has at most so many."""

_WORD = pattern_of(r"[$€£¥%]|[^\W_]+")
_MAX_WORD = 48
_INVISIBLE = pattern_of("[\ud800-\udfff\u00ad\u200b-\u200f\u202a-\u202e\u2060-\u2064\ufeff]")
_TAG = pattern_of(
    r"</?(?:a|abbr|article|b|big|blockquote|body|br|center|code|dd|details|div|dl|dt|em|font|footer|h[1-6]|head|header|"
    r"hr|html|i|img|li|link|main|meta|ol|p|pre|section|small|span|strong|sub|summary|sup|table|tbody|td|th|thead|title|"
    r"tr|tt|u|ul)"
    r"(?:\s+[\w:-]{1,40}\s{0,4}=\s{0,4}(?:\"[^\"<>\n]{0,200}\"|'[^'<>\n]{0,200}'|[^\s<>\"']{1,200})){0,20}\s{0,4}/?>",
    re.I,
)
"""Only tags that set type: `<for research only>` is a sentence."""
_ENTITY = pattern_of(r"&(?:(?P<copy>copy|#169|#xa9)|nbsp|amp|lt|gt|quot|apos|[lr][sd]quo|[nm]dash|#\d{1,4});", re.I)
_MARK = r"(?:[0-9]{1,2}(?:\.[0-9]{1,2}){0,3}|[a-z]|[ivx]{1,5})"
_LINE_MARK = pattern_of(
    rf"[\s>*#•◦▪·|-]{{0,40}}(?:\({_MARK}\)|{_MARK}[.)]|[0-9]{{1,2}}(?:\.[0-9]{{1,2}}){{1,3}})(?=[\s*_])", re.I
)
_BRACKETED = pattern_of(r"\((?:[1-9]|[a-z]|[ivx]{1,5})\)", re.I)
_INNER_MARK = pattern_of(rf"(?<=[.;:”\"])\s{{1,20}}{_MARK}[.)](?=\s{{1,20}}[\"“A-Z(])", re.I)
_MAY_END = pattern_of(r"(?:[.;:,)”\"*_]|\band|\bor)\s*\Z", re.I)
_BLOCK = pattern_of(r"\s*<(?:p|li|h[1-6]|div|tr|td|blockquote)\b", re.I)
_BULLETS = " \t>*#•|-"
_TAIL = 60


@dataclass(frozen=True)
class Words:
    """The words of a text in lower case, and the line (from 1) each stands on."""

    words: tuple[str, ...]
    lines: tuple[int, ...]
    starts: tuple[int, ...]
    """Character offset of each word in `clean_text(text)`."""
    ends: tuple[int, ...]
    truncated: bool


def clean_text(text: str) -> str:
    """Return the text as it is read: at most 512 Ki characters, no invisible ones, one kind of line end."""
    return _INVISIBLE.sub("", text[:MAX_CHARACTERS].replace("\r\n", "\n").replace("\r", "\n"))


def read_words(text: str) -> Words:
    """Return the words of a text; tags, punctuation, case and numbers of paragraphs are left out."""
    truncated = len(text) > MAX_CHARACTERS
    words: list[str] = []
    lines: list[int] = []
    starts: list[int] = []
    ends: list[int] = []
    offset = 0
    before = ""
    for number, line in enumerate(clean_text(text).split("\n"), start=1):
        untagged = _without_tags(line)
        bare = _without_marks(untagged, "" if _BLOCK.match(line) else before)
        for match in _WORD.finditer(bare):
            words.append(_word(match.group()))
            lines.append(number)
            starts.append(offset + match.start())
            ends.append(offset + match.end())
        offset += len(line) + 1
        before = untagged
    return Words(tuple(words), tuple(lines), tuple(starts), tuple(ends), truncated)


def _without_tags(line: str) -> str:
    if "<" in line:
        line = _TAG.sub(_blank, line)
    if "&" in line:
        line = _ENTITY.sub(lambda match: ("©" if match["copy"] else " ").ljust(len(match.group())), line)
    return line


def _without_marks(line: str, before: str) -> str:
    """Blank the numbers of paragraphs; a figure that wrapping put first on its line is none of them."""
    if mark := _LINE_MARK.match(line):
        letter = mark.group()[-2:-1].isalpha()
        if letter or not before.strip(_BULLETS) or _MAY_END.search(before[-_TAIL:]):
            line = " " * mark.end() + line[mark.end() :]
    if "(" in line:
        line = _BRACKETED.sub(_blank, line)
    return _INNER_MARK.sub(_blank, line)


def _blank(match: re.Match[str]) -> str:
    return " " * len(match.group())


def _word(text: str) -> str:
    """A word as it is compared; of an endless one the beginning and a hash of the rest."""
    if not text.isascii():
        text = unicodedata.normalize("NFKC", text)
    if len(text) > _MAX_WORD:
        text = f"{text[:_MAX_WORD]}#{crc32(text[_MAX_WORD:].encode('utf-8', 'replace')):08x}"
    return text.casefold()


def shingle_hashes(words: tuple[str, ...]) -> list[int]:
    """Return the 24-bit hash of every run of five words, in order; a short text is one shingle."""
    if not words:
        return []
    if len(words) < SHINGLE:
        return [_hash(" ".join(words))]
    return [_hash(" ".join(words[i : i + SHINGLE])) for i in range(len(words) - SHINGLE + 1)]


def line_hash(line: str) -> int | None:
    """Return the hash of a whole line of words, or None for one without."""
    words = read_words(line).words
    return _hash(" ".join(words)) if words else None


def _hash(text: str) -> int:
    return crc32(text.encode("utf-8", "replace")) & ((1 << HASH_BITS) - 1)
