"""The command signals: every question openness asks of a record, with what the answers mean."""

from __future__ import annotations

import json
from typing import Annotated

import typer

from openness.cli.output import give
from openness.errors import OpennessError
from openness.files.yamldoc import did_you_mean


def register(app: typer.Typer) -> None:
    """Add the command of this module."""
    app.command()(signals)


def signals(
    wanted: Annotated[list[str] | None, typer.Argument(metavar="[ID…]", help="Signals or themes; all if none.")] = None,
    form: Annotated[str, typer.Option("--format", "-f", help="table, json, or markdown.")] = "table",
) -> None:
    """List the signals with their domains; with ids, their whole documentation."""
    from openness.signals import SIGNALS
    from openness.views.signals import signal_data, signal_page, signal_table, signals_page

    chosen = [item for item in SIGNALS.values() if not wanted or item.id in wanted or item.theme in wanted]
    for name in wanted or ():
        if name not in SIGNALS and name not in {item.theme for item in SIGNALS.values()}:
            hint = did_you_mean(name, SIGNALS)
            raise OpennessError(f"there is no signal or theme '{name}'{hint or '; `openness signals` lists them'}")
    match form:
        case "json":
            give(json.dumps([signal_data(item) for item in chosen], ensure_ascii=False, indent=1) + "\n")
        case "markdown":
            give(signals_page(chosen))
        case _:
            give(signal_table(chosen) if not wanted else "\n".join(signal_page(item) for item in chosen))
