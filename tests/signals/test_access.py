"""Whether a repository is there, what its gate is and what the gate asks; all records here are made by hand."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from openness.reading.reading import Reading
from openness.record.evidence import Confidence, Evidence, Method, Outcome, Source
from openness.record.record import Look, ModelBody, Record, TextFile
from openness.signals import SIGNALS
from openness.signals.access import GATES, UNSURE_GATES, gone


def made(
    card: str | None = None, card_look: Look | None = None, files_look: Look = Look.NOT_LOOKED, **body: Any
) -> Record:
    look = card_look or (Look.NOT_LOOKED if card is None else Look.READ)
    return Record(
        body=ModelBody.model_validate({"id": "org/some-model", **body}),
        origin="made by hand",
        card=TextFile(path="README.md", look=look, text=card),
        files_look=files_look,
    )


def ask(signal: str, record: Record) -> Evidence:
    return SIGNALS[signal].ask(Reading(record))


@pytest.mark.parametrize(
    ("record", "value", "source"),
    [
        (made(removed=True), "removed", "$.removed"),
        (made(disabled=True), "disabled", "$.disabled"),
        (made(removed=True, disabled=True), "removed", "$.removed"),
        (made(disabled=False), "available", "$.disabled"),
        (made(removed=False), "available", "$.removed"),
        (made(files_look=Look.READ, siblings=[]), "available", "$.siblings"),
        (made(tags=["en"]), "available", "$.id"),
        (made(sha="a" * 40), "available", "$.id"),
        (made(downloads=0), "available", "$.id"),  # none at all is an answer too
        (made(lastModified="2026-01-01T00:00:00.000Z"), "available", "$.id"),
        (made("# M"), "available", "README.md"),
    ],
)
def test_any_answer_of_the_hub_shows_that_it_was_there(record: Record, value: str, source: str) -> None:
    found = ask("weights.available", record)
    assert (found.value, str(found.sources[0])) == (value, source)


@pytest.mark.parametrize(
    ("record", "outcome"),
    [
        (made(), Outcome.NOT_LOOKED),
        (made(files_look=Look.ABSENT), Outcome.UNREADABLE),
        (made(card_look=Look.ABSENT), Outcome.UNREADABLE),
        (made(files_look=Look.REFUSED), Outcome.UNREADABLE),
        (made(files_look=Look.FAILED), Outcome.UNREADABLE),
    ],
)
def test_not_found_may_hide_a_private_repository(record: Record, outcome: Outcome) -> None:
    assert ask("weights.available", record).outcome is outcome


def test_only_what_the_hub_says_is_gone() -> None:
    assert gone(Reading(made(tags=["x"]))) is None
    assert gone(Reading(made(removed=False, disabled=False))) is None


@pytest.mark.parametrize(
    ("told", "value"),
    [(False, "none"), ("auto", "automatic"), ("manual", "manual"), (True, "unspecified")],
)
def test_the_hubs_word_on_a_gate_is_sure(told: object, value: str) -> None:
    found = ask("access.gate", made("---\nextra_gated_prompt: x\n---\n", gated=told))
    assert (found.value, found.method, found.confidence) == (value, Method.API, Confidence.HIGH)


@pytest.mark.parametrize(
    ("head", "confidence", "line"),
    [
        ("extra_gated_prompt: read this", Confidence.MEDIUM, 2),
        ("license: mit\nextra_gated_fields:\n  Name: text", Confidence.MEDIUM, 3),
        ("extra_gated_heading: Welcome", Confidence.LOW, 2),
        ("extra_gated_heading: Welcome\nextra_gated_prompt: x", Confidence.MEDIUM, 3),
    ],
)
def test_the_text_of_a_gate_in_a_card_is_a_weaker_sign(head: str, confidence: Confidence, line: int) -> None:
    found = ask("access.gate", made(f"---\n{head}\n---\n# M\n"))
    assert (found.value, found.confidence) == ("unspecified", confidence)
    assert found.sources == (Source(file="README.md", line=line),)


@pytest.mark.parametrize("record", [made(), made("# M\n\nYou need access.\n"), made("---\ngated: true\n---\n")])
def test_no_word_of_a_gate_is_no_open_door(record: Record) -> None:
    assert ask("access.gate", record).outcome is Outcome.NOT_LOOKED


def test_a_gate_of_a_kind_not_told_may_be_either_and_never_none() -> None:
    assert set(UNSURE_GATES["unspecified"]) == set(GATES) - {"none", "unspecified"}
    assert SIGNALS["access.gate"].domain.either == UNSURE_GATES


ALWAYS = {"account_name", "email"}


@pytest.mark.parametrize(
    ("label", "kind", "asked"),
    [
        ("First Name", "text", "name"),
        ("Your e-mail", "text", "email"),
        ("Date of birth", "date_picker", "date_of_birth"),
        ("Affiliation", "text", "affiliation"),
        ("Organisation", "text", "affiliation"),
        ("Organization name", "text", "affiliation"),  # not a person's name
        ("Institution", "text", "affiliation"),
        ("Company", "text", "affiliation"),
        ("Employer", "text", "affiliation"),
        ("Job title", "text", "job_title"),
        ("Country", "country", "country"),
        ("Where are you", "ip_location", "location"),
        ("Phone", "text", "phone"),
        ("Purpose", "text", "purpose"),
        ("Intended use", "text", "purpose"),
        ("Use case", "text", "purpose"),
        ("Research interest", "text", "research"),
        ("Publications", "text", "publications"),
        ("Postal address", "text", "address"),
        ("Favourite colour", "text", "other"),
        ("Nom", "text", "other"),
        ("Anything", "checkbox", "agreement"),
        ("I agree to the terms", "text", "agreement"),
        ("By clicking you accept", "text", "agreement"),
        ("Please tell us all there is to know here", "text", "agreement"),
    ],
)
def test_a_field_of_a_form_in_our_words(label: str, kind: str, asked: str) -> None:
    record = made(gated="manual", cardData={"extra_gated_fields": {label: kind}})
    assert set(ask("access.asks_for", record).value or ()) == ALWAYS | {asked}  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("record", "answer"),
    [
        (made(gated=False), Outcome.NOT_APPLICABLE),
        (made(), Outcome.NOT_LOOKED),
        (made(gated="auto"), Outcome.NOT_LOOKED),  # gated, and the form was not read
        (made(gated="auto", card_look=Look.REFUSED), Outcome.UNREADABLE),
        (made("# M", gated="auto"), ("account_name", "email")),
        (made("---\nextra_gated_prompt: Agree\n---\n", gated="auto"), ("account_name", "agreement", "email")),
        (made(gated="auto", cardData={"extra_gated_fields": ["Name"]}), ("account_name", "email")),
        (made(gated="auto", cardData={"extra_gated_prompt": ""}), ("account_name", "email")),
        (made("---\na: [\n---\n# M\n", gated="auto"), Outcome.UNREADABLE),
    ],
)
def test_what_a_gate_asks_or_why_that_is_not_known(record: Record, answer: object) -> None:
    found = ask("access.asks_for", record)
    assert (found.outcome if found.value is None else found.value) == answer


@given(st.dictionaries(st.text(max_size=80), st.one_of(st.text(max_size=10), st.integers(), st.none()), max_size=5))
def test_any_form_is_put_in_our_words(fields: dict[str, object]) -> None:
    found = ask("access.asks_for", made(gated="auto", cardData={"extra_gated_fields": fields, "x": 1}))
    assert isinstance(found.value, tuple)
    assert set(found.value) >= ALWAYS
    assert list(found.value) == sorted(set(found.value))
    assert all(word.replace("_", "").isalpha() for word in found.value)


def test_a_form_of_a_thousand_fields_is_bounded() -> None:
    fields = {f"field {number}": "text" for number in range(1000)} | {"Phone": "text"}
    found = ask("access.asks_for", made(gated="auto", cardData={"extra_gated_fields": fields}))
    assert found.value == ("account_name", "email", "other")
