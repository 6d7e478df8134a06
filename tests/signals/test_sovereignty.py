"""Where a model comes from: facts of the catalogue alone, never read from a record."""

from __future__ import annotations

import pytest

from openness.reading.reading import Reading
from openness.record.evidence import Kind, Outcome
from openness.rubric import load_rubric, preset_paths
from openness.signals import SIGNALS
from openness.signals.signal import Signal
from openness.signals.sovereignty import SOVEREIGNTY_SIGNALS
from tests.signals.made_cards import record

DOMAINS = {name: item.domain for name, item in SIGNALS.items()}
CARD = "# L\n\nMade in France by Org, trained on the public machine Leonardo for 1,000 GPU hours. Released 2025-01.\n"


@pytest.mark.parametrize("signal", SOVEREIGNTY_SIGNALS, ids=lambda item: item.id)
def test_a_card_answers_none_of_them(signal: Signal) -> None:
    assert signal.ask(Reading(record(CARD))).outcome is Outcome.NOT_LOOKED
    assert "an entry of the catalogue states it, with its source and date" in signal.documentation
    assert "Unknown: no entry states it." in signal.documentation


@pytest.mark.parametrize("signal", SOVEREIGNTY_SIGNALS, ids=lambda item: item.id)
def test_no_sentence_is_said_twice(signal: Signal) -> None:
    sentences = [part.strip() for part in signal.documentation.replace("\n\n", " ").split(". ")]
    assert len(sentences) == len(set(sentences))


@pytest.mark.parametrize(
    ("signal", "kind"),
    [
        ("origin.places", Kind.SET),
        ("origin.parent", Kind.NAME),
        ("origin.parent_places", Kind.SET),
        ("upstream.root", Kind.NAME),
        ("upstream.places", Kind.SET),
        ("compute.public", Kind.FLAG),
        ("compute.machine", Kind.NAME),
        ("compute.hours", Kind.COUNT),
        ("release.status", Kind.CHOICE),
        ("release.date", Kind.NAME),
    ],
)
def test_each_has_its_kind_of_answer(signal: str, kind: Kind) -> None:
    assert SIGNALS[signal].domain.kind is kind


@pytest.mark.parametrize("preset", preset_paths())
def test_where_a_model_comes_from_is_no_part_of_a_score(preset: str) -> None:
    ours = {item.id for item in SOVEREIGNTY_SIGNALS}
    rubric = load_rubric(preset, DOMAINS, {}).rubric
    assert not ours & {name for item in rubric.criteria for name in item.signals if item.points}
