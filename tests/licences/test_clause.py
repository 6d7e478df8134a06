"""How clauses of several licences add up: an intersection of what is allowed."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from openness.licences.clause import (
    Clause,
    Clauses,
    Fact,
    Origin,
    clause_of,
    freer_than,
    holds_regardless,
    restriction,
    together,
)
from openness.licences.knowledge import knowledge
from openness.signals.licence import LICENCE_SIGNALS

HERE = Origin("made for this test", "2026-11-22", "text")
LICENCES = sorted(knowledge().by_id)


def made(**answers: str | bool) -> Clauses:
    return {Clause(key): Fact(Clause(key), value, HERE, "made") for key, value in answers.items()}


clauses = st.sampled_from(LICENCES).map(lambda name: knowledge().by_id[name].clauses)


@given(st.lists(clauses, min_size=1, max_size=4))
def test_together_is_never_freer_than_any_part(parts: list[Clauses]) -> None:
    joined = together(parts)
    for part in parts:
        for clause, fact in part.items():
            if clause in joined:
                assert restriction(joined[clause]) >= restriction(fact)


@given(st.lists(clauses, min_size=2, max_size=4), st.randoms())
def test_the_order_of_parts_does_not_matter(parts: list[Clauses], random: object) -> None:
    turned = list(reversed(parts))
    first, second = together(parts), together(turned)
    assert first.keys() == second.keys()
    for clause, fact in first.items():
        assert restriction(fact) == restriction(second[clause])


@given(clauses)
def test_together_with_itself_changes_nothing(part: Clauses) -> None:
    joined = together([part, part])
    assert {clause: fact.value for clause, fact in joined.items()} == {
        clause: fact.value for clause, fact in part.items()
    }


@given(clauses)
def test_nothing_is_freer_than_itself(part: Clauses) -> None:
    assert freer_than(part, part) == ()


def test_an_unknown_part_leaves_a_permission_unknown_and_a_ban_known() -> None:
    joined = together([made(commercial="allowed", redistribution="forbidden"), {}])
    assert Clause.COMMERCIAL not in joined
    assert joined[Clause.REDISTRIBUTION].value == "forbidden"


def test_the_lower_threshold_counts() -> None:
    low = {Clause.USER_THRESHOLD: Fact(Clause.USER_THRESHOLD, True, HERE, "low", detail={"users": 1_000_000})}
    high = {Clause.USER_THRESHOLD: Fact(Clause.USER_THRESHOLD, True, HERE, "high", detail={"users": 700_000_000})}
    assert together([high, low])[Clause.USER_THRESHOLD].licence == "low"


@given(clauses, clauses)
def test_what_holds_regardless_stands_beside_terms_that_are_not_known(one: Clauses, other: Clauses) -> None:
    beside_unknown = together([one, {}])
    assert beside_unknown.keys() == {clause for clause, fact in one.items() if holds_regardless(clause, fact.value)}
    assert beside_unknown.keys() <= together([one, other]).keys()


@pytest.mark.parametrize(
    ("signal", "clause"),
    [
        ("licence.commercial", Clause.COMMERCIAL),
        ("licence.eu_usable", Clause.EU),
        ("licence.naming_duty", Clause.NAMING),
        ("licence.osi", None),
        ("licence.ai_act_paragraph", None),
        ("access.gate", None),
    ],
)
def test_a_signal_asks_about_one_clause_or_none(signal: str, clause: Clause | None) -> None:
    assert clause_of(signal) is clause


def test_every_clause_has_a_signal_that_is_known_by_it() -> None:
    asked = {clause_of(signal.id) for signal in LICENCE_SIGNALS} - {None}
    assert asked == {*Clause}
