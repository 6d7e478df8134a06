"""Rebuild the files that are made from the code, or tell which of them are out of date.

    python scripts/documents.py            # write them
    python scripts/documents.py --check    # change nothing; exit code 1 if one is out of date

Pages made from the recordings in `../shared` are left alone where those are not present.
"""

from __future__ import annotations

import importlib.util
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))

from typer.main import get_command  # noqa: E402

from openness.cli.main import EXIT_CODES, app  # noqa: E402
from openness.cli.rubrics import schema_text  # noqa: E402
from openness.signals import SIGNALS  # noqa: E402
from openness.views.signals import signals_page  # noqa: E402

SHARED = ROOT.parent / "shared"

COMMANDS_HEAD = """\
# Commands

What each command of `openness` takes, as `--help` tells it. Data goes to stdout, talk to stderr.
{exit_codes}

This page is made by `make docs`; a test fails when it is out of date.
"""


def commands_page() -> str:
    """Return every command and subcommand with its options as Markdown."""
    parts = [COMMANDS_HEAD.format(exit_codes=EXIT_CODES)]
    parts += [_command_section(name, command) for name, command in commands_of(get_command(app))]
    return "\n".join(parts)


def commands_of(group: Any, prefix: str = "openness") -> Iterator[tuple[str, Any]]:
    """Yield the full name and the command of every command below `group`, groups before what is in them."""
    for name, command in group.commands.items():
        full = f"{prefix} {name}"
        yield full, command
        if hasattr(command, "commands"):
            yield from commands_of(command, full)


def _command_section(name: str, command: Any) -> str:
    lines = [f"## `{name}`", "", command.help or "", ""]
    if hasattr(command, "commands"):
        return "\n".join(lines)
    context = command.context_class(command, info_name=name)
    usage = command.get_usage(context).removeprefix("Usage: ")
    lines += ["```", " ".join(usage.split()), "```", ""]
    records = [record for parameter in command.params if (record := parameter.get_help_record(context))]
    if records:
        lines += ["| | |", "|---|---|", *(f"| `{_cell(names)}` | {_cell(text)} |" for names, text in records), ""]
    return "\n".join(lines)


def _cell(text: str) -> str:
    return " ".join(text.split()).replace("|", "\\|")


def signals_text() -> str:
    """Return the documentation of every signal, as `openness signals --format markdown` prints it."""
    return signals_page(list(SIGNALS.values()))


def from_recordings(script: str) -> Callable[[], str] | None:
    """Return what `scripts/<script>.py` builds from `../shared`, or None where either is not there."""
    path = ROOT / "scripts" / f"{script}.py"
    if not (path.is_file() and SHARED.is_dir()):
        return None

    def build() -> str:
        spec = importlib.util.spec_from_file_location(script, path)
        assert spec is not None
        assert spec.loader is not None
        module = importlib.util.module_from_spec(spec)
        spec.loader.exec_module(module)
        text: str = module.build(SHARED)
        return text

    return build


def documents() -> dict[str, Callable[[], str]]:
    """Return how each made file is built, by its path in the project."""
    found: dict[str, Callable[[], str] | None] = {
        "scoring_rubrics/rubric.schema.json": schema_text,
        "docs/signals.md": signals_text,
        "docs/commands.md": commands_page,
        "docs/licences.md": from_recordings("licence_report"),
        "docs/validation.md": from_recordings("validation_report"),
    }
    return {path: build for path, build in found.items() if build is not None}


def main(arguments: list[str]) -> int:
    """Write the files, or with `--check` compare them; return the exit code."""
    if arguments not in ([], ["--check"]):
        sys.stderr.write("usage: python scripts/documents.py [--check]\n")
        return 2
    stale = []
    for name, build in documents().items():
        path, text = ROOT / name, build()
        if path.is_file() and path.read_bytes() == text.encode("utf-8"):
            continue
        stale.append(name)
        if not arguments:
            path.write_bytes(text.encode("utf-8"))
            sys.stderr.write(f"wrote {name}\n")
    if arguments and stale:
        sys.stderr.write(f"out of date: {', '.join(stale)}; run `make docs` and commit the result\n")
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
