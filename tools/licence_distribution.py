"""Write docs/licence-distribution.md and its figure: licences, conflicts and unknowns in the embedded snapshot.

python tools/licence_distribution.py
"""

from __future__ import annotations

from pathlib import Path

import matplotlib as mpl
from matplotlib.figure import Figure

from openness.licences.by_use import licences_by_use, use_table
from openness.licences.distribution import LicenceDistribution, distribution_table, licence_distribution
from openness.signals import SIGNALS
from openness.snapshot.snapshot import Snapshot
from openness.snapshot.store import embedded_folder

DOCS = Path(__file__).resolve().parent.parent / "docs"
PAGE, FIGURE = DOCS / "licence-distribution.md", DOCS / "figures" / "licence-distribution.svg"
HEAD = """\
# Licences in the embedded snapshot

How the licences that govern the weights spread over the models of snapshot `{snapshot}`, how many are
unknown and why, and which conflicts are seen. Most of these models were only listed: their tag was read
and no licence file, so a conflict that only the text would show cannot be seen here.

![Licence kinds and conflicts](figures/licence-distribution.svg)

"""
BY_USE = """\

## What is unknown, by use

Licences named for the weights, most used first, that have a clause nobody has told us: what to fill next. The list
for any snapshot: `openness licences --by-use`.

"""
FOOT = "\nThis page is made by `python tools/licence_distribution.py`; a test fails when it is out of date.\n"


def embedded_distribution() -> tuple[str, LicenceDistribution]:
    """Return the embedded snapshot's id and its distribution."""
    snapshot = Snapshot(embedded_folder(), {signal: item.domain for signal, item in SIGNALS.items()})
    snapshot.load_evidence()
    return snapshot.id, licence_distribution(snapshot.evidence(model_id) for model_id in snapshot.ids)


def page(snapshot_id: str, found: LicenceDistribution) -> str:
    """Return the page."""
    uses = licences_by_use([row.value for row in found.licences for _ in range(row.models)])
    return HEAD.format(snapshot=snapshot_id) + distribution_table(found) + BY_USE + use_table(uses) + FOOT


def draw(found: LicenceDistribution, path: Path) -> None:
    """Draw models by kind of licence (unknown ones by reason) and by conflict, as SVG."""
    mpl.rcParams["svg.hashsalt"] = "openness"  # the same figure gives the same bytes
    figure = Figure(figsize=(9, 5.5), layout="constrained")
    left, right = figure.subplots(1, 2)
    kinds = [(row.value.replace("_", " "), row.models, "#1f4e79") for row in found.kinds]
    kinds += [(f"unknown: {row.value.replace('_', ' ')}", row.models, "#b8c9dc") for row in found.unknowns]
    conflicts = [(row.value.replace("_", " "), row.models, "#b3541e") for row in found.conflicts]
    for axes, rows, title in ((left, kinds, "Kind of licence"), (right, conflicts, "Conflicts")):
        names, counts, colours = (list(part) for part in zip(*reversed(rows), strict=True))
        bars = axes.barh(names, counts, color=colours)
        axes.bar_label(bars, padding=3, fontsize=8)
        axes.set_title(f"{title}, models of {found.models:,}", fontsize=10, loc="left")
        axes.tick_params(labelsize=8)
        axes.spines[["top", "right"]].set_visible(False)
        axes.margins(x=0.15)
    path.parent.mkdir(parents=True, exist_ok=True)
    figure.savefig(path, format="svg", metadata={"Date": None})


def main() -> None:
    snapshot_id, found = embedded_distribution()
    PAGE.write_text(page(snapshot_id, found), encoding="utf-8")
    draw(found, FIGURE)
    print(f"wrote {PAGE.name} and {FIGURE.name}: {found.models} models, {found.with_conflict} with a conflict")


if __name__ == "__main__":
    main()
