"""Whether what is said of a licence's clause is the licence's own, or what a card, a file or a base says beside it."""

from __future__ import annotations

from openness.licences.clause import clause_of
from openness.licences.knowledge import knowledge
from openness.record.evidence import Value


def is_said_beside(licence: str, signal: str, value: Value | None) -> bool:
    """Return whether a licence, by its name, is known to say of a clause's signal another thing than was answered."""
    known, clause = knowledge().find(licence), clause_of(signal)
    told = None if known is None or clause is None else known.value(clause)
    return told is not None and told != value
