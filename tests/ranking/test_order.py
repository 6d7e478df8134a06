"""Order, ties, filters, replays and sensitivity, on entries made by hand."""

from __future__ import annotations

import numpy as np
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from openness.errors import UsageError
from openness.ranking.entries import Entries
from openness.ranking.filters import parse_filter, passing
from openness.ranking.order import judged, rank
from openness.ranking.replay import replay
from openness.ranking.sensitivity import sensitivity
from openness.ranking.standings import standings
from openness.record.evidence import Value
from openness.rubric import parse_rubric
from openness.score.evaluate import Scores
from openness.score.logic import FALSE, TRUE, UNKNOWN
from openness.score.points import Range
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


def kept(entries: Entries, text: str) -> pd.DataFrame:
    ranking = judged(entries, MADE)
    return ranking.frame(passing(ranking, [parse_filter(text)], SIGNALS))


def test_what_is_proven_decides_and_equals_share_their_rank() -> None:
    frame = rank(made_entries(ROWS), MADE)
    assert list(frame["id"]) == ["a/open", "z/open", "m/honest", "m/silent", "m/nothing"]
    # m/silent could be better than m/honest, but has not shown it: what is possible raises nobody.
    assert frame["low"].tolist() == [100, 100, 25, 25, 0]
    assert frame["high"].tolist() == [100, 100, 25, 100, 100]
    assert frame["rank"].tolist()[:4] == [1, 1, 3, 3]
    assert frame["tied"].tolist() == [True, True, True, True, False]


def test_a_rank_has_a_best_and_a_worst_place() -> None:
    frame = rank(made_entries(ROWS), MADE).set_index("id")
    found = {name: (frame.loc[name, "rank_best"], frame.loc[name, "rank_worst"]) for name in list(frame.index)[:4]}
    assert found == {"a/open": (1, 1), "z/open": (1, 1), "m/silent": (1, 3), "m/honest": (3, 4)}
    assert frame.loc["m/nothing", ["rank", "rank_best", "rank_worst"]].isna().all()


def test_below_the_rubric_s_coverage_an_entry_is_listed_by_name_and_not_ranked() -> None:
    strict = parse_rubric(RUBRIC.replace("title: Made", "ranked_from: 0.9\ntitle: Made"), "r.yaml", SIGNALS).rubric
    frame = rank(made_entries({"a/nothing": {}, **ROWS}), strict)
    assert list(frame["id"]) == ["a/open", "z/open", "m/honest", "a/nothing", "m/nothing", "m/silent"]
    assert frame["rank"].notna().tolist() == [True, True, True, False, False, False]
    assert frame["unknown"].tolist()[-1] == "final, data"
    assert frame["rank_worst"].tolist()[:3] == [1, 1, 3]  # who is not ranked takes nobody's place


@given(
    st.lists(
        st.tuples(st.integers(0, 4), st.integers(0, 4), st.sampled_from(["passed", "unknown", "failed"])), max_size=8
    )
)
def test_places_are_what_counting_every_outcome_would_give(drawn: list[tuple[int, int, str]]) -> None:
    """Each entry may end anywhere in its range, whatever the others do; the gate may open or not where unknown."""
    ranges = [(min(one, other), max(one, other), gate) for one, other, gate in drawn]
    size = len(ranges)
    lows, highs = (np.array([20.0 * end for end in ends]) for ends in (
        [low for low, _, _ in ranges], [high for _, high, _ in ranges]
    ))  # fmt: skip
    total = Range(lows, highs, np.ones(size))
    truths = {"passed": TRUE, "unknown": UNKNOWN, "failed": FALSE}
    gates = np.array([[truths[item[2]] for item in ranges]], dtype=np.int8).reshape(1, size)
    levels = np.zeros((len(MADE.criteria), size), dtype=np.int8)
    scores = Scores(MADE, levels, levels > 0, total, {}, gates, None, None, (), levels < 0, levels < 0)
    found = standings(MADE, scores)
    ends = [((gate == "passed", low), (gate != "failed", high)) for low, high, gate in ranges]
    for place, (worst, best) in enumerate(ends):
        others = [end for number, end in enumerate(ends) if number != place]
        assert found.rank[place] == 1 + sum(low > worst for low, _ in others)
        assert found.best[place] == 1 + sum(low > best for low, _ in others)
        assert found.worst[place] == 1 + sum(high > worst for _, high in others)
        assert found.best[place] <= found.rank[place] <= found.worst[place]
        assert found.tied[place] == any(low == worst for low, _ in others)


