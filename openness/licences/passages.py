"""Passages: what a text has that a known text does not, and whether it may change what is allowed."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from dataclasses import dataclass

from openness.licences.words import Words, read_words

_TERMS = re.compile(
    r"\b(?:must|shall|may not|cannot|prohibit\w*|forbid\w*|restrict\w*|only|unless|except|provided that|condition\w*|"
    r"commercial\w*|non-?commercial\w*|research|academic|revenue|users?|royalt\w*|fees?|competitor\w*|compet\w*|"
    r"military|government\w*|european|territor\w*|countr\w*|display|prior written|consent|permission|terminat\w*|"
    r"not|never|no|without|agree\w*|required|registration|authori[sz]\w*|train(?:ing)?|expire\w*|"
    r"exclud\w*|limit\w*|ethic\w*|harm\w*|lawful\w*|evil|good)\b",
    re.I,
)
_STRONG_TERMS = re.compile(
    r"\b(?:non-?commercial\w*|commercial\w*|research|revenue|monthly|users|military|territor\w*|european|prohibit\w*)\b",
    re.I,
)
_HOLDER = re.compile(
    r"^\W*copyright\s+(?!notices?\b|owners?\b|holders?\b|licen|law|and\b|statement|protect|treat|in\b|or\b)|"
    r"copyright\s*(?:\(c\)|©|(?:19|20)\d\d)|©|\(c\)\s*(?:19|20)\d\d|all rights reserved|https?://|^\W*\S+@\S+\W*$",
    re.I,
)
"""A line that names a holder, a year or an address."""
_TRADEMARK = re.compile(r"\btrademarks?\b", re.I)
_POINTER = re.compile(
    r"^\W*unless otherwise (?:stated|noted|specified),? [^.]{0,200}\b(?:licensed|distributed|released) under\b", re.I
)
_SENTENCE = re.compile(r"(?<=[.;:!?])\s+")
_NAME_ROOM = frozenset(
    """copyright holder holders owner owners author authors contributor contributors name names organization
    organisation regents provided c""".split()
)
_NEAR = 8
_NUMBERING = re.compile(r"\d+|[a-z]|[ivx]{1,4}")
_MANY_WORDS = 12
"""So many words of its own make a passage terms, whatever they say: better unrecognised than wrong."""
_HEADING_WORDS = 6
_FEW_WORDS = 3
_QUOTE = 120
_MAX_SPOKEN = 20_000


@dataclass(frozen=True)
class Passage:
    """Lines (from 1) that do not stand in the known text; `terms`: they sound like permissions or duties."""

    first_line: int
    last_line: int
    quote: str
    """The beginning of the passage, at most 120 characters; the publisher's words."""
    terms: bool


def speaks_of_terms(text: str) -> bool:
    """Return whether any word of a text sounds like a permission, a duty or a limit."""
    return bool(_TERMS.search(text))


def is_term(words: Words, index: int) -> bool:
    """Return whether one word speaks of terms: no name that a template leaves room for does."""
    return bool(_TERMS.fullmatch(words.words[index]))


def may_be_a_name(words: Words, index: int) -> bool:
    """Return whether a word stands where licences leave room for a holder's name."""
    around = words.words[max(0, index - _NEAR) : index + _NEAR + 1]
    return not _NAME_ROOM.isdisjoint(around)


@dataclass(frozen=True)
class _Frame:
    """The text under comparison: its lines, its words, and where the known text begins and ends in it."""

    lines: list[str]
    words: Words
    covered: list[bool]
    inside: tuple[int, int]
    title: frozenset[str]

    def is_harmless(self, index: int) -> bool:
        """Return whether one word of its own is a numbering, stands in a title, or names a holder or address."""
        word = self.words.words[index]
        if _NUMBERING.fullmatch(word):
            return True
        number = self.words.lines[index]
        line = self.lines[number - 1]
        if len(line) > 2 * _QUOTE:
            return False
        start, end = bisect_left(self.words.lines, number), bisect_right(self.words.lines, number)
        if end - start <= _HEADING_WORDS and self.title.issuperset(self.words.words[start:end]):
            return True
        return bool(_HOLDER.search(line)) and not _TERMS.search(word)


def find_passages(
    text: str, words: Words, covered: list[bool], *, strict: bool, title: str = ""
) -> tuple[Passage, ...]:
    """Return the runs of lines with words that are not covered by the known text.

    `strict` is for open licences: inside the known text every word of its own is terms, except the
    name of a holder, a year, an address, a numbering or the licence's `title`; around it only a
    heading is not. Lines that only name a holder or an address are left out.
    """
    if all(covered):
        return ()
    known = [index for index, told in enumerate(covered) if told]
    frame = _Frame(
        text.split("\n"),
        words,
        covered,
        (known[0], known[-1]) if known else (0, len(covered)),
        frozenset(read_words(title).words) | {"the", "version", "license", "licence"},
    )
    found: list[Passage] = []
    run: list[int] = []
    open_lines = sorted({words.lines[index] for index, told in enumerate(covered) if not told})
    for number in [*open_lines, 0]:
        if run and number != run[-1] + 1:
            if (passage := _passage(run, frame, strict)) is not None:
                found.append(passage)
            run = []
        run.append(number)
    return tuple(found)


def _passage(run: list[int], frame: _Frame, strict: bool) -> Passage | None:
    first, last = run[0], run[-1]
    start, end = bisect_left(frame.words.lines, first), bisect_right(frame.words.lines, last)
    own = [index for index in range(start, end) if not frame.covered[index]]
    spoken = [frame.words.words[index] for index in own]
    text = " ".join(frame.lines[number - 1] for number in run)
    if strict:
        terms = _changes_an_open_text(own, text, frame)
    else:
        terms = len(spoken) >= _FEW_WORDS and _speaks_terms(spoken, text)
    if not terms and (len(spoken) < _FEW_WORDS or all(frame.is_harmless(index) for index in own)):
        return None
    quote = " ".join(" ".join(frame.lines[number - 1][: 2 * _QUOTE] for number in run[:4]).split())[:_QUOTE]
    return Passage(first, last, quote, terms)


def _changes_an_open_text(own: list[int], text: str, frame: _Frame) -> bool:
    first, last = frame.inside
    if any(first < index < last and not frame.is_harmless(index) for index in own):
        return not _only_neutral(text)
    outside = [frame.words.words[index] for index in own if not first < index < last]
    if not outside:
        return False
    if _TERMS.search(" ".join(outside)):
        return not _only_neutral(text)
    return len(outside) > _HEADING_WORDS and not _HOLDER.search(text) and not _only_neutral(text)


def _speaks_terms(own: list[str], text: str) -> bool:
    """Return whether words that a known text does not have may change what is allowed."""
    if not _TERMS.search(" ".join(own)):
        return len(own) >= _MANY_WORDS and not _HOLDER.search(text)
    return not all(_is_neutral(sentence) or not _TERMS.search(sentence) for sentence in _sentences(text))


def _only_neutral(text: str) -> bool:
    return all(_is_neutral(sentence) for sentence in _sentences(text))


def _sentences(text: str) -> list[str]:
    return [sentence for sentence in _SENTENCE.split(text[:_MAX_SPOKEN]) if sentence.strip()]


def _is_neutral(sentence: str) -> bool:
    """A reservation of trademarks, or a pointer to the licence that follows, limits nothing."""
    if _STRONG_TERMS.search(sentence):
        return False
    return bool(_TRADEMARK.search(sentence) or _POINTER.search(sentence))
