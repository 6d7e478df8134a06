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
_PROGRAM = re.compile(r"[-_.]?llama[-_.]?cpp", re.I)
"""A program that runs models of every family, and bears the name of one."""


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


def from_scratch(card: Card | None) -> bool:
    """Return whether a card says, and does not deny before it, that the model was trained from scratch."""
    return card is not None and any(map(_says_so, card.sentences_hinting(Meaning.FROM_SCRATCH)))


def _says_so(sentence: Sentence) -> bool:
    said = says(Meaning.FROM_SCRATCH, sentence.lower, sentence.hints)
    return said is not None and says(Meaning.DENIES, sentence.lower[: said.end()], sentence.hints) is None
