"""app: the ranking and the evidence in a browser, served on this machine."""

from __future__ import annotations

import os
from typing import Annotated

import typer

from openness.cli.context import SnapshotOption, store
from openness.cli.output import say


def register(app: typer.Typer) -> None:
    """Add the commands of this module."""
    app.command("app")(serve)


def serve(
    port: Annotated[int, typer.Option(min=1, max=65535, help="The port to listen on.")] = 8501,
    address: Annotated[str, typer.Option(help="The address to listen on; the default serves this machine alone.")] = (
        "127.0.0.1"
    ),
    snapshot: SnapshotOption = None,
) -> None:
    """Show the ranking and the evidence in a browser."""
    from openness.snapshot.store import find_snapshot
    from openness.ui.serve import app_command

    shown = None if snapshot is None else find_snapshot(snapshot, store()).resolve()
    command = app_command(port, address, shown)
    say(f"The app: http://{address}:{port}  (Ctrl+C stops it)")
    os.execv(command[0], command)  # noqa: S606 - our own interpreter with our own arguments
