"""The command `openness`: its subcommands, and one place where failures become a sentence and an exit code."""

from __future__ import annotations

import sys

import typer

from openness import __version__
from openness.cli import (
    catalogue,
    changes,
    checking,
    finding,
    index_files,
    judging,
    licences,
    model_files,
    publishing,
    refreshing,
    reporting,
    rubrics,
    serving,
    signals,
    snapshots,
    validating,
    verdicts,
    words,
)
from openness.cli.ending import stoppable
from openness.cli.output import say
from openness.cli.refusing import Refused, refusal
from openness.errors import OpennessError, Stopped
from openness.safe import terminal
from openness.safe.line import one_line

EXIT_CODES = (
    "Exit codes: 0 done; 1 tool, network or input error; 2 usage, or a name nobody knows; 3 a gate was missed; "
    "130 stopped."
)

app = typer.Typer(
    name="openness",
    help="How open is a model, and who says so? Evidence, rubrics and rankings of models on the Hugging Face Hub.\n\n"
    + EXIT_CODES,
    no_args_is_help=True,
    rich_markup_mode=None,
    pretty_exceptions_enable=False,
)


@app.callback(invoke_without_command=True)
def _root(
    context: typer.Context,
    version: bool = typer.Option(False, "--version", help="Print the version and leave."),
) -> None:
    if version:
        print(f"openness {__version__}")
        raise typer.Exit
    if context.invoked_subcommand is None:
        print(context.get_help())
        raise typer.Exit


for room in (
    judging,
    finding,
    checking,
    reporting,
    refreshing,
    licences,
    model_files,
    index_files,
    changes,
    publishing,
    signals,
    serving,
    validating,
    verdicts,
):
    room.register(app)
app.add_typer(catalogue.app, name="catalogue")
app.add_typer(snapshots.app, name="snapshot")
app.add_typer(rubrics.app, name="rubric")
app.add_typer(words.app, name="words")


def main() -> None:
    """Run the command line and leave with its exit code (see EXIT_CODES)."""
    try:
        with stoppable():
            code = app(prog_name="openness", standalone_mode=False) or 0
        if code == Stopped.exit_code:
            say("openness: stopped")
        sys.exit(code)
    except Refused as failure:
        say(refusal(failure))
        sys.exit(failure.exit_code)
    except typer.Abort:
        say("openness: stopped")
        sys.exit(1)
    except OpennessError as failure:
        say(f"openness: {failure}")
        sys.exit(failure.exit_code)
    except OSError as failure:
        where = terminal.plain(str(failure.filename))[:200] if failure.filename else "a file"
        say(f"openness: {where} cannot be read or written ({failure.strerror or one_line(failure, 200)})")
        sys.exit(1)
