"""Languages are codes of the standards, however a publisher writes them; all cards here are made by hand."""

from __future__ import annotations

import pytest

from tests.signals.made_cards import record, value


def test_languages_are_codes_and_no_is_norwegian() -> None:
    card = "---\nlanguage:\n- no\n- de-DE\n- fra\n- multilingual\n---\n"
    assert value("languages.declared", card) == ("de", "fr", "no")
    assert value("languages.eu_official", card) == 2
    assert value("languages.declared", record(tags=("transformers", "it", "zz"))) == ("it",)
    assert value("languages.declared", record()) == "not_looked"


@pytest.mark.parametrize(
    ("written", "code"),
    [
        ("ger", "de"),
        ("deu", "de"),
        ("fre", "fr"),
        ("EN", "en"),
        ("gre", "el"),
        ("rum", "ro"),
        ("pt-BR", "pt"),
        ("iw", "he"),
    ],
)
def test_every_way_to_write_a_code_is_one_language(written: str, code: str) -> None:
    card = f"---\nlanguage: {written}\n---\n"
    assert value("languages.declared", card) == (code,)
    assert value("languages.eu_official", card) == (0 if code == "he" else 1)


def test_what_is_no_code_declares_nothing() -> None:
    assert value("languages.declared", "---\nlanguage: [multilingual, code, '??']\n---\n") == "silent"
