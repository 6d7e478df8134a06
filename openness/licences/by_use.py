"""Licences by use: how many models name each, and which of its clauses nobody has told us."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from openness.licences.clause import QUESTIONS, Clause
from openness.licences.knowledge import Licence, knowledge
from openness.licences.wording import HOW_WORDS

_JOINED = re.compile(r" (?:AND|OR) ")
_JUDGEMENTS = frozenset({Clause.AI_ACT, Clause.OPEN_DEFINITION})
"""Readings of the whole, not clauses of a text."""
_ASKED = tuple(clause for clause in QUESTIONS if clause not in _JUDGEMENTS)
UNKNOWN_NAME = "not a licence we know"


@dataclass(frozen=True)
class Use:
    """One licence, or a name we do not know: models that name it, how its facts are known, what is unknown."""

    licence: str
    models: int
    known_by: str
    open: bool | None
    unknown: tuple[Clause, ...]


def licences_by_use(named: Iterable[str]) -> tuple[Use, ...]:
    """Return the licences named for the weights of models (one string a model), most used first."""
    counts: Counter[str] = Counter()
    for value in named:
        counts.update(dict.fromkeys(_JOINED.split(value), 1))
    return tuple(_use(name, models) for name, models in sorted(counts.items(), key=lambda item: (-item[1], item[0])))


def _use(name: str, models: int) -> Use:
    licence = knowledge().find(name)
    if licence is None:
        return Use(name, models, UNKNOWN_NAME, None, _ASKED)
    unknown = tuple(clause for clause in _ASKED if clause not in licence.clauses)
    return Use(licence.id, models, _known_by(licence), licence.open, unknown)


def _known_by(licence: Licence) -> str:
    hows = [fact.origin.how for clause, fact in licence.clauses.items() if clause not in _JUDGEMENTS]
    return HOW_WORDS[max(dict.fromkeys(hows), key=hows.count)] if hows else HOW_WORDS["unread"]


def use_rows(found: Iterable[Use]) -> list[Mapping[str, str]]:
    """Return one row a licence: `licence`, `models`, `known_by`, `open`, `unknown` (their number) and `clauses`."""
    words = {True: "yes", False: "no", None: "unknown"}
    return [
        {
            "licence": use.licence,
            "models": str(use.models),
            "known_by": use.known_by,
            "open": words[use.open],
            "unknown": f"{len(use.unknown)} of {len(_ASKED)}",
            "clauses": "; ".join(clause.value for clause in use.unknown),
        }
        for use in found
    ]


def use_table(found: Iterable[Use], most: int = 60) -> str:
    """Return a Markdown table of the licences with something unknown, most used first, at most `most` rows."""
    lines = ["| licence | models | its facts | not known |", "|---|---:|---|---|"]
    open_rows = [use for use in found if set(use.unknown) - {Clause.GOVERNING_LAW}]
    for use in open_rows[:most]:
        clauses = ", ".join(clause.value.replace("_", " ") for clause in use.unknown)
        told = "everything" if len(use.unknown) == len(_ASKED) else clauses
        name = use.licence.replace("|", "/").replace("\n", " ")[:80]
        lines.append(f"| {name} | {use.models} | {use.known_by} | {told} |")
    if len(open_rows) > most:
        lines.append(f"| {len(open_rows) - most} others | {sum(use.models for use in open_rows[most:])} | | |")
    return "\n".join(lines) + "\n"
