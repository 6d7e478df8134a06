"""Filters of the ranking page on a small frame made by hand."""

from __future__ import annotations

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from openness.ui.filters import Filters, offered, parts


@pytest.fixture
def frame() -> pd.DataFrame:
    return pd.DataFrame(
        {
            "rank": pd.array([1, 2, 3, None], dtype="Int64"),
            "id": ["lab/Alpha-7B", "lab/beta", "other/gamma[1]", "other/delta"],
            "name": ["lab/Alpha-7B", "lab/beta", "other/gamma[1]", "other/delta"],
            "organisation": pd.array(["lab", "lab", "other", None], dtype="str"),
            "licence": pd.array(["mit", "apache-2.0", None, "mit"], dtype="str"),
            "modality": pd.array(["text,image", "text", "audio", None], dtype="str"),
            "score": [90.0, 50.0, 10.0, float("nan")],
        }
    )


def ids(frame: pd.DataFrame) -> list[str]:
    return [entry.split("/")[1] for entry in frame["id"]]


def test_no_filter_keeps_everything(frame: pd.DataFrame) -> None:
    assert not Filters().active
    assert ids(Filters().apply(frame)) == ids(frame)


def test_every_word_of_a_search_must_stand_somewhere(frame: pd.DataFrame) -> None:
    assert ids(Filters("LAB alpha").apply(frame)) == ["Alpha-7B"]
    assert ids(Filters("gamma[1]").apply(frame)) == ["gamma[1]"]
    assert ids(Filters(".*").apply(frame)) == []


def test_a_cell_with_several_values_matches_by_any(frame: pd.DataFrame) -> None:
    assert ids(Filters(one_of={"modality": ("image", "audio")}).apply(frame)) == ["Alpha-7B", "gamma[1]"]
    assert ids(Filters(one_of={"licence": ("mit",), "organisation": ("lab",)}).apply(frame)) == ["Alpha-7B"]


def test_a_bound_leaves_out_what_has_no_number(frame: pd.DataFrame) -> None:
    assert ids(Filters(at_least={"score": 50.0}).apply(frame)) == ["Alpha-7B", "beta"]
    assert ids(Filters(at_least={"score": 0.0}).apply(frame)) == ids(frame)


def test_a_column_the_ranking_lacks_filters_nothing(frame: pd.DataFrame) -> None:
    assert len(Filters(one_of={"gate": ("passed",)}, at_least={"dimension.x": 5.0}).apply(frame)) == 4


def test_offered_values_come_by_frequency(frame: pd.DataFrame) -> None:
    assert offered(frame["modality"]) == ["text", "audio", "image"]
    assert offered(frame["licence"]) == ["mit", "apache-2.0"]


def test_parts_drops_what_is_empty() -> None:
    assert parts("text, image,,") == ["text", "image"]


@given(search=st.text(max_size=30), bound=st.floats(0, 100))
def test_filters_only_remove_rows_and_keep_the_order(search: str, bound: float) -> None:
    frame = pd.DataFrame({"id": ["a/x", "b/y", "c/z"], "name": ["x", "y", "z"], "score": [99.0, 50.0, 1.0]})
    kept = Filters(search, at_least={"score": bound}).apply(frame)
    assert list(kept.index) == sorted(kept.index)
    assert set(kept["id"]) <= set(frame["id"])
