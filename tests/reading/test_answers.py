"""Answers in the making: every outcome with what it carries, and that no claim goes without a place."""

from __future__ import annotations

import pytest

from openness.reading.answers import (
    PENDING,
    answered,
    no_part,
    not_applicable,
    not_looked,
    silent,
    unreadable,
)
from openness.record.evidence import Confidence, Evidence, Method, Outcome, Source
from openness.record.record import Look

PLACE = Source(file="README.md", line=3)


def test_an_answer_carries_value_method_confidence_and_place() -> None:
    found = answered("all", PLACE, method=Method.CARD, confidence=Confidence.LOW, note="So it says.")
    assert (found.outcome, found.value, found.method) == (Outcome.ANSWERED, "all", Method.CARD)
    assert (found.confidence, found.sources, found.note) == (Confidence.LOW, (PLACE,), "So it says.")


def test_an_answer_is_sure_unless_told_otherwise() -> None:
    assert answered(True, PLACE, method=Method.API).confidence is Confidence.HIGH


@pytest.mark.parametrize("value", [True, False, "none", 0, 3, ("a", "b")])
def test_no_value_goes_without_a_place(value: object) -> None:
    with pytest.raises(ValueError, match="at least one source"):
        answered(value, method=Method.CARD)  # type: ignore[arg-type]


@pytest.mark.parametrize("value", [False, 0, "none", ()])
def test_a_value_that_is_false_is_still_an_answer(value: object) -> None:
    found = answered(value, PLACE, method=Method.CARD)  # type: ignore[arg-type]
    assert found.outcome is Outcome.ANSWERED
    assert found.value == value
    assert found.value is not None


@pytest.mark.parametrize(
    ("found", "outcome", "sources"),
    [
        (silent("Nothing there."), Outcome.SILENT, ()),
        (silent("Nothing there.", PLACE), Outcome.SILENT, (PLACE,)),
        (unreadable("Nothing there."), Outcome.UNREADABLE, ()),
        (not_looked("Nothing there."), Outcome.NOT_LOOKED, ()),
        (not_applicable("Nothing there."), Outcome.NOT_APPLICABLE, ()),
        (not_applicable("Nothing there.", PLACE), Outcome.NOT_APPLICABLE, (PLACE,)),
    ],
)
def test_what_is_no_answer_has_a_note_and_no_value(
    found: Evidence, outcome: Outcome, sources: tuple[Source, ...]
) -> None:
    assert (found.outcome, found.value, found.method, found.confidence) == (outcome, None, None, None)
    assert (found.note, found.sources, found.signal) == ("Nothing there.", sources, PENDING)


@pytest.mark.parametrize(
    ("look", "outcome", "words"),
    [
        (Look.ABSENT, Outcome.SILENT, "The repository has no README.md."),
        (Look.REFUSED, Outcome.UNREADABLE, "The Hub refused to show README.md."),
        (Look.FAILED, Outcome.UNREADABLE, "README.md could not be read."),
        (Look.NOT_LOOKED, Outcome.NOT_LOOKED, "Nobody has looked at README.md yet."),
    ],
)
def test_each_way_of_not_reading_a_part_is_a_different_unknown(look: Look, outcome: Outcome, words: str) -> None:
    found = no_part(look, "README.md")
    assert (found.outcome, found.note) == (outcome, words)


@pytest.mark.parametrize("look", [Look.ABSENT, Look.REFUSED, Look.FAILED])
def test_what_was_told_of_the_failure_is_passed_on(look: Look) -> None:
    assert "(the line broke)" in (no_part(look, "README.md", "the line broke").note or "")


def test_a_pending_answer_is_the_one_that_the_checking_constructor_makes() -> None:
    made = answered("all", PLACE, method=Method.CARD)
    checked = Evidence(
        signal=PENDING,
        outcome=Outcome.ANSWERED,
        value="all",
        method=Method.CARD,
        confidence=Confidence.HIGH,
        sources=(PLACE,),
    )
    assert made == checked
