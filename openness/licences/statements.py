"""Statements: what a card says about licences in its running text, by the part it speaks of."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import TYPE_CHECKING

from openness.licences.knowledge import Licence, knowledge
from openness.licences.saying import Saying
from openness.record.evidence import Source
from openness.record.file_names import Scope

if TYPE_CHECKING:
    from openness.card import Card, Sentence

_UNDER = re.compile(
    r"\b(?:licen[sc]ed|released|distributed|available|provided|published|open[- ]sourced|shared|subject|governed|"
    r"is|are)"
    r"(?:,? \w+){0,2} (?:under|to|by) (?:the |an? |its )?",
    re.I,
)
_UNDER_STEMS = (" under ", "licens", "licenc", "subject to", "governed by")
"""A sentence that names a licence, or puts something under one, has one of them."""
_FIELD = re.compile(
    r"\A\W{0,4}((?:(?:model|weights?|code|software|data(?:set)?)\s+){0,2}licen[cs]e)\b\s*([:：|]\s*(?:licen[cs]e\s*[:：]\s*)?)?",
    re.I,
)
"""How a line begins that is a field of its own: "License: Apache 2.0", "Model license | ..."."""
_LICENCE_WORD = re.compile(r"licen[sc]e|\bterms\b|\bagreement\b", re.I)
_SUBJECTS = (
    (Scope.CODE, re.compile(r"\b(?:code|codebase|scripts?|software|github repo\w*)\b", re.I)),
    (Scope.DATA, re.compile(r"\b(?:data|datasets?|corpus|corpora)\b", re.I)),
    (Scope.DOCUMENTATION, re.compile(r"\b(?:documentation|model card|paper|report)\b", re.I)),
    (Scope.WEIGHTS, re.compile(r"\b(?:weights?|checkpoints?|models?|parameters)\b", re.I)),
)
_BASE = re.compile(
    r"\b(?:base|original|underlying|parent|pre-?trained|teacher|upstream) model\b|\bbased on\b|\bvariants?\b", re.I
)
_STRICT = re.compile(
    r"\bnon-?commercial (?:use|purposes?|research)?,? ?only\b|"
    r"\bonly (?:be used )?(?:for|in) (?:academic |non-?commercial )?research\b|"
    r"\bonly (?:be used )?for (?:non-?commercial|academic)\b|\bresearch (?:use|purposes?) only\b|"
    r"\b(?:not|cannot) (?:be )?(?:used |allowed |permitted |available |intended )?for (?:any )?commercial\b|"
    r"\bno commercial use\b|\bcommercial use is (?:not|prohibited|forbidden)\b|\bprohibits? (?:any )?commercial use\b",
    re.I,
)
_STRICT_STEMS = ("commercial", "research", "academic")
"""Nothing matches `_STRICT` without one of them."""
_WORD = re.compile(r"[^\s()\[\]*`\"“”]+")
_MOST_WORDS = 9
_MAX_SENTENCE = 600
_MAX_FOUND = 24
_LEAST_COLUMNS = 3
"""A table of two columns is a list of fields, not one of models."""
_MOST_TABLES, _MOST_ROWS = 10, 500
_VAGUE = frozenset({"other", "unknown"})


def statements(card: Card, path: str, model: str = "") -> tuple[tuple[Scope, Saying], ...]:
    """Return the licences that sentences of a card name, with the part each sentence is about.

    A sentence that names no part is about the whole repository; one about another model (a base
    model) is left out. A line that is a field ("License: ...") says it by a name, or by a link to where
    a licensor keeps the text; so does a table with a column "License" in the row of the `model`, by its id's
    last part. The value is our id of the licence.
    """
    found: dict[tuple[Scope, str], tuple[Scope, Saying]] = {}
    if (told := _in_table(card, model)) is not None:
        in_row, line, words = told
        saying = Saying(in_row.id, Source(file=path, line=line, quote=words[:200]))
        found[Scope.WEIGHTS, in_row.id] = (Scope.WEIGHTS, saying)
    for sentence in card.sentences_with(*_UNDER_STEMS):
        text = sentence.text[:_MAX_SENTENCE]
        field = _FIELD.match(text)
        if field is not None and (stated := _in_field(card, sentence, field)) is not None:
            for scope in _scopes(field[1]):
                source = Source(file=path, line=sentence.line, quote=text[:200])
                found.setdefault((scope, stated.id), (scope, Saying(stated.id, source)))
            continue
        subject_start = 0
        for match in _UNDER.finditer(text):
            licence = _named(text[match.end() :])
            if licence is None:
                continue
            subject = text[subject_start : match.start()]
            subject_start = match.end()
            if _BASE.search(subject):
                continue
            for scope in _scopes(subject):
                source = Source(file=path, line=sentence.line, quote=text[:200])
                found.setdefault((scope, licence.id), (scope, Saying(licence.id, source)))
        if len(found) >= _MAX_FOUND:
            break
    return tuple(found.values())


def strict_sentences(card: Card, path: str) -> tuple[Saying, ...]:
    """Return sentences of a card that limit use to research or to non-commercial purposes."""
    return tuple(
        Saying(sentence.text[:200], Source(file=path, line=sentence.line, quote=sentence.text[:200]))
        for sentence in card.sentences_with(*_STRICT_STEMS)
        if _STRICT.search(sentence.lower[:_MAX_SENTENCE]) and _is_about_the_model(sentence.lower[:_MAX_SENTENCE])
    )[:8]


def _in_table(card: Card, model: str) -> tuple[Licence, int, str] | None:
    """Return the licence in the row of a model in a table of models, with its line and words."""
    name = model.rpartition("/")[2].casefold()
    tables = 0
    for sentence in card.sentences_with("license", "licence") if name else ():
        titles = [cell.casefold() for cell in card.blocks[sentence.block].cells]
        column = next((number for number, title in enumerate(titles) if title in ("license", "licence")), None)
        if column is None or len(titles) < _LEAST_COLUMNS:
            continue
        tables += 1
        if tables > _MOST_TABLES:
            break
        for row in card.blocks[sentence.block + 1 : sentence.block + 1 + _MOST_ROWS]:
            if len(row.cells) != len(titles):
                break
            if row.cells[0].casefold() == name and (licence := _named(row.cells[column], surely=True)) is not None:
                return licence, row.line, f"{row.cells[0]} | {row.cells[column]}"
    return None


def _in_field(card: Card, sentence: Sentence, field: re.Match[str]) -> Licence | None:
    """Return the licence a field names after its colon, or to whose text it links."""
    named = _named(sentence.text[field.end() : _MAX_SENTENCE], surely=True) if field[2] else None
    if named is not None:
        return named
    known = (knowledge().by_link(link.url) for link in card.block_links(sentence.block))
    return next((licence for licence in known if licence is not None), None)


def _is_about_the_model(text: str) -> bool:
    """A sentence about data or code alone, or about another model, limits something else."""
    about = set(_scopes(text))
    return bool(about & {Scope.WEIGHTS, Scope.ALL}) and not _BASE.search(text)


def _scopes(subject: str) -> Iterator[Scope]:
    found = [scope for scope, words in _SUBJECTS if words.search(subject)]
    yield from found or [Scope.ALL]


def _named(tail: str, *, surely: bool = False) -> Licence | None:
    """Return the licence that the first words of `tail` name: the longest run of words that is a spelling.

    `surely` where only a licence can stand there, so that a bare "mit" is one.
    """
    words = [match.group().strip(".,;:!") for match in _WORD.finditer(tail[:200])][:_MOST_WORDS]
    if not words or not (surely or _is_spelled_as_licence(words, [])):
        return None  # no run of them is either
    for length in range(len(words), 0, -1):
        run = words[:length]
        licence = knowledge().find(" ".join(run))
        if licence is None or licence.id in _VAGUE:
            continue
        if surely or _is_spelled_as_licence(run, words[length : length + 1]):
            return licence
    return None


def _is_spelled_as_licence(run: list[str], after: list[str]) -> bool:
    """A name such as "boost" or "qwen" is a licence only with a word or figure that says so."""
    spoken = " ".join([*run, *after])
    return bool(_LICENCE_WORD.search(spoken) or any(sign.isdigit() for sign in spoken) or run[0].isupper())
