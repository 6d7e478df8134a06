"""Statements: what a card says about licences in its running text, by the part it speaks of."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import TYPE_CHECKING

from openness.evidence import Source
from openness.licences.claims import Saying, Scope
from openness.licences.knowledge import Licence, knowledge

if TYPE_CHECKING:
    from openness.card import Card

_UNDER = re.compile(
    r"\b(?:licen[sc]ed|released|distributed|available|provided|published|open[- ]sourced|shared|subject|governed|"
    r"is|are)"
    r"(?:,? \w+){0,2} (?:under|to|by) (?:the |an? |its )?",
    re.I,
)
_UNDER_STEMS = (" under ", "licens", "licenc", "subject to", "governed by")
"""A sentence that names a licence, or puts something under one, has one of them."""
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
_VAGUE = frozenset({"other", "unknown"})


def statements(card: Card, path: str) -> tuple[tuple[Scope, Saying], ...]:
    """Return the licences that sentences of a card name, with the part each sentence is about.

    A sentence that names no part is about the whole repository; one about another model (a base
    model) is left out. The value is our id of the licence.
    """
    found: dict[tuple[Scope, str], tuple[Scope, Saying]] = {}
    for sentence in card.sentences_with(*_UNDER_STEMS):
        text = sentence.text[:_MAX_SENTENCE]
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


def _is_about_the_model(text: str) -> bool:
    """A sentence about data or code alone, or about another model, limits something else."""
    about = set(_scopes(text))
    return bool(about & {Scope.WEIGHTS, Scope.ALL}) and not _BASE.search(text)


def _scopes(subject: str) -> Iterator[Scope]:
    found = [scope for scope, words in _SUBJECTS if words.search(subject)]
    yield from found or [Scope.ALL]


def _named(tail: str) -> Licence | None:
    """Return the licence that the first words of `tail` name: the longest run of words that is a spelling."""
    words = [match.group().strip(".,;:!") for match in _WORD.finditer(tail[:200])][:_MOST_WORDS]
    if not words or not _is_spelled_as_licence(words, []):
        return None  # no run of them is either
    for length in range(len(words), 0, -1):
        run = words[:length]
        licence = knowledge().find(" ".join(run))
        if licence is not None and licence.id not in _VAGUE and _is_spelled_as_licence(run, words[length : length + 1]):
            return licence
    return None


def _is_spelled_as_licence(run: list[str], after: list[str]) -> bool:
    """A name such as "boost" or "qwen" is a licence only with a word or figure that says so."""
    spoken = " ".join([*run, *after])
    return bool(_LICENCE_WORD.search(spoken) or any(sign.isdigit() for sign in spoken) or run[0].isupper())
