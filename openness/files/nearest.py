"""Did you mean: the nearest known word, and only where it is truly close."""

from __future__ import annotations

import re
from collections.abc import Iterable

_NUMBER = re.compile(r"\d+")
_LETTERS_AN_EDIT = 4
"""One slip of the hand is forgiven in so many letters: GPT-NL is not GPT-SW, but defualt is default."""


def nearest(word: str, known: Iterable[str]) -> str | None:
    """Return the known word that `word` is most likely a slip of, or None; case does not count.

    Slips are letters left out, added, exchanged or swapped with their neighbour. Another number is another
    thing (Llama-3.1 is no slip of Llama-3.3), unless `word` only lacks the last ones.
    """
    from rapidfuzz import process  # noqa: PLC0415 - needed only where a word is wrong
    from rapidfuzz.distance import OSA  # noqa: PLC0415

    wanted = word.casefold()
    at_most = max(1, len(wanted) // _LETTERS_AN_EDIT)
    offered: dict[str, str] = {}
    for item in known:
        offered.setdefault(item.casefold(), item)
    numbers = _NUMBER.findall(wanted)
    letters = list(offered)
    found = process.extract(wanted, letters, scorer=OSA.distance, score_cutoff=at_most, limit=20)
    for _, near in sorted((distance, str(near)) for near, distance, _ in found):
        if _NUMBER.findall(near)[: len(numbers)] == numbers:
            return offered[near]
    return None


def did_you_mean(word: str, known: Iterable[str]) -> str:
    """Return `; did you mean 'x'?` for the nearest known word, or an empty string; never the word itself."""
    near = nearest(word, known)
    return f"; did you mean '{near}'?" if near and near != word else ""
