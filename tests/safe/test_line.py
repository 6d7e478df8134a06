"""What is plain: a whole text is told at once by what holds of each of its characters."""

from __future__ import annotations

import sys

from hypothesis import given
from hypothesis import strategies as st

from openness.safe.line import is_plain, is_unsafe, is_visible, one_line
from openness.safe.terminal import document, plain
from tests.safe.attacks import ATTACKS


def test_of_every_character_there_is_both_ways_to_ask_say_the_same() -> None:
    wrong = [
        code
        for code in range(sys.maxunicode + 1)
        if is_plain(letter := chr(code)) != (not is_unsafe(letter) and (letter == " " or not letter.isspace()))
    ]
    assert wrong == []


@given(st.text() | st.text("aä–模\u3164\u2800\u200b\u202e \n\t\u2028\u00a0\u3000", max_size=8))
def test_a_text_is_plain_where_nothing_of_it_is_changed(text: str) -> None:
    assert all(map(is_visible, text)) or not is_plain(text)
    if is_plain(text):
        assert plain(text) == document(text) == text
        assert one_line(text) == " ".join(text.split())


def test_no_attack_is_plain_by_what_controls_or_hides() -> None:
    assert [name for name, attack in ATTACKS.items() if is_plain(attack) and any(map(is_unsafe, attack))] == []
