"""A board: one ranking as the pages show it, with the snapshot and rubric it came from."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from openness.ranking.entries import Entries
from openness.ranking.ranking import Ranking
from openness.rubric import Rubric
from openness.score.evaluate import Scores
from openness.snapshot.manifest import Manifest

RankedKind = Literal["models", "systems"]
DEFAULT_RUBRIC = "default"
DIMENSION = "dimension."
"""What the columns of dimension scores begin with."""


@dataclass(frozen=True)
class Choice:
    """What a person chose to see, as it stands in the address; `weights` are (dimension, factor) other than 1."""

    kind: RankedKind
    rubric: str
    assessments: bool
    weights: tuple[tuple[str, float], ...] = ()

    @property
    def query(self) -> dict[str, str]:
        """The choice as query parameters that another page reads; what is usual is left out."""
        query = {}
        if self.rubric != DEFAULT_RUBRIC:
            query["rubric"] = self.rubric
        if not self.assessments:
            query["automatic"] = "true"
        return query


@dataclass(frozen=True, eq=False)
class Board:
    """One ranking, with the choice and the snapshot it came from; one for all sessions."""

    choice: Choice
    manifest: Manifest
    ranking: Ranking

    @property
    def rubric(self) -> Rubric:
        return self.ranking.rubric

    @property
    def entries(self) -> Entries:
        return self.ranking.entries

    @property
    def scores(self) -> Scores:
        return self.ranking.scores

    @property
    def kind(self) -> RankedKind:
        return self.choice.kind

    def place_of(self, entry_id: str) -> int | None:
        """Return the rank of an entry, or None for one that is unranked."""
        row = self.entries.place(entry_id)
        if row is None or not self.ranking.standings.ranked[row]:
            return None
        return int(self.ranking.standings.rank[row])

    @property
    def label_title(self) -> str | None:
        return None if self.rubric.ladder is None else self.rubric.ladder.title

    @property
    def key(self) -> str:
        """A name for widgets whose state must not outlive the ranking they show."""
        return f"{self.choice.kind}-{self.choice.rubric}-{self.choice.assessments}"
