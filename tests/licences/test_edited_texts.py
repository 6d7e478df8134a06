"""A sample, the same every time, of the benchmark: edited texts are never wrongly open and state no wrong fact."""

from __future__ import annotations

from pathlib import Path

import pytest

from benchmarks import licence_edits
from benchmarks import licences as benchmark
from openness.licences.recognition import Verdict, recognise

EVERY = 11
"""One in so many of some 2,300 edited texts is read here; the benchmark reads all."""


def test_edited_texts(shared: Path) -> None:
    assert shared / "licences" / "texts" == benchmark.TEXTS
    texts = benchmark.collected()
    edits = list(licence_edits.edits([text for text in texts if text.name in benchmark.JOINED]))
    assert len(edits) - 1 >= 25
    assert sum(edit.harmless for edit in edits) >= 9
    pairs = [(text, edit) for text in texts for edit in edits][::EVERY]
    outcomes = [found for text, edit in pairs if (found := benchmark.judge(edit, text)) is not None]
    for outcome in outcomes:
        told = (outcome.text.name, outcome.edit.group, outcome.edit.name, str(outcome.found))
        assert not outcome.wrongly_open, told
        assert not outcome.wrong_facts, (*told, outcome.wrong_facts)
    harmless = [outcome for outcome in outcomes if outcome.edit.harmless]
    assert len(harmless) > 30
    assert sum(outcome.recognised for outcome in harmless) >= 0.85 * len(harmless)


def test_the_harness_sees_what_is_wrong() -> None:
    """A recogniser that takes every text for MIT is caught: the benchmark can fail."""
    text = licence_edits.Text("made.txt", "mit", "licence", "made by hand\n" * 4)
    edit = next(edit for edit in licence_edits.edits([]) if edit.group == "sentence, German")
    known = recognise("MIT")
    blind = type(known)(Verdict.VERBATIM, ("mit",), "mit", 1.0)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(benchmark, "recognise", lambda _: blind)
        outcome = benchmark.judge(edit, text)
    assert outcome is not None
    assert outcome.wrongly_open
    assert outcome.wrong_facts
