"""The words of all languages compiled: one pass for the stems of all phrases, then only phrases that a text may say.

The same pass finds the stems that readers ask for and those of their rules (`rule.py`).
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from functools import cache, lru_cache
from typing import cast

import ahocorasick_rs

from openness.words.language import Language, languages
from openness.words.meaning import Meaning
from openness.words.phrase import Phrase
from openness.words.rule import ALL, END, FIRST, Looked, made

_MOST_SEEN, _SHORT = 2_048, 200
"""How many sentences are remembered, of at most so many letters."""
_LETTERS = frozenset("abcdefghijklmnopqrstuvwxyz0123456789_")
_COMMON = 4
"""Of whole stems with more letters few stand within other words: looking beside them does not pay."""


_ASIDE = sum(meaning.mask for meaning in Meaning if meaning.aside)
"""Set in the hints of every text: its stems are looked for when it is asked."""


class _Compiled(dict[int, re.Pattern[str]]):
    """The patterns of some phrases by their bits (1, 2, 4, ...), each compiled when first needed."""

    def __init__(self, phrases: list[Phrase]) -> None:
        super().__init__()
        self._phrases = phrases

    def __missing__(self, bit: int) -> re.Pattern[str]:
        pattern = self[bit] = re.compile(self._phrases[bit.bit_length() - 1].pattern)
        return pattern


class _Asked:
    """What one meaning is told by: a run of phrases, whose bits in the hints of a text stand side by side."""

    __slots__ = ("all", "first", "mask", "pattern", "phrases")

    def __init__(self, phrases: list[Phrase], mask: int, first: int) -> None:
        self.phrases = phrases
        self.mask = mask
        """The meaning's own bit: set where that of one of its phrases is."""
        self.first = first
        """Where the bits of its phrases begin, of which `all` are as many ones."""
        self.all = (1 << len(phrases)) - 1
        self.pattern = _Compiled(phrases).__getitem__
        """The pattern of the phrase with a bit; it is compiled when first needed."""

    def hinted(self, hints: int) -> Iterator[re.Pattern[str]]:
        """Yield the patterns of the phrases of which the text holds a stem."""
        told = hints >> self.first & self.all
        while told:
            bit = told & -told
            told ^= bit
            yield self.pattern(bit)


class _Scanner:
    """Looks for the stems of phrases, rules and readers in one pass; never changed, but for what it remembers.

    Bits of rules made later are set always, so that they are tried.
    """

    def __init__(self, phrases: dict[str, int], whole: dict[str, int], looked: list[Looked]) -> None:
        self.known = len(looked)
        bits = dict.fromkeys(whole, 0) | phrases
        self._always = (1 << END) - (1 << FIRST + len(looked)) | _ASIDE
        for each in looked:
            literals = each.literals
            if not literals:
                self._always |= each.mask
            for stem in literals:
                bits[stem] = bits.get(stem, 0) | each.mask
        self._bits = list(bits.values())
        self._whole = [whole.get(stem, 0) for stem in bits]
        """The bits of those that a stem sets only as a word of its own."""
        self._stems = ahocorasick_rs.AhoCorasick(list(bits), implementation=ahocorasick_rs.Implementation.ContiguousNFA)
        self._seen: dict[str, int] = {}
        """Hints of short sentences of the last cards: two in five sentences of the Hub's cards are a template's."""

    def scan(self, sentences: list[str]) -> list[int]:
        """Return the hints of each sentence."""
        seen = self._seen
        if len(seen) > _MOST_SEEN:
            seen.clear()
        known = list(map(seen.get, sentences))
        fresh = [place for place, hints in enumerate(known) if hints is None]
        for place, hints in zip(fresh, self.scan_anew([sentences[place] for place in fresh]), strict=True):
            known[place] = hints
            if len(sentences[place]) <= _SHORT:
                seen[sentences[place]] = hints
        return cast("list[int]", known)

    def scan_anew(self, sentences: list[str]) -> list[int]:
        """Return the hints of each sentence, none of them remembered."""
        hints = [self._always] * len(sentences)
        if not sentences:
            return hints
        bits, whole = self._bits, self._whole
        index, end = 0, len(sentences[0])
        text = "\n".join(sentences) + "\n"  # what stands before the first letter is the last one
        for stem, start, stop in self._stems.find_matches_as_indexes(text, overlapping=True):
            found = bits[stem]
            if whole[stem] and text[stop] not in _LETTERS and text[start - 1] not in _LETTERS:
                found |= whole[stem]
            if not found:
                continue
            while start > end:
                index += 1
                end += len(sentences[index]) + 1
            hints[index] |= found
        return hints


