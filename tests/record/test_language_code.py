"""Codes of languages: one language, one code, however it is written."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from openness.record.language_code import language_code, meant_code


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("ger", "de"),
        ("deu", "de"),
        (" DE ", "de"),
        ("en_US", "en"),
        ("sr-Latn", "sr"),
        ("iw", "he"),
        ("nds", "nds"),
        ("xx", None),
        ("cz", None),
        ("german", None),
        ("und", None),
        ("", None),
    ],
)
def test_a_code_in_use_is_told_as_its_shortest(text: str, code: str | None) -> None:
    assert language_code(text, known=True) == code


@pytest.mark.parametrize(("text", "code"), [("cz", "cs"), ("JP", "ja"), ("dk", "da"), ("xx", None), ("german", None)])
def test_a_country_s_code_stands_for_its_language(text: str, code: str | None) -> None:
    assert meant_code(text) == code


@given(st.text(max_size=12))
def test_any_text_has_one_code_or_none(text: str) -> None:
    code = language_code(text)
    assert code is None or language_code(code) == code
    assert meant_code(text) is None or language_code(meant_code(text) or "", known=True) is not None
