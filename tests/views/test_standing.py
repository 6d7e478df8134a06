"""Where one entry stands, in figures and in words."""

from __future__ import annotations

from openness.ranking.order import judged
from openness.views.standing import standing_of
from tests.made_entries import made_entries
from tests.views.made import FULL, PART, made_rubric


def test_a_ranked_entry_has_a_place_among_the_ranked_and_an_unranked_one_none() -> None:
    rubric = made_rubric()
    ranking = judged(made_entries({"org/full": FULL, "org/part": PART, "org/none": {}}), rubric)
    first, second, none = (standing_of(ranking.standings.place_of(row)) for row in range(3))
    assert first is not None
    assert second is not None
    assert none is None
    assert (first.rank, first.of, second.rank) == (1, 2, 2)
    assert first.best <= first.rank <= first.worst
    assert str(second).startswith("rank 2 of 2, with what is unknown ")


def test_a_shared_rank_says_so() -> None:
    ranking = judged(made_entries({"org/a": FULL, "org/b": FULL}), made_rubric())
    assert str(standing_of(ranking.standings.place_of(0))).startswith("rank 1= of 2")
