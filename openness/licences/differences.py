"""Differences: where a text departs from the known texts it is made of, found by runs of strange shingles."""

from __future__ import annotations

from collections.abc import Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass

from openness.licences.text_words import SHINGLE

_SUBSTITUTED = 3
"""So many words more than stand there now may have stood there before; a longer cut is told apart."""


@dataclass(frozen=True)
class Difference:
    """Words `start` to `end` (half open) that the known text does not have; a seam, where words are gone, has none."""

    start: int
    end: int
    loses: int
    """Shingles of the known text that it can account for, at most."""
    between: tuple[int | None, int | None] = (None, None)
    """The known shingles before and after it; None at the text's ends."""

    @property
    def is_seam(self) -> bool:
        return self.start == self.end


def find_differences(hashes: Sequence[int], count: int, known: AbstractSet[int]) -> list[Difference]:
    """Return every difference of a text of `count` words with these shingle hashes, in order; linear."""
    found: list[Difference] = []
    last = len(hashes) - 1
    index = 0
    while index <= last:
        if hashes[index] in known:
            index += 1
            continue
        begin = index
        while index <= last and hashes[index] not in known:
            index += 1
        between = (hashes[begin - 1] if begin else None, hashes[index] if index <= last else None)
        found.append(_difference((begin, index - 1), last, count, between))
    return found


def _difference(run: tuple[int, int], last: int, count: int, between: tuple[int | None, int | None]) -> Difference:
    """The words that no matching shingle covers between two matching ones, or the place where they meet."""
    begin, end = run
    start = 0 if begin == 0 else begin + SHINGLE - 1
    stop = count if end == last else end + 1
    if start >= stop:
        middle = min(max((begin + end + SHINGLE) // 2, 1), count - 1)
        return Difference(middle, middle, SHINGLE - 1 + _SUBSTITUTED, between)
    return Difference(start, stop, stop - start + SHINGLE - 1 + _SUBSTITUTED, between)
