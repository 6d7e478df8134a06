"""Hosting: grants to show a model at a non-commercial place, which say nothing of its use and bar no other place."""

from __future__ import annotations

from openness.licences.lifted import blank
from openness.words import ALL, Meaning, every, says
from openness.words.pattern import pattern_of


def without_places(clause: str, hints: int = ALL) -> tuple[str, tuple[int, ...]]:
    """Return a lower-case clause with such grants blanked, and where each began; offsets stay.

    Words that make a grant a bound ("only on ...", "not ... except on ...") or one of the use ("use it on ...")
    leave it as it is: what it says is then read as any other limit.
    """
    begins: list[int] = []
    for match in tuple(every(Meaning.HOSTED_WHERE, clause, hints)):
        rest = clause[match.end() : match.end() + _MOST_AFTER]
        around = clause[: match.end()] + _PAUSE.split(rest, maxsplit=1)[0]
        if says(Meaning.BOUNDS_HOSTING, around) is None:
            clause = clause[: match.start()] + blank(match) + clause[match.end() :]
            begins.append(match.start())
    return clause, tuple(begins)


_MOST_AFTER = 60
_PAUSE = pattern_of(r"[.,;:(（。，；]")
