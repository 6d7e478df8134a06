"""The command validate: how far automatic evidence agrees with people."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from openness.cli.output import say
from openness.errors import UsageError


def register(app: typer.Typer) -> None:
    """Add the command of this module."""
    app.command()(validate)


def validate(
    records: Annotated[Path, typer.Option(help="A folder of recorded Hub answers.")],
    labels: Annotated[Path | None, typer.Option(help="The index's database: a folder of its YAML files.")] = None,
    raters: Annotated[
        list[Path] | None,
        typer.Option(help="A rater's CSV (model_id, question, answer, lines, why); give it twice or more."),
    ] = None,
    out: Annotated[Path, typer.Option("--out", help="The folder for validation.md, .csv and .svg.")] = Path("docs"),
    rubric: Annotated[
        str, typer.Option("--rubric", "-r", help="A rubric whose criteria bear the index's names.")
    ] = "osai",
) -> None:
    """Compare our levels, automatic evidence alone, with what people gave, and write the report.

    What people gave is an index's classes (--labels), the answers of two raters or more to single cards (--raters),
    or both.
    """
    from openness.validation import read_ratings, validate_cards, write_report
    from openness.validation import validate as measure

    if labels is None and not raters:
        raise UsageError("nothing to compare with: give --labels FOLDER, or --raters FILE twice, or both")
    ratings = read_ratings(raters) if raters else None
    say("reading records and what people gave; this takes a while")
    index = measure(labels, records, rubric) if labels is not None else None
    cards = validate_cards(ratings, records, rubric) if ratings is not None else None
    for path in write_report(out, index, cards):
        say(f"wrote {path}")
