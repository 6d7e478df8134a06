"""Whether a base can be had: a gate never raises it, and what nobody saw tells nothing."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from openness.signals.obtainable import seen_of_base

WEIGHTS = st.sampled_from([None, "none", "partial", "all"])
GATE = st.sampled_from([None, "none", "gated"])
RANK = {None: 0, "none": 0, "limited": 1, "told": 2, "seen": 3}


@pytest.mark.parametrize(
    ("weights", "gate", "told"),
    [
        ("all", "none", "seen"),
        ("all", None, "told"),
        ("all", "gated", "limited"),
        ("partial", "none", "limited"),
        (None, "gated", "limited"),
        ("none", "none", "none"),
        ("none", "gated", "none"),
        (None, None, None),
        (None, "none", None),
    ],
)
def test_what_weights_and_gate_tell(weights: str | None, gate: str | None, told: str | None) -> None:
    assert seen_of_base(weights, gate) == told


@given(weights=WEIGHTS.filter(lambda found: found is not None), gate=GATE)
def test_a_gate_never_makes_a_base_easier_to_have(weights: str, gate: str | None) -> None:
    assert RANK[seen_of_base(weights, "gated")] <= RANK[seen_of_base(weights, gate)]
