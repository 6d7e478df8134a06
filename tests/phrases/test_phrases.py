"""The catalogue of visible sentences: every language has the same keys and the same places for values."""

from __future__ import annotations

from pathlib import Path

import pytest

from openness.errors import DocumentError
from openness.phrases import LANGUAGES, Phrase, phrases
from openness.phrases.phrases import read_texts, values_in


def test_english_comes_first() -> None:
    assert LANGUAGES[0] == "en"


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_language_can_be_read(language: str) -> None:
    found = phrases(language)
    assert found.language == language
    assert set(found.texts) == set(phrases("en").texts)


def test_a_phrase_inside_a_phrase_is_said_first() -> None:
    inner = Phrase("licence_named", {"licence": "mit"})
    said = phrases().of(Phrase("out.licence.commercial.forbidden", {"licence": inner}))
    assert said == "its licence (mit) forbids commercial use"


def test_values_with_braces_stay_as_they_are() -> None:
    assert "{licence}" in phrases()("licence_named", licence="{licence}")


def test_an_unknown_language_is_english() -> None:
    assert phrases("xx").language == "en"


def test_a_translation_may_not_add_keys_or_lose_values(tmp_path: Path) -> None:
    path = tmp_path / "xx.yaml"
    path.write_text("a: Zwei {x}\nb: neu\nc: 3\n", encoding="utf-8")
    with pytest.raises(DocumentError) as failure:
        read_texts(path, {"a": "Two {x} {y}"})
    assert [problem.split(" ")[0] for problem in failure.value.problems] == [
        "phrases/xx.yaml:3:4:", "phrases/xx.yaml:1:4:", "phrases/xx.yaml:2:4:",
    ]  # fmt: skip
    assert values_in("{a} {b:.1f}") == {"a", "b"}
