"""Judging made answers by a shipped preset, for the tests of this folder."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import cache
from typing import Any

from openness.record.columns import from_rows
from openness.record.evidence import Domain, Value
from openness.rubric import LoadedRubric, load_rubric
from openness.score import evaluate
from openness.signals import SIGNALS

DOMAINS: dict[str, Domain] = {name: signal.domain for name, signal in SIGNALS.items()}


@cache
def _loaded(preset: str, switches: tuple[tuple[str, str], ...]) -> LoadedRubric:
    return load_rubric(preset, DOMAINS, dict(switches))


def preset(name: str, **switches: str) -> LoadedRubric:
    return _loaded(name, tuple((key.replace("_", "-"), value) for key, value in switches.items()))


def judge(loaded: LoadedRubric, rows: Sequence[Mapping[str, Value]]) -> Any:
    return evaluate(loaded.rubric, from_rows(list(rows)))


def labels(loaded: LoadedRubric, rows: Sequence[Mapping[str, Value]]) -> list[str]:
    """The label each row has proven."""
    scores = judge(loaded, rows)
    assert loaded.rubric.ladder is not None
    return [loaded.rubric.ladder.labels[int(place)] for place in scores.proven]


def possible(loaded: LoadedRubric, rows: Sequence[Mapping[str, Value]]) -> list[str]:
    """The best label each row could still reach."""
    scores = judge(loaded, rows)
    assert loaded.rubric.ladder is not None
    return [loaded.rubric.ladder.labels[int(place)] for place in scores.possible]
