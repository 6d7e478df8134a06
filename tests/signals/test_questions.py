"""The questions without their rules are those of the signals, kept or not."""

from __future__ import annotations

from pathlib import Path

from openness.files.kept import Kept
from openness.signals import SIGNALS
from openness.signals.questions import all_questions, load_questions


def test_kept_questions_are_those_of_the_signals(tmp_path: Path) -> None:
    kept = Kept(tmp_path)
    first = load_questions(kept)
    load_questions.cache_clear()
    again = load_questions(kept)
    assert first == again == all_questions()
    assert again is not first
    assert list(again.domains) == list(SIGNALS)
    assert {name: item.domain for name, item in SIGNALS.items()} == dict(again.domains)
    assert [name for name in SIGNALS if SIGNALS[name].function is not None] == list(again.automatic)
