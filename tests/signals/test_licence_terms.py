"""Clauses of the effective licence as signals; records are made by hand."""

from __future__ import annotations

import pytest

from openness.reading.reading import Reading
from openness.record.evidence import Evidence, Outcome
from openness.record.record import Look, Record
from openness.signals.licence_terms import TERM_SIGNALS
from tests.licences.made import base, record

SIGNALS = {signal.id: signal for signal in TERM_SIGNALS}


def ask(signal: str, made: Record) -> Evidence:
    return SIGNALS[f"licence.{signal}"].ask(Reading(made))


@pytest.mark.parametrize(
    ("licence", "signal", "value"),
    [
        ("mit", "commercial", "allowed"),
        ("mit", "research_only", False),
        ("mit", "attribution", True),
        ("cc-by-nc-4.0", "commercial", "forbidden"),
        ("cc-by-sa-4.0", "share_alike", True),
        ("cc-by-nd-4.0", "modification", "forbidden"),
        ("llama3.1", "commercial", "bounded"),
        ("llama3.1", "user_threshold", True),
        ("llama3.1", "naming_duty", True),
        ("llama3.1", "governing_law", "California"),
        ("gemma", "use_restrictions", True),
    ],
)
def test_a_clause_of_a_known_licence(licence: str, signal: str, value: str | bool) -> None:
    found = ask(signal, record(card={"license": licence}))
    assert found.value == value
    assert found.sources


def test_every_clause_of_an_unknown_name_is_unknown_and_never_no() -> None:
    made = record(card={"license": "other", "license_name": "house-terms-9"})
    for signal in TERM_SIGNALS:
        assert signal.ask(Reading(made)).outcome is not Outcome.ANSWERED, signal.id


def test_a_base_that_was_not_read_takes_permissions_and_leaves_prohibitions() -> None:
    gone = (base("x/y", None, look=Look.ABSENT),)
    assert ask("commercial", record(card={"license": "mit", "base_model": "x/y"}, bases=gone)).value is None
    closed = ask("commercial", record(card={"license": "cc-by-nc-4.0", "base_model": "x/y"}, bases=gone))
    assert closed.value == "forbidden"


def test_the_paragraph_goes_with_the_reading_of_the_act() -> None:
    made = record(card={"license": "cc-by-nc-4.0"})
    assert ask("ai_act", made).value == "fails"
    assert ask("ai_act_paragraph", made).value == "83"


def test_no_place_is_excluded_by_a_free_licence() -> None:
    assert ask("excluded_places", record(card={"license": "mit"})).value == ()


def test_ids_are_of_this_theme_and_stand_once() -> None:
    assert len(SIGNALS) == len(TERM_SIGNALS)
    assert all(name.startswith("licence.") for name in SIGNALS)
