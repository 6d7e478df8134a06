"""A suggestion is made only where it is close."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from openness.files.nearest import did_you_mean, nearest

KNOWN = ["AI-Sweden-Models/gpt-sw3-126m", "GPT-SW3", "default", "licence.commercial", "meta-llama/Llama-3.1-8B", "gpt2"]


@pytest.mark.parametrize(
    ("word", "known"),
    [
        ("defualt", "default"),
        ("DEFAULT", "default"),
        ("license.comercial", "licence.commercial"),
        ("meta-lama/Llama-3.1-8B", "meta-llama/Llama-3.1-8B"),
        ("gpt-sw", "GPT-SW3"),
    ],
)
def test_a_slip_of_the_hand_is_known(word: str, known: str) -> None:
    assert nearest(word, KNOWN) == known


@pytest.mark.parametrize(
    "word", ["GPT-NL", "gpt3", "meta-llama/Llama-3.3-8B", "meta-llama/Llama-3.1-70B", "zzz", "", "a", "licence"]
)
def test_another_thing_is_no_slip(word: str) -> None:
    assert nearest(word, KNOWN) is None
    assert did_you_mean(word, KNOWN) == ""


def test_a_suggestion_is_a_half_sentence() -> None:
    assert did_you_mean("defualt", KNOWN) == "; did you mean 'default'?"


@given(st.text(max_size=30), st.lists(st.text(max_size=30), max_size=8))
def test_what_is_known_is_its_own_nearest(word: str, others: list[str]) -> None:
    assert (nearest(word, [*others, word]) or "").casefold() == word.casefold()


def test_a_word_is_never_offered_in_place_of_itself() -> None:
    assert did_you_mean("commercial", ["commercial", "comercial"]) == ""
    assert did_you_mean("Commercial", ["commercial"]) == "; did you mean 'commercial'?"
