"""The data: which snapshot, how old, what it holds and what not, what was rejected, how far people agree."""

from __future__ import annotations

from datetime import UTC, datetime

import numpy as np
import streamlit as st

from openness.safe.markdown import plain
from openness.score.evaluate import evaluate
from openness.signals import SIGNALS
from openness.snapshot.age import age_in_days
from openness.ui import freshness, library
from openness.ui.board import DEFAULT_RUBRIC
from openness.ui.frame import say

_REJECTED_SHOWN = 200


def show() -> None:
    """Draw the page."""
    words = say()
    st.title(words("data.title"))
    shown = library.snapshot()
    manifest = shown.manifest
    age = freshness.age_words(age_in_days(manifest.created, datetime.now(UTC)))
    st.markdown(
        words(
            "data.line",
            id=f"`{manifest.id}`",
            date=f"{manifest.created:%Y-%m-%d %H:%M}",
            age=age,
            tool=plain(manifest.tool),
        )
    )
    figures = st.columns(3)
    for place, (name, count) in zip(figures, list(manifest.counts.items())[:3], strict=False):
        place.metric(words(f"data.{name}") if words.has(f"data.{name}") else name, f"{count:,}")
    st.subheader(words("data.coverage"))
    st.markdown(words("data.coverage_help"))
    _coverage()
    with st.expander(words("data.sources")):
        freshness.contents(manifest)
    rejected = shown.rejected()
    st.subheader(words("data.rejected_title", count=f"{len(rejected):,}"))
    if rejected:
        rows = [{name: str(value) for name, value in item.model_dump().items()} for item in rejected[:_REJECTED_SHOWN]]
        st.dataframe(rows, hide_index=True, alt=words("data.rejected_title", count=len(rejected)))
    else:
        st.markdown(words("data.none_rejected"))
    counts = _differing(shown.id)
    st.subheader(words("data.differ", count=f"{sum(counts.values()):,}"))
    st.markdown(words("data.differ_help"))
    st.markdown(" · ".join(f"{plain(name)}: {count:,}" for name, count in counts.items()))
    st.subheader(words("data.validation"))
    st.markdown(words("data.validation_help"))


@st.cache_data(max_entries=3, show_spinner=False)
def _differing(snapshot_id: str) -> dict[str, int]:
    """Return for each criterion of the default rubric how many systems people and what was read judge differently."""
    assert snapshot_id  # what the answer is kept under
    judged = library.rubric(DEFAULT_RUBRIC)
    entries = library.entries("systems", assessments=True)
    disputed = evaluate(judged, entries.columns(judged.assessments)).disputed.sum(axis=1)
    return {item.id: int(count) for item, count in zip(judged.criteria, disputed, strict=True) if count}


@st.cache_data(max_entries=3, show_spinner=False)
def _shares(snapshot_id: str) -> list[tuple[str, str, float]]:
    """Return `(signal, question, share of models with an answer)`, the least known first."""
    assert snapshot_id  # what the answer is kept under
    shown = library.snapshot()
    shown.preload(list(SIGNALS))
    found = [
        (signal, item.question, float(np.mean(shown.columns.column(signal).codes >= 0)))
        for signal, item in SIGNALS.items()
        if item.function is not None and len(shown.ids)
    ]
    return sorted(found, key=lambda row: row[2])


def _coverage() -> None:
    words = say()
    st.dataframe(
        [
            {"signal": signal, "share": 100 * share, "question": question}
            for signal, question, share in _shares(library.snapshot().id)
        ],
        column_config={
            "signal": st.column_config.TextColumn(words("data.signal"), width=180),
            "share": st.column_config.ProgressColumn(
                words("data.answered"), min_value=0, max_value=100, format="%.1f %%", width=140
            ),
            "question": st.column_config.TextColumn(words("rubric.question"), width=520),
        },
        hide_index=True,
        height=420,
        alt=words("data.coverage"),
    )
