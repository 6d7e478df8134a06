"""Staleness: assessments whose model has moved on since they were given, and facts looked at long ago."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from openness.catalogue.assessment import Assessment
from openness.catalogue.catalogue import Catalogue


@dataclass(frozen=True)
class Stale:
    """One thing to look at again, and why."""

    what: str
    why: str


def is_stale(given: Assessment, revision: str | None) -> bool:
    """Return whether a model's revision is known to be another than the one an assessment was made at."""
    return given.revision is not None and revision is not None and given.revision != revision


def stale_assessments(catalogue: Catalogue, revision_of: Callable[[str], str | None]) -> list[Stale]:
    """Return the assessments of models whose repository has another revision now, oldest first."""
    found = [
        Stale(
            f"{given.model} {given.signal} by {given.by}, {given.date}",
            f"made at revision {str(given.revision)[:12]}; the repository is at {str(revision_of(given.model))[:12]}",
        )
        for given in sorted(catalogue.assessments, key=lambda item: item.date)
        if given.model is not None and is_stale(given, revision_of(given.model))
    ]
    return list(dict.fromkeys(found))


def stale_facts(catalogue: Catalogue, before: str) -> list[Stale]:
    """Return what was last read, or last not found, before a day (YYYY-MM-DD), oldest first.

    A page that tells what was once released does not age; only what can change is listed: whether it can be had,
    who owns the developer, whether a summary is there, and everything that was not found.
    """
    found: list[tuple[str, Stale]] = []
    for system in catalogue.systems:
        for name, fact in system.facts.stated.items():
            if fact.not_found is not None:
                date, why = fact.not_found, "nothing was found"
            elif name in ("status", "parent", "training_summary"):
                date = max(system.sources[key].date for key in fact.source_keys)
                why = "was last read"
            else:
                continue
            if date < before[: len(date)]:
                found.append((date, Stale(f"{system.id} {name}", f"{why} on {date}")))
    return [item for _, item in sorted(found, key=lambda pair: (pair[0], pair[1].what))]
