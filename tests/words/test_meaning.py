"""What phrases can mean: every meaning has a name, a line that says when, and words in English."""

from __future__ import annotations

import ast
import re
from pathlib import Path

import pytest

import openness
from openness.words.language import languages
from openness.words.meaning import NAMES, Meaning

EVERY = list(Meaning)


@pytest.mark.parametrize("meaning", EVERY)
def test_a_meaning_has_a_name_and_a_line_of_documentation(meaning: Meaning) -> None:
    assert re.fullmatch(r"[a-z]+(?:_[a-z]+)*", meaning.value)
    assert meaning.name == meaning.value.upper()
    assert 10 <= len(meaning.documentation) <= 120
    assert not meaning.documentation.endswith(".")


@pytest.mark.parametrize("meaning", EVERY)
def test_a_meaning_is_its_name(meaning: Meaning) -> None:
    assert Meaning(meaning.value) is meaning
    assert meaning == meaning.value
    assert f"{meaning}" == meaning.value


@pytest.mark.parametrize("name", ["", "nothing", "DENIES", "denies "])
def test_another_name_is_no_meaning(name: str) -> None:
    with pytest.raises(ValueError, match="is not a valid"):
        Meaning(name)


def test_every_meaning_is_asked_by_a_reader_and_no_other() -> None:
    asked: set[str] = set()
    for path in Path(openness.__file__).parent.rglob("*.py"):
        if path.name == "meaning.py":
            continue
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Attribute) and isinstance(node.value, ast.Name) and node.value.id == "Meaning":
                asked.add(node.attr)
    unread = {meaning.name for meaning in EVERY} - asked
    assert not unread, f"phrases that no reader asks are knowledge that nobody uses: {sorted(unread)}"


def test_no_two_meanings_are_documented_alike() -> None:
    assert len({meaning.documentation for meaning in EVERY}) == len(EVERY)


@pytest.mark.parametrize("meaning", [each for each in EVERY if each.value.startswith("on_")])
def test_what_a_title_means_says_so(meaning: Meaning) -> None:
    assert meaning.documentation.startswith("title: ")


@pytest.mark.parametrize("meaning", EVERY)
def test_a_meaning_has_words_in_english(meaning: Meaning) -> None:
    assert languages()[0].meanings.get(meaning.value)


@pytest.mark.parametrize("meaning", sorted(NAMES))
def test_what_is_told_by_names_stands_in_the_english_file_alone(meaning: Meaning) -> None:
    assert [each.language for each in languages() if meaning.value in each.meanings] == ["en"]
