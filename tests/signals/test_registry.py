"""The registry: one id a signal, and every real record answered within the domains."""

from __future__ import annotations

from pathlib import Path

import pytest

from openness.reading.answers import not_looked
from openness.record.evidence import Outcome, name
from openness.record.record import ModelBody, Record
from openness.recordings import recorded_models
from openness.signals import SIGNALS, extract
from openness.signals.registry import _registry
from openness.signals.signal import Signal


def test_ids_are_themes_and_names() -> None:
    for signal_id, signal in SIGNALS.items():
        assert signal.id == signal_id
        assert signal_id.count(".") == 1
        assert signal.question.endswith(("?", "."))


def test_a_second_signal_of_the_same_id_is_a_defect() -> None:
    one = Signal("a.b", name(), "What?", lambda _: not_looked("x"))
    with pytest.raises(ValueError, match=r"two signals have the id a\.b"):
        _registry((one,), (one,))


def test_what_only_people_answer_is_not_extracted() -> None:
    found = extract(Record(body=ModelBody(id="made/by-hand"), origin="made by hand"))
    assert list(found) == [signal.id for signal in SIGNALS.values() if signal.function is not None]
    assert not [signal_id for signal_id in found if signal_id.startswith("osai.")]
    assert SIGNALS["osai.package"].function is None


def test_nothing_read_is_nothing_said() -> None:
    found = extract(Record(body=ModelBody(id="made-by-hand"), origin="made by hand"))
    assert {one.outcome for one in found.values()} <= {Outcome.NOT_LOOKED, Outcome.SILENT, Outcome.NOT_APPLICABLE}


@pytest.mark.no_cover
def test_every_single_recording_is_answered_within_the_domains(shared: Path) -> None:
    """Signal.ask raises where an answer lies outside its domain; no recording may make any signal crash."""
    single = ("hub/api/", "hub/payload/", "hub/cards/", "hub/list_2022/")
    asked = 0
    for record in recorded_models(shared / "hub"):
        if any(part in record.origin for part in single):
            found = extract(record)
            asked += 1
            assert found["model.organisation"].outcome in (Outcome.ANSWERED, Outcome.SILENT)
    assert asked > 550