class Lexicon:
    """The phrases of some languages by meaning, ready to be asked.

    Hints of a text are a number with one bit a phrase: whether the text holds one of the phrase's stems. Meanings that
    are asked `aside` have a lexicon of their own, whose stems no scan of a card looks for.
    """

    def __init__(self, spoken: Iterable[Language], *, aside: bool = False) -> None:
        said: dict[Meaning, dict[Phrase, None]] = {meaning: {} for meaning in Meaning if meaning.aside is aside}
        self._aside = aside
        for language in spoken:
            for meaning, phrases in language.phrases().items():
                if meaning in said:
                    said[meaning].update(dict.fromkeys(phrases))
        self._asked: dict[Meaning, _Asked] = {}
        self._phrases: dict[str, int] = {}
        self._whole: dict[str, int] = {}
        first = END
        for meaning, phrases_of in said.items():
            asked = self._asked[meaning] = _Asked(list(phrases_of), meaning.mask, first)
            for number, phrase in enumerate(asked.phrases, start=first):
                for stem in phrase.stems:
                    of = self._whole if stem in phrase.whole and len(stem) <= _COMMON else self._phrases
                    of[stem] = of.get(stem, 0) | 1 << number | asked.mask
            first += len(asked.phrases)
        self._scanner = _Scanner(self._phrases, self._whole, [])

    def _scans(self) -> _Scanner:
        """Return what scans for all rules and stems made until now."""
        if self._aside:
            return self._scanner
        looked = made()
        if self._scanner.known != len(looked):
            self._scanner = _Scanner(self._phrases, self._whole, list(looked))
        return self._scanner

    def says(self, meaning: Meaning, text: str, hints: int = ALL) -> re.Match[str] | None:
        """Return where a text first says something, or None (see `openness.words.says`)."""
        asked = self._asked[meaning]
        if hints < 0:
            hints = self.hints(text)
        if not hints & asked.mask:
            return None
        found: re.Match[str] | None = None
        told = hints >> asked.first & asked.all
        while told:
            bit = told & -told
            told ^= bit
            match = asked.pattern(bit).search(text)
            if match is not None and (found is None or match.start() < found.start()):
                if match.start() == 0:
                    return match
                found = match
        return found

    def every(self, meaning: Meaning, text: str, hints: int = ALL) -> Iterator[re.Match[str]]:
        """Yield every place where a text says something, phrase by phrase."""
        asked = self._asked[meaning]
        if hints < 0:
            hints = self.hints(text)
        if hints & asked.mask:
            for pattern in asked.hinted(hints):
                yield from pattern.finditer(text)

    def mask(self, *meanings: Meaning) -> int:
        """Return the bits of which a text's hints have one where it is worth asking for one of the meanings."""
        mask = 0
        for meaning in meanings:
            mask |= meaning.mask
        return mask

    def hints(self, text: str) -> int:
        """Return the hints of one text."""
        return self._scans().scan_anew([text])[0]

    def scan(self, sentences: list[str]) -> list[int]:
        """Return the hints of each sentence, found in one pass over all."""
        return self._scans().scan(sentences)


@cache
def lexicon() -> Lexicon:
    """Return the words of all languages, read once: those that the scan of a card looks for."""
    return Lexicon(languages())


@cache
def aside() -> Lexicon:
    """Return the words of all languages for what is asked of a few words only, read once."""
    return Lexicon(languages(), aside=True)


@lru_cache(maxsize=4_096)
def hints_aside(text: str) -> int:
    """Return the hints of a text (lower case) for what is asked aside; several questions are asked of the same."""
    return aside().hints(text)
