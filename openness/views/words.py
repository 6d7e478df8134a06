"""The words as a table, as a page and as data: which language has which meaning, and which lacks it."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from openness.files.listing import Listing
from openness.views.table import text_table
from openness.words.language import Language
from openness.words.meaning import NAMES, Meaning

_HEAD = """\
# Words

What openness reads in sentences, and in which languages. A row is a meaning, a column a language; a figure counts the
phrases, *–* says that the language has none yet: such a sentence is not understood there. The phrases stand in
`openness/words/languages/<code>.yaml`, each with a sentence that must match; anyone who speaks the language can mend
them without reading Python ([how](../CONTRIBUTING.md#adding-a-language-or-mending-its-words)).

This page is made from those files by `openness words list --format markdown`.
"""


def _count(language: Language, meaning: Meaning) -> int:
    return len(language.meanings.get(meaning.value, ()))


def _cell(language: Language, meaning: Meaning) -> str:
    if meaning in NAMES and language.language != "en":
        return "="
    return str(_count(language, meaning) or "–")


def missing(language: Language) -> list[Meaning]:
    """Return the meanings for which a language has no phrase; names that are the same everywhere are never missing."""
    return [meaning for meaning in Meaning if meaning not in NAMES and not _count(language, meaning)]


def words_table(languages: Sequence[Language], meanings: Sequence[Meaning]) -> str:
    """Return one line a meaning with the number of phrases in each language, and what the meaning is."""
    head = ["meaning", *(each.language for each in languages), "said of a sentence that"]
    rows = [[m.value, *(_cell(each, m) for each in languages), m.documentation] for m in meanings]
    return text_table(head, rows, right=[each.language for each in languages])


def words_page(languages: Sequence[Language]) -> str:
    """Return the page of all words as Markdown."""
    lines = [_HEAD, "| code | language | phrases | lacks |", "|---|---|--:|---|"]
    for each in languages:
        lacks = ", ".join(f"`{meaning.value}`" for meaning in missing(each)) or "nothing"
        phrases = sum(map(len, each.meanings.values()))
        lines.append(f"| `{each.language}` | {each.name} | {phrases} | {lacks} |")
    lines += ["", "*=*: told by names that are the same in every language.", ""]
    lines.append(f"| meaning | {' | '.join(each.language for each in languages)} | says of a sentence |")
    lines.append(f"|---|{'--:|' * len(languages)}---|")
    for meaning in Meaning:
        cells = " | ".join(_cell(each, meaning) for each in languages)
        lines.append(f"| `{meaning.value}` | {cells} | {meaning.documentation} |")
    return "\n".join(lines) + "\n"


def words_rows(languages: Sequence[Language], meanings: Sequence[Meaning]) -> Listing:
    """Return the phrases as a table for data: one row a meaning, language and phrase."""
    rows = [
        (meaning.value, each.language, entry.says)
        for meaning in meanings
        for each in languages
        for entry in each.meanings.get(meaning.value, ())
    ]
    return Listing(("meaning", "language", "says"), rows)


def words_data(languages: Sequence[Language], meanings: Sequence[Meaning]) -> list[dict[str, Any]]:
    """Return each meaning with its documentation and its phrases and examples by language."""
    return [
        {
            "meaning": meaning.value,
            "documentation": meaning.documentation,
            "phrases": {
                each.language: [entry.model_dump(exclude_none=True) for entry in each.meanings[meaning.value]]
                for each in languages
                if meaning.value in each.meanings
            },
        }
        for meaning in meanings
    ]
