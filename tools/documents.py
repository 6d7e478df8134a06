"""Rebuild the files that are made from the code, or tell which of them are out of date.

    python -m tools.documents            # write them
    python -m tools.documents --check    # change nothing; exit code 1 if one is out of date

Pages made from the recordings in `../shared` are left alone where those are not present.
"""

from __future__ import annotations

import json
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from typer.main import get_command

from openness.catalogue import load_catalogue
from openness.catalogue.json_schema import FILES, catalogue_schema, schema_name
from openness.catalogue.load import ID_LIST
from openness.cli.main import EXIT_CODES, app
from openness.cli.rubrics import schema_text
from openness.ranking.columns import dictionary_page
from openness.rubric.source import preset_paths, read_rubric_file
from openness.rubric.version import RECORD, rules_of
from openness.signals import SIGNALS
from openness.views.signals import signals_page
from openness.views.words import words_page
from openness.words.language import languages
from tools import (
    architecture,
    disagreements_report,
    licence_distribution,
    licence_report,
    validation_report,
    verdicts_report,
)

ROOT = Path(__file__).resolve().parent.parent

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


def distribution_files() -> dict[str, str]:
    """Return the pages on the embedded snapshot: licences in it with their figure, where people and reading differ."""
    snapshot_id, found = licence_distribution.embedded_distribution()
    with tempfile.TemporaryDirectory() as folder:
        drawn = Path(folder, "figure.svg")
        licence_distribution.draw(found, drawn)
        figure = drawn.read_text(encoding="utf-8")
    return {
        "docs/disagreements.md": disagreements_report.build(),
        "docs/licence-distribution.md": licence_distribution.page(snapshot_id, found),
        f"docs/figures/{licence_distribution.FIGURE.name}": figure,
    }


def recorded_files() -> dict[str, str]:
    """Return the pages that are made from `../shared`; none where that is not present."""
    if not SHARED.is_dir():
        return {}
    licences: str = licence_report.build(SHARED)
    validation: dict[str, str] = validation_report.files(SHARED)
    verdicts: str = verdicts_report.build(SHARED / "labels")
    return {
        "docs/licences.md": licences,
        "docs/verdicts.md": verdicts,
        **{f"docs/{name}": text for name, text in validation.items()},
    }


def catalogue_schema_text(folder: str) -> str:
    """Return the JSON Schema of one folder of the catalogue as it is shipped."""
    return json.dumps(catalogue_schema(folder, SIGNALS), ensure_ascii=False, indent=1) + "\n"


def versions_text() -> str:
    """Return the record of which rules each version of each preset stands for, today's version as it is today.

    That a version keeps its rules is held where they are changed: by `rubric diff` and `rubric validate --committed`.
    """
    path = ROOT / "scoring_rubrics" / RECORD
    found = json.loads(path.read_text(encoding="utf-8")) if path.is_file() else {}
    for name, file in preset_paths().items():
        document = read_rubric_file(file)
        found.setdefault(name, {})[str(document.data["version"])] = rules_of(document)
    return json.dumps(found, indent=1, sort_keys=True) + "\n"


def id_list() -> str:
    """Return every id the shipped catalogue ever gave, with those that are new."""
    path = ROOT / "catalog" / ID_LIST
    kept = path.read_text(encoding="utf-8").splitlines() if path.is_file() else []
    ids = {line for line in kept if line} | {system.id for system in load_catalogue().systems}
    return "".join(f"{name}\n" for name in sorted(ids))


def code_files() -> dict[str, str]:
    """Return the pages that are made from the code alone."""
    return {
        **{f"catalog/{schema_name(folder)}": catalogue_schema_text(folder) for folder in FILES},
        "scoring_rubrics/rubric.schema.json": schema_text(),
        "docs/dictionary.md": dictionary_page(),
        f"scoring_rubrics/{RECORD}": versions_text(),
        "docs/signals.md": signals_page(list(SIGNALS.values())),
        "docs/commands.md": commands_page(),
        "docs/words.md": words_page(languages()),
        **architecture.files(),
    }


def documents() -> dict[str, str]:
    """Return every made file by its path in the project."""
    return {**code_files(), **distribution_files(), **recorded_files()}


def main(arguments: list[str]) -> int:
    """Write the files, or with `--check` compare them; return the exit code."""
    if arguments not in ([], ["--check"]):
        sys.stderr.write("usage: python -m tools.documents [--check]\n")
        return 2
    stale = []
    # The list of ids only ever grows and is no ground to call an added system out of date.
    made = documents() if arguments else {**documents(), f"catalog/{ID_LIST}": id_list()}
    for name, text in made.items():
        path = ROOT / name
        if path.is_file() and path.read_bytes() == text.encode("utf-8"):
            continue
        stale.append(name)
        if not arguments:
            path.parent.mkdir(exist_ok=True)
            path.write_bytes(text.encode("utf-8"))
            sys.stderr.write(f"wrote {name}\n")
    if arguments and stale:
        sys.stderr.write(f"out of date: {', '.join(stale)}; run `make docs` and commit the result\n")
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
