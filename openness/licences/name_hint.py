"""Name hints: a model whose name carries the name of a family under a binding licence, and that names no base."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from functools import cache
from typing import TYPE_CHECKING

from openness.licences.clause import Clause
from openness.licences.knowledge import Knowledge, family_names, knowledge
from openness.words import Meaning, says

if TYPE_CHECKING:
    from openness.card import Card, Sentence

_OWN_NAME = re.compile(r"([a-z]+)-?[\d.]*\Z")
_WORDS = re.compile(r"[-_. ]+")
_PROGRAM = re.compile(r"[-_.]?(?:llama[-_.]?(?:cpp|factory|swap|stack)|distributed[-_.]?llama)(?![a-z0-9])", re.I)
"""Programs that run or tune models of every family, and bear the name of one."""
_NEAR = 40
"""Signs behind the words within which what they are about is named."""


def binding_families() -> Mapping[str, frozenset[str]]:
    """Return the families of which a licence bears the bare name and forbids purposes to all that is made from them.

    Each with the accounts of those who publish it. A licence that is named after one member (of one size, of one
    edition) tells nothing of the others.
    """
    return _families(knowledge())


@cache
def _families(known: Knowledge) -> Mapping[str, frozenset[str]]:
    found: dict[str, set[str]] = {}
    names = family_names()
    for licence in known.by_id.values():
        told = _OWN_NAME.match(licence.id)
        if told is not None and told[1] in names and licence.value(Clause.USE_RESTRICTIONS) is True:
            found.setdefault(told[1], set()).update((licence.family, f"{licence.family}-{told[1]}"))
    return {name: frozenset(publishers) for name, publishers in found.items()}


def family_in_name(model_id: str) -> str | None:
    """Return the binding family whose name a model's name carries, as a word or the end of one; None for its own."""
    account, _, name = model_id.casefold().rpartition("/")
    known = binding_families()
    if _any_of(tuple(known)).search(name) is None:
        return None
    words = _WORDS.split(_PROGRAM.sub("", name))
    for family, publishers in sorted(known.items()):
        if account not in publishers and any(_carries(family).fullmatch(word) for word in words):
            return family
    return None


@cache
def _any_of(families: tuple[str, ...]) -> re.Pattern[str]:
    return re.compile("|".join(map(re.escape, families)) or r"(?!)")


@cache
def _carries(family: str) -> re.Pattern[str]:
    """Two signs before a family's name make another word of it (`ollama`); three and more a compound."""
    return re.compile(rf"(?:[a-z0-9]{{3,40}})?{re.escape(family)}[a-z]?\d{{0,4}}")


def is_of_family(licence_ids: Iterable[str], family: str) -> bool:
    """Return whether one of the licences is the family's own: then its terms are known."""
    return any(licence_id.startswith(family) for licence_id in licence_ids)


def family_told(name: str, own: str, card: Card | None) -> str | None:
    """Return the binding family that a base's name, as a card tells it, belongs to; None where it binds nothing.

    Nothing binds its own publisher (`own` is the model's id), and none is meant where the model was trained anew.
    """
    family = family_in_name(f"{own.rpartition('/')[0]}/{name.rpartition('/')[2]}")
    return None if family is None or trained_anew(card, family) else family


def hinted_family(model_id: str, card: Card | None) -> str | None:
    """Return the binding family that a model's name hints at as its base, unless its card tells of a new beginning."""
    family = family_in_name(model_id)
    return None if family is None or trained_anew(card, family) else family


def trained_anew(card: Card | None, family: str) -> bool:
    """Return whether a card says that the model began anew, though it bears a family's name.

    It says so outright; or that it is an open reproduction of that family; or that it has that family's
    architecture and was pre-trained by its makers, with no word of going on with another's training.
    """
    if card is None:
        return False
    told = any(_begins_anew(item, family) for item in card.sentences_hinting(Meaning.FROM_SCRATCH))
    if told or any(_reproduces(item, family) for item in card.sentences_hinting(Meaning.REPRODUCES)):
        return True
    shared = any(_shares(item, family) for item in card.sentences_hinting(Meaning.SHARES_ARCHITECTURE))
    return shared and _tells(card, Meaning.PRETRAINS) and not _tells(card, Meaning.GOES_ON)


def _begins_anew(sentence: Sentence, family: str) -> bool:
    """Whether the model, and not the family itself right before the words, is said to be trained from scratch."""
    said = _says_so(sentence, Meaning.FROM_SCRATCH)
    own = rf"(?<![\w-]){re.escape(family)}[-\w. ]{{0,12}}\Z"
    return said is not None and re.search(own, sentence.lower[: said.start()].rstrip()) is None


def _tells(card: Card, meaning: Meaning) -> bool:
    return any(_says_so(sentence, meaning) is not None for sentence in card.sentences_hinting(meaning))


def _says_so(sentence: Sentence, meaning: Meaning) -> re.Match[str] | None:
    said = says(meaning, sentence.lower, sentence.hints)
    if said is None or says(Meaning.DENIES, sentence.lower[: said.end()], sentence.hints) is not None:
        return None
    return said


def _reproduces(sentence: Sentence, family: str) -> bool:
    """Whether the family itself is what was reproduced: not its data, and not what others made of it.

    Where the verb stands last the words begin with the name ("owlの再現"); elsewhere the name follows them.
    """
    said = _says_so(sentence, Meaning.REPRODUCES)
    if said is None:
        return False
    if re.match(rf"{re.escape(family)}(?![a-z\d])", said[0]):
        return True
    whose = sentence.lower[said.end() : said.end() + _NEAR]
    named = re.search(rf"\b{re.escape(family)}\b", whose)
    return named is not None and says(Meaning.DATA, whose) is None


def _shares(sentence: Sentence, family: str) -> bool:
    said = _says_so(sentence, Meaning.SHARES_ARCHITECTURE)
    return said is not None and family in sentence.lower[said.start() : said.end() + _NEAR]
