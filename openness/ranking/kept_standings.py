"""Standings kept between runs, in small parts by row: where one entry stands is read without judging the others."""

from __future__ import annotations

import numpy as np

from openness.files.kept import Kept, KeptFile, joined_digest
from openness.ranking.standings import Place, Standings
from openness.rubric.rubric import Rubric

_NAME = "standings"
_ROWS_A_PART = 1 << 12
_DTYPE = np.dtype([("rank", "<i4"), ("best", "<i4"), ("worst", "<i4"), ("state", "u1")])
_RANKED, _TIED = 1, 2


class KeptStandings:
    """The standings of one ranking; `parts_read` counts the parts that were read."""

    def __init__(self, file: KeptFile) -> None:
        self._file = file
        self.parts_read = 0

    def place_of(self, row: int) -> Place | None:
        """Return where one row stands, or None where too little is known to rank it; see `Standings.place_of`."""
        number, at = divmod(row, _ROWS_A_PART)
        found = np.frombuffer(self._file.part(number), _DTYPE)[at]
        self.parts_read += 1
        if not found["state"] & _RANKED:
            return None
        rank, best, worst = (int(found[name]) for name in ("rank", "best", "worst"))
        return Place(rank, bool(found["state"] & _TIED), best, worst, int(self._file.data))


def standings_digest(entries: str, rubric: Rubric) -> str:
    """Return a digest of what standings follow from: that of the entries, and a rubric with its switches."""
    return joined_digest(entries, rubric.named, rubric.digest, repr(sorted(rubric.switches.items())))


def keep_standings(kept: Kept, digest: str, found: Standings) -> None:
    """Keep standings, 13 bytes a row."""
    told = np.empty(len(found.rank), _DTYPE)
    for name, numbers in (("rank", found.rank), ("best", found.best), ("worst", found.worst)):
        told[name] = numbers
    told["state"] = _RANKED * found.ranked + _TIED * found.tied
    parts = [told[start : start + _ROWS_A_PART].tobytes() for start in range(0, len(told), _ROWS_A_PART)]
    kept.write(_NAME, digest, int(found.ranked.sum()), parts)


def find_standings(kept: Kept, digest: str) -> KeptStandings | None:
    """Return the standings kept under a digest, or None."""
    file = kept.read(_NAME, digest)
    return None if file is None else KeptStandings(file)
