"""Use words: what a sentence of a card, a gate or a notice takes away, in the languages whose words are in `words`.

A limit is found where a clause has a meaning; who the clause is about, and whether it is denied or past, is read by
`subject`. The phrases stand in `openness/words/languages`.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from functools import cache, lru_cache

from openness.licences.lifted import blank, without_lifted
from openness.licences.saying import UseLimit
from openness.words import ALL, Meaning, every, hinting, says

_SAID: Mapping[UseLimit, Meaning] = {
    UseLimit.NON_COMMERCIAL: Meaning.NON_COMMERCIAL_WORDS,
    UseLimit.COMMERCIAL_FORBIDDEN: Meaning.COMMERCIAL_BARRED,
    UseLimit.ON_REQUEST: Meaning.COMMERCIAL_ON_REQUEST,
    UseLimit.RESEARCH_ONLY: Meaning.CONFINED_TO_RESEARCH,
    UseLimit.REGISTRATION: Meaning.REGISTRATION_ASKED,
    UseLimit.PURPOSES: Meaning.PURPOSE_BARRED,
    UseLimit.REDISTRIBUTION: Meaning.REDISTRIBUTION_BARRED,
    UseLimit.MODIFICATION: Meaning.MODIFICATION_BARRED,
}
"""Limits that one meaning of a clause states."""
_ACROSS: Mapping[UseLimit, Meaning] = {UseLimit.EU: Meaning.EU_PLACE, UseLimit.PUBLIC_BODY: Meaning.PUBLIC_BODY}
"""Limits of a place or a body, which the sentence denies rights."""
_SIZES: Mapping[UseLimit, Meaning] = {UseLimit.REVENUE: Meaning.REVENUE, UseLimit.USERS: Meaning.HEADCOUNT}
"""Limits by the size of a firm, where the sentence ties rights to a bound of it."""
_FIGURE = re.compile(r"\d")
_TAKEN = (Meaning.BARS, Meaning.RIGHTS)
_BOUNDED = (Meaning.BOUND, Meaning.RIGHTS)

LIMITING = (
    *_SAID.values(),
    Meaning.COMMERCIAL_GRANTED,
    Meaning.COMMERCE,
    Meaning.TERMS_STATED,
    *_ACROSS.values(),
    *_SIZES.values(),
)
"""A sentence with none of these states no limit."""
TELLING = tuple(meaning for meaning in LIMITING if meaning is not Meaning.PURPOSE_BARRED)
"""With one of these a card's sentence is worth reading: a purpose alone is advice in a card, and a term at a gate."""


@lru_cache(maxsize=2_048)  # one publisher's gates and cards say the same of many models
def limits_in(clause: str, *, whole: str | None = None, hints: int = ALL) -> tuple[tuple[UseLimit, int], ...]:
    """Return the limits a clause states with the offset where each begins; lower case is expected.

    `whole` is the sentence it stands in: places, bodies and sizes are tied to their denial across it; `hints` are those
    of the sentence.
    """
    whole = clause if whole is None else whole
    return tuple(_limits_in(clause, whole, hints)) if may_limit(hints) else ()


@cache
def _masks() -> tuple[tuple[Meaning, int], ...]:
    return tuple((meaning, hinting(meaning)) for meaning in LIMITING)


def may_limit(hints: int) -> bool:
    """Return whether a sentence with these hints may state a limit at all."""
    return bool(hints & hinting(*LIMITING))


def states_some(whole: str, hints: int) -> bool:
    """Return whether a sentence (lower case) says anything that one of its clauses may state as a limit.

    It is cheaper to ask than to part a sentence into clauses; bodies may stand first in a clause only.
    """
    if hints & hinting(Meaning.PUBLIC_BODY):
        return True
    return any(hints & mask and says(each, whole, hints) for each, mask in _masks())


def _limits_in(clause: str, whole: str, hints: int) -> Iterator[tuple[UseLimit, int]]:
    clause = without_lifted(_without_both_kinds(clause, hints), hints)
    for limit, meaning in _SAID.items():
        if (match := says(meaning, clause, hints)) is not None:
            yield limit, match.start()
    if (match := says(Meaning.COMMERCIAL_GRANTED, clause, hints)) is not None and says(
        Meaning.STEP_FIRST, whole, hints
    ):
        yield UseLimit.ON_REQUEST, match.start()
    for limit, meaning in _ACROSS.items():
        if (match := says(meaning, clause, hints)) is not None and _all_said(whole, hints, *_TAKEN):
            yield limit, match.start()
    size = _first_size(clause, hints)
    if size is not None and _FIGURE.search(whole) is not None and _all_said(whole, hints, *_BOUNDED):
        yield size


def left_open(piece: str, hints: int = ALL, *, alone: bool = True) -> Iterator[tuple[UseLimit, int]]:
    """Yield what words (lower case) leave open, and where: that a request is asked, or that they may limit something.

    Words on commercial use that neither grant nor limit it as far as we understand them may do either; so may other
    terms, asked for where no limit was understood in the sentence (`alone`).
    """
    told = _without_both_kinds(piece, hints)
    plain = without_lifted(told, hints)
    if (spoken := says(Meaning.COMMERCE, plain, hints)) is not None:
        if (asked := says(Meaning.COMMERCIAL_ON_REQUEST, plain, hints)) is not None:
            yield UseLimit.ON_REQUEST, asked.start()
        elif plain == told and not says(Meaning.COMMERCIAL_GRANTED, plain, hints):
            yield UseLimit.COMMERCE, spoken.start()
    elif alone and (stated := says(Meaning.TERMS_STATED, plain, hints)) is not None:
        yield UseLimit.TERMS, stated.start()


def _all_said(whole: str, hints: int, *meanings: Meaning) -> bool:
    return all(says(meaning, whole, hints) is not None for meaning in meanings)


def _first_size(clause: str, hints: int) -> tuple[UseLimit, int] | None:
    """Return the size of a firm that a clause names first, with its offset."""
    named = ((limit, says(meaning, clause, hints)) for limit, meaning in _SIZES.items())
    return min(((limit, match.start()) for limit, match in named if match), key=lambda size: size[1], default=None)


def _without_both_kinds(clause: str, hints: int) -> str:
    """Return a clause with words blanked that name both kinds of use together; offsets stay."""
    for match in tuple(every(Meaning.BOTH_KINDS, clause, hints)):
        clause = clause[: match.start()] + blank(match) + clause[match.end() :]
    return clause
