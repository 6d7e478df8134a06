"""Filters of the app's lists, on a small ranking made by hand."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from openness.ranking.order import judged
from openness.ranking.ranking import Ranking
from openness.record.columns import encode
from openness.rubric import parse_rubric
from openness.ui.filters import Filters, counted, parts
from tests.made_entries import made_entries
from tests.rubric.made import RUBRIC, SIGNALS

MADE = parse_rubric(RUBRIC, "r.yaml", SIGNALS).rubric
MODALITIES = ["text,image", "text", "audio", None]
LICENCES = ["mit", "apache-2.0", None, "mit"]


@pytest.fixture
def ranking() -> Ranking:
    made = made_entries(
        {
            "lab/Alpha-7B": {"weights.published": "all", "access.gate": "none", "licence.osi": True},
            "lab/beta": {"licence.osi": True},
            "other/gamma[1]": {"licence.osi": False, "data.named": "withheld"},
            "other/delta": {},
        }
    )
    details = {"organisation": ["lab", "lab", "other", None], "licence": LICENCES, "modality": MODALITIES}
    return judged(replace(made, details=details), MADE)


def names(ranking: Ranking, filters: Filters) -> list[str]:
    return [str(ranking.entries.ids[row]).split("/")[1] for row in filters.kept(ranking, ranking.rows)]


def test_no_filter_keeps_everything(ranking: Ranking) -> None:
    assert not Filters().active
    assert names(ranking, Filters()) == ["Alpha-7B", "beta", "gamma[1]", "delta"]


def test_every_word_of_a_search_must_stand_somewhere(ranking: Ranking) -> None:
    assert names(ranking, Filters("LAB alpha")) == ["Alpha-7B"]
    assert names(ranking, Filters("gamma[1]")) == ["gamma[1]"]
    assert names(ranking, Filters(".*")) == []


def test_a_name_that_is_no_id_is_searched_too(ranking: Ranking) -> None:
    named = replace(ranking.entries, names=["First", "Second", "Third", "Fourth"])
    assert names(judged(named, MADE), Filters("second")) == ["beta"]


def test_a_cell_with_several_values_matches_by_any(ranking: Ranking) -> None:
    assert names(ranking, Filters(one_of={"modality": ("image", "audio")})) == ["Alpha-7B", "gamma[1]"]
    assert names(ranking, Filters(one_of={"licence": ("mit",), "organisation": ("lab",)})) == ["Alpha-7B"]


def test_a_bound_leaves_out_what_has_no_number(ranking: Ranking) -> None:
    assert names(ranking, Filters(at_least={"score": 20.0})) == ["Alpha-7B", "beta"]
    assert names(ranking, Filters(at_least={"score": 0.0})) == names(ranking, Filters())


def test_a_column_the_ranking_lacks_filters_nothing(ranking: Ranking) -> None:
    assert len(names(ranking, Filters(one_of={"status": ("passed",)}, at_least={"dimension.x": 5.0}))) == 4


def test_values_come_by_frequency_with_how_many_rows_have_them() -> None:
    assert counted(encode(MODALITIES)) == {"text": 2, "audio": 1, "image": 1}
    assert list(counted(encode(LICENCES))) == ["mit", "apache-2.0"]


@given(st.text(max_size=200))
def test_parts_are_words_without_their_commas(cell: str) -> None:
    assert all(part == part.strip() and part and "," not in part for part in parts(cell))


@given(st.text(max_size=60))
def test_any_search_is_plain_text(text: str) -> None:
    made = judged(made_entries({"a/b": {}, "c/d": {}}), MADE)
    assert set(Filters(text).kept(made, made.rows)) <= {0, 1}
