"""Filters on signals: a value that a signal never has is refused, with the ones it has."""

from __future__ import annotations

import numpy as np
import pandas as pd
import pytest

from openness.errors import UsageError
from openness.ranking.filters import apply_filters, parse_filter
from openness.record.columns import Column, StoredColumns
from openness.signals import SIGNALS

DOMAINS = {signal: item.domain for signal, item in SIGNALS.items()}


def kept(text: str, signal: str, *values: object) -> int:
    names = tuple(dict.fromkeys(value for value in values if value is not None))
    codes = np.array([-1 if value is None else names.index(value) for value in values], dtype=np.int32)
    columns = StoredColumns(len(values), {signal: Column(codes, names)})  # type: ignore[arg-type]
    frame = pd.DataFrame({"_row": range(len(values))})
    return len(apply_filters(frame, [parse_filter(text)], columns, DOMAINS))


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
    frame = pd.DataFrame({"_row": [0], "origin": ["DE"], "organisation": ["Made"]})
    with pytest.raises(UsageError, match=f"did you mean '{meant}'"):
        apply_filters(frame, [parse_filter(text)], StoredColumns(1, {}), DOMAINS)


def test_of_many_columns_a_few_are_offered() -> None:
    frame = pd.DataFrame({"_row": [0], **{f"column{number}": [0] for number in range(40)}, "level.made": [0]})
    with pytest.raises(
        UsageError, match=r"column11 and 29 more, all listed by `openness export --dictionary`; signals are listed"
    ) as caught:
        apply_filters(frame, [parse_filter("qwxyz=1")], StoredColumns(1, {}), DOMAINS)
    assert "column12" not in str(caught.value)
