"""Conditions: what a rubric may ask of signals, levels and dimensions, as data that is never executed.

A condition is true, false, unknown or not applicable for a model; `score` evaluates it.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from typing import TypeAlias

from openness.record.evidence import Value


class Level(StrEnum):
    """What a criterion yields for one model."""

    OPEN = "open"
    PARTIAL = "partial"
    CLOSED = "closed"
    UNKNOWN = "unknown"
    NOT_APPLICABLE = "not_applicable"


class Comparison(StrEnum):
    """How a test compares a signal's answer with what the rubric says."""

    IS = "is"
    AT_LEAST = "at_least"
    AT_MOST = "at_most"
    INCLUDES_ANY = "includes_any"
    INCLUDES_ALL = "includes_all"
    SIZE_AT_LEAST = "size_at_least"


@dataclass(frozen=True)
class Test:
    """One comparison of one signal; `order` holds the signal's values from least to most, if ordered.

    `either` maps an answer that leaves open which of several others holds to those.
    """

    __test__ = False

    signal: str
    comparison: Comparison
    values: tuple[Value, ...]
    order: tuple[str, ...] = ()
    either: Mapping[str, tuple[str, ...]] = field(default_factory=dict, hash=False)

    def decides(self, answer: Value) -> bool | None:
        """Return whether `answer` passes; None where it leaves open what holds, and that makes the difference."""
        if isinstance(answer, str) and answer in self.either and answer not in self.values:
            found = {self.accepts(one) for one in self.either[answer]}
            return found.pop() if len(found) == 1 else None
        return self.accepts(answer)

    def accepts(self, answer: Value) -> bool:
        """Return whether the known `answer` passes, as it stands."""
        match self.comparison:
            case Comparison.IS:
                return any(
                    answer == value and isinstance(answer, bool) == isinstance(value, bool) for value in self.values
                )
            case Comparison.AT_LEAST:
                return self._rank(answer) >= self._rank(self.values[0])
            case Comparison.AT_MOST:
                return self._rank(answer) <= self._rank(self.values[0])
            case Comparison.INCLUDES_ANY:
                return isinstance(answer, tuple) and any(value in answer for value in self.values)
            case Comparison.INCLUDES_ALL:
                return isinstance(answer, tuple) and all(value in answer for value in self.values)
            case Comparison.SIZE_AT_LEAST:
                return isinstance(answer, tuple) and len(answer) >= self._rank(self.values[0])

    def _rank(self, value: Value) -> float:
        if isinstance(value, str):
            return self.order.index(value)
        return float(value) if isinstance(value, (int, float)) else float("nan")


@dataclass(frozen=True)
class LevelTest:
    """Whether one criterion of the same rubric has one of `levels`.

    Where `unknown` is not among them, an unknown level leaves the test unknown.
    """

    criterion: str
    levels: frozenset[Level]


@dataclass(frozen=True)
class DimensionTest:
    """Whether a dimension's score, a range of 0 to 100, reaches `at_least`: low decides yes, high decides no."""

    dimension: str
    at_least: float


@dataclass(frozen=True)
class All:
    """True if every part is true."""

    parts: tuple[Condition, ...]


@dataclass(frozen=True)
class Any:
    """True if at least one part is true."""

    parts: tuple[Condition, ...]


@dataclass(frozen=True)
class Not:
    """True if the part is false."""

    part: Condition


@dataclass(frozen=True)
class Count:
    """True if at least (at most) so many parts are true."""

    parts: tuple[Condition, ...]
    at_least: int | None = None
    at_most: int | None = None


@dataclass(frozen=True)
class Defined:
    """A condition the rubric names under `definitions`, with the option that was chosen, if it is a switch."""

    name: str
    option: str | None
    part: Condition


Condition: TypeAlias = Test | LevelTest | DimensionTest | All | Any | Not | Count | Defined


def leaves(condition: Condition) -> Iterator[Test | LevelTest | DimensionTest]:
    """Yield the tests of a condition in the order they are written."""
    match condition:
        case All(parts) | Any(parts) | Count(parts):
            for part in parts:
                yield from leaves(part)
        case Not(part) | Defined(part=part):
            yield from leaves(part)
        case _:
            yield condition


def signals_of(condition: Condition) -> tuple[str, ...]:
    """Return the ids of the signals a condition reads, each once, in the order they are written."""
    return tuple(dict.fromkeys(leaf.signal for leaf in leaves(condition) if isinstance(leaf, Test)))
