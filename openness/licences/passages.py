"""Passages: the lines in which a text departs from a known one, what they touch and what they take away."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Annotated

from pydantic import PlainSerializer

from openness.licences.clause import Clause
from openness.licences.differences import Difference
from openness.licences.harmless import (
    is_copyright_line,
    is_harmless_line,
    is_harmless_sentence,
    is_mark,
    is_name_in_slot,
)
from openness.licences.limits import Limit, read_limits
from openness.licences.text_words import HEADING_WORDS, SHINGLE, Words, line_hash, read_words
from openness.licences.topics import is_figure, touched_by, touched_by_figure

_QUOTE = 120
_REACH = 400
"""Characters to either side in which the sentence of a difference is looked for."""
_ENDS = (". ", ".\n", ";", ":\n", "\n\n", "。", "；")
_FEW_WORDS = 2
_SLOT_LOSES = 12
_BLANK = re.compile(r"\n[ \t]*\n|\n[=_*-]{4,200}\n")
_SENTENCE = re.compile(r"(?<=[.])\s+(?=[A-Z\"“])")
_NAME_WORDS = 6
_NAME_LINES = 200


@dataclass(frozen=True)
class Passage:
    """Lines (from 1) that differ from the known text, and which clauses they touch."""

    first_line: int
    last_line: int
    quote: str
    """The beginning of the passage, at most 120 characters; the publisher's words."""
    touches: Annotated[frozenset[Clause], PlainSerializer(sorted)]
    limits: tuple[Limit, ...] = ()
    """What its words take away, where they say so."""


@dataclass(frozen=True)
class Frame:
    """A text under comparison: clean text, its lines and words, and the headings its licences may have."""

    text: str
    lines: Sequence[str]
    words: Words
    title: frozenset[str]
    """Words that a heading may have."""
    holders: frozenset[str]
    """Words of the holders' names in its copyright lines; a line of them alone is a name."""
    licences: tuple[str, ...]
    headings: frozenset[int]
    """Hashes of the lines at the head of the known texts."""

    @classmethod
    def of(
        cls, text: str, words: Words, title: frozenset[str], licences: tuple[str, ...], headings: frozenset[int]
    ) -> Frame:
        """Return the frame of a clean text and its words."""
        lines = text.split("\n")
        named = (line for line in lines if "copyright" in line.casefold() or "©" in line or "(c)" in line)
        holders = [read_words(line).words for line in named if is_copyright_line(line.strip())]
        return cls(
            text,
            lines,
            words,
            title,
            frozenset(word for found in holders[:_NAME_LINES] for word in found),
            licences,
            headings,
        )

    def harmless(self, difference: Difference) -> int | None:
        """Return how many known shingles a harmless difference accounts for, or None where it is none."""
        start, end = difference.start, difference.end
        if difference.is_seam:
            return None
        if is_mark(self.text, self.words, start, end):
            return SHINGLE
        begin, stop = self.words.starts[start], self.words.ends[end - 1]
        if is_name_in_slot(self.text, begin, stop):
            return _SLOT_LOSES
        if self._harmless_lines(self.words.lines[start], self.words.lines[end - 1]):
            return SHINGLE - 1
        pieces = [piece for piece in self.text[begin:stop].split("\n") if piece.strip()]
        heading = start == 0 or not self.text[:begin].strip()
        if all(is_copyright_line(piece) or (heading and self._harmless_line(piece)) for piece in pieces):
            return SHINGLE - 1
        first, last = self.sentence(difference)
        blocks = [block for block in _BLANK.split(self.text[first:last]) if block.strip()]
        return SHINGLE - 1 if all(self._harmless_block(block) for block in blocks) else None

    def _harmless_block(self, block: str) -> bool:
        """A paragraph of harmless lines or of harmless sentences."""
        if all(self._harmless_line(line) for line in block.split("\n")):
            return True
        return all(
            is_harmless_sentence(sentence, self.title) for sentence in _SENTENCE.split(block) if sentence.strip()
        )

    def _harmless_line(self, line: str) -> bool:
        if is_harmless_line(line, self.title, self.licences):
            return True
        words = read_words(line).words
        if len(words) <= _NAME_WORDS and self.holders.issuperset(words):
            return True
        return len(words) <= HEADING_WORDS and line_hash(line) in self.headings

    def _harmless_lines(self, first: int, last: int) -> bool:
        return all(self._harmless_line(line) for line in self.lines[first - 1 : last])

    def sentence(self, difference: Difference) -> tuple[int, int]:
        """Return the characters of the sentence or sentences that a difference stands in."""
        if difference.is_seam:
            begin = self.words.starts[difference.start - 1] if difference.start else 0
            stop = self.words.ends[difference.start] if difference.start < len(self.words.ends) else len(self.text)
        else:
            begin, stop = self.words.starts[difference.start], self.words.ends[difference.end - 1]
        left = self.text[max(0, begin - _REACH) : begin]
        start = begin - len(left) + max((left.rfind(end) + len(end) for end in _ENDS if end in left), default=0)
        right = self.text[stop : stop + _REACH]
        return start, stop + min((right.find(end) + 1 for end in _ENDS if end in right), default=len(right))


def passages_of(frame: Frame, differences: Sequence[Difference]) -> tuple[Passage, ...]:
    """Return the differences as passages; those on the same or neighbouring lines are one."""
    found: list[Passage] = []
    for difference in differences:
        passage = _passage(frame, difference)
        if found and passage.first_line <= found[-1].last_line + 1:
            found[-1] = _joined(frame, found[-1], passage)
        else:
            found.append(passage)
    return tuple(found)


def _passage(frame: Frame, difference: Difference) -> Passage:
    lines = frame.words.lines
    first = lines[max(0, difference.start - 1)] if difference.is_seam else lines[difference.start]
    last = lines[min(difference.start, len(lines) - 1)] if difference.is_seam else lines[difference.end - 1]
    start, end = frame.sentence(difference)
    sentence = frame.text[start:end]
    limits: tuple[Limit, ...] = ()
    if difference.end - difference.start > _FEW_WORDS:
        limits = read_limits(sentence, 1 + frame.text.count("\n", 0, start))
    figure = is_figure(frame.words.words[difference.start : difference.end])
    touches = touched_by_figure(sentence) if figure else touched_by(sentence)
    return Passage(first, last, _quote(frame, first, last), touches, limits)


def _joined(frame: Frame, one: Passage, other: Passage) -> Passage:
    last = max(one.last_line, other.last_line)
    limits = {limit.clause: limit for limit in (*other.limits, *one.limits)}
    return Passage(
        one.first_line, last, _quote(frame, one.first_line, last), one.touches | other.touches, tuple(limits.values())
    )


def _quote(frame: Frame, first: int, last: int) -> str:
    shown = frame.lines[first - 1 : min(last, first + 3)]
    return " ".join(" ".join(line[: 2 * _QUOTE] for line in shown).split())[:_QUOTE]
