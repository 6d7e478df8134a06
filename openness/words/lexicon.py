"""The words of all languages compiled: one pass for the stems of all phrases, then only phrases that a text may say."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from functools import cache, lru_cache

import ahocorasick_rs

from openness.words.language import Language, languages
from openness.words.meaning import Meaning
from openness.words.phrase import Phrase

ALL = -1
"""Hints that leave nothing out: nobody has scanned the text."""


class _Asked:
    """What one meaning is told by: a run of phrases, whose bits in the hints of a text stand side by side."""

    __slots__ = ("first", "mask", "patterns", "phrases")

    def __init__(self, phrases: list[Phrase], first: int) -> None:
        self.phrases = phrases
        self.first = first
        self.mask = ((1 << len(phrases)) - 1) << first
        self.patterns: list[re.Pattern[str] | None] = [None] * len(phrases)

    def hinted(self, hints: int) -> Iterator[re.Pattern[str]]:
        """Yield the patterns of the phrases of which the text holds a stem; each is compiled when first needed."""
        told = (hints & self.mask) >> self.first
        while told:
            number = (told & -told).bit_length() - 1
            told &= told - 1
            pattern = self.patterns[number]
            if pattern is None:
                pattern = self.patterns[number] = re.compile(self.phrases[number].pattern)
            yield pattern


class Lexicon:
    """The phrases of some languages by meaning, ready to be asked.

    Hints of a text are a number with one bit a phrase: whether the text holds one of the phrase's stems.
    """

    def __init__(self, spoken: Iterable[Language]) -> None:
        said: dict[Meaning, dict[Phrase, None]] = {meaning: {} for meaning in Meaning}
        for language in spoken:
            for meaning, phrases in language.phrases().items():
                said[meaning].update(dict.fromkeys(phrases))
        self._asked: dict[Meaning, _Asked] = {}
        bits: dict[str, int] = {}
        first = 0
        for meaning, phrases_of in said.items():
            asked = self._asked[meaning] = _Asked(list(phrases_of), first)
            for number, phrase in enumerate(asked.phrases, start=first):
                for stem in phrase.stems:
                    bits[stem] = bits.get(stem, 0) | 1 << number
            first += len(asked.phrases)
        self._bits = list(bits.values())
        self._stems = ahocorasick_rs.AhoCorasick(list(bits), implementation=ahocorasick_rs.Implementation.DFA)

    def says(self, meaning: Meaning, text: str, hints: int = ALL) -> re.Match[str] | None:
        """Return where a text first says something, or None (see `openness.words.says`)."""
        asked = self._asked[meaning]
        if hints < 0:
            hints = self.hints(text)
        if not hints & asked.mask:
            return None
        found: re.Match[str] | None = None
        for pattern in asked.hinted(hints):
            match = pattern.search(text)
            if match is not None and (found is None or match.start() < found.start()):
                found = match
        return found

    def every(self, meaning: Meaning, text: str) -> Iterator[re.Match[str]]:
        """Yield every place where a text says something, phrase by phrase."""
        for pattern in self._asked[meaning].hinted(self.hints(text)):
            yield from pattern.finditer(text)

    def mask(self, *meanings: Meaning) -> int:
        """Return the bits of which a text's hints have one where it is worth asking for one of the meanings."""
        mask = 0
        for meaning in meanings:
            mask |= self._asked[meaning].mask
        return mask

    def hints(self, text: str) -> int:
        """Return the hints of one text."""
        bits, hints = self._bits, 0
        for stem, _, _ in self._stems.find_matches_as_indexes(text, overlapping=True):
            hints |= bits[stem]
        return hints

    def scan(self, sentences: list[str]) -> list[int]:
        """Return the hints of each sentence, found in one pass over all."""
        hints = [0] * len(sentences)
        if not sentences:
            return hints
        bits = self._bits
        index, end = 0, len(sentences[0])
        for stem, start, _ in self._stems.find_matches_as_indexes("\n".join(sentences), overlapping=True):
            while start > end:
                index += 1
                end += len(sentences[index]) + 1
            hints[index] |= bits[stem]
        return hints


@lru_cache(maxsize=64)
def finder(stems: tuple[str, ...]) -> ahocorasick_rs.AhoCorasick:
    """Return what finds all of some stems in one pass over a text, built once for these stems."""
    return ahocorasick_rs.AhoCorasick(list(stems))


@cache
def lexicon() -> Lexicon:
    """Return the words of all languages, read once."""
    return Lexicon(languages())
