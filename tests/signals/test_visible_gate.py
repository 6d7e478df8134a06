"""Gates as far as they can be seen; all records here are made by hand."""

from __future__ import annotations

from openness.reading.reading import Reading
from openness.record.evidence import Confidence
from openness.record.record import Look, ModelBody, Record
from openness.signals import SIGNALS
from tests.signals.made_cards import ask, record, value

GATE = "access.visible_gate"


def test_the_hubs_word_decides() -> None:
    for told, answer in ((False, "none"), ("manual", "gated"), ("auto", "gated"), (True, "gated")):
        made = Record(body=ModelBody.model_validate({"id": "org/x", "gated": told}), origin="made by hand")
        assert SIGNALS[GATE].ask(Reading(made)).value == answer


def test_a_card_without_a_word_of_a_gate_is_a_weak_sign_of_none() -> None:
    found = ask(GATE, "# L\n\nA model.\n")
    assert (found.value, found.confidence) == ("none", Confidence.LOW)


def test_gate_texts_and_requests_for_access_are_seen() -> None:
    assert value(GATE, "---\nextra_gated_prompt: Agree first\n---\n# L\n") == "gated"
    assert value(GATE, "# L\n\nYou need to request access before downloading the weights.\n") == "gated"


def test_where_nothing_was_read_nothing_is_seen() -> None:
    assert value(GATE, record()) == "not_looked"
    assert value(GATE, record(look=Look.REFUSED)) == "unreadable"


def test_before_weights_that_are_not_there_no_gate_stands() -> None:
    made = record("---\nextra_gated_prompt: Agree first\n---\n# L\n", files=("README.md",))
    assert value(GATE, made) == "not_applicable"


def test_a_model_without_a_base_has_its_own_gate_and_a_tuned_one_does_not() -> None:
    assert value("base.visible_gate", "# L\n\nA model.\n") == "none"
    tuned = "# L\n\nThis is a post-trained model.\n"
    assert value("base.visible_gate", tuned) == "silent"
    assert value("lineage.relation", tuned) == "silent"
