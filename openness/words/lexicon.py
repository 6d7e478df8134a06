"""The words of all languages compiled: a pattern for a meaning and script, one pass for all stems of all meanings."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from functools import cache

import ahocorasick_rs

from openness.words.language import Language, languages
from openness.words.meaning import Meaning
from openness.words.phrase import Phrase, Script

ALL = -1
"""Hints that leave nothing out: nobody has scanned the text."""


_NOTHING = "(?!)"
"""A pattern that matches nowhere: of a meaning without phrases."""


class _Words:
    """What one meaning is told by in one group of scripts; the pattern is compiled when it is first needed."""

    __slots__ = ("_pattern", "phrases", "stems")

    def __init__(self, phrases: Iterable[Phrase]) -> None:
        self.phrases = tuple(dict.fromkeys(phrases))
        self.stems = _shortest({stem for phrase in self.phrases for stem in phrase.stems})
        self._pattern: re.Pattern[str] | None = None

    @property
    def pattern(self) -> re.Pattern[str]:
        if self._pattern is None:
            self._pattern = re.compile("|".join(phrase.pattern for phrase in self.phrases) or _NOTHING)
        return self._pattern

    def search(self, text: str, *, scanned: bool) -> re.Match[str] | None:
        if not (scanned or self._holds_stem(text)):
            return None
        return (self._pattern or self.pattern).search(text)

    def _holds_stem(self, text: str) -> bool:
        for stem in self.stems:  # noqa: SIM110 - a third faster than any(), and asked for every sentence
            if stem in text:
                return True
        return False


class Lexicon:
    """The phrases of some languages by meaning, ready to be asked."""

    def __init__(self, spoken: Iterable[Language]) -> None:
        latin: dict[Meaning, list[Phrase]] = {meaning: [] for meaning in Meaning}
        east: dict[Meaning, list[Phrase]] = {meaning: [] for meaning in Meaning}
        for language in spoken:
            table = east if language.script is Script.EAST_ASIAN else latin
            for meaning, phrases in language.phrases().items():
                table[meaning] += phrases
        self._latin = {meaning: _Words(phrases) for meaning, phrases in latin.items()}
        self._east = {meaning: _Words(phrases) for meaning, phrases in east.items()}
        bits: dict[str, int] = {}
        for meaning in Meaning:
            for stem in (*self._latin[meaning].stems, *self._east[meaning].stems):
                bits[stem] = bits.get(stem, 0) | meaning.bit
        self._bits = list(bits.values())
        self._stems = ahocorasick_rs.AhoCorasick(list(bits), implementation=ahocorasick_rs.Implementation.DFA)

    def says(self, meaning: Meaning, text: str, hints: int = ALL) -> re.Match[str] | None:
        """Return where a text says something, or None (see `openness.words.says`)."""
        if not hints & meaning.bit:
            return None
        scanned = hints >= 0
        found = self._latin[meaning].search(text, scanned=scanned)
        if found is None and not text.isascii():
            found = self._east[meaning].search(text, scanned=scanned)
        return found

    def every(self, meaning: Meaning, text: str) -> Iterator[re.Match[str]]:
        """Yield every place where a text says something, those in Latin letters first."""
        yield from self._latin[meaning].pattern.finditer(text)
        if not text.isascii():
            yield from self._east[meaning].pattern.finditer(text)

    def scan(self, sentences: list[str]) -> list[int]:
        """Return the hints of each sentence: the bits of the meanings of which it holds a stem."""
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


def _shortest(stems: set[str]) -> tuple[str, ...]:
    """Return the stems without those that hold another one."""
    return tuple(sorted(stem for stem in stems if not any(other in stem for other in stems if other != stem)))


@cache
def lexicon() -> Lexicon:
    """Return the words of all languages, read once."""
    return Lexicon(languages())
