"""A rubric ready to judge: criteria with parsed conditions, definitions, gates and a ladder."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cached_property
from typing import Literal

from openness.record.evidence import Value
from openness.rubric.condition import Condition, Defined, Level, signals_of


@dataclass(frozen=True)
class Rating:
    """A signal of levels that only people answer, and the level each of its answers gives; others say nothing."""

    signal: str
    levels: Mapping[str, Level]


@dataclass(frozen=True)
class Criterion:
    """One line of a rubric; `levels` holds level and condition in the order they are tried."""

    id: str
    dimension: str
    question: str
    points: float
    levels: tuple[tuple[Level, Condition], ...]
    otherwise: Level
    applies_to: Condition | None
    ratings: tuple[Rating, ...]
    cites: str | None
    why: str
    fix: str
    """What the publisher can do."""
    ask: str | None = None
    """What a buyer asks the publisher where the answer is unknown."""

    @cached_property
    def signals(self) -> tuple[str, ...]:
        """The signals the levels read, each once, in the order they are written."""
        ids: dict[str, None] = {}
        for _, condition in self.levels:
            ids.update(dict.fromkeys(signals_of(condition)))
        return tuple(ids)

    @property
    def raters(self) -> tuple[str, ...]:
        """The signals of its ratings."""
        return tuple(rating.signal for rating in self.ratings)

    def rated(self, signal: str, value: object) -> Level | None:
        """Return the level that an answer to one of its ratings gives; None where it says nothing."""
        return next((item.levels.get(str(value)) for item in self.ratings if item.signal == signal), None)


@dataclass(frozen=True)
class Requirement:
    """One named requirement of a rung or gate."""

    name: str
    condition: Condition


@dataclass(frozen=True)
class Gate:
    """A minimum that is passed or failed, beside the score."""

    id: str
    question: str
    condition: Condition
    why: str


@dataclass(frozen=True)
class Rung:
    """One label of a ladder."""

    label: str
    requirements: tuple[Requirement, ...]
    why: str | None


@dataclass(frozen=True)
class Ladder:
    """Ordered labels, the best first, and the label when none is reached."""

    title: str
    rungs: tuple[Rung, ...]
    otherwise: str

    @property
    def labels(self) -> tuple[str, ...]:
        return (*(rung.label for rung in self.rungs), self.otherwise)


@dataclass(frozen=True)
class Example:
    """Answers to signals and what must follow from them; `path` is where it stands in the file."""

    name: str
    given: Mapping[str, Value]
    not_applicable: tuple[str, ...]
    levels: Mapping[str, Level]
    score: Mapping[str, float]
    label: str | None
    gates: Mapping[str, str]
    path: tuple[str | int, ...]


@dataclass(frozen=True)
class Rubric:
    """A whole rubric. `reference` (`default@1`) names it in every result.

    `named` is its id, or says that it is an edited preset; `digest` is of all it says, `rules` of what moves results.
    """

    id: str
    version: int
    title: str
    description: str | None
    sources: tuple[str, ...]
    notice: str | None
    assessments: Literal["first", "last"]
    ranks: Literal["models", "systems"]
    ties: Literal["id_ascending", "id_descending"] | None
    ranked_from: float
    dimensions: Mapping[str, str]
    criteria: tuple[Criterion, ...]
    definitions: Mapping[str, Defined] = field(default_factory=dict)
    gates: tuple[Gate, ...] = ()
    ladder: Ladder | None = None
    examples: tuple[Example, ...] = ()
    named: str = ""
    digest: str = ""
    rules: str = ""

    @property
    def reference(self) -> str:
        return f"{self.id}@{self.version}" if self.named in ("", self.id) else self.named

    @property
    def switches(self) -> dict[str, str]:
        """The definitions that are switches, with the option in force."""
        return {name: item.option for name, item in self.definitions.items() if item.option is not None}

    @property
    def signals(self) -> tuple[str, ...]:
        """Every signal the rubric reads, each once."""
        ids: dict[str, None] = {}
        for criterion in self.criteria:
            ids.update(dict.fromkeys(criterion.signals))
            if criterion.applies_to is not None:
                ids.update(dict.fromkeys(signals_of(criterion.applies_to)))
            ids.update(dict.fromkeys(criterion.raters))
        for gate in self.gates:
            ids.update(dict.fromkeys(signals_of(gate.condition)))
        for rung in self.ladder.rungs if self.ladder else ():
            for requirement in rung.requirements:
                ids.update(dict.fromkeys(signals_of(requirement.condition)))
        return tuple(ids)

    def criterion(self, criterion_id: str) -> Criterion:
        """Return the criterion with this id; raise KeyError if there is none."""
        for criterion in self.criteria:
            if criterion.id == criterion_id:
                return criterion
        raise KeyError(criterion_id)
