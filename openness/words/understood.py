"""Whether we have words for the language of a text: told by its letters and by the commonest words.

A text in a language without a file of words is not understood: what it says is unknown, never absent.
"""

from __future__ import annotations

import re
from collections import Counter
from functools import cache
from typing import NamedTuple

from openness.words.language import FOLDER, languages
from openness.words.phrase import Script

_LATIN_WORD = re.compile(r"[a-z\u00df-\u024f\u0253\u0257\u1e01-\u1eff]{2,40}")
_ADDRESS = re.compile(r"https?://\S{1,500}|[\w.-]{1,80}@[\w.-]{1,80}|`[^`\n]{0,200}`|<[^<>\n]{0,200}>")
_EAST_ASIAN = re.compile(r"[\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af]")
_OTHER = re.compile(r"[\u0370-\u1fff\u2c00-\u2dff\ua640-\ua69f\ua720-\uabff\ufb1d-\ufdff\ufe70-\ufeff]")
"""Greek, Cyrillic, Armenian, Hebrew, Arabic, the scripts of India and Southeast Asia, Georgian, Ethiopic ..."""
_HANGUL_JAMO = re.compile(r"[\u1100-\u11ff]")
_MOST = 20_000
_ONE_IN = 12
"""Of so many words one at least is among the commonest of its language."""
_FEW = 5
"""Fewer words than this are a name or a label rather than a sentence."""


class _Tongue(NamedTuple):
    words: frozenset[str]
    letters: frozenset[str]

    def share(self, counts: Counter[str]) -> int:
        """Return how many of the words tell of this language."""
        told = sum(count for word, count in counts.items() if word in self.words)
        if self.letters:
            told += sum(count for word, count in counts.items() if not self.letters.isdisjoint(word))
        return told


def understood(text: str) -> bool:
    """Return whether the greater part of a text is in a language that has a file of words.

    Names, figures, addresses and code say nothing about a language: a text of them alone is understood.
    """
    text = _ADDRESS.sub(" ", text[:_MOST]).lower()
    other = len(_OTHER.findall(text)) - len(_HANGUL_JAMO.findall(text))
    east = len(_EAST_ASIAN.findall(text))
    words = _LATIN_WORD.findall(text)
    latin = sum(map(len, words))
    if other > 3 and other * 4 > latin + 3 * east:
        return False
    if east * 3 > latin:
        return True
    return _latin_understood(words)


def is_english(text: str) -> bool:
    """Return whether a sentence is likelier English than anything else we have words for, as one of names alone is."""
    if text.isascii() and " the " in text:
        return True  # most are told by this, at a tenth of the cost
    if _EAST_ASIAN.search(text) is not None:
        return False
    counts = Counter(_LATIN_WORD.findall(text[:_MOST].lower()))
    english, *others = (tongue.share(counts) for tongue in _tongues()[0])
    return english >= max(others)


def _latin_understood(words: list[str]) -> bool:
    tongues, strange = _tongues()
    counts = Counter(words)
    total = sum(counts.values())
    ours = max(tongue.share(counts) for tongue in tongues)
    odd = strange.share(counts)
    if odd > ours:
        return False
    if total < _FEW or ours * _ONE_IN >= total:
        return True
    plain = odd == 0 and all(word.isascii() for word in counts)  # a list of labels has few common words
    return plain and (total < 3 * _FEW or ours * 4 * _ONE_IN >= total)


@cache
def _tongues() -> tuple[tuple[_Tongue, ...], _Tongue]:
    """Return the languages written in Latin letters that we have words for, and what tells of all others."""
    spaced = [each for each in languages() if each.script is not Script.EAST_ASIAN]
    ours = tuple(_Tongue(frozenset(each.common), frozenset(each.letters)) for each in spaced)
    words = (FOLDER / "without_words.txt").read_text(encoding="utf-8").split()
    strange = frozenset(words).difference(*(tongue.words for tongue in ours))
    return ours, _Tongue(strange, frozenset(_ODD_LETTERS))


_ODD_LETTERS = "åøþðğışřůěťďňžčšđőűățșāēīūģķļņėųįơưăạảấầẩẫậắằẳẵặẹẻẽếềểễệỉịọỏốồổỗộớờởỡợụủứừửữựỳỵỷỹĥĵŝŭċġħəɓɗƙ"
