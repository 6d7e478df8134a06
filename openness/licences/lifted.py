"""Words that lift a limit ("no permission is needed"): blanked before a clause is read for what it takes away."""

from __future__ import annotations

import re

from openness.words import ALL, Meaning, every
from openness.words.pattern import pattern_of


def blank(match: re.Match[str]) -> str:
    """Return as many spaces as a match has signs."""
    return " " * len(match.group())


def without_lifted(clause: str, hints: int = ALL) -> str:
    """Return a clause with words blanked that say a limit, a ban or a request is not there, or not all; offsets stay.

    Words after a denial stay: "not without permission" lifts nothing.
    """
    lifting = [*every(Meaning.LIMIT_LIFTED, clause, hints), *every(Meaning.NOT_ONLY, clause, hints)]
    for match in lifting:
        if _DENIED_BEFORE.search(clause[: match.start()]) is None:
            clause = clause[: match.start()] + blank(match) + clause[match.end() :]
    return clause


_DENIED_BEFORE = pattern_of(
    r"(?:\b(?:not|n't|no|cannot|never|nicht|kein\w*|pas|aucun\w*|non|não|niet|geen|nie|prohibit\w*|forbid\w*|verboten|"
    r"untersagt|interdit\w*|prohibid\w*|vietat\w*|proibid\w*|zabron\w*)\b|不得|不可|不能|禁止|严禁|嚴禁|勿)[^.;。]{0,60}$"
)
