"""A licence as one text states it: what the known licence says where no passage touches it, and stricter words."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from openness.licences.clause import Clause, Fact, Origin, together
from openness.licences.knowledge import Licence, knowledge
from openness.licences.recognition import Recognition


def licences_as_read(found: Recognition, path: str) -> tuple[Licence, ...]:
    """Return the licences a text holds; clauses touched by differing passages are left out, so unknown.

    Limits that the passages state stand in for them. `path` names the file in the origin of these facts.
    """
    known = (knowledge().find(name) for name in found.licences)
    return tuple(_as_read(licence, found, path) for licence in known if licence is not None)


def limits_as_read(found: Recognition, path: str) -> tuple[Fact, ...]:
    """Return what a text's own passages take away, as clause facts of the file `path`."""
    origin = Origin(f"the text of {path} in the repository", "", "text")
    return tuple(limit.fact(origin, found.closest or path) for limit in found.limits)


def _as_read(licence: Licence, found: Recognition, path: str) -> Licence:
    if not found.touched and not found.limits:
        return licence
    clauses: dict[Clause, Fact] = {
        clause: fact for clause, fact in licence.clauses.items() if clause not in found.touched
    }
    for fact in limits_as_read(found, path):
        known = clauses.get(fact.clause)
        clauses[fact.clause] = (
            fact if known is None else together([{fact.clause: known}, {fact.clause: fact}])[fact.clause]
        )
    return replace(licence, clauses=clauses, kind=_kind(licence, clauses))


def _kind(licence: Licence, clauses: Mapping[Clause, Fact]) -> str:
    """The kind says what is allowed in one word: it follows the clauses as they are read, or says nothing."""
    if (only := clauses.get(Clause.RESEARCH_ONLY)) is not None and only.value is True:
        return "research_only"
    commercial = clauses.get(Clause.COMMERCIAL)
    if commercial is None:
        return licence.kind if licence.value(Clause.COMMERCIAL) in (None, "forbidden") else "custom"
    forbids = commercial.value == "forbidden" and licence.value(Clause.COMMERCIAL) != "forbidden"
    return "non_commercial" if forbids else licence.kind
