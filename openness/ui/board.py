"""A board: one ranking as the pages show it, with the snapshot and rubric it came from."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING, Literal

from openness.ranking.entries import Entries
from openness.rubric import Rubric
from openness.score.evaluate import Scores
from openness.snapshot.manifest import Manifest

if TYPE_CHECKING:
    import pandas as pd

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
    """One ranking: `frame` is what `openness.ranking.rank` returns, ranked rows first; `scores` follow the entries."""

    choice: Choice
    rubric: Rubric
    manifest: Manifest
    entries: Entries
    scores: Scores
    frame: pd.DataFrame

    @cached_property
    def ranked(self) -> pd.DataFrame:
        return self.frame[self.frame["rank"].notna()]

    @cached_property
    def unranked(self) -> pd.DataFrame:
        return self.frame[self.frame["rank"].isna()]

    @property
    def kind(self) -> RankedKind:
        return self.choice.kind

    def place_of(self, entry_id: str) -> int | None:
        """Return the place of an entry in the order, or None for one that is unranked."""
        place = self.ranked.loc[self.ranked["id"] == entry_id, "rank"]
        return int(place.iloc[0]) if len(place) else None

    @property
    def label_title(self) -> str | None:
        return None if self.rubric.ladder is None else self.rubric.ladder.title

    @property
    def key(self) -> str:
        """A name for widgets whose state must not outlive the ranking they show."""
        return f"{self.choice.kind}-{self.choice.rubric}-{self.choice.assessments}"
