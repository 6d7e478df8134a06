"""What a row of any result rests on: the same names in it mean the same bytes."""

from __future__ import annotations

from openness import __version__
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
        "tool_version": __version__,
    }
