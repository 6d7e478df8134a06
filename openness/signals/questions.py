"""The questions without their rules: ids and domains, as rubrics, filters and stored answers need them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from typing import Any

from openness.files.kept import Kept, tool_digest
from openness.record.evidence import Domain, Kind

_NAME = "questions"


@dataclass(frozen=True)
class Questions:
    """The domain of every signal by id, and the ids of those that are answered automatically, in their order."""

    domains: Mapping[str, Domain]
    automatic: tuple[str, ...]


def all_questions() -> Questions:
    """Return the questions of all signals, from the signals themselves."""
    from openness.signals.registry import SIGNALS  # noqa: PLC0415 - loading all rules is what `load_questions` spares

    return Questions(
        {name: item.domain for name, item in SIGNALS.items()},
        tuple(name for name, item in SIGNALS.items() if item.function is not None),
    )


@cache
def load_questions(kept: Kept) -> Questions:
    """Return the questions of all signals, as kept by this very code, else from the signals."""
    found = kept.read(_NAME, tool_digest())
    if found is not None:
        domains = {name: _domain(told) for name, told in found.data["domains"].items()}
        return Questions(domains, tuple(found.data["automatic"]))
    made = all_questions()
    kept.write(
        _NAME,
        tool_digest(),
        {"domains": {name: _told(item) for name, item in made.domains.items()}, "automatic": made.automatic},
    )
    return made


def _told(domain: Domain) -> list[Any]:
    return [domain.kind, dict(domain.choices), domain.ordered, domain.unit, dict(domain.either)]


def _domain(told: list[Any]) -> Domain:
    kind, choices, ordered, unit, either = told
    return Domain(Kind(kind), choices, ordered, unit, {name: tuple(of) for name, of in either.items()})
