"""What a spelled licence means: one licence, several, a choice, or something unknown."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import lru_cache

from openness.licences.clause import restriction
from openness.licences.knowledge import Knowledge, Licence, knowledge
from openness.licences.spdx import Expression, parse_expression

_JOINTS = re.compile(r"\s+and\s+|\s*&\s*|\s+\+\s+|\s*/\s*|\s*;\s*|\s*,\s*|-and-|_and_|-with-|\s+with\s+", re.I)
_MAX_PARTS = 8
_MAX_UNKNOWN = 200


@dataclass(frozen=True)
class Meaning:
    """What one spelling means.

    `licences` are those we know; `unknown` the parts we do not, as they are written. `choice`: a user may
    pick one of the licences (OR); where the choice is between sets of licences, the freest set is given.
    """

    text: str
    licences: tuple[Licence, ...]
    unknown: tuple[str, ...] = ()
    choice: bool = False
    exceptions: tuple[str, ...] = ()
    """SPDX exceptions named with WITH; each only adds permissions."""

    @property
    def compound(self) -> bool:
        return len(self.licences) + len(self.unknown) > 1


def meaning_of(text: str) -> Meaning:
    """Return what a licence id, name or SPDX expression means; never a guess from part of a word."""
    return _meaning_of(knowledge(), text)


@lru_cache(maxsize=8192)
def _meaning_of(_known: Knowledge, text: str) -> Meaning:
    text = text.strip()
    known = knowledge().find(text)
    if known is not None:
        return Meaning(text, (known,))
    expression = parse_expression(text)
    if expression is not None:
        return _of_expression(text, expression)
    if (later := _or_later(text)) is not None:
        return Meaning(text, (later,))
    parts = [part.strip() for part in _JOINTS.split(text)[:_MAX_PARTS] if part.strip()]
    if len(parts) > 1:
        meaning = _together(text, parts)
        if meaning.licences:
            return meaning
    return Meaning(text, (), (text[:_MAX_UNKNOWN],))


def _of_expression(text: str, expression: Expression) -> Meaning:
    """A choice is a choice among what we know; the terms of the others need not be taken."""
    options = [_together(text, option) for option in expression.options]
    whole = [option for option in options if not option.unknown]
    exceptions = expression.exceptions
    if not whole:
        chosen = min(options, key=lambda option: len(option.unknown))
        return replace(chosen, exceptions=exceptions)
    if len(whole) > 1 and all(len(option.licences) == 1 for option in whole):
        licences = tuple(dict.fromkeys(option.licences[0] for option in whole))
        return Meaning(text, licences, choice=len(licences) > 1, exceptions=exceptions)
    freest = min(whole, key=lambda option: max(_severity(licence) for licence in option.licences))
    return replace(freest, exceptions=exceptions)


def _severity(licence: Licence) -> tuple[int, int]:
    """From free to closed: open, not known, not open; then how many clauses take something away."""
    openness = 0 if licence.open else (2 if licence.open is False else 1)
    return openness, sum(restriction(fact) > 0 for fact in licence.clauses.values())


def _together(text: str, parts: Sequence[str]) -> Meaning:
    found = [(part, knowledge().find(part) or _or_later(part)) for part in parts]
    licences = dict.fromkeys(licence for _, licence in found if licence is not None)
    unknown = dict.fromkeys(part[:_MAX_UNKNOWN] for part, licence in found if licence is None)
    return Meaning(text, tuple(licences), tuple(unknown))


def _or_later(part: str) -> Licence | None:
    """`X+`: this version or a later one, so this version may be chosen."""
    return knowledge().find(part[:-1]) if part.endswith("+") and part[-2:-1].isdigit() else None
