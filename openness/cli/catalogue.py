"""catalogue validate, show: look after systems, facts and assessments."""

from __future__ import annotations

import datetime as dt
from pathlib import Path
from typing import Annotated

import typer

from openness.cli.context import system_named
from openness.cli.output import give, say
from openness.errors import CatalogueError

app = typer.Typer(help="Look after the catalogue of systems.", no_args_is_help=True, rich_markup_mode=None)

FolderOption = Annotated[
    Path | None, typer.Option("--folder", help="The folder of a catalogue; by default the one shipped.")
]


def today() -> str:
    """Return this day as YYYY-MM-DD."""
    return dt.datetime.now(tz=dt.UTC).date().isoformat()


@app.command()
def validate(
    folder: Annotated[
        Path | None, typer.Argument(help="The folder of a catalogue; by default the one shipped.")
    ] = None,
    doubts: Annotated[bool, typer.Option("--doubts", help="List the roles of Hub models that are in doubt.")] = False,
) -> None:
    """Check every entry, fact and assessment: all mistakes at once, each with file, line and column."""
    from openness.catalogue import load_catalogue
    from openness.signals import SIGNALS

    catalogue = load_catalogue(folder, SIGNALS, today=today())
    if doubts:
        give("".join(f"{doubt}\n" for doubt in catalogue.doubts))
    if catalogue.problems:
        raise CatalogueError(list(catalogue.problems))
    say(
        f"{len(catalogue.systems)} systems with {len(catalogue.model_ids)} Hub models and "
        f"{len(catalogue.assessments)} assessments: no mistake; roles in doubt: {len(catalogue.doubts)}"
        + ("" if doubts or not catalogue.doubts else " (--doubts lists them)")
    )


@app.command()
def show(
    name: Annotated[str, typer.Argument(metavar="NAME", help="Id, name or alias of a system.")],
    folder: FolderOption = None,
) -> None:
    """Show one entry: models with their roles, every fact with its source, who assessed it."""
    from openness.catalogue import load_catalogue
    from openness.signals import SIGNALS
    from openness.views.catalogue import entry_text

    catalogue = load_catalogue(folder, SIGNALS)
    system = system_named(catalogue, name) or catalogue.system(name)
    give(entry_text(catalogue, system))
