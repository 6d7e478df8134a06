"""Finding an entry in the app by what a person types or pastes."""

from __future__ import annotations

from dataclasses import replace

import pytest

from openness.errors import OpennessError
from openness.ranking.entries import Entries
from openness.ranking.order import judged
from openness.rubric import parse_rubric
from openness.ui.entry_search import matches
from openness.ui.filters import Filters
from tests.made_entries import made_entries
from tests.rubric.made import RUBRIC, SIGNALS

ADDRESSES = [
    "https://huggingface.co/lab/Alpha-7B",
    "hf.co/lab/alpha-7b/tree/main",
    "https://huggingface.co/lab/Alpha-7B/blob/0123abc/README.md?code=true#uses",
    "<https://huggingface.co/lab/Alpha-7B>",
]


@pytest.fixture
def entries() -> Entries:
    made = made_entries({"lab/Alpha-7B": {}, "lab/Alpha-7B-Chat": {}, "other/beta": {}})
    return replace(made, aliases={2: ("Gamma", "old/gamma-1")})


def found(entries: Entries, text: str) -> list[str]:
    return [entries.ids[row] for row in matches(entries, text)]


@pytest.mark.parametrize("address", ADDRESSES)
def test_a_pasted_address_finds_its_model_and_those_named_after_it(entries: Entries, address: str) -> None:
    assert found(entries, address) == ["lab/Alpha-7B", "lab/Alpha-7B-Chat"]


@pytest.mark.parametrize("address", ADDRESSES)
def test_a_list_is_filtered_by_a_pasted_address(entries: Entries, address: str) -> None:
    ranking = judged(entries, parse_rubric(RUBRIC, "r.yaml", SIGNALS).rubric)
    assert sorted(Filters(address).kept(ranking, ranking.rows).tolist()) == [0, 1]


def test_both_searches_know_the_other_names_of_an_entry(entries: Entries) -> None:
    ranking = judged(entries, parse_rubric(RUBRIC, "r.yaml", SIGNALS).rubric)
    for text in ("gamma", "GAMMA-1 old", "https://huggingface.co/old/gamma-1"):
        assert found(entries, text) == ["other/beta"]
        assert Filters(text).kept(ranking, ranking.rows).tolist() == [2]


@pytest.mark.parametrize(
    "text", ["https://huggingface.co/datasets/lab/words", "https://huggingface.co/spaces/lab/demo"]
)
def test_another_page_of_the_hub_is_said_to_be_no_model(entries: Entries, text: str) -> None:
    ranking = judged(entries, parse_rubric(RUBRIC, "r.yaml", SIGNALS).rubric)
    with pytest.raises(OpennessError, match="not a model's"):
        matches(entries, text)
    with pytest.raises(OpennessError, match="not a model's"):
        Filters(text).kept(ranking, ranking.rows)


@pytest.mark.parametrize("text", ["", "   ", "nothing of the kind"])
def test_what_names_nothing_finds_nothing(entries: Entries, text: str) -> None:
    assert found(entries, text) == []
