"""Statements: the licences and limits that a card's running text gives this model, by the part it speaks of."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

from openness.licences.knowledge import Licence, knowledge
from openness.licences.limit_sentences import foreign_terms, limit_sentences
from openness.licences.named_alone import BRACKET, named_alone
from openness.licences.named_runs import DERIVED, LICENCE_WORDS, MOST_WORDS, UNDER, family_starts, named_run
from openness.licences.notices import carried, is_own_notice
from openness.licences.saying import SaidLimit, Saying
from openness.licences.subject import (
    Names,
    Whose,
    begins_with_another,
    is_denied,
    is_former,
    own_names,
    scopes,
    whose,
)
from openness.licences.unknown_terms import unknown_terms
from openness.record.evidence import Source
from openness.record.file_names import Scope
from openness.words import Meaning, Stems, every

if TYPE_CHECKING:
    from openness.card import Card, Sentence

_UNDER_STEMS = Stems(
    " under ",
    "licens",
    "licenc",
    "licenz",
    "licenç",
    "licenti",
    "lizenz",
    "许可",
    "許可",
    "协议",
    "協議",
    "授权",
    "授權",
    "ライセンス",
    "라이선스",
    "라이센스",
    "subject to",
    "governed by",
    "apache",
    "cc by",
    "cc-by",
    "openrail",
    " mit",
)
"""A sentence that names a licence, or puts something under one, has one of them."""
_FIELD = re.compile(
    rf"\A\W{{0,4}}((?:(?:model|weights?|code|software|data(?:set)?)\s+){{0,2}}(?:{LICENCE_WORDS}))\b\s*"
    rf"([:：|]\s*(?:(?:{LICENCE_WORDS})\s*[:：]\s*)?)?",
    re.IGNORECASE,
)
"""How a line begins that is a field of its own: "License: Apache 2.0", "Model license | ..."."""
_PROMINENT = re.compile(
    r"(?<![a-z0-9_])(?:apache|mit|bsd|cc0?|creative commons|a?gpl|lgpl|gnu|mpl|openrail\S*|\w+ openrail\S*)"
    r"(?![a-z0-9_])",
    re.IGNORECASE,
)
"""How a licence's name begins that is one without a verb before it, where its part is named beside it."""
_AND = re.compile(r"^\W*(?:and|or|und|et|y|e)?\W*(?:the )?$", re.I)
_DERIVED_AFTER = re.compile(
    r"^\W{0,2}(?:v?\d[\d.]*)?(?:-?based|-?like|-?style|-?inspired|-?derived|compatible"
    r"|(?:licen[cs]e\W{1,3})?with (?:[\w-]+ ){0,3}(?:clauses|restrictions|conditions|terms|modifications))\b",
    re.I,
)
_OTHER_TERMS = re.compile(r"\blicen[cs]e|agreement|许可|許可|协议|協議|ライセンス|라이선스", re.I)
_MAX_SENTENCE = 600
_MOST_CONDITION = 200
_MAX_FOUND = 24
_LEAST_COLUMNS = 3
"""A table of two columns is a list of fields, not one of models."""
_MOST_TABLES, _MOST_ROWS = 10, 500
_TITLE_STEMS = Stems("license", "licence")


@dataclass(frozen=True)
class Spoken:
    """What a card says in its text: licences by part, limits, notices carried, and a section not understood."""

    statements: tuple[tuple[Scope, Saying], ...] = ()
    limits: tuple[SaidLimit, ...] = ()
    notices: tuple[Saying, ...] = ()
    foreign: Saying | None = None
    unknown_terms: Saying | None = None
    condition: Saying | None = None


def spoken(card: Card, path: str, model: str = "") -> Spoken:
    """Return what a card says of licences in its running text, its sentences read with subject, denial and time."""
    names = own_names(model, card)
    said, notices, condition = _named_in_text(card, path, model, names)
    return Spoken(
        said,
        limit_sentences(card, path, names),
        notices,
        foreign_terms(card, path),
        unknown_terms(card, path, names),
        condition,
    )


def statements(card: Card, path: str, model: str = "") -> tuple[tuple[Scope, Saying], ...]:
    """Return the licences that sentences of a card name, with the part each sentence is about.

    A sentence that names no part is about the whole repository; one about another model, one that
    denies and one that tells of the past are left out. A line that is a field ("License: ...") says it
    by a name, or by a link to where a licensor keeps the text; so does a table with a column "License" in
    the row of the `model`, by its id's last part. The value is our id of the licence.
    """
    return _named_in_text(card, path, model, own_names(model, card))[0]


