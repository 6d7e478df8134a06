"""What to cite: the tool, the snapshot with its sources, the rubric, and the command that gives the same bytes."""

from __future__ import annotations

from openness import __version__
from openness.catalogue import Catalogue
from openness.rubric.rubric import Rubric
from openness.snapshot.manifest import Manifest

TITLE = "openness: an open-model index and openness scorer"


def citation(
    manifest: Manifest, catalogue: Catalogue, rubric: Rubric, *, assessments: bool = True, embedded: bool = False
) -> str:
    """Return the citation as text; `embedded` says that the snapshot comes with the tool."""
    lines = [
        f"The openness contributors. {TITLE}, version {__version__}.",
        f"Snapshot {manifest.id} of {manifest.created:%Y-%m-%d}.",
        f"Rubric {rubric.reference}, digest {rubric.digest}; catalogue {catalogue.digest}.",
        "",
        "Data in it:",
        *(
            f"- {source.part}: {source.origin}, {source.date}" + (f", {source.licence}" if source.licence else "")
            for source in manifest.sources
        ),
        *(f"- {line}" for line in _attributions(catalogue) if assessments),
    ]
    if rubric.sources:
        lines += ["", "The rubric reads:", *(f"- {source}" for source in rubric.sources)]
    switches = "".join(f" --set {name}={option}" for name, option in rubric.switches.items())
    wanted = "embedded" if embedded else manifest.id
    without = "" if assessments else " --no-assessments"
    lines += [
        "",
        "The same bytes again, with the same version of openness:",
        f"openness export --rubric {rubric.id} --snapshot {wanted}{switches}{without} -o ranking.csv",
    ]
    return "\n".join(lines) + "\n"


def _attributions(catalogue: Catalogue) -> list[str]:
    """Return how the indexes ask to be named, each once."""
    given = [item for system in catalogue.systems for item in system.assessments]
    return list(
        dict.fromkeys(line for item in given for line in (*item.attribution, f"{item.by}, database of {item.date}"))
    )
