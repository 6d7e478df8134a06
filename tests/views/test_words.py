"""The words as table, page, rows and data: what a language has, and what it lacks."""

from __future__ import annotations

import json

import pytest
from markdown_it import MarkdownIt

from openness.views.words import missing, words_data, words_page, words_rows, words_table
from openness.words.language import Language
from openness.words.meaning import NAMES, Meaning


def language(code: str, /, **meanings: int) -> Language:
    """Return a language with so many phrases of each meaning."""
    return Language.model_validate(
        {
            "language": code,
            "name": code.upper(),
            "script": "latin",
            "meanings": {
                name: [
                    {"says": f"{code} {name} {number}", "example": f"{code} {name} {number}."} for number in range(many)
                ]
                for name, many in meanings.items()
            },
        }
    )


ENGLISH = language("en", denies=2, machine=3)
OTHER = language("xx", denies=1, hours=1)


@pytest.mark.parametrize(
    ("meaning", "cells"),
    [
        (Meaning.DENIES, ["2", "1"]),
        (Meaning.HOURS, ["–", "1"]),
        (Meaning.MACHINE, ["3", "="]),  # told by names that are the same everywhere
        (Meaning.ENERGY, ["–", "–"]),
    ],
)
def test_a_cell_counts_phrases_or_says_that_there_are_none(meaning: Meaning, cells: list[str]) -> None:
    head, line = words_table([ENGLISH, OTHER], [meaning]).splitlines()
    assert head.split()[:3] == ["meaning", "en", "xx"]
    assert line.split()[:3] == [meaning.value, *cells]
    assert line.endswith(meaning.documentation)


@pytest.mark.parametrize("meaning", Meaning)
def test_what_a_language_lacks_is_every_meaning_without_a_phrase_but_names(meaning: Meaning) -> None:
    assert (meaning in missing(OTHER)) == (meaning not in NAMES and meaning not in (Meaning.DENIES, Meaning.HOURS))


def test_a_language_with_all_lacks_nothing() -> None:
    whole = language("yy", **{meaning.value: 1 for meaning in Meaning})
    assert missing(whole) == []
    assert f"| `yy` | YY | {len(Meaning)} | nothing |" in words_page([whole])


def test_the_page_is_two_whole_tables() -> None:
    page = words_page([ENGLISH, OTHER])
    assert "| `xx` | XX | 2 | " in page
    tables = MarkdownIt("commonmark").enable("table").parse(page)
    assert [token.type for token in tables].count("table_open") == 2
    rows = [line for line in page.splitlines() if line.startswith("| `") and line.count("|") == 5]
    assert len([row for row in rows if row.split("`")[1] in set(Meaning)]) == len(Meaning)


def test_rows_have_one_line_a_phrase_in_the_order_of_meanings() -> None:
    listed = words_rows([ENGLISH, OTHER], [Meaning.HOURS, Meaning.DENIES])
    assert listed.rows == [
        ("hours", "xx", "xx hours 0"),
        ("denies", "en", "en denies 0"),
        ("denies", "en", "en denies 1"),
        ("denies", "xx", "xx denies 0"),
    ]
    assert words_rows([], [Meaning.DENIES]).names == ("meaning", "language", "says")


def test_data_has_phrases_with_their_examples_by_language() -> None:
    (denies, energy) = json.loads(json.dumps(words_data([ENGLISH, OTHER], [Meaning.DENIES, Meaning.ENERGY])))
    assert denies["phrases"]["xx"] == [{"says": "xx denies 0", "example": "xx denies 0."}]
    assert (energy["phrases"], energy["documentation"]) == ({}, Meaning.ENERGY.documentation)
