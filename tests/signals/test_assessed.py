"""Signals that only people answer: every class is ordered, said in words, and never read from a record."""

from __future__ import annotations

import pytest

from openness.catalogue.system import PARAMETERS
from openness.reading.reading import Reading
from openness.record.evidence import Kind, Outcome
from openness.signals.assessed import ASSESSED_SIGNALS
from openness.signals.signal import Signal
from tests.signals.made_cards import record

OF_THE_INDEX = [item for item in ASSESSED_SIGNALS if item.theme == "osai"]
CARD = "# L\n\nWe release weights, code, data, a datasheet, a paper and an interface under Apache-2.0.\n"


def test_every_parameter_of_the_index_has_a_signal() -> None:
    assert set(PARAMETERS) <= {item.id.removeprefix("osai.") for item in OF_THE_INDEX}


@pytest.mark.parametrize("signal", ASSESSED_SIGNALS, ids=lambda item: item.id)
def test_nothing_is_read_automatically(signal: Signal) -> None:
    assert signal.function is None
    for card in (None, CARD):
        assert signal.ask(Reading(record(card))).outcome is Outcome.NOT_LOOKED


@pytest.mark.parametrize("signal", OF_THE_INDEX, ids=lambda item: item.id)
def test_a_class_of_the_index_is_closed_partial_or_open(signal: Signal) -> None:
    assert list(signal.domain.choices) == ["closed", "partial", "open"]
    assert signal.domain.ordered
    for word in ("Unknown:", "Blind spots:", f"`{signal.id.removeprefix('osai.')}`"):
        assert word in signal.documentation


@pytest.mark.parametrize("value", ["Open", "unknown", "", None, True, 1])
def test_what_is_no_class_is_refused(value: object) -> None:
    assert all(item.domain.problem_with(value) for item in OF_THE_INDEX if item.domain.kind is Kind.CHOICE)