def _named_in_text(
    card: Card, path: str, model: str, names: Names
) -> tuple[tuple[tuple[Scope, Saying], ...], tuple[Saying, ...], Saying | None]:
    condition: Saying | None = None
    found: dict[tuple[Scope, str], tuple[Scope, Saying]] = {}
    notices: dict[str, Saying] = {}
    if (told := _in_table(card, model)) is not None:
        in_row, line, words = told
        found[Scope.WEIGHTS, in_row.id] = (
            Scope.WEIGHTS,
            Saying(in_row.id, Source(file=path, line=line, quote=words[:200])),
        )
    for scope, licence, block in named_alone(card):
        source = Source(file=path, line=block.line, quote=block.text[:200])
        found.setdefault((scope, licence.id), (scope, Saying(licence.id, source)))
    for sentence in card.sentences_with(_UNDER_STEMS):
        text = sentence.text[:_MAX_SENTENCE]
        source = Source(file=path, line=sentence.line, quote=text[:200])
        field = _FIELD.match(text)
        if field is not None and _is_of_another(card, sentence, field, names):
            continue
        if field is not None and (stated := _in_field(card, sentence, field)):
            for scope, licence in stated:
                found.setdefault((scope, licence.id), (scope, Saying(licence.id, source)))
            condition = condition or _condition(sentence, [scope for scope, _ in stated], field.end(), source)
            continue
        for scope, licence, about in licences_in(text, names):
            if about is Whose.OWN:
                found.setdefault((scope, licence.id), (scope, Saying(licence.id, source)))
            elif is_own_notice(licence, text):
                notices.setdefault(licence.id, Saying(licence.id, source))
        condition = condition or _condition_after(sentence, names, source)
        if len(found) >= _MAX_FOUND:
            break
    for licence, sentence in carried(card):
        notices.setdefault(
            licence.id, Saying(licence.id, Source(file=path, line=sentence.line, quote=sentence.text[:200]))
        )
    return tuple(found.values()), tuple(notices.values()), condition


def _condition(sentence: Sentence, about: list[Scope], start: int, source: Source) -> Saying | None:
    """Return what a sentence that gives the weights a licence ties it to, from `start` on.

    What ties it is not judged: whatever stands there may take a permission away ("... not used against us").
    """
    if not {Scope.ALL, Scope.WEIGHTS} & set(about):
        return None
    at = next((place for place in _ties(sentence) if place >= start), None)
    return None if at is None else Saying(sentence.text[at:_MAX_SENTENCE][:_MOST_CONDITION], source)


def _condition_after(sentence: Sentence, names: Names, source: Source) -> Saying | None:
    """Return what ties the licence that a sentence names for this model before it."""
    for at in _ties(sentence):
        named = licences_in(sentence.text[: min(at, _MAX_SENTENCE)], names)
        about = [scope for scope, _, owner in named if owner is Whose.OWN]
        if not about and _is_named_in_any_language(sentence, sentence.text[:at], names):
            about = list(scopes(sentence.text[:at]))
        if (said := _condition(sentence, about, at, source)) is not None:
            return said
    return None


def _is_named_in_any_language(sentence: Sentence, before: str, names: Names) -> bool:
    """Whether words without an English verb name a licence of this model ("steht unter der Apache-2.0-Lizenz")."""
    named = _PROMINENT.search(before) and sentence.says(Meaning.LICENCE)
    return bool(named) and whose(before, names) is not Whose.OTHER and not is_denied(before)


def _ties(sentence: Sentence) -> list[int]:
    """Return where a sentence begins to tie what stands before to a condition."""
    if not sentence.hints & Meaning.CONDITION.mask:
        return []
    return [match.start() for match in every(Meaning.CONDITION, sentence.lower, sentence.hints)][:_MAX_FOUND]


def licences_in(text: str, names: Names) -> Iterator[tuple[Scope, Licence, Whose]]:
    """Yield the licences a sentence gives, with the part and whose it is; denied and past ones are left out."""
    mentions = _mentions(text)
    start = 0
    last: tuple[Scope, ...] = (Scope.ALL,)
    for at, begin, end, licence, spelled_out in mentions:
        before, after, verb = text[start:at], text[end:], text[at:begin]
        start = end
        bracket = BRACKET.match(after)
        told = scopes(bracket[1]) if bracket is not None else scopes(before)
        if told == (Scope.ALL,) and last != (Scope.ALL,) and _AND.match(before):
            told = last
        if not spelled_out and told == (Scope.ALL,):
            continue
        if is_denied(before + verb, after) or is_former(before + verb, after):
            continue
        if licence.open is not False and (DERIVED.search(before) or _DERIVED_AFTER.match(after)):
            continue
        if not spelled_out and licence.open is not False and _OTHER_TERMS.search(before + " " + after[8:]):
            continue
        last = told
        about = whose(before, names)
        if about is Whose.MAYBE_OTHER and not licence.open:
            about = Whose.OWN  # a limit is heard where it may be meant for us
        for scope in told:
            yield scope, licence, about


