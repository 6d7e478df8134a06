"""The signals as documentation: every domain in words, nothing left out of any form."""

from __future__ import annotations

import json

import pytest
from markdown_it import MarkdownIt

from openness.record.evidence import Domain, choice, count, flag, name, number, ordered, set_of
from openness.signals import SIGNALS
from openness.signals.signal import Signal
from openness.views.signals import domain_words, signal_data, signal_page, signal_rows, signal_table, signals_page
from tests.views.made import moves_cursor

MADE = Signal("made.one", ordered(little="not much", much=""), "Is it made?\n\nSecond paragraph.\nAnother line.")


@pytest.mark.parametrize(
    ("domain", "words"),
    [
        (choice(a="", b=""), "a | b"),
        (ordered(a="", b="", c=""), "a < b < c"),
        (set_of(a="", b=""), "set of a | b"),
        (set_of(), "set of names"),
        (flag(), "true | false"),
        (count("words"), "whole number of words"),
        (number("hours"), "number of hours"),
        (name(), "name"),
    ],
)
def test_a_domain_in_one_line(domain: Domain, words: str) -> None:
    assert domain_words(domain) == words


@pytest.mark.parametrize("length", [48, 52, 53, 200])
def test_a_long_domain_is_cut_in_the_table_alone(length: int) -> None:
    made = Signal("made.long", choice(**{"x" * length: "its meaning"}), "Is it long?")
    (line,) = signal_table([made]).splitlines()[1:]
    assert (" …" in line) == (length > 52)
    assert "x" * length in signal_page(made)


def test_a_page_has_the_meanings_that_there_are_and_the_whole_documentation() -> None:
    assert signal_page(MADE) == (
        "made.one\n  answers: little < much\n    little: not much\n\n"
        "  Is it made?\n\n  Second paragraph.\n  Another line.\n"
    )


def test_data_keeps_order_meanings_and_whether_it_is_automatic() -> None:
    assert signal_data(MADE) == {
        "id": "made.one",
        "kind": "choice",
        "answers": {"little": "not much", "much": ""},
        "ordered": True,
        "unit": None,
        "automatic": False,
        "documentation": MADE.documentation,
    }


@pytest.mark.parametrize("signal", SIGNALS.values(), ids=lambda item: item.id)
def test_every_signal_is_whole_in_every_form(signal: Signal) -> None:
    page = signal_page(signal)
    assert page.startswith(f"{signal.id}\n")
    assert all(line.strip() in page for line in signal.documentation.splitlines())
    assert moves_cursor(page) == set()
    assert json.loads(json.dumps(signal_data(signal)))["answers"] == dict(signal.domain.choices)
    assert "?" in signal.question


def test_the_table_has_a_line_a_signal_in_the_registrys_order() -> None:
    lines = signal_table([*SIGNALS.values()]).splitlines()
    assert lines[0].split() == ["signal", "answers", "question"]
    assert [line.split()[0] for line in lines[1:]] == [*SIGNALS]


def test_the_page_names_a_theme_where_it_begins_and_every_signal_once() -> None:
    page = signals_page([*SIGNALS.values()])
    heads = [token.content for token in MarkdownIt().parse(page) if token.type == "inline"]
    assert [head for head in heads if head.startswith("`") and head.strip("`") in SIGNALS][: len(SIGNALS)] == [
        f"`{name}`" for name in SIGNALS
    ]
    for theme in {item.theme for item in SIGNALS.values()}:
        assert f"\n## {theme}\n" in page


def test_rows_for_data_say_who_answers() -> None:
    frame = signal_rows([MADE, SIGNALS["access.gate"]])
    assert frame["automatic"].tolist() == [False, True]
    assert frame["theme"].tolist() == ["made", "access"]
    assert frame["answers"].tolist()[0] == "little < much"
    assert signal_rows([]).columns.tolist() == ["id", "theme", "kind", "answers", "automatic", "question"]
