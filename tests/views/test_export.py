"""Exports: columns that stay, a row an entry and criterion, and why a level is unknown."""

from __future__ import annotations

import io
from collections.abc import Mapping
from dataclasses import replace

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from openness.ranking.columns import LONG
from openness.ranking.order import judged
from openness.record.evidence import Confidence, Evidence, Method, Outcome, Source, Value
from openness.rubric.condition import Level
from openness.views import export
from openness.views.explanation import explain
from openness.views.export import export_columns, export_long, export_wide, ranking_parts
from openness.views.forms import render, write_frames
from openness.views.grounds import reason_of
from tests.made_entries import made_entries
from tests.views.made import FULL, HOSTILE, PART, assessment, column, hostile_entries, made_rubric

THREE: Mapping[str, Mapping[str, Value]] = {"org/full": FULL, "org/part": PART, "org/none": {}}


def long_of(rows: Mapping[str, Mapping[str, Value]], **more: object) -> pd.DataFrame:
    entries = replace(made_entries(rows), **more)  # type: ignore[arg-type]
    return pd.concat(list(export_long(entries, made_rubric(), range(len(rows)))), ignore_index=True)


def test_the_wide_form_has_the_columns_of_its_dictionary() -> None:
    entries = made_entries(THREE)
    frame = export_wide(entries, made_rubric())
    declared = export_columns(entries, made_rubric())
    assert [name for name in frame.columns if name != "_row"] == declared.iloc[:, 0].tolist()
    assert declared.notna().all(axis=None)


def test_the_wide_form_joins_each_row_with_its_own_levels() -> None:
    frame = export_wide(made_entries(dict(reversed([*THREE.items()]))), made_rubric())
    levels = {row["id"]: (row["level.final"], row["level.licensed"], row["level.data"]) for _, row in frame.iterrows()}
    assert levels == {
        "org/full": ("open", "open", "open"),
        "org/part": ("partial", "closed", "partial"),
        "org/none": ("unknown", "unknown", "unknown"),
    }
    assert column(frame, "rank") == [1, 2, None]


def test_the_long_form_has_a_row_an_entry_and_criterion_in_the_order_asked() -> None:
    entries = made_entries(THREE)
    frame = pd.concat(list(export_long(entries, made_rubric(), [2, 0])))
    assert list(zip(frame["id"], frame["criterion"], strict=True)) == [
        (name, criterion) for name in ("org/none", "org/full") for criterion in ("final", "licensed", "data")
    ]
    assert (
        [*frame.columns]
        == [item.name for item in LONG]
        == export_columns(entries, made_rubric(), long=True).iloc[:, 0].tolist()
    )


def test_no_rows_are_one_part_with_all_columns_and_types() -> None:
    (part,) = export_long(made_entries(THREE), made_rubric(), [])
    full = long_of(THREE)
    assert part.empty
    assert part.dtypes.to_dict() == full.dtypes.to_dict()


def test_parts_are_bounded_and_lose_no_row() -> None:
    many = made_entries({f"m{number:04d}": {} for number in range(1001)})
    parts = list(export_long(many, made_rubric(), range(1001)))
    assert [len(part) for part in parts] == [1500, 1500, 3]
    assert pd.concat(parts)["id"].nunique() == 1001


def evidence(outcome: Outcome) -> Evidence:
    return Evidence(signal="access.gate", outcome=outcome)


@pytest.mark.parametrize(
    ("outcomes", "reason"),
    [
        ((Outcome.SILENT, Outcome.SILENT), "silent"),
        ((Outcome.UNREADABLE, Outcome.SILENT), "could not look"),
        ((Outcome.SILENT, Outcome.NOT_LOOKED), "nobody looked"),
        ((Outcome.UNREADABLE, Outcome.NOT_LOOKED), "nobody looked"),
        ((Outcome.NOT_APPLICABLE, Outcome.SILENT), "silent"),
        ((Outcome.NOT_APPLICABLE, Outcome.NOT_APPLICABLE), "answers do not decide"),
        ((), "nobody looked"),
    ],
)
def test_the_weakest_look_says_why_a_level_is_unknown(outcomes: tuple[Outcome, ...], reason: str) -> None:
    entries = made_entries({"a": {}})
    found = replace(explain(entries, 0, made_rubric()).findings[0], evidence=tuple(map(evidence, outcomes)))
    assert reason_of(found) == reason


@pytest.mark.parametrize("level", [item for item in Level if item is not Level.UNKNOWN])
def test_a_known_level_has_no_reason(level: Level) -> None:
    found = replace(explain(made_entries({"a": {}}), 0, made_rubric()).findings[0], level=level)
    assert reason_of(found) is None


