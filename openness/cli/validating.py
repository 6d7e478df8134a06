"""The command validate: how far automatic evidence agrees with people."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from openness.cli.output import say


def register(app: typer.Typer) -> None:
    """Add the command of this module."""
    app.command()(validate)


def validate(
    labels: Annotated[Path, typer.Option(help="The index's database: a folder of its YAML files.")],
    records: Annotated[Path, typer.Option(help="A folder of recorded Hub answers.")],
    out: Annotated[Path, typer.Option("--out", help="The folder for validation.md, .csv and .svg.")] = Path("docs"),
    rubric: Annotated[
        str, typer.Option("--rubric", "-r", help="A rubric whose criteria bear the index's names.")
    ] = "osai",
) -> None:
    """Compare our levels, automatic evidence alone, with the classes people gave, and write the report."""
    from openness.validation import validate as measure
    from openness.validation import write_report

    say("reading records and labels; this takes a while")
    found = measure(labels, records, rubric)
    for path in write_report(found, out):
        say(f"wrote {path}")
