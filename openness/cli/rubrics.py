"""The rubric commands: list, show, validate."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from openness.cli.context import domains
from openness.cli.output import give, say
from openness.errors import RubricError

app = typer.Typer(help="Read and check rubrics.", no_args_is_help=True, rich_markup_mode=None)


@app.command("list")
def list_() -> None:
    """List the presets."""
    from openness.rubric import load_rubric, preset_paths
    from openness.views.table import text_table

    rubrics = [load_rubric(name, domains()).rubric for name in preset_paths()]
    rows = [[item.id, str(item.version), str(len(item.criteria)), item.ranks, item.title] for item in rubrics]
    give(text_table(["id", "version", "criteria", "ranks", "title"], rows, right=["version", "criteria"]))


@app.command()
def validate(
    paths: Annotated[list[str], typer.Argument(metavar="PATH…", help="Rubric files, or ids of presets.")],
) -> None:
    """Check rubrics completely: YAML, words, signals, reachable levels, and their own examples."""
    problems = []
    for path in paths:
        found = _problems(path)
        problems += found
        if not found:
            say(f"{path}: fine")
    if problems:
        count = f"{len(problems)} problem{'s' if len(problems) > 1 else ''}"
        raise RubricError([*problems, f"{count}; mend them and validate again"])


def _problems(path: str) -> list[str]:
    from openness.rubric import load_rubric
    from openness.score.check import rubric_problems

    try:
        return rubric_problems(load_rubric(path, domains()), domains())
    except RubricError as failure:
        return failure.problems


def as_path(name: str) -> Path:
    """Return the file of a preset or path."""
    from openness.rubric import find_rubric

    return find_rubric(name)
