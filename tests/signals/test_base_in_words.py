"""A base that the card's words alone name binds as one in the metadata does: what it leaves open is unknown, never open."""

from __future__ import annotations

import pytest

from openness.licences.stored import as_text, combination, from_text
from openness.reading.reading import Reading
from openness.record.evidence import Evidence, Outcome
from openness.record.record import Record
from openness.signals import SIGNALS
from openness.signals.licence_answers import claims_for
from openness.signals.licence_join import answers_of
from tests.licences.made import base, record

GRANTS = ("licence.open", "licence.commercial", "licence.redistribution", "licence.eu_usable")


def made(text: str, licence: str = "apache-2.0", model: str = "nest/owl-8b") -> Record:
    card = {"license": licence}
    return record(
        model, card=card, text=f"---\nlicense: {licence}\n---\n# Owl\n\n{text}\n", files=("model.safetensors",)
    )


def ask(found: Record, signal: str) -> Evidence:
    return SIGNALS[signal].ask(Reading(found))


WORDS = (
    "Owl is a chat model. We started from Llama 3.1 8B and went on with letters.",
    "It was fine-tuned from Gemma 2 9B with QLoRA.",
    "- **Base model:** Llama-3-8B",
    "Owl builds upon EXAONE 3.5 7.8B.",
)
IDS = (
    "| | |\n|---|---|\n| Base model | moon/Moon-7B |\n| Context | 8k |",
    "It was fine-tuned from moon/Moon-7B.",
    "```yaml\nmodels:\n  - model: moon/Moon-7B\n  - model: sun/Sun-7B\nmerge_method: linear\n```",
)


@pytest.mark.parametrize("text", [*WORDS, *IDS])
@pytest.mark.parametrize("signal", GRANTS)
def test_no_permission_is_stated_before_the_terms_of_a_base_told_in_words_are_known(text: str, signal: str) -> None:
    found = ask(made(text), signal)
    assert found.value is None
    assert found.outcome is (Outcome.SILENT if text in WORDS else Outcome.NOT_LOOKED)


@pytest.mark.parametrize("text", [*WORDS, *IDS])
def test_the_answers_agree_that_there_is_a_base_and_tell_the_line(text: str) -> None:
    found = made(text)
    assert ask(found, "lineage.base").value is not None
    unread = ask(found, "licence.unread")
    assert unread.value in (("base_by_name",), ("base_not_read",))
    assert unread.sources[0].file == "README.md"
    assert unread.sources[0].line is not None
    assert unread.sources[0].line >= 6
    assert "names no base" not in (ask(found, "licence.inherited").note or "")


@pytest.mark.parametrize("text", [*WORDS, *IDS])
def test_what_is_forbidden_stays_forbidden(text: str) -> None:
    found = made(text, "cc-by-nc-4.0")
    assert ask(found, "licence.open").value is False
    assert ask(found, "licence.commercial").value == "forbidden"


@pytest.mark.parametrize(
    ("text", "licence", "model"),
    [
        ("Owl outperforms Llama 3.1 8B on letters.", "apache-2.0", "nest/owl-8b"),
        ("It was trained from scratch. It is based on Llama 3 in its layout.", "apache-2.0", "nest/owl-8b"),
        ("It was fine-tuned from nest/owl-base-8b.", "apache-2.0", "nest/owl-8b"),
        ("It was fine-tuned from RoBERTa-large.", "mit", "nest/owl-8b"),
        ("The code is based on [moon/lander](https://github.com/moon/lander).", "mit", "nest/owl-8b"),
        ("It was fine-tuned from Llama-3-8B.", "mit", "meta-llama/owl-8b"),
    ],
)
def test_no_other_words_take_a_permission_away(text: str, licence: str, model: str) -> None:
    assert ask(made(text, licence, model), "licence.open").value is True


def test_a_base_in_the_metadata_is_what_counts_where_there_is_one() -> None:
    card = {"license": "apache-2.0", "base_model": "moon/Moon-7B"}
    text = "---\nlicense: apache-2.0\nbase_model: moon/Moon-7B\n---\n# Owl\n\nFine-tuned from Moon 7B, not from Llama-3-8B.\n"
    bases = (base("moon/Moon-7B", "apache-2.0", child="nest/owl-8b"),)
    found = record("nest/owl-8b", card=card, text=text, files=("model.safetensors",), bases=bases)
    assert ask(found, "licence.open").value is True


def test_the_familys_own_licence_answers_what_its_name_asks() -> None:
    found = ask(made("We started from Llama 3.1 8B.", "llama3.1"), "licence.commercial")
    assert found.value == "bounded"
    assert ask(made("We started from Llama 3.1 8B.", "llama3.1"), "licence.unread").value == ()


@pytest.mark.parametrize("text", [*WORDS, *IDS])
@pytest.mark.parametrize("licence", ["apache-2.0", "llama3.1"])
def test_a_stored_reading_answers_alike_by_its_text_and_by_its_combination(text: str, licence: str) -> None:
    found = made(text, licence)
    claims = claims_for(found)
    for kept in (as_text(claims), as_text(claims, words=False), combination(claims)):
        again = answers_of(from_text(kept))
        for signal in (*GRANTS, "licence.unread", "licence.inherited"):
            direct = ask(found, signal)
            assert (again[signal].outcome, again[signal].value) == (direct.outcome, direct.value)
