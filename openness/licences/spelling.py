"""What a spelled licence means: one licence, several, a choice, or something unknown."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache

from openness.licences.knowledge import Knowledge, Licence, knowledge, normal_spelling
from openness.licences.spdx import parse_expression

_JOINTS = re.compile(r"\s+and\s+|\s*&\s*|\s+\+\s+|\s*/\s*|\s*;\s*|\s*,\s*|-and-|_and_|-with-|\s+with\s+", re.I)
_MAX_PARTS = 8


@dataclass(frozen=True)
class Meaning:
    """What one spelling means.

    `licences` are those we know; `unknown` the parts we do not. `choice`: a user may pick one (OR).
    """

    text: str
    licences: tuple[Licence, ...]
    unknown: tuple[str, ...] = ()
    choice: bool = False

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
        found = [(part, knowledge().find(part)) for part in expression.ids]
        return Meaning(
            text,
            tuple(licence for _, licence in found if licence is not None),
            tuple(part for part, licence in found if licence is None),
            expression.choice,
        )
    parts = [part for part in _JOINTS.split(text)[:_MAX_PARTS] if part.strip()]
    if len(parts) > 1:
        found = [(part, knowledge().find(part)) for part in parts]
        if any(licence is not None for _, licence in found):
            licences = dict.fromkeys(licence for _, licence in found if licence is not None)
            return Meaning(text, tuple(licences), tuple(part for part, licence in found if licence is None))
    return Meaning(text, (), (normal_spelling(text)[:100],))
