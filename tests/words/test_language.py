"""The file of one language: how it is read, what is refused and where, and how a phrase is tried on its examples."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic import ValidationError

from openness.words.language import (
    Entry,
    Language,
    WordsError,
    check,
    languages,
    mistakes,
    normal,
    paths,
    read_language,
)
from openness.words.meaning import Meaning
from openness.words.phrase import PhraseError, Script

HEAD = "language: xx\nname: Made up\nscript: latin\n"
WHOLE = HEAD + "meanings:\n  denies:\n    - {says: nada, example: nada hay, no: todo}\n"


def file_of(folder: Path, text: str, name: str = "xx.yaml") -> Path:
    path = folder / name
    path.write_text(text, encoding="utf-8")
    return path


@pytest.mark.parametrize(
    ("text", "plain"),
    [
        ("The Lake", "the lake"),
        ("  The\n\tlake  is   DEEP ", "the lake is deep"),
        ("", ""),
        ("\n\n", ""),
        ("Ärger", "ärger"),
        ("湖 很深", "湖 很深"),
        ("a\u00a0b", "a b"),
    ],
)
def test_a_sentence_is_lower_case_with_one_space_between_words(text: str, plain: str) -> None:
    assert normal(text) == plain


@given(st.text(max_size=100))
def test_what_is_normal_stays_as_it_is(text: str) -> None:
    once = normal(text)
    assert normal(once) == once
    assert "  " not in once
    assert "\n" not in once


def test_a_whole_file_is_read_with_its_phrases(tmp_path: Path) -> None:
    found = read_language(file_of(tmp_path, WHOLE))
    assert (found.language, found.name, found.script) == ("xx", "Made up", Script.LATIN)
    assert (found.common, found.letters) == ([], "")
    assert [len(phrases) for phrases in found.phrases().values()] == [1]
    assert list(found.phrases()) == [Meaning.DENIES]


def test_a_whole_file_has_no_mistakes(tmp_path: Path) -> None:
    assert check(file_of(tmp_path, WHOLE)) == []


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("", "xx.yaml"),
        ("nothing", "xx.yaml"),
        ("language: xx\n", "meanings"),
        (HEAD, "meanings"),
        (WHOLE.replace("language: xx", "language: Xx"), "language"),
        (WHOLE.replace("language: xx", "language: x"), "language"),
        (WHOLE.replace("script: latin", "script: runes"), "script"),
        (WHOLE.replace("name: Made up", "name: ''"), "name"),
        (WHOLE.replace("name: Made up", "name: Made up\nname: Again"), "name"),
        (WHOLE.replace("name: Made up", "names: Made up"), "names"),
        (WHOLE.replace("denies:", "denys:"), "denys"),
        (WHOLE.replace("says: nada, ", ""), "says"),
        (WHOLE.replace("example: nada hay, ", ""), "example"),
        (WHOLE.replace("says: nada", "says: ''"), "says"),
        (WHOLE.replace("says: nada", f"says: {'a' * 1_001}"), "says"),
        (WHOLE.replace("example:", "exemple:"), "exemple"),
        (HEAD + "meanings:\n  denies: []\n", "denies"),
        (HEAD + "meanings: [denies]\n", "meanings"),
        (WHOLE.replace("language: xx", "language: yy"), "called xx.yaml"),
        (WHOLE + "  bad: [\n", "xx.yaml"),
    ],
)
def test_a_file_that_is_not_right_is_refused_with_its_place(tmp_path: Path, text: str, words: str) -> None:
    path = file_of(tmp_path, text)
    with pytest.raises(WordsError) as told:
        read_language(path)
    assert words in str(told.value)
    assert all("xx.yaml" in problem for problem in told.value.problems)


def test_a_file_that_is_not_there_is_told(tmp_path: Path) -> None:
    with pytest.raises(WordsError, match="xx"):
        read_language(tmp_path / "xx.yaml")


@pytest.mark.parametrize(
    ("says", "example", "no", "keys"),
    [
        ("nada", "nada hay", None, []),
        ("nada", ["nada hay", "hay nada"], ["todo", "algo"], []),
        ("nada", "NADA\nhay", None, []),
        ("nada", "algo hay", None, [("example",)]),
        ("nada", ["nada hay", "algo hay"], None, [("example",)]),
        ("nada", ["algo", "todo"], None, [("example",), ("example",)]),
        ("nada", "nada hay", "no hay nada", [("no",)]),
        ("nada", "algo", ["nada", "todo"], [("example",), ("no",)]),
        ("(nada", "nada", None, [("says",)]),
        ("Nada", "nada", None, [("says",)]),
        ("...", "nada", None, [("says",)]),
    ],
)
def test_a_phrase_is_tried_on_its_examples(says: str, example: str | list[str], no: str | list[str] | None, keys: list[tuple[str, ...]]) -> None:  # fmt: skip
    found = mistakes(Entry(says=says, example=example, no=no), Script.LATIN)
    assert [key for key, _ in found] == keys
    assert all(sentence for _, sentence in found)


@pytest.mark.parametrize(
    ("value", "listed"),
    [("one", ("one",)), (["one", "two"], ("one", "two")), (["one"], ("one",))],
)
def test_one_example_or_several_are_a_list(value: str | list[str], listed: tuple[str, ...]) -> None:
    entry = Entry(says="nada", example=value, no=value)
    assert entry.examples == listed
    assert entry.counterexamples == listed


def test_an_entry_without_a_counterexample_has_none() -> None:
    assert Entry(says="nada", example="nada").counterexamples == ()


def test_entries_cannot_be_changed_and_know_no_other_keys() -> None:
    with pytest.raises(ValidationError):
        Entry.model_validate({"says": "nada", "example": "nada", "more": "x"})
    entry = Entry(says="nada", example="nada")
    with pytest.raises(ValidationError):
        entry.says = "todo"  # type: ignore[misc]


def test_phrases_of_a_file_that_was_not_checked_are_refused() -> None:
    broken = Language(language="xx", name="x", script=Script.LATIN, meanings={"denies": [Entry(says="(", example="x")]})
    with pytest.raises(PhraseError):
        broken.phrases()


def test_english_comes_first_and_then_by_name(tmp_path: Path) -> None:
    for name in ("zz.yaml", "aa.yaml", "en.yaml", "notes.txt"):
        file_of(tmp_path, "", name)
    assert [path.name for path in paths(tmp_path)] == ["en.yaml", "aa.yaml", "zz.yaml"]
    assert paths(tmp_path / "nothing") == []


def test_all_languages_are_read_once() -> None:
    assert languages() is languages()
    assert len(languages()) == len(paths())


@pytest.mark.parametrize("code", ["en", "de", "fr", "es", "it", "pt", "nl", "pl", "zh", "ja", "ko"])
def test_a_language_is_there_and_can_deny_and_announce(code: str) -> None:
    found = next(each for each in languages() if each.language == code)
    assert {"denies", "announces", "data", "licence"} <= set(found.meanings)
