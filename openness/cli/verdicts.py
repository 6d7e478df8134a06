"""verdicts: licence verdicts of others laid beside ours."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from openness.cli.context import SnapshotOption, open_workplace
from openness.cli.output import FormatOption, OutOption, deliver, say, settle
from openness.errors import UsageError


def register(app: typer.Typer) -> None:
    """Add the command of this module."""
    app.command()(verdicts)


def verdicts(
    labels: Annotated[
        Path, typer.Argument(metavar="DIR", help="A folder with label files of ComparIA, Epoch, models.dev.")
    ],
    of: Annotated[
        list[str] | None, typer.Option("--of", help="comparia, epoch or models_dev; by default all. Repeatable.")
    ] = None,
    snapshot: SnapshotOption = None,
    out: OutOption = None,
    form: FormatOption = None,
) -> None:
    """Compare licence verdicts (open, restricted, non-commercial) with those of others; as a Markdown page, or rows."""
    form = settle(form, out)
    from openness.files.listing import Listing
    from openness.ranking.provenance import of_licences
    from openness.validation.verdicts import COLUMNS, SETS, WEIGHTS_ONLY, page, pair_rows, pairs

    wanted = of or list(SETS)
    for name in wanted:
        if name not in SETS:
            raise UsageError(f"there are no labels '{name}'; sets are {', '.join(SETS)}")
    place = open_workplace("default", snapshot, None, systems=False)
    place.snapshot.load_evidence()
    systems = place.index.entries("systems")
    found = {
        name: pairs(
            SETS[name](labels),
            place.entries,
            systems=systems,
            catalogue=place.catalogue,
            weights_only=name in WEIGHTS_ONLY,
        )
        for name in wanted
    }
    for name, own in found.items():
        say(f"{name}: {len(own)} models and systems both know, {sum(pair.agrees for pair in own)} alike")
    listed = Listing(COLUMNS, pair_rows(found))
    stamp = of_licences(place.snapshot.id)
    deliver(listed, form, out, table=lambda: page(found, place.snapshot.id), stamp=stamp)
