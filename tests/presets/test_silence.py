"""Silence never helps: whoever says more never stands behind a silent equal, whatever the preset and its switches."""

from __future__ import annotations

from collections.abc import Iterator

import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from openness.ranking.entries import Entries
from openness.ranking.order import rank
from openness.rubric import load_rubric, preset_paths
from openness.rubric.rubric import Rubric
from tests.made_entries import made_entries
from tests.presets.judge import DOMAINS
from tests.presets.test_properties import Row, rows


def variants() -> Iterator[tuple[str, dict[str, str]]]:
    """Every preset, as it is and with each other option of each of its switches."""
    for name in preset_paths():
        yield name, {}
        loaded = load_rubric(name, DOMAINS)
        for switch, chosen in loaded.rubric.switches.items():
            for option in loaded.document.data["definitions"][switch]["options"]:
                if option != chosen:
                    yield name, {switch: option}


VARIANTS = [load_rubric(name, DOMAINS, switches).rubric for name, switches in variants()]


@pytest.mark.parametrize("rubric", VARIANTS, ids=lambda rubric: f"{rubric.id}{rubric.switches or ''}")
@settings(max_examples=60)
@given(data=st.data())
def test_adding_a_statement_never_lets_the_silent_one_pass(rubric: Rubric, data: st.DataObject) -> None:
    row = data.draw(rows(rubric.id))
    said = statements(rubric, row)
    judged = {signal: value for signal, value in row.items() if signal not in said}  # the same for both
    kept = data.draw(st.sets(st.sampled_from(sorted(said))) if said else st.just(set()))
    others = data.draw(st.lists(rows(rubric.id).map(lambda row: statements(rubric, row)), max_size=3))
    found = ranked({
        "a/silent": {signal: value for signal, value in said.items() if signal in kept} | judged,
        "z/open-hearted": said | judged,
        **{f"m/{number}": row for number, row in enumerate(others)},
    }, rubric)  # fmt: skip
    silent, honest = found["a/silent"], found["z/open-hearted"]
    if silent is not None:
        assert honest is not None, "what says more is listed as too little known"
        assert honest <= silent


def statements(rubric: Rubric, row: Row) -> Row:
    """What of a row publishers say themselves: what people and indexes judged is no statement of theirs."""
    assessed = {rater for criterion in rubric.criteria for rater in criterion.raters}
    return {signal: value for signal, value in row.items() if signal not in assessed}


def ranked(answers: dict[str, Row], rubric: Rubric) -> dict[str, int | None]:
    entries: Entries = made_entries(answers)
    frame = rank(entries, rubric)
    return {
        str(name): None if pd.isna(place) else int(place)
        for name, place in zip(frame["id"], frame["rank"], strict=True)
    }
