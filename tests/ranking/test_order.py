"""Order, ties, filters, replays and sensitivity, on entries made by hand."""

from __future__ import annotations

import numpy as np
import pytest

from openness.errors import UsageError
from openness.ranking.filters import apply_filters, parse_filter
from openness.ranking.order import rank
from openness.ranking.replay import replay, spearman
from openness.ranking.sensitivity import sensitivity
from openness.record.evidence import Value
from openness.rubric import parse_rubric
from tests.made_entries import made_entries
from tests.rubric.made import RUBRIC, SIGNALS

MADE = parse_rubric(RUBRIC, "r.yaml", SIGNALS).rubric
OPEN: dict[str, Value] = {
    "weights.published": "all",
    "access.gate": "none",
    "licence.osi": True,
    "data.named": "public",
    "card.topics": 3,
}
ROWS: dict[str, dict[str, Value]] = {
    "z/open": OPEN,
    "a/open": OPEN,
    "m/silent": {"licence.osi": True},
    "m/honest": {"weights.published": "none", "licence.osi": True, "data.named": "withheld", "card.topics": 3},
    "m/nothing": {},
}


def test_what_is_proven_decides_and_silence_never_raises() -> None:
    frame = rank(made_entries(ROWS), MADE)
    assert list(frame["id"]) == ["a/open", "z/open", "m/silent", "m/honest", "m/nothing"]
    # m/silent stands before m/honest by what is possible, not by what is proven.
    assert frame["low"].tolist() == [100, 100, 25, 25, 0]
    assert frame["high"].tolist() == [100, 100, 100, 25, 100]
    assert frame["rank"].tolist()[:2] == [1, 2]
    assert frame["tied"].tolist() == [True, True, False, False, False]


def test_gates_come_before_points_and_say_why() -> None:
    frame = rank(made_entries(ROWS), MADE).set_index("id")
    assert frame.loc["a/open", "gate"] == "passed"
    assert frame.loc["m/honest", "gate"] == "failed"
    assert frame.loc["m/honest", "excluded_because"] == "downloadable"
    assert frame.loc["m/silent", "excluded_because"] == "downloadable (unknown)"


def test_nothing_known_is_unranked_and_last() -> None:
    frame = rank(made_entries({"a/nothing": {}, **ROWS}), MADE)
    assert list(frame["id"])[-2:] == ["a/nothing", "m/nothing"]
    assert frame["rank"].isna().tolist()[-2:] == [True, True]


def test_ties_are_broken_by_id_as_the_rubric_says() -> None:
    descending = parse_rubric(
        RUBRIC.replace("title: Made", "ties: id_descending\ntitle: Made"), "r.yaml", SIGNALS
    ).rubric
    assert list(rank(made_entries(ROWS), descending)["id"])[:2] == ["z/open", "a/open"]


def test_the_order_of_entries_does_not_matter() -> None:
    one = rank(made_entries(ROWS), MADE).drop(columns="_row")
    other = rank(made_entries(dict(reversed(ROWS.items()))), MADE).drop(columns="_row")
    assert one.equals(other)


@pytest.mark.parametrize(
    ("text", "ids"),
    [
        ("organisation=A", ["a/open"]),
        ("id~nothing", ["m/nothing"]),
        ("score>=25", ["a/open", "z/open", "m/silent", "m/honest"]),
        ("score<25", ["m/nothing"]),
        ("licence.osi=true", ["a/open", "z/open", "m/silent", "m/honest"]),
        ("weights.published!=all", ["m/honest"]),
        ("gate=passed", ["a/open", "z/open"]),
    ],
)
def test_filters_keep_order_and_rank_anew(text: str, ids: list[str]) -> None:
    entries = made_entries(ROWS)
    frame = apply_filters(rank(entries, MADE), [parse_filter(text)], entries.columns("last"), SIGNALS)
    assert list(frame["id"]) == ids
    assert frame["rank"].dropna().tolist() == list(range(1, int(frame["rank"].notna().sum()) + 1))


def test_a_filter_on_nothing_known_is_refused() -> None:
    entries = made_entries(ROWS)
    with pytest.raises(UsageError, match="no column or signal 'orgnisation'; did you mean 'organisation'"):
        apply_filters(rank(entries, MADE), [parse_filter("orgnisation=a")], entries.columns("last"), SIGNALS)


def test_a_replay_lists_what_moves_and_by_which_criterion() -> None:
    new = parse_rubric(RUBRIC.replace("points: 5", "points: 20", 1), "r.yaml", SIGNALS).rubric
    found = replay(made_entries(ROWS), MADE, new)
    moved = found.moves.set_index("id")
    assert list(moved.index) == ["m/honest", "m/silent"]
    assert moved.loc["m/honest", "moved_by"] == "licensed"
    assert float(moved["old_score"]["m/honest"]) == 25
    assert float(moved["new_score"]["m/honest"]) == pytest.approx(100 * 20 / 35)
    assert found.correlation == pytest.approx(1)
    assert replay(made_entries(ROWS), MADE, MADE).moves.empty


def test_a_stricter_level_moves_those_it_meets() -> None:
    new = parse_rubric(
        RUBRIC.replace("access.gate: none}]", "access.gate: manual}]").replace("{final: partial, ", "{"),
        "r.yaml",
        SIGNALS,
    ).rubric
    found = replay(made_entries(ROWS), MADE, new)
    assert set(found.moves["id"]) == {"a/open", "z/open"}
    assert set(found.moves["moved_by"]) == {"final"}
    assert set(found.moves["new_label"]) == {"None of these"}


def test_sensitivity_is_repeatable_and_bounded() -> None:
    entries = made_entries(ROWS)
    one, other = (sensitivity(entries, MADE, draws=50, seed=7) for _ in range(2))
    assert one.ranks.equals(other.ranks)
    assert not sensitivity(entries, MADE, draws=50, seed=8).ranks["rank_median"].isna().any()
    ranks = one.ranks.set_index("id")
    assert ranks.loc["a/open", "worst"] == 1  # everything open is first under any weights
    assert (ranks["best"] <= ranks["worst"]).all()
    assert list(one.criteria["criterion"]) == ["final", "licensed", "data"]
    assert (one.criteria["correlation"].dropna() <= 1).all()


def test_spearman_is_the_textbook_s() -> None:
    assert spearman(np.array([1.0, 2, 3]), np.array([10.0, 20, 30])) == pytest.approx(1)
    assert spearman(np.array([1.0, 2, 3]), np.array([3.0, 2, 1])) == pytest.approx(-1)
    assert spearman(np.array([1.0, 1, 1]), np.array([3.0, 2, 1])) is None