@pytest.mark.parametrize(
    ("answers", "reasons"),
    [
        (FULL, [None, None, None]),
        ({}, ["nobody looked"] * 3),
        ({"licence.osi": False}, ["nobody looked", None, "nobody looked"]),
    ],
)
def test_reasons_stand_beside_unknown_levels(answers: Mapping[str, Value], reasons: list[str | None]) -> None:
    assert column(long_of({"a": answers}), "reason") == reasons


def grounds(frame: pd.DataFrame, row: int = 0) -> dict[str, object]:
    names = ("method", "confidence", "source", "revision", "date", "by")
    return {name: column(frame, name)[row] for name in names}


def test_grounds_are_empty_where_nothing_decides() -> None:
    assert set(grounds(long_of({"a": {}})).values()) == {None}


def test_grounds_name_every_method_the_weakest_trust_and_the_last_date() -> None:
    read = {
        "weights.published": Evidence(
            signal="weights.published",
            outcome=Outcome.ANSWERED,
            value="all",
            method=Method.FILES,
            confidence=Confidence.HIGH,
            sources=(Source(file="a.bin"), Source(file="b.bin")),
            revision="r1",
            date="2026-01-01",
        ),
        "access.gate": Evidence(
            signal="access.gate",
            outcome=Outcome.ANSWERED,
            value="none",
            method=Method.API,
            confidence=Confidence.LOW,
            sources=(Source(json_path="$.gated"), Source(file="a.bin")),
            revision="r2",
            date="2026-02-01",
        ),
    }
    frame = long_of({"a": FULL}, evidence_of=lambda _: read)
    assert grounds(frame) == {
        "method": "file list + api",
        "confidence": "low",
        "source": "a.bin; b.bin; $.gated",
        "revision": "r1; r2",
        "date": "2026-02-01",
        "by": None,
    }


def test_grounds_of_a_persons_level_name_the_person() -> None:
    frame = long_of({"a": {}}, assessed={0: {"osai.weights": assessment("open")}})
    assert grounds(frame) == {
        "method": "assessment",
        "confidence": None,
        "source": "https://example.org/why",
        "revision": None,
        "date": "2026-03-04",
        "by": "A Reader",
    }


# Half surrogate pairs are mended at the door (`hub.payload`), and a column of text cannot hold them.
@pytest.mark.parametrize("words", [words for words in HOSTILE if "\ud800" not in words])
@pytest.mark.parametrize("form", ["csv", "json", "jsonl", "table"])
def test_hostile_words_leave_in_every_form(words: str, form: str) -> None:
    entries = hostile_entries(words)
    plain = hostile_entries("x")
    for frame, other in (
        (export_wide(entries, made_rubric()), export_wide(plain, made_rubric())),
        (
            next(iter(export_long(entries, made_rubric(), [0, 1]))),
            next(iter(export_long(plain, made_rubric(), [0, 1]))),
        ),
    ):
        assert [*frame.columns] == [*other.columns]
        assert len(render(frame, form).split("\n")) == len(render(other, form).split("\n"))


@given(st.lists(st.sampled_from([FULL, PART, {}, {"licence.osi": True}]), min_size=1, max_size=6))
def test_levels_of_both_forms_agree(answers: list[Mapping[str, Value]]) -> None:
    rows = {f"m{number}": item for number, item in enumerate(answers)}
    wide = export_wide(made_entries(rows), made_rubric()).set_index("id")
    for _, line in long_of(rows).iterrows():
        assert wide.loc[line["id"], f"level.{line['criterion']}"] == line["level"]


@pytest.mark.parametrize("form", ["csv", "json", "jsonl", "table"])
@pytest.mark.parametrize("levels", [False, True])
def test_a_ranking_in_parts_is_written_as_its_frame(form: str, levels: bool, monkeypatch: pytest.MonkeyPatch) -> None:
    rows = {words.encode("utf-8", "replace").decode(): PART for words in HOSTILE} | dict(THREE)
    entries = replace(made_entries(rows), details={"licence": [*list(rows)[1:], None]})
    ranking = judged(entries, made_rubric())
    monkeypatch.setattr(export, "_ROWS_A_PART", 3)
    stream = io.BytesIO()
    write_frames(ranking_parts(ranking, ranking.rows, levels=levels), form, stream)
    assert stream.getvalue().decode() == render(ranking.frame(levels=levels), form)


def test_of_no_rows_there_is_one_part_with_the_columns() -> None:
    ranking = judged(made_entries({}), made_rubric())
    (part,) = ranking_parts(ranking, ranking.rows)
    assert render(part, "csv") == ",".join(part.names) + "\n"
