"""A base told by the name of a family under a binding licence, in the words of any language that we have words for."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass

from openness.card import Card, Sentence
from openness.card.origin import comes_after
from openness.licences.name_hint import family_in_name
from openness.licences.subject import Names, Whose, own_names, whose
from openness.licences.tables import whose_row
from openness.reading.wording import denies
from openness.words import Meaning, every, says

_NAME = re.compile(r"[A-Za-z][\w./-]{1,90}(?: v?\d[\w.]{0,8})?(?: \d{1,3}(?:\.\d)?[bB]\b)?", re.ASCII)
_NEAR = 60
"""Signs between the words that tell of making and the name."""
_CLAUSE_END = re.compile(r"[,;，；。]")
_LIKENED = re.compile(r"-(?:based|like|style)\Z", re.IGNORECASE)
_LABELLED = 2
"""Cells of a row that is a label and what it labels."""
_MOST = 60


@dataclass(frozen=True)
class ToldFamily:
    """A model of a binding family, as the card calls it, and where the card tells that this one was made from it."""

    name: str
    line: int
    quote: str


def family_in_words(card: Card, own: str, aside: Callable[[Sentence], bool]) -> ToldFamily | None:
    """Return the model of a family under a binding licence that a card tells as what it was made from, or None.

    `own` is the model's own id; `aside` tells which sentences speak of other things. Only such families are looked
    for: their names are few and mean nothing else, so that no sentence has to be understood whole.
    """
    names = own_names(own, card)
    for sentence in card.sentences_hinting(Meaning.MADE_FROM)[:_MOST]:
        lower, hints = sentence.lower, sentence.hints
        if aside(sentence) or denies(lower, hints) or says(Meaning.SHARES_ARCHITECTURE, lower):
            continue
        name = _name_in(sentence, own, names)
        if name is not None and _is_of_this_model(card, sentence, names):
            return ToldFamily(name, sentence.line, sentence.text[:200])
    return None


def _is_of_this_model(card: Card, sentence: Sentence, names: Names) -> bool:
    """Whether a row of a table tells of this model: one of two cells that labels a base does ("Backbone | ...")."""
    cells = card.blocks[sentence.block].cells
    if len(cells) == _LABELLED and says(Meaning.MADE_FROM, cells[0].lower()) is not None:
        return True
    return whose_row(card, sentence.block, names) is not Whose.OTHER


def _name_in(sentence: Sentence, own: str, names: Names) -> str | None:
    text = sentence.text
    made = [match.span() for match in every(Meaning.MADE_FROM, sentence.lower, sentence.hints)]
    for match in _NAME.finditer(text) if made and len(text) == len(sentence.lower) else ():
        name = _of_binding_family(match[0], own)
        if name is None or names.is_own(name.partition(" ")[0]) or comes_after(name.partition(" ")[0], own):
            continue
        if any(_is_made_from(text, match.start(), match.end(), span, names) for span in made):
            return name
    return None


def _of_binding_family(words: str, own: str) -> str | None:
    """Return the name of a model of a binding family: an id, or the first such of names with strokes between them."""
    whole = words.rstrip("./-")
    account = own.rpartition("/")[0]
    found = [part for part in (whole, *whole.split("/")) if part == whole or "/" not in part]
    for name in found if whole.count("/") < _LABELLED else ():
        plain = name.rpartition("/")[2].partition(" ")[0]
        if _LIKENED.search(plain) is None and family_in_name(f"{account}/{plain}") is not None:
            return name
    return None


def _is_made_from(text: str, begin: int, end: int, said: tuple[int, int], names: Names) -> bool:
    """Whether a name stands near the words, with no data between them and no other model before them."""
    between = text[said[1] : begin] if said[1] <= begin else text[end : said[0]]
    if len(between) > _NEAR or _CLAUSE_END.search(between) or says(Meaning.DATA, between.lower()) is not None:
        return False
    return whose(text[: min(begin, said[0])], names) is Whose.OWN
