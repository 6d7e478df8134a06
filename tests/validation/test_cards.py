"""Raters as truth: what counts, what does not, and how names are compared."""

from __future__ import annotations

import csv
import math
from collections.abc import Mapping
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from openness.errors import UsageError
from openness.validation.cards import Compared, card_intervals, dataset_f1, measure_cards, validate_cards
from openness.validation.cards_report import cards_markdown, cards_table
from openness.validation.facts import same_answer
from openness.validation.ratings import Rated, Rating, read_ratings

LEVELS = ("open", "partial", "closed", "undecidable")


def cell(first: str, second: str, ours: str, question: str = "modelcard", model: str = "made/model") -> Compared:
    return Compared(Rated(model, question, (Rating(first), Rating(second))), ours)


def write(path: Path, rows: Mapping[tuple[str, str], str]) -> Path:
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file)
        writer.writerow(("model_id", "question", "answer", "lines", "why"))
        for (model, question), answer in rows.items():
            writer.writerow((model, question, answer, "3", "as it stands there"))
    return path


@pytest.mark.parametrize(
    ("raters", "ours", "outcome"),
    [
        (("open", "open"), "open", "right"),
        (("partial", "partial"), "open", "too open"),
        (("partial", "partial"), "closed", "too closed"),
        (("closed", "closed"), "unknown", "missed"),
        (("undecidable", "undecidable"), "closed", "claimed"),
        (("undecidable", "undecidable"), "unknown", "left alone"),
        (("open", "partial"), "closed", "raters differ"),
        (("open", "undecidable"), "open", "raters differ"),
    ],
)
def test_every_cell_has_one_outcome(raters: tuple[str, str], ours: str, outcome: str) -> None:
    assert cell(*raters, ours).outcome == outcome


@given(
    st.lists(
        st.builds(cell, st.sampled_from(LEVELS), st.sampled_from(LEVELS), st.sampled_from((*LEVELS[:3], "unknown")))
    )
)
def test_figures_add_up(cells: list[Compared]) -> None:
    found = measure_cards(cells)
    assert found.decided == found.right + found.too_open + found.too_closed
    assert found.decided <= found.decidable
    assert found.claims <= found.undecidable
    differing = sum(one.outcome == "raters differ" for one in cells)
    assert found.decidable + found.undecidable + differing == len(cells)


@given(st.sampled_from(LEVELS), st.sampled_from(LEVELS), st.sampled_from((*LEVELS[:3], "unknown")))
def test_a_cell_in_which_raters_differ_counts_for_nothing(first: str, second: str, ours: str) -> None:
    base = [cell("open", "open", "open", model="made/one"), cell("closed", "closed", "unknown", model="made/two")]
    if first == second:
        return
    before, after = measure_cards(base), measure_cards([*base, cell(first, second, ours)])
    assert (before.decidable, before.decided, before.right) == (after.decidable, after.decided, after.right)
    assert (before.undecidable, before.claims) == (after.undecidable, after.claims)


def test_agreement_is_measured_where_every_rater_decides() -> None:
    cells = [cell("open", "open", "unknown"), cell("open", "closed", "open"), cell("open", "undecidable", "open")]
    assert measure_cards(cells).agreement == pytest.approx(1 / 2)


def test_intervals_draw_whole_models() -> None:
    one = [cell("open", "open", "open", model=f"made/{place}") for place in range(8)]
    spread = card_intervals([*one, cell("open", "open", "closed", model="made/other")])
    assert spread["accuracy"].low < 8 / 9 <= spread["accuracy"].high == 1
    assert card_intervals(one)["accuracy"].low == 1
    assert math.isnan(card_intervals([])["coverage"].low)
    assert math.isnan(card_intervals([cell("undecidable", "undecidable", "open")])["accuracy"].high)


