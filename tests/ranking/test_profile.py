"""The profile beside a score: what is known, what nobody found on a day, and what nobody looked for."""

from __future__ import annotations

import pytest

from openness.index import Index, open_index
from openness.ranking.filters import parse_filter, passing
from openness.ranking.order import judged
from openness.ranking.profile import COLUMNS, not_found
from openness.record.evidence import Evidence, Method, Outcome, Source
from openness.views.ranking import ranking_table

ANSWER = Evidence(
    signal="s", outcome=Outcome.ANSWERED, value="v", method=Method.CATALOGUE, sources=(Source(url="https://e.org"),)
)
LOOKED = Evidence(signal="s", outcome=Outcome.SILENT, date="2026-11")


@pytest.mark.parametrize(
    ("cell", "told", "shown"),
    [
        (None, {"s": LOOKED}, "not found 2026-11"),
        ("linked", {"s": LOOKED}, "linked"),  # an answer stands
        (None, {"s": ANSWER}, None),
        (None, {"other": LOOKED}, None),
        (None, {"s": Evidence(signal="s", outcome=Outcome.SILENT)}, None),  # without a day it is no answer
        (None, {}, None),
    ],
)
def test_only_a_look_with_its_day_fills_an_empty_cell(
    cell: str | None, told: dict[str, Evidence], shown: str | None
) -> None:
    assert not_found([cell], "s", {0: told}) == [shown]


@pytest.fixture(scope="module")
def index() -> Index:
    return open_index("embedded")


@pytest.mark.parametrize(
    "text",
    ["origin=EU", "origin=FI", "upstream=EU", "languages.eu>=20", "compute.public=yes", "public_compute=yes", "status=announced",
     "training_summary=linked", "training_summary~not found", "excluded_places~EU", "governing_law~California", "library=transformers"],
)  # fmt: skip
def test_each_part_of_the_profile_can_be_asked_for(index: Index, text: str) -> None:
    found = index.rank(filters=[text])
    assert 0 < len(found) < len(index.rank())


def test_a_number_of_languages_without_codes_is_neither_none_nor_so_many_of_the_union(index: Index) -> None:
    found = index.rank().set_index("id")
    told = index.catalogue.system("TildeOpen").facts.languages
    assert told is not None
    assert told.count == 34
    assert found["languages.eu"].isna()["TildeOpen"]
    assert found["languages.eu"]["europa"] == 24  # "all 24" names them
    assert (found["languages.eu"].dropna() <= 24).all()


def test_a_linked_summary_has_an_address_and_a_look_a_day(index: Index) -> None:
    for row in index.rank().to_dict("records"):
        if row["training_summary"] == "linked" and row["training_summary_seen"]:
            assert str(row["training_summary_page"]).startswith("https://")
        if str(row["training_summary"]).startswith("not found"):
            assert row["training_summary"] == f"not found {row['training_summary_seen']}"


def test_columns_of_choice_stand_in_the_table(index: Index) -> None:
    from openness.index import load_rubric

    rubric = load_rubric("default")
    ranking = judged(index.entries("systems"), rubric)
    rows = passing(ranking, [parse_filter("origin=LV")], {})
    told = ranking_table(ranking, rows, ("origin", "languages.eu"))
    assert "LV,EEA,EU" in told
    assert "weights" not in told.splitlines()[0]
    assert set(COLUMNS) <= set(ranking.names)
