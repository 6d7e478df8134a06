"""Where one entry stands among all that are ranked, and the words for it."""

from __future__ import annotations

from dataclasses import dataclass

from openness.ranking.order import rank_words, span_words
from openness.ranking.standings import Place


@dataclass(frozen=True)
class Standing:
    """An entry's place among `of` ranked ones: the shared rank, and the best and worst that what is unknown allows."""

    rank: int
    tied: bool
    best: int
    worst: int
    of: int

    def __str__(self) -> str:
        rank = rank_words(self.rank, self.tied)
        return f"rank {rank} of {self.of:,}, with what is unknown {span_words(self.best, self.worst)}"


def standing_of(place: Place | None) -> Standing | None:
    """Return a place with the words for it; None where too little is known to rank the entry."""
    return None if place is None else Standing(*place)
