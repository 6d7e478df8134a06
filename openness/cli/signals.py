"""The command signals: every question openness asks of a record, with what the answers mean."""

from __future__ import annotations

from typing import Annotated

import typer

from openness import __version__
from openness.cli.output import FormatOption, OutOption, deliver, give, settle
from openness.errors import UsageError
from openness.files.nearest import did_you_mean


def register(app: typer.Typer) -> None:
    """Add the command of this module."""
    app.command()(signals)


def signals(
    wanted: Annotated[list[str] | None, typer.Argument(metavar="[ID…]", help="Signals or themes; all if none.")] = None,
    out: OutOption = None,
    form: FormatOption = None,
) -> None:
    """List the signals with their domains; with ids, their whole documentation."""
    form = settle(form, out, extra=("markdown",))
    from openness.signals import SIGNALS
    from openness.views.signals import signal_data, signal_page, signal_rows, signal_table, signals_page

    chosen = [item for item in SIGNALS.values() if not wanted or item.id in wanted or item.theme in wanted]
    for name in wanted or ():
        if name not in SIGNALS and name not in {item.theme for item in SIGNALS.values()}:
            hint = did_you_mean(name, SIGNALS)
            raise UsageError(f"there is no signal or theme '{name}'{hint or '; `openness signals` lists them'}")
    if form == "markdown":
        give(signals_page(chosen))
        return
    deliver(
        lambda: signal_rows(chosen),
        form,
        out,
        table=lambda: signal_table(chosen) if not wanted else "\n".join(signal_page(item) for item in chosen),
        data=lambda: [signal_data(item) for item in chosen],
        stamp={"tool_version": __version__},
    )