def test_gates_come_before_points_and_say_why() -> None:
    frame = rank(made_entries(ROWS), MADE).set_index("id")
    assert frame.loc["a/open", "gate"] == "passed"
    assert frame.loc["m/honest", "gate"] == "failed"
    assert frame.loc["m/honest", "excluded_because"] == "downloadable"
    assert frame.loc["m/silent", "excluded_because"] == "downloadable (unknown)"


TWO_GATES = parse_rubric(
    RUBRIC.replace(
        "ladder:",
        "  - {id: told, question: Is there a card?, requires: {card.topics: {at_least: 1}}, why: w}\nladder:",
    ),
    "r.yaml",
    SIGNALS,
).rubric


def test_who_is_nearer_to_passing_every_gate_stands_first_whatever_the_points() -> None:
    near: dict[str, Value] = {"card.topics": 3, "data.named": "withheld", "weights.published": "none"}
    far: dict[str, Value] = {"licence.osi": True}
    frame = rank(made_entries({"a/far": far, "b/near": near, "c/all": OPEN}), TWO_GATES).set_index("id")
    assert list(frame.index) == ["c/all", "b/near", "a/far"]
    assert frame["score"].tolist()[1] < frame["score"].tolist()[2]
    assert frame["gates_passed"].tolist() == [2, 1, 0]
    assert frame["gate.downloadable"].tolist() == ["passed", "failed", "unknown"]
    assert frame["gate.told"].tolist() == ["passed", "passed", "unknown"]


@given(st.lists(st.sampled_from(sorted(ROWS)), min_size=1, max_size=6, unique=True))
def test_each_gate_s_own_column_adds_up_to_the_verdict_on_all(names: list[str]) -> None:
    frame = rank(made_entries({name: ROWS[name] for name in names}), TWO_GATES)
    own = frame.filter(regex=r"^gate\.")
    assert ((own == "passed").sum(axis=1) == frame["gates_passed"]).all()
    assert ((own == "passed").all(axis=1) == (frame["gate"] == "passed")).all()
    assert ((own == "failed").any(axis=1) == (frame["gate"] == "failed")).all()


def test_a_gate_is_a_column_to_filter_by_and_its_words_are_held_to() -> None:
    entries = made_entries(ROWS)
    assert kept(entries, "gate.downloadable=failed")["id"].tolist() == ["m/honest"]
    with pytest.raises(UsageError, match=r"is never 'pass'.* passed, failed, unknown"):
        kept(entries, "gate.downloadable=pass")


def test_nothing_known_is_unranked_and_last() -> None:
    frame = rank(made_entries({"a/nothing": {}, **ROWS}), MADE)
    assert list(frame["id"])[-2:] == ["a/nothing", "m/nothing"]
    assert frame["rank"].isna().tolist()[-2:] == [True, True]


def test_a_prescribed_order_of_ties_is_a_column_of_its_own() -> None:
    descending = parse_rubric(
        RUBRIC.replace("title: Made", "ties: id_descending\ntitle: Made"), "r.yaml", SIGNALS
    ).rubric
    frame = rank(made_entries(ROWS), descending)
    assert list(frame["id"])[:2] == ["z/open", "a/open"]
    assert frame["rank"].tolist()[:2] == [1, 1]
    assert frame["place"].tolist()[:4] == [1, 2, 3, 4]
    assert "place" not in rank(made_entries(ROWS), MADE)


def test_the_order_of_entries_does_not_matter() -> None:
    one = rank(made_entries(ROWS), MADE).drop(columns="_row")
    other = rank(made_entries(dict(reversed(ROWS.items()))), MADE).drop(columns="_row")
    assert one.equals(other)


@pytest.mark.parametrize(
    ("text", "ids"),
    [
        ("organisation=A", ["a/open"]),
        ("id~nothing", ["m/nothing"]),
        ("score>=25", ["a/open", "z/open", "m/honest", "m/silent"]),
        ("score<25", ["m/nothing"]),
        ("licence.osi=true", ["a/open", "z/open", "m/honest", "m/silent"]),
        ("weights.published!=all", ["m/honest"]),
        ("gate=passed", ["a/open", "z/open"]),
    ],
)
def test_filters_keep_the_order_and_ranks_of_the_whole_list(text: str, ids: list[str]) -> None:
    entries = made_entries(ROWS)
    whole = rank(entries, MADE)
    frame = kept(entries, text)
    assert list(frame["id"]) == ids
    assert frame.equals(whole[whole["id"].isin(ids)].reset_index(drop=True))


def test_a_filter_on_nothing_known_is_refused() -> None:
    entries = made_entries(ROWS)
    with pytest.raises(UsageError, match="no column or signal 'orgnisation'; did you mean 'organisation'"):
        kept(entries, "orgnisation=a")


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
