"""What to cite: the tool, the snapshot with its sources, the rubric, and the command that gives the same bytes."""

from __future__ import annotations

from collections.abc import Sequence

from openness import __version__
from openness.catalogue import Catalogue
from openness.files.listing import Listing
from openness.licences.rules import rules_digest
from openness.rubric.rubric import Rubric
from openness.snapshot.manifest import Manifest, SourceNote

TITLE = "openness: an open-model index and openness scorer"


_HEADINGS = {
    "data": "Data in it:",
    "rubric source": "The rubric reads:",
    "again": "The same bytes again, with the same version of openness:",
}
"""What stands above the lines of a part; those of other parts stand alone."""


def citation_rows(
    manifest: Manifest, catalogue: Catalogue, rubric: Rubric, *, assessments: bool = True, embedded: bool = False
) -> list[tuple[str, str]]:
    """Return what to cite as pairs of part and text; `embedded` says that the snapshot comes with the tool."""
    switches = "".join(f" --set {name}={option}" for name, option in rubric.switches.items())
    wanted = "embedded" if embedded else manifest.id
    without = "" if assessments else " --no-assessments"
    digests = f"digest {rubric.digest}; catalogue {catalogue.digest}, licences {rules_digest()[:12]}"
    return [
        ("tool", f"The openness contributors. {TITLE}, version {__version__}."),
        ("snapshot", f"Snapshot {manifest.id} of {manifest.created:%Y-%m-%d}."),
        ("rubric", f"Rubric {rubric.reference}, {digests}."),
        *(("data", _source(source)) for source in manifest.sources),
        *(("data", line) for line in _attributions(catalogue) if assessments),
        *(("rubric source", str(source)) for source in rubric.sources),
        ("again", f"openness export --rubric {rubric.id} --snapshot {wanted}{switches}{without} -o ranking.csv"),
    ]


def citation(rows: Sequence[tuple[str, str]]) -> str:
    """Return the citation as text, from its rows."""
    lines: list[str] = []
    before = ""
    for part, text in rows:
        if part in _HEADINGS and part != before:
            lines += ["", _HEADINGS[part]]
        lines.append(f"- {text}" if part in _HEADINGS and part != "again" else text)
        before = part
    return "\n".join(lines) + "\n"


def _source(source: SourceNote) -> str:
    return f"{source.part}: {source.origin}, {source.date}" + (f", {source.licence}" if source.licence else "")


def _attributions(catalogue: Catalogue) -> list[str]:
    """Return how the indexes ask to be named, each once."""
    given = [item for system in catalogue.systems for item in system.assessments]
    return list(
        dict.fromkeys(line for item in given for line in (*item.attribution, f"{item.by}, database of {item.date}"))
    )


def citation_listing(rows: Sequence[tuple[str, str]]) -> Listing:
    """Return pairs of part and text as a table for data."""
    return Listing(("part", "text"), rows)
