"""What a row of any result rests on: the same names in it mean the same bytes."""

from __future__ import annotations

from openness import __version__
from openness.licences.rules import rules_digest
from openness.ranking.entries import Entries
from openness.rubric.rubric import Rubric


def provenance(entries: Entries, rubric: Rubric) -> dict[str, str | int]:
    """Return everything that could change a row, by column, in the order of the columns.

    `switches` lists the options in force, `assessments` says whether people's levels took part.
    """
    return {
        "snapshot": entries.origin,
        "rubric": rubric.named,
        "rubric_version": rubric.version,
        "rubric_digest": rubric.digest,
        "switches": ", ".join(f"{name}={option}" for name, option in rubric.switches.items()) or "none",
        "assessments": entries.assessments,
        "catalogue_digest": entries.catalogue,
        **of_licences(),
    }


def of_licences(snapshot: str | None = None) -> dict[str, str]:
    """Return what a row about licences rests on: the facts and rules, the tool, and the snapshot where there is one."""
    told = {"licence_digest": rules_digest()[:12], "tool_version": __version__}
    return told if snapshot is None else {"snapshot": snapshot, **told}


def of_rubric(rubric: Rubric) -> dict[str, str | int]:
    """Return what a row about a rubric alone rests on."""
    return {
        "rubric": rubric.named,
        "rubric_version": rubric.version,
        "rubric_digest": rubric.digest,
        "tool_version": __version__,
    }
