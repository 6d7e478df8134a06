"""The shape of a signal: what it may answer, and what every answer is stamped with."""

from __future__ import annotations

import pytest

from openness.reading.answers import answered, not_looked, silent
from openness.reading.reading import Reading
from openness.record.evidence import Domain, Evidence, Method, Outcome, Source, Value, choice, count, flag, name, set_of
from openness.record.record import ModelBody, Record
from openness.signals.signal import Signal, signal

RECORD = Record(body=ModelBody(id="org/m", sha="a" * 40), origin="made by hand")
READING = Reading(RECORD)
HERE = Source(file="README.md", line=3)


def saying(domain: Domain, value: Value) -> Signal:
    return Signal("made.one", domain, "What?", lambda _: answered(value, HERE, method=Method.CARD))


@pytest.mark.parametrize(
    ("domain", "value"),
    [
        (choice(a="", b=""), "b"),
        (flag(), True),
        (flag(), False),
        (count("things"), 0),
        (name(), "anything at all"),
        (set_of(), ("x", "y")),
        (set_of(a="", b=""), ("a",)),
        (set_of(a="", b=""), ()),
    ],
)
def test_an_answer_of_the_domain_is_stamped_with_signal_and_revision(domain: Domain, value: Value) -> None:
    found = saying(domain, value).ask(READING)
    assert (found.signal, found.value, found.revision) == ("made.one", value, "a" * 40)
    assert found.sources == (HERE,)


@pytest.mark.parametrize(
    ("domain", "value", "says"),
    [
        (choice(a=""), "b", "'b' must be one of a"),
        (choice(a=""), True, "must be one of a"),
        (flag(), "true", "must be true or false"),
        (flag(), 1, "must be true or false"),
        (count("things"), "3", "must be a number"),
        (count("things"), True, "must be a number"),
        (name(), 3, "must be text"),
        (name(), ("a",), "is not of kind name"),
        (set_of(), "a", "is not of kind set"),
        (set_of(a=""), ("a", "b"), "'b' must be one of a"),
    ],
)
def test_an_answer_outside_the_domain_is_a_defect(domain: Domain, value: Value, says: str) -> None:
    with pytest.raises(ValueError, match=r"^made\.one: ") as caught:
        saying(domain, value).ask(READING)
    assert says in str(caught.value)


def test_what_only_people_know_is_not_looked_at() -> None:
    found = Signal("made.one", flag(), "What?").ask(READING)
    assert (found.outcome, found.signal) == (Outcome.NOT_LOOKED, "made.one")
    assert found.note == "Only a person can answer this; see assessments."


@pytest.mark.parametrize("unknown", [silent("why"), not_looked("why")])
def test_an_unknown_keeps_its_reason(unknown: Evidence) -> None:
    found = Signal("made.one", flag(), "What?", lambda _: unknown).ask(READING)
    assert (found.outcome, found.note, found.value) == (unknown.outcome, "why", None)


def test_evidence_of_another_signal_is_copied_and_not_written_over() -> None:
    first = saying(flag(), True)
    kept = first.ask(READING)
    second = Signal("made.two", flag(), "What else?", lambda _: kept).ask(READING)
    assert (kept.signal, second.signal) == ("made.one", "made.two")
    assert (second.value, second.sources) == (kept.value, kept.sources)


@pytest.mark.parametrize(
    ("documentation", "question"),
    [
        ("What is it?", "What is it?"),
        ("What is it,\nand why?\n\nMore words.", "What is it, and why?"),
        ("What?\n\nOne.\n\nTwo.", "What?"),
    ],
)
def test_the_first_paragraph_is_the_question(documentation: str, question: str) -> None:
    assert Signal("a.b", flag(), documentation).question == question


@pytest.mark.parametrize(("signal_id", "theme"), [("weights.published", "weights"), ("a.b.c", "a"), ("alone", "alone")])
def test_the_theme_stands_before_the_first_dot(signal_id: str, theme: str) -> None:
    assert Signal(signal_id, flag(), "What?").theme == theme


def test_the_docstring_of_a_function_is_its_documentation() -> None:
    @signal("made.three", flag())
    def three(reading: Reading) -> Evidence:
        """Is it three?

        Reads the id.
        """
        return answered(reading.record.id == "org/m", HERE, method=Method.API)

    assert three.documentation == "Is it three?\n\nReads the id."
    assert three.ask(READING).value is True


def test_a_signal_without_a_docstring_is_a_defect() -> None:
    with pytest.raises(ValueError, match=r"made\.four: a signal needs a docstring"):
        signal("made.four", flag())(lambda _: not_looked("x"))