@pytest.mark.parametrize(
    ("question", "first", "second", "same"),
    [
        ("licence", "Apache 2.0", "apache-2.0", True),
        ("licence", "other (own terms)", "custom", True),
        ("licence", "mit", "apache-2.0", False),
        ("licence", "unknown", "mit", False),
        ("base", "made/Base-7B", "copy/base-7b", True),
        ("base", "Base-7B", "made/base-7b-v0.1", True),
        ("base", "made/Base-7B", "made/Base-7B-Chat", False),
        ("base", "made/one; made/two", "made/two; made/one", True),
        ("datasets", "OpenWaves (Turkish)", "made/openwaves", True),
        ("datasets", "C4", "made/mc4-part", False),
        ("datasets", "none", "none", True),
        ("datasets", "none", "OpenWaves", False),
        ("commercial", "bounded", "allowed", False),
        ("commercial", "undecidable", "unknown", True),
    ],
)
def test_facts_are_compared_by_what_they_name(question: str, first: str, second: str, same: bool) -> None:
    assert same_answer(question, first, second) is same
    assert same_answer(question, second, first) is same


def test_names_of_data_sets_are_counted_one_by_one() -> None:
    cells = [
        cell("OpenWaves; LakeText", "LakeText; OpenWaves", "made/openwaves; made/other", "datasets"),
        cell("none", "none", "none", "datasets"),
        cell("none", "OpenWaves", "OpenWaves", "datasets"),
    ]
    assert dataset_f1(cells)[:3] == (1, 1, 1)
    assert dataset_f1(cells)[3] == pytest.approx(0.5)
    assert math.isnan(dataset_f1([])[3])


def test_files_of_raters_are_checked(tmp_path: Path) -> None:
    good = write(tmp_path / "a.csv", {("made/model", "paper"): "open"})
    with pytest.raises(UsageError, match="two raters"):
        read_ratings([good])
    with pytest.raises(UsageError, match=r"b\.csv:2: 'perhaps' is no answer to paper"):
        read_ratings([good, write(tmp_path / "b.csv", {("made/model", "paper"): "perhaps"})])
    with pytest.raises(UsageError, match=r"c\.csv:2: 'colour' is no question"):
        read_ratings([good, write(tmp_path / "c.csv", {("made/model", "colour"): "open"})])
    with pytest.raises(UsageError, match="no cell"):
        read_ratings([good, write(tmp_path / "d.csv", {("made/other", "paper"): "open"})])
    (tmp_path / "e.csv").write_text("model_id,question\nmade/model,paper\n")
    with pytest.raises(UsageError, match="lacks the column answer"):
        read_ratings([good, tmp_path / "e.csv"])
    with pytest.raises(UsageError, match="cannot be read"):
        read_ratings([good, tmp_path / "absent.csv"])
    text = good.read_text()
    good.write_text(text + text.splitlines()[1] + "\n")
    with pytest.raises(UsageError, match="answered twice"):
        read_ratings([good, good])


def test_cards_are_judged_by_their_text_alone(tmp_path: Path) -> None:
    hub = tmp_path / "hub"
    (hub / "cards_2024-10").mkdir(parents=True)
    (hub / "index.csv").write_text("model_id,kind,path,source,date\n")
    (hub / "cards_2024-10" / "index.csv").write_text(
        "model_id,kind,path,source,date\nmade/Model,card,cards_2024-10/made__Model.md,here,2024-10\n"
    )
    (hub / "cards_2024-10" / "made__Model.md").write_text("---\nlicense: mit\n---\n# A model\nIt is a model.\n")
    answers = {("made/model", "licence"): "MIT", ("made/model", "licenses"): "open", ("made/gone", "licence"): "mit"}
    files = [write(tmp_path / f"{name}.csv", answers) for name in "ab"]
    found = validate_cards(read_ratings(files), hub)
    assert [one.outcome for one in found.cells] == ["right", "right"]
    assert found.missing == ("made/gone",)
    text = cards_markdown(found)
    assert "made/gone" in text
    assert "README.md:2" in cards_table(found)