def _mentions(text: str) -> list[tuple[int, int, int, Licence, bool]]:
    """Return the licences named: where verb, name and end stand, the licence, and whether there is a verb."""
    found: dict[int, tuple[int, int, int, Licence, bool]] = {}
    taken = -1
    starts = sorted(
        [(match.end(), match.start(), True) for match in UNDER.finditer(text)]
        + [(match.start(), match.start(), False) for match in _PROMINENT.finditer(text)]
        + [(at, at, False) for at in family_starts(text)],
        key=lambda item: (item[0], not item[2]),
    )
    for begin, shown, spelled_out in starts:
        if begin < taken:
            continue
        licence, length = named_run(text[begin:], surely=not spelled_out and text[begin : begin + 1].isupper())
        if licence is not None:
            taken = begin + length
            found.setdefault(begin, (shown, begin, taken, licence, spelled_out))
    return list(found.values())


_LINE = 2_000
_MOST_NOTICE = 262_144


def carried_in(text: str) -> tuple[tuple[str, int], ...]:
    """Return our ids of restricted licences whose notice a text carries, each with its line (from 1)."""
    found: dict[str, int] = {}
    names = own_names("")
    for number, line in enumerate(text[:_MOST_NOTICE].splitlines(), start=1):
        for _, licence, _ in licences_in(line[:_LINE], names):
            if is_own_notice(licence, line[:_LINE]):
                found.setdefault(licence.id, number)
    return tuple(found.items())


def _in_table(card: Card, model: str) -> tuple[Licence, int, str] | None:
    """Return the licence in the row of a model in a table of models, with its line and words."""
    name = model.rpartition("/")[2].casefold()
    tables = 0
    for sentence in card.sentences_with(_TITLE_STEMS) if name else ():
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


_ITEMS_BACK = 3


def _is_of_another(card: Card, sentence: Sentence, field: re.Match[str], names: Names) -> bool:
    """Whether a field stands in a list under an item that names another model."""
    block = card.blocks[sentence.block]
    if block.kind != "item" or scopes(field[1]) != (Scope.ALL,):
        return False
    for above in reversed(card.blocks[max(0, sentence.block - _ITEMS_BACK) : sentence.block]):
        if above.section != block.section or above.kind != "item":
            return False
        if begins_with_another(above.text, names):
            return True
    return False


def _in_field(card: Card, sentence: Sentence, field: re.Match[str]) -> list[tuple[Scope, Licence]]:
    """Return the licences a field names after its colon with the part of each, or to whose text it links."""
    tail = sentence.text[field.end() : _MAX_SENTENCE] if field[2] else ""
    parts: list[tuple[Scope, Licence]] = []
    for piece in _pieces(tail):
        named, length = named_run(piece, surely=True)
        if named is None:
            continue
        bracket = BRACKET.match(piece[length:])
        told = scopes(bracket[1]) if bracket is not None else (Scope.ALL,)
        parts.extend((scope, named) for scope in (scopes(field[1]) if told == (Scope.ALL,) else told))
    if parts:
        return parts
    known = (knowledge().by_link(link.url) for link in card.block_links(sentence.block))
    linked = next((licence for licence in known if licence is not None), None)
    return [] if linked is None else [(scope, linked) for scope in scopes(field[1])]


_PIECE = re.compile(r"[,;]\s*(?:and\s+)?|\)\s+(?:and\s+)?(?=[A-Z])")


def _pieces(tail: str) -> list[str]:
    """Return the first value of a field and, where it has its part in brackets, those that follow."""
    cut = [match.end() for match in _PIECE.finditer(tail)][:MOST_WORDS]
    starts = [0, *cut]
    pieces = [tail[start:end] for start, end in zip(starts, [*cut, len(tail)], strict=True)]
    several = len(pieces) > 1 and "(" in pieces[0]
    return pieces if several else [tail]


def _named(tail: str, *, surely: bool = False) -> Licence | None:
    return named_run(tail, surely=surely)[0]
