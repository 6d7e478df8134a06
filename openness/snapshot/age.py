"""How old the facts of a snapshot are, and from when on that is told aloud."""

from __future__ import annotations

from datetime import UTC, datetime

OLD = 60
"""Days from which on facts are called old: licences and gates move within weeks."""


def age_in_days(created: datetime, now: datetime) -> int:
    """Return whole days between two moments, never negative; a moment without a zone counts as UTC."""
    moment = created if created.tzinfo is not None else created.replace(tzinfo=UTC)
    return max((now - moment).days, 0)


def age_sentence(created: datetime, now: datetime) -> str:
    """Return how old the facts are, and where they are old, the command that brings them up to date."""
    days = age_in_days(created, now)
    told = "The facts are of today." if days == 0 else f"The facts are {days:,} day{'' if days == 1 else 's'} old."
    return told if days <= OLD else f"{told} Bring them up to date: openness refresh --catalogue"
