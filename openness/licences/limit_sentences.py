"""Limits in sentences: what a card's text takes away from the use of this model, read with subject, denial and time."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import TYPE_CHECKING

from openness.licences.hosting import without_places
from openness.licences.saying import SaidLimit, Saying, UseLimit
from openness.licences.subject import (
    OWN_WORDS,
    Names,
    Whose,
    begins_with_another,
    clauses,
    contrasted,
    is_denied,
    is_former,
    scopes,
    whose,
)
from openness.licences.tables import whose_row
from openness.licences.use_words import LIMITING, TELLING, left_open, limits_in, may_limit, states_some
from openness.record.evidence import Source
from openness.record.file_names import Scope
from openness.words import ALL, Meaning, Rule, hinting, normal, says, understood

if TYPE_CHECKING:
    from openness.card import Card, Sentence

_LICENCE_TITLE = re.compile(
    (
        r"licen[cs]|lizenz|lisans|lisens|litsents|lisenss|licenc|licenț|licens|лиценз|ліценз|许可|許可|授权|ライセンス|라이선스|라"
        r"이센스|giấy phép|ترخيص|رخصة|लाइसेंस|άδεια|ใบอนุญาต|רישיון"
    ),
    re.I,
)
"""How titles name a licence, in languages without a file of words, too: such a section is told to be not understood."""
_TERMS_ANYWHERE = Rule(
    (
        rf"{_LICENCE_TITLE.pattern}|kommer[cs]|komer[cčs]|com+erci|kaupalli|ticar[ıi]|thương mại|kereskedelmi|ärili"
        r"|viðskipta|trgovin|търговск|merkataritz|komertzial|tráchtál|kummerċ|коммерч|комерц|комерс|камерц|εμπορικ|تجار|מסחרי|व्यावसायिक|वाणिज्यिक|พาณิชย์|বাণিজ্যিক|வணிக"
    ),
    re.I,
)
"""How paragraphs name a licence or commerce, in languages without a file of words, too."""
_OFF_TOPIC = (Meaning.ON_DATA, Meaning.ON_CITATION, Meaning.ON_COMPARISON)
_MAX_SENTENCE = 600
_MOST_LIMITS = 8


def limit_sentences(card: Card, path: str, names: Names) -> tuple[SaidLimit, ...]:
    """Return what sentences of a card take away from the use of this model."""
    found: dict[UseLimit, SaidLimit] = {}
    for sentence in _worth_reading(card):
        limits = _limits_at(card, sentence, names)
        if not limits or _is_elsewhere(card, sentence, names):
            continue
        for limit in limits:
            source = Source(file=path, line=sentence.line, quote=sentence.text[:200])
            found.setdefault(limit, SaidLimit(limit, Saying(sentence.text[:200], source)))
        if len(found) >= _MOST_LIMITS:
            break
    return tuple(found.values())


def _worth_reading(card: Card) -> list[Sentence]:
    """Return the sentences that may take something away; a purpose alone does in a section on the licence only."""
    telling = hinting(*TELLING)
    return [
        sentence
        for sentence in card.sentences_hinting(*LIMITING)
        if sentence.hints & telling or is_on_licence(card.sections[sentence.section].title)
    ]


def _limits_at(card: Card, sentence: Sentence, names: Names) -> tuple[UseLimit, ...]:
    """Return the limits of a sentence at its place: one in a table of models may be another's, and is then in doubt."""
    limits = limits_of(sentence.text[:_MAX_SENTENCE], names, sentence.hints)
    if limits == (UseLimit.PURPOSES,) and not is_on_licence(card.sections[sentence.section].title):
        return ()
    row = whose_row(card, sentence.block, names) if limits else Whose.OWN
    if row is Whose.OWN:
        return limits
    return (UseLimit.INTENDED,) if row is Whose.MAYBE_OTHER else ()


def limits_of(sentence: str, names: Names, hints: int = ALL) -> tuple[UseLimit, ...]:
    """Return the limits one sentence states about this model; a question states none."""
    whole = sentence.casefold()
    if not may_limit(hints) or sentence.rstrip().endswith(("?", "？")) or not states_some(whole, hints):
        return ()
    found: dict[UseLimit, None] = {}
    told: set[UseLimit] = set()
    of_a_tool = _is_of_a_tool(sentence, names)
    for clause, subject in clauses(sentence):
        lower, placed = without_places(clause.casefold(), hints)
        for limit, at in (*limits_in(lower, whole=whole, hints=hints), *((UseLimit.INTENDED, at) for at in placed)):
            told.add(limit)
            before = subject[: len(subject) - len(clause) + at]
            if not (of_a_tool or _is_taken_back(limit, before, lower[at:])) and _may_be_of_this(subject, names):
                found[_as_meant(limit, clause)] = None
    if told <= _ON_OTHER_USE and not of_a_tool:
        found |= _left_open(sentence, names, hints, alone=told <= {UseLimit.PURPOSES})
    return tuple(found)


