"""Every phrase of every language does what its examples say, and every file is whole."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from openness.words import Meaning, hinting, normal, says, scan
from openness.words.language import Entry, Language, WordsError, check, languages, mistakes, paths, read_language
from openness.words.phrase import Script, read_phrase

PHRASES = [
    (each, meaning, entry, f"{each.language}-{meaning}-{number}")
    for each in languages()
    for meaning, entries in each.meanings.items()
    for number, entry in enumerate(entries)
]
ENTRIES = [pytest.param(each, meaning, entry, id=name) for each, meaning, entry, name in PHRASES]


@pytest.mark.parametrize(("language", "meaning", "entry"), ENTRIES)
def test_a_phrase_matches_its_examples_and_nothing_else(language: Language, meaning: str, entry: Entry) -> None:
    assert mistakes(entry, language.script) == []
    for example in entry.examples:
        text = normal(example)
        found = says(Meaning(meaning), text)
        assert found is not None, "the whole vocabulary does not find what the phrase finds"
        hints = scan([text])[0]
        assert hints & hinting(Meaning(meaning)), "the scan does not hint at what the text says"
        assert says(Meaning(meaning), text, hints) is not None


def test_every_match_of_every_phrase_in_any_example_holds_a_stem() -> None:
    examples = "\n".join(normal(text) for _, _, entry, _ in PHRASES for text in entry.examples)
    for language, _, entry, name in PHRASES:
        phrase = read_phrase(entry.says, language.script)
        for match in re.finditer(phrase.pattern, examples):
            assert any(stem in match[0] for stem in phrase.stems), (name, match[0])


def test_a_language_stands_in_the_file_of_its_code() -> None:
    assert [path.stem for path in paths()] == [each.language for each in languages()]
    assert languages()[0].language == "en"


def file_of(folder: Path, text: str) -> Path:
    path = folder / "xx.yaml"
    path.write_text(text, encoding="utf-8")
    return path


def test_all_mistakes_of_a_file_are_told_at_once_with_their_places(tmp_path: Path) -> None:
    path = file_of(
        tmp_path,
        "language: xx\nname: Made up\nscript: latin\nmeanings:\n"
        "  denies:\n    - {says: 'nada | rien', example: nada}\n"
        "  deniess:\n    - {says: nada, example: nada}\n"
        "  placeholder:\n    - {says: antaño, example: hoy, no: antaño}\n",
    )
    problems = check(path)
    assert [problem.split(": ", 1)[0].rpartition("xx.yaml")[2] for problem in problems] == [
        ":7:3",
        ":6:14",
        ":10:31",
        ":10:40",
    ]
    assert "did you mean 'denies'" in problems[0]


def test_an_unknown_key_or_script_is_told(tmp_path: Path) -> None:
    path = file_of(
        tmp_path, "language: xx\nname: X\nscript: runic\nmeanings:\n  denies:\n    - {say: no, example: no}\n"
    )
    with pytest.raises(WordsError) as told:
        check(path)
    assert len(told.value.problems) == 3


def test_a_file_under_a_wrong_name_is_told(tmp_path: Path) -> None:
    path = file_of(
        tmp_path, "language: yy\nname: X\nscript: latin\nmeanings:\n  denies:\n    - {says: nada, example: nada}\n"
    )
    with pytest.raises(WordsError, match=r"called xx\.yaml"):
        read_language(path)


def test_every_language_can_be_recognised() -> None:
    assert all(len(each.common) >= 30 for each in languages() if each.script is not Script.EAST_ASIAN)


def test_a_meaning_without_phrases_in_a_script_is_said_nowhere() -> None:
    text = normal("1,024×768 です")
    for meaning in Meaning:
        found = says(meaning, text, scan([text])[0] | hinting(meaning))
        assert found is None or found[0]


def test_no_language_says_what_another_has_as_a_counterexample() -> None:
    found = [
        (name, example, match[0])
        for _, meaning, entry, name in PHRASES
        for example in entry.counterexamples
        if (match := says(Meaning(meaning), normal(example))) is not None
    ]
    assert found == []


@pytest.mark.parametrize(
    "sentence",
    ["Both commercial and non-commercial use are fine.", "Commercial or non commercial, all use is free."],
)
def test_free_use_is_no_limit(sentence: str) -> None:
    text = normal(sentence)
    assert not says(Meaning.COMMERCIAL_FORBIDDEN, text)
    assert not says(Meaning.NON_COMMERCIAL, text)
