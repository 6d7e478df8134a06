"""The file of one language: meaning -> phrases, each with a sentence that must match and one that must not."""

from __future__ import annotations

import re
from functools import cache
from pathlib import Path
from typing import Annotated

from pydantic import BaseModel, ConfigDict, Field

from openness.errors import DocumentError
from openness.files.nearest import did_you_mean
from openness.files.yamldoc import Document, read_yaml, validate
from openness.words.meaning import Meaning
from openness.words.phrase import Phrase, PhraseError, Script, read_phrase

FOLDER = Path(__file__).resolve().parent / "languages"

Text = Annotated[str, Field(min_length=1, max_length=1_000)]


class WordsError(DocumentError):
    """A file of words that is not right; `problems` has every mistake with its position."""


class Entry(BaseModel):
    """One phrase as it stands in the file: what it says, examples that must match, and what must not."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    says: Text
    example: Text | list[Text]
    no: Text | list[Text] | None = None

    @property
    def examples(self) -> tuple[str, ...]:
        """The sentences that must match."""
        return _listed(self.example)

    @property
    def counterexamples(self) -> tuple[str, ...]:
        """The sentences that must not match."""
        return _listed(self.no)


class Language(BaseModel):
    """The words of one language; it is known by its commonest words (`common`) and by `letters` of its own."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    language: Annotated[str, Field(pattern=r"^[a-z]{2,3}$")]
    name: Text
    script: Script
    common: list[str] = []
    letters: str = ""
    meanings: dict[str, Annotated[list[Entry], Field(min_length=1)]]

    def phrases(self) -> dict[Meaning, tuple[Phrase, ...]]:
        """Return the phrases of every meaning understood; the file was checked before."""
        return {
            Meaning(name): tuple(read_phrase(entry.says, self.script) for entry in entries)
            for name, entries in self.meanings.items()
        }


def _listed(value: str | list[str] | None) -> tuple[str, ...]:
    if value is None:
        return ()
    return (value,) if isinstance(value, str) else tuple(value)


def normal(text: str) -> str:
    """Return a sentence as phrases expect it: lower case, one space between words."""
    return " ".join(text.lower().split())


def paths(folder: Path = FOLDER) -> list[Path]:
    """Return the files of all languages, English first, then by name."""
    return sorted(folder.glob("*.yaml"), key=lambda path: (path.stem != "en", path.stem))


@cache
def languages() -> tuple[Language, ...]:
    """Return the languages we have words for, English first.

    Raises WordsError with every mistake of the first file that has one. Examples are not tried here: see `check`.
    """
    return tuple(read_language(path) for path in paths())


def read_language(path: Path) -> Language:
    """Return one file of words; raise WordsError with every mistake of its form."""
    document = read_yaml(path, error=WordsError)
    language = validate(document, Language, error=WordsError)
    problems = list(_unknown_meanings(language, document))
    if language.language != path.stem:
        problems.append(document.problem(("language",), f"the file is called {path.name}; language says otherwise"))
    if problems:
        raise WordsError(problems)
    return language


def check(path: Path) -> list[str]:
    """Return every mistake of a file with its position: form, phrases, and examples that do not do what they should."""
    document = read_yaml(path, error=WordsError)
    language = validate(document, Language, error=WordsError)
    problems = list(_unknown_meanings(language, document))
    for name, entries in language.meanings.items():
        for number, entry in enumerate(entries):
            where = ("meanings", name, number)
            problems += [document.problem((*where, *key), told) for key, told in mistakes(entry, language.script)]
    return problems


def mistakes(entry: Entry, script: Script) -> list[tuple[tuple[str, ...], str]]:
    """Return what is wrong with one phrase, as the key it stands at and a sentence."""
    try:
        phrase = read_phrase(entry.says, script)
        pattern = re.compile(phrase.pattern)
    except PhraseError as failure:
        return [(("says",), str(failure))]
    except re.error as failure:
        return [(("says",), f"the piece in braces is not a regular expression ({failure})")]
    found: list[tuple[tuple[str, ...], str]] = []
    for example in entry.examples:
        match = pattern.search(normal(example))
        if match is None:
            found.append((("example",), f"the phrase does not match its example: {example}"))
        elif not any(stem in match[0] for stem in phrase.stems):
            found.append((("says",), f"no stem of {sorted(phrase.stems)} stands in the example; simplify the phrase"))
    found += [
        (("no",), f"the phrase matches what it must not: {example}")
        for example in entry.counterexamples
        if pattern.search(normal(example))
    ]
    return found


def _unknown_meanings(language: Language, document: Document) -> list[str]:
    known = [meaning.value for meaning in Meaning]
    return [
        document.problem(("meanings", name), f"there is no meaning '{name}'{did_you_mean(name, known)}", key=True)
        for name in language.meanings
        if name not in known
    ]