def _is_taken_back(limit: UseLimit, before: str, after: str) -> bool:
    """Whether the words around a limit deny it, or tell that it was so once."""
    within = limit in _DENIED_ANYWHERE or (limit in _DENIED_WITHIN and says(Meaning.DENIES_FIRST, after))
    return (is_denied(before) and not within) or is_former(before, after)


def _left_open(sentence: str, names: Names, hints: int, *, alone: bool) -> dict[UseLimit, None]:
    """Return what a sentence of which no such clause was understood leaves open, each piece that it tells apart."""
    return {
        limit: None
        for piece in contrasted(sentence)
        for limit, at in left_open(piece.casefold(), hints, alone=alone)
        if not is_former(piece[:at]) and _may_be_of_this(piece, names)
    }


def _may_be_of_this(piece: str, names: Names) -> bool:
    return whose(piece, names) is not Whose.OTHER and bool({Scope.WEIGHTS, Scope.ALL} & set(scopes(piece)))


def _as_meant(limit: UseLimit, clause: str) -> UseLimit:
    """Return the limit, or an intention where the words tell what a model is meant for and are no licence's."""
    if limit not in (UseLimit.RESEARCH_ONLY, UseLimit.NON_COMMERCIAL) or says(Meaning.BINDS, clause.lower()):
        return limit
    return limit if says(Meaning.INTENDED, normal(clause)) is None else UseLimit.INTENDED


def _is_of_a_tool(sentence: str, names: Names) -> bool:
    """Whether a sentence tells of a named library, data set or service that is not this model."""
    said = says(Meaning.IS_A_TOOL, sentence.lower())
    named = _NAMED_FIRST.fullmatch(sentence[: said.start()]) if said is not None else None
    return named is not None and named[1].casefold() not in OWN_WORDS and not names.is_own(named[1])


_NAMED_FIRST = re.compile(r"\W*([\w.+-]+)\s?")
_ON_OTHER_USE = frozenset({UseLimit.PURPOSES, UseLimit.REDISTRIBUTION, UseLimit.MODIFICATION})
"""Limits that say nothing of commercial use."""
_DENIED_WITHIN = frozenset({UseLimit.COMMERCIAL_FORBIDDEN, UseLimit.PURPOSES})
"""Limits whose own words may begin with the denial."""
_DENIED_ANYWHERE = frozenset({UseLimit.EU, UseLimit.PUBLIC_BODY})
"""Limits that are a place or a body, and a denial somewhere in the sentence."""


def _is_elsewhere(card: Card, sentence: Sentence, names: Names) -> bool:
    """Items on other models, and sections on data, literature and comparisons that do not name the model."""
    block = card.blocks[sentence.block]
    if block.kind == "item" and begins_with_another(block.text, names):
        return True
    titles = " ".join(card.chain(sentence.section)[:1])
    return (
        any(says(each, titles) for each in _OFF_TOPIC)
        and scopes(sentence.text)[0] is not Scope.WEIGHTS
        and Scope.WEIGHTS not in scopes(sentence.text)
    )


@lru_cache(maxsize=4096)
def is_on_licence(title: str) -> bool:
    """Return whether a title names a licence, in languages without a file of words, too."""
    return _LICENCE_TITLE.search(title) is not None


def foreign_terms(card: Card, path: str) -> Saying | None:
    """Return a section on the licence, or a paragraph that names one or commerce, in a language without words here.

    What it says may take a permission away, and nobody here has read it.
    """
    return _foreign_section(card, path) or _foreign_paragraph(card, path)


def _foreign_paragraph(card: Card, path: str) -> Saying | None:
    for number, block in enumerate(card.blocks):
        if _TERMS_ANYWHERE.found(block.text, card.hints_of(number)) is not None and not understood(block.text):
            return Saying(block.text[:200], Source(file=path, line=block.line, quote=block.text[:200]))
    return None


def _foreign_section(card: Card, path: str) -> Saying | None:
    for number, section in enumerate(card.sections):
        if not section.title or not is_on_licence(section.title):
            continue
        text = " ".join(block.text for block in card.blocks if block.section == number)
        if not understood(text) or not understood(section.title + " " + text):
            return Saying(section.title[:200], Source(file=path, line=section.line))
    return None
