"""Whether two answers to one question are the same: levels by their word, facts by what they name."""

from __future__ import annotations

import re
from collections.abc import Callable
from functools import lru_cache

from openness.licences.spelling import meaning_of

UNDECIDED = frozenset({"undecidable", "unknown", "not_applicable", ""})
NONE_NAMED = "none"
_ASIDE = re.compile(r"\([^()]*\)")
_OWN_TERMS = re.compile(r"\b(?:other|custom)\b")
_SHORTEST = 4
"""Shorter names are the same only if equal: "C4" stands in many longer ones."""


def same_answer(question: str, first: str, second: str) -> bool:
    """Return whether two answers to a question say the same; one that decides nothing equals its like alone."""
    if (first in UNDECIDED) != (second in UNDECIDED):
        return False
    if first in UNDECIDED or first == second:
        return True
    match question:
        case "licence":
            return _same_licence(first, second)
        case "base":
            return _same_sets(names_of(first), names_of(second), same_base)
        case "datasets":
            return _same_sets(names_of(first), names_of(second), same_name)
        case _:
            return False


def names_of(answer: str) -> list[str]:
    """Return the names in an answer, which are separated by `;`; `none` names nothing."""
    return [name for part in answer.split(";") if (name := part.strip()) and name.lower() != NONE_NAMED]


def same_name(first: str, second: str) -> bool:
    """Return whether two names mean one data set: the same letters without account and aside, or one in the other."""
    one, two = _letters(first), _letters(second)
    shorter, longer = sorted((one, two), key=len)
    return one == two or (len(shorter) >= _SHORTEST and shorter in longer)


def same_base(first: str, second: str) -> bool:
    """Return whether two names mean one model; only a name without account may be a part of the other's."""
    if "/" in first and "/" in second:
        return _letters(first) == _letters(second)
    return same_name(first, second)


def _same_sets(first: list[str], second: list[str], alike: Callable[[str, str], bool]) -> bool:
    return all(any(alike(name, other) for other in second) for name in first) and all(
        any(alike(name, other) for other in first) for name in second
    )


@lru_cache(maxsize=4096)
def _letters(name: str) -> str:
    bare = _ASIDE.sub("", name) or name
    return "".join(filter(str.isalnum, bare.rpartition("/")[2].lower()))


def _same_licence(first: str, second: str) -> bool:
    """Licences are the same by the identifiers their spellings mean, else by their name, else as terms of one's own."""
    one, two = _identifiers(first), _identifiers(second)
    if one or two:
        return one == two
    return same_name(first, second) or (_own_terms(first) and _own_terms(second))


@lru_cache(maxsize=1024)
def _identifiers(text: str) -> frozenset[str]:
    bare = _ASIDE.sub("", text).strip()
    asides = [aside.strip("()") for aside in _ASIDE.findall(text)]
    for spelling in (text, bare, *asides):
        if spelling and (found := meaning_of(spelling).licences):
            return frozenset(licence.id for licence in found) - {"other"}
    return frozenset()


def _own_terms(text: str) -> bool:
    return _OWN_TERMS.search(text.lower()) is not None
