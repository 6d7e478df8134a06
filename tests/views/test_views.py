"""Views: hostile text is harmless in a terminal, and links lead to the Hub only by id and file name."""

from __future__ import annotations

import unicodedata

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from openness.record.evidence import Source
from openness.safe.terminal import plain
from openness.views.explanation import link
from openness.views.forms import render
from openness.views.ranking import history_table
from openness.views.table import text_table


@given(st.text())
def test_plain_text_never_moves_the_cursor(text: str) -> None:
    shown = plain(text)
    assert not {unicodedata.category(letter) for letter in shown} & {"Cc", "Cf", "Cs", "Co", "Zl", "Zp"}


def test_a_table_keeps_its_columns_whatever_a_cell_holds() -> None:
    table = text_table(["a", "b"], [["x\x1b[2J", "1"], ["two\nlines", "22"]], right=["b"])
    assert table == "a            b\nx\\u001b[2J   1\ntwo lines   22\n"


@pytest.mark.parametrize(
    ("source", "address"),
    [
        (Source(file="README.md", line=7), "https://huggingface.co/a/b/blob/main/README.md?code=true#L7"),
        (Source(file="../../x y"), "https://huggingface.co/a/b/blob/main/../../x%20y"),
        (Source(json_path="$.gated"), "https://huggingface.co/api/models/a/b"),
        (Source(url="https://example.org/x"), "https://example.org/x"),
        (Source(url="javascript:alert(1)"), None),
        (Source(), None),
    ],
)
def test_links_lead_to_the_file_and_line(source: Source, address: str | None) -> None:
    assert link(source, "a/b", None) == address


def test_a_link_names_the_revision() -> None:
    assert link(Source(file="LICENSE"), "a/b", "c" * 40) == f"https://huggingface.co/a/b/blob/{'c' * 40}/LICENSE"


def test_numbers_are_unrounded_and_missing_values_empty() -> None:
    frame = pd.DataFrame({"a": pd.Series([1, None], dtype="Int64"), "b": [1 / 3, float("nan")], "_row": [0, 1]})
    assert render(frame, "csv") == "a,b\n1,0.3333333333333333\n,\n"
    assert '"b": null' in render(frame, "json")
    assert render(frame, "jsonl").splitlines()[0] == '{"a": 1, "b": 0.3333333333333333}'


def test_a_history_is_told_as_a_ranking_is() -> None:
    known = {
        "snapshot": "s1", "created": "2026-01-01", "rank": 3, "tied": True, "rank_best": 1, "rank_worst": 27,
        "score": 86.0, "low": 86.0, "high": 100.0, "coverage": 0.857, "by_people": 0.8, "licence": "apache-2.0",
    }  # fmt: skip
    unranked = {**known, "snapshot": "s2", "rank": None, "rank_best": None, "rank_worst": None, "by_people": None}
    first, second = history_table([known, unranked]).splitlines()[1:]
    assert [*first.split()] == "s1 2026-01-01 3= 1–27 86.0 86.0–100.0 86 % 80 % apache-2.0".split()
    assert second.split()[2:4] == ["–", "–"]
    assert "label" not in history_table([known])
    assert "Open" in history_table([{**known, "label": "Open"}])
