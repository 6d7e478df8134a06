"""Name hints: a model whose name carries the name of a family under a binding licence, and that names no base."""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import cache

from openness.licences.clause import Clause
from openness.licences.knowledge import Knowledge, family_names, knowledge

_OWN_NAME = re.compile(r"([a-z]+)-?[\d.]*\Z")
_WORDS = re.compile(r"[-_. ]+")
_PROGRAM = re.compile(r"[-_.]?llama[-_.]?cpp", re.I)
"""A program that runs models of every family, and bears the name of one."""
_MOST_READ = 100_000
_SCRATCH = re.compile(
    r"\b(?:we|it|(?:this|our|the) model)\b[^.\n]{0,80}\b(?:pre-?)?train[a-z]{0,3}\b[^.\n]{0,60}\bfrom scratch\b",
    re.I,
)
_DENIED = re.compile(r"\bnot\b|n't\b|\bnever\b|\bthan\b|\binstead\b|\bwithout\b|\brather\b|\bunlike\b", re.I)


def binding_families() -> frozenset[str]:
    """Return the families of which a licence bears the bare name and forbids purposes to all that is made from them.

    A licence that is named after one member (of one size, of one edition) tells nothing of the others.
    """
    return frozenset(_families(knowledge()))


@cache
def _families(known: Knowledge) -> dict[str, frozenset[str]]:
    """Return for each binding family the names of those who publish it."""
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
    known = _families(knowledge())
    if not any(family in name for family in known):
        return None
    words = _WORDS.split(_PROGRAM.sub("", name))
    for family, publishers in sorted(known.items()):
        if account not in publishers and any(_carries(family).fullmatch(word) for word in words):
            return family
    return None


@cache
def _carries(family: str) -> re.Pattern[str]:
    """Two signs before a family's name make another word of it (`ollama`); three and more a compound."""
    return re.compile(rf"(?:[a-z0-9]{{3,40}})?{re.escape(family)}[a-z]?\d{{0,4}}")


def is_of_family(licence_ids: Iterable[str], family: str) -> bool:
    """Return whether one of the licences is the family's own: then its terms are known."""
    return any(licence_id.startswith(family) for licence_id in licence_ids)


def from_scratch(text: str | None) -> bool:
    """Return whether a card says that the model was trained from scratch."""
    read = (text or "")[:_MOST_READ]
    if "from scratch" not in read.casefold():  # the pattern costs seven times as much as this look
        return False
    return any(_DENIED.search(match[0]) is None for match in _SCRATCH.finditer(read))
