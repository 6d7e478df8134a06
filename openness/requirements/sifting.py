"""Sifting: which entries meet the requirements, which fall out and why, and of which it cannot be told."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from functools import cached_property

import numpy as np
import numpy.typing as npt

from openness.phrases import Phrase
from openness.ranking.entries import Entries
from openness.requirements.answers import MET, OUT, UNKNOWN, Answers, Ground, States, answers_to
from openness.requirements.asked import Action, Requirements
from openness.score.evaluate import Scores


class Verdict(StrEnum):
    """What came of one entry."""

    PASSES = "passes"
    OUT = "falls out"
    UNDECIDED = "undecided"


_VERDICT: Mapping[int, Verdict] = {int(OUT): Verdict.OUT, int(UNKNOWN): Verdict.UNDECIDED, int(MET): Verdict.PASSES}
_STATE = {verdict: state for state, verdict in _VERDICT.items()}
_SEVERITY = {Action.AUDIT: 0, Action.WARN: 1, Action.BLOCK: 2}


@dataclass(frozen=True)
class Shortfall:
    """A requirement that one entry does not meet, or is not shown to meet, and what follows."""

    requirement: str
    verdict: Verdict
    action: Action
    reason: Phrase


@dataclass(frozen=True)
class Sifting:
    """All entries held against the requirements; rows are those of the entries."""

    entries: Entries
    requirements: Requirements
    answers: tuple[Answers, ...]

    @cached_property
    def states(self) -> States:
        """The least state of each row over all requirements."""
        if not self.answers:
            return np.full(len(self.entries.ids), MET, dtype=np.int8)
        least: States = np.minimum.reduce([one.states for one in self.answers])
        return least

    def verdict(self, row: int) -> Verdict:
        return _VERDICT[int(self.states[row])]

    def rows(self, verdict: Verdict) -> list[int]:
        """Return the rows of one verdict, in the entries' order."""
        return [int(row) for row in np.flatnonzero(self.of(verdict))]

    def of(self, verdict: Verdict) -> npt.NDArray[np.bool_]:
        """Return which rows have a verdict."""
        return np.asarray(self.states == _STATE[verdict])

    def count(self, verdict: Verdict) -> int:
        """Return how many rows have a verdict."""
        return int(self.of(verdict).sum())

    def reason(self, row: int) -> Phrase | None:
        """Return the first reason why a row falls out, or else is undecided; None for one that passes."""
        for one in self.answers:
            if one.states[row] == self.states[row] != MET:
                return one.why(row)
        return None

    def undecided(self, row: int) -> list[Phrase]:
        """Return everything that is not known of a row and is asked."""
        return [one.why(row) for one in self.answers if one.states[row] == UNKNOWN]

    def shortfalls(self, row: int) -> list[Shortfall]:
        """Return every requirement a row is not shown to meet, with what follows, the gravest first."""
        found = []
        for one in self.answers:
            if one.states[row] == MET:
                continue
            out = one.states[row] == OUT
            action = one.asked.then if out else one.asked.when_undecided
            found.append(Shortfall(one.name, Verdict.OUT if out else Verdict.UNDECIDED, action, one.why(row)))
        return sorted(found, key=lambda item: -_SEVERITY[item.action])


def sift(entries: Entries, scores: Scores, requirements: Requirements) -> Sifting:
    """Hold all entries against the requirements; `scores` are theirs, in the same order."""
    wanted = dict(requirements.asked())
    ground = Ground(entries, scores, tuple(wanted))
    return Sifting(entries, requirements, tuple(answers_to(name, asked, ground) for name, asked in wanted.items()))
