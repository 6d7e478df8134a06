"""Answers joined from what was read once; records are made by hand."""

from __future__ import annotations

from openness.licences.claims import claims_of
from openness.licences.stored import OWN, combination
from openness.reading.reading import Reading
from openness.signals.licence import LICENCE_SIGNALS
from openness.signals.licence_join import LICENCE_IDS, Joiner, answers_of, called
from tests.licences.made import base, record, row


def test_joined_answers_are_those_of_the_record() -> None:
    made = record("a/b", card={"license": "gemma"})
    joined = answers_of(claims_of(made), "1" * 40, "2026-01-02")
    assert tuple(joined) == LICENCE_IDS
    for signal in LICENCE_SIGNALS:
        told = signal.ask(Reading(made))
        assert (joined[signal.id].value, joined[signal.id].outcome) == (told.value, told.outcome), signal.id
    assert joined["licence.weights"].revision == "1" * 40
    assert joined["licence.weights"].date == "2026-01-02"


def test_models_that_say_alike_are_worked_out_once() -> None:
    joiner = Joiner()
    one = joiner.answers(combination(claims_of(row("a/b", "license:mit"))), "a/b")
    other = joiner.answers(combination(claims_of(row("c/d", "license:mit"))), "c/d")
    assert one is other
    assert len(joiner) == 1
    joiner.answers(combination(claims_of(row("e/f", "license:gemma"))), "e/f")
    assert len(joiner) == 2


def test_a_name_that_a_licence_asks_for_parts_what_else_says_alike() -> None:
    joiner = Joiner()
    for model in ("a/Llama-x", "a/x"):
        fact = (base("m/l", "llama3.1", child=model),)
        made = record(model, card={"license": "llama3.1", "base_model": "m/l"}, bases=fact)
        joiner.answers(combination(claims_of(made)), model)
    assert len(joiner) == 2


def test_a_combination_takes_a_models_name_in_its_link_too() -> None:
    link = f"https://huggingface.co/{OWN}/blob/main/LICENSE"
    claims = claims_of(record(OWN, card={"license": "mit", "license_link": link}))
    named = called(claims, "a/b")
    assert named.model == "a/b"
    assert named.link is not None
    assert named.link.value == "https://huggingface.co/a/b/blob/main/LICENSE"
