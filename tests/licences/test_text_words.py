"""Words of a text: layout is left out, figures are not."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from openness.licences.text_words import clean_text, read_words, shingle_hashes


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("1. Grant\n\n(a) You may.", "Grant\n\n• You may."),
        ("<p>One &amp; two</p>", "One two"),
        ("“Model” means", '"Model" means'),
        ("> quoted\n> lines", "quoted lines"),
        ("\ufeffSoft\u00adware", "Software"),
        ("it is; and\n\n  ii) more", "it is; and more"),
        ("ends. 2. Begins", "ends. Begins"),
    ],
)
def test_layout_is_left_out(one: str, other: str) -> None:
    assert read_words(one).words == read_words(other).words


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("700 million users", "1 million users"),
        ("USD 10", "EUR 10"),
        ("$5 a month", "€5 a month"),
        ("at most 5%", "at most 5"),
        ("may have up to\n5. That is all", "may have up to\n9. That is all"),
        ("<for research only>", ""),
        ("thirty (30) days", "thirty (90) days"),
        ("模型许可" * 20 + "禁止", "模型许可" * 20 + "允许"),
    ],
)
def test_terms_are_not(one: str, other: str) -> None:
    assert read_words(one).words != read_words(other).words


@given(st.text(max_size=500))
def test_offsets_lead_to_the_words(text: str) -> None:
    words = read_words(text)
    clean = clean_text(text)
    assert list(words.starts) == sorted(words.starts)
    for start, end, line in zip(words.starts, words.ends, words.lines, strict=True):
        assert 0 <= start < end <= len(clean)
        assert clean.count("\n", 0, start) == line - 1
    assert len(shingle_hashes(words.words)) == max(len(words.words) - 4, min(len(words.words), 1))
