"""Words that lift a limit ("no permission is needed"): blanked before a clause is read for what it takes away."""

from __future__ import annotations

import re

from openness.words import ALL, Meaning, every, says


def blank(match: re.Match[str]) -> str:
    """Return as many spaces as a match has signs."""
    return " " * len(match.group())


def without_lifted(clause: str, hints: int = ALL) -> str:
    """Return a clause with words blanked that say a limit, a ban or a request is not there, or not all; offsets stay.

    Words after a denial stay: "not without permission" lifts nothing.
    """
    lifting = [*every(Meaning.LIMIT_LIFTED, clause, hints), *every(Meaning.NOT_ONLY, clause, hints)]
    for match in lifting:
        if says(Meaning.DENIED_BEFORE, clause[: match.start()]) is None:
            clause = clause[: match.start()] + blank(match) + clause[match.end() :]
    return clause
