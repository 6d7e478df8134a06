"""Sentences by key in one language, with English where a translation is missing."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from string import Formatter

from openness.errors import DocumentError
from openness.files.yamldoc import Document, read_yaml

_TEXTS = Path(__file__).resolve().parent / "texts"
_SENTENCES = Path(__file__).resolve().parent / "sentences"
"""Translations of sentences whose home is elsewhere, such as the questions of a rubric, under the English sentence."""
LANGUAGES: tuple[str, ...] = tuple(
    sorted((path.stem for path in _TEXTS.glob("*.yaml")), key=lambda it: (it != "en", it))
)
"""The languages there is a file of, English first."""


@dataclass(frozen=True)
class Phrase:
    """A sentence still without a language: its key, and the values that go into it."""

    key: str
    values: Mapping[str, object] = field(default_factory=dict)


@dataclass(frozen=True)
class Phrases:
    """The sentences of one language by key such as `find.title`."""

    language: str
    texts: Mapping[str, str]

    def __call__(self, key: str, **values: object) -> str:
        """Return the sentence of a key with `values` put in; raises KeyError for a key no file has."""
        return self.texts[key].format(**values)

    def of(self, phrase: Phrase) -> str:
        """Return a phrase in this language; a value that is itself a phrase, or several, is said first."""
        return self(phrase.key, **{name: self._value(value) for name, value in phrase.values.items()})

    def _value(self, value: object) -> object:
        if isinstance(value, Phrase):
            return self.of(value)
        return ", ".join(str(self._value(part)) for part in value) if isinstance(value, tuple) else value

    def has(self, key: str) -> bool:
        return key in self.texts

    def translated(self, sentence: str) -> str:
        """Return an English sentence that stands elsewhere (in a rubric, with a licence's clauses) in this language.

        A sentence that was changed where it stands, or that nobody has translated, is said in English.
        """
        return sentence if self.language == "en" else _sentences(self.language).get(sentence, sentence)


@cache
def phrases(language: str = "en") -> Phrases:
    """Return the sentences of a language, English ones where it has none; raises DocumentError with places."""
    english = read_texts(_TEXTS / "en.yaml")
    if language == "en" or language not in LANGUAGES:
        return Phrases("en", english)
    return Phrases(language, {**english, **read_texts(_TEXTS / f"{language}.yaml", english)})


@cache
def _sentences(language: str) -> Mapping[str, str]:
    path = _SENTENCES / f"{language}.yaml"
    return read_sentences(path) if path.is_file() else {}


def read_sentences(path: Path) -> Mapping[str, str]:
    """Return translations by the English sentence; raises DocumentError with the place of what is no text."""
    document = read_yaml(path, f"phrases/sentences/{path.name}")
    found = document.data if isinstance(document.data, dict) else {}
    problems = [
        document.problem((key,), "a sentence must be text; put it in quotation marks")
        for key, value in found.items()
        if not isinstance(value, str)
    ]
    if problems:
        raise DocumentError(problems)
    return {str(key): str(value) for key, value in found.items()}


def read_texts(path: Path, english: Mapping[str, str] | None = None) -> dict[str, str]:
    """Return the sentences of one file by dotted key; with `english`, keys and values to put in must be its own.

    Raises DocumentError with every problem, each with file, line and column.
    """
    document = read_yaml(path, f"phrases/{path.name}")
    found: dict[str, str] = {}
    problems: list[str] = []
    _gather(document, document.data, (), found, problems)
    for key in found if english is not None else ():
        assert english is not None
        at = tuple(key.split("."))
        if key not in english:
            problems.append(document.problem(at, f"English has no '{key}'; a translation may not add keys"))
        elif values_in(found[key]) != values_in(english[key]):
            wanted = ", ".join(sorted(values_in(english[key]))) or "none"
            problems.append(document.problem(at, f"the values to put in must be those of English: {wanted}"))
    if problems:
        raise DocumentError(problems)
    return found


def values_in(text: str) -> frozenset[str]:
    """Return the names of the values a sentence has places for."""
    return frozenset(name for _, name, _, _ in Formatter().parse(text) if name)


def _gather(document: Document, part: object, at: tuple[str, ...], found: dict[str, str], problems: list[str]) -> None:
    if isinstance(part, dict):
        for key, inner in part.items():
            _gather(document, inner, (*at, key), found, problems)
    elif isinstance(part, str):
        found[".".join(at)] = part
    else:
        problems.append(document.problem(at, "a sentence must be text; put it in quotation marks"))
