"""A gate of which nobody told the kind: no rule takes it for one kind or the other."""

from __future__ import annotations

import pytest

from openness.record.columns import from_rows
from openness.rubric import load_rubric
from openness.rubric.condition import Comparison, Test
from openness.score import evaluate
from openness.score.logic import FALSE, TRUE, UNKNOWN, Ground, decide
from openness.signals import SIGNALS

DOMAINS = {name: signal.domain for name, signal in SIGNALS.items()}


@pytest.mark.parametrize(
    ("values", "truth"),
    [
        (("none", "automatic"), UNKNOWN),
        (("manual",), UNKNOWN),
        (("none",), FALSE),
        (("automatic", "manual"), TRUE),
        (("automatic", "unspecified"), TRUE),
    ],
)
def test_a_gate_of_unknown_kind_is_unknown_where_the_kinds_differ(values: tuple[str, ...], truth: int) -> None:
    test = Test("access.gate", Comparison.IS, values, either=DOMAINS["access.gate"].either)
    ground = Ground(from_rows([{"access.gate": "unspecified"}]), {}, {})
    assert decide(test, ground)[0] == truth


@pytest.mark.parametrize(("gate", "truth"), [("unspecified", UNKNOWN), ("manual", FALSE), ("automatic", TRUE)])
def test_the_procurement_gate_is_not_failed_by_a_gate_of_unknown_kind(gate: str, truth: int) -> None:
    rubric = load_rubric("procurement", DOMAINS).rubric
    place = next(at for at, found in enumerate(rubric.gates) if found.id == "no-manual-gate")
    scores = evaluate(rubric, from_rows([{"access.gate": gate}]))
    assert scores.gates[place][0] == truth
