"""Filters on signals: a value that a signal never has is refused, with the ones it has."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest

from openness.errors import UsageError
from openness.ranking.filters import of_signal, parse_filter
from openness.ranking.filters import passing as passed
from openness.ranking.order import judged
from openness.record.columns import Column, StoredColumns
from openness.signals import SIGNALS
from tests.made_entries import made_entries
from tests.views.made import made_rubric

MADE = made_rubric()

DOMAINS = {signal: item.domain for signal, item in SIGNALS.items()}


def kept(text: str, signal: str, *values: object) -> int:
    names = tuple(dict.fromkeys(value for value in values if value is not None))
    codes = np.array([-1 if value is None else names.index(value) for value in values], dtype=np.int32)
    columns = StoredColumns(len(values), {signal: Column(codes, names)})  # type: ignore[arg-type]
    return int(of_signal(columns, parse_filter(text), DOMAINS, ()).sum())


@pytest.mark.parametrize(
    ("text", "values", "expected"),
    [
        ("licence.research_only=true", (True, False, None), 1),
        ("licence.research_only!=true", (True, False, None), 1),
        ("licence.basis=text", ("text", "tag", None), 1),
        ("licence.unread=link", (("link",), ("gate_terms", "link"), (), None), 2),
        ("licence.attribution=True", (True, None), 1),
        ("licence.governing_law=Germany", ("Germany", "Ireland"), 1),
        ("licence.text_required=false", (False, True), 1),
        ("compute.public=yes", (True, False, None), 1),
        ("compute.public=No", (True, False, False), 2),
        ("compute.public!=yes", (True, False, None), 1),
    ],
)
def test_what_is_asked_of_a_licence(text: str, values: tuple[object, ...], expected: int) -> None:
    assert kept(text, parse_filter(text).column, *values) == expected


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("licence.basis=txt", "tag, catalogue, named, text"),
        ("licence.commercial=yes", "allowed, bounded, forbidden"),
        ("licence.open=maybe", "true, false"),
        ("licence.unread=nothing", "base_terms"),
        ("access.gate!=open", "none"),
    ],
)
def test_a_value_that_a_signal_never_has(text: str, told: str) -> None:
    with pytest.raises(UsageError, match="is never") as refused:
        kept(text, parse_filter(text).column, None)
    assert told in str(refused.value)


@pytest.mark.parametrize(
    ("text", "meant"), [("country=DE", "origin"), ("Publisher~x", "organisation"), ("size>1", "model.parameters")]
)
def test_a_column_by_another_word_is_answered_with_the_one_meant(text: str, meant: str) -> None:
    with pytest.raises(UsageError, match=f"did you mean '{meant}'"):
        of_signal(StoredColumns(1, {}), parse_filter(text), DOMAINS, ("origin", "organisation"))


def test_of_many_columns_a_few_are_offered() -> None:
    known = [*(f"column{number}" for number in range(40)), "level.made"]
    with pytest.raises(
        UsageError, match=r"column11 and 29 more, all listed by `openness export --dictionary`; signals are listed"
    ) as caught:
        of_signal(StoredColumns(1, {}), parse_filter("qwxyz=1"), DOMAINS, known)
    assert "column12" not in str(caught.value)


@pytest.mark.parametrize(
    ("sign", "bound", "passing"),
    [
        (">=", "2025-06", {"2025-06", "2025-06-30", "2026"}),
        (">", "2025-06", {"2026"}),
        ("<=", "2025", {"2024-12", "2025-06", "2025-06-30"}),
        ("<", "2025-06-30", {"2024-12"}),
        ("<=", "2025-06-30", {"2024-12", "2025-06-30"}),
    ],
)
def test_dates_are_compared_as_far_as_both_are_told(sign: str, bound: str, passing: set[str]) -> None:
    told = ("2024-12", "2025-06", "2025-06-30", "2026", "soon", None)
    made = made_entries({str(day): {} for day in told})
    ranking = judged(replace(made, details={"released": list(told)}), MADE)
    kept_rows = passed(ranking, [parse_filter(f"released{sign}{bound}")], DOMAINS)
    assert {told[row] for row in kept_rows} == passing


@pytest.mark.parametrize("text", ["licence>=5", "licence<2025-01", "name>3"])
def test_texts_that_are_no_numbers_cannot_be_compared_with_one(text: str) -> None:
    made = replace(made_entries({"org/one": {}, "org/two": {}}), details={"licence": ["mit", None]})
    with pytest.raises(UsageError, match="holds no number to compare"):
        passed(judged(made, MADE), [parse_filter(text)], DOMAINS)


@pytest.mark.parametrize("value", ["nan", "NaN", "-nan", "x"])
@pytest.mark.parametrize("sign", [">=", "<"])
def test_a_bound_that_is_no_number_is_refused(value: str, sign: str) -> None:
    ranking = judged(made_entries({"org/a": {}}), MADE)
    with pytest.raises(UsageError, match=f"'{value}' is not a number"):
        passed(ranking, [parse_filter(f"score{sign}{value}")], DOMAINS)
