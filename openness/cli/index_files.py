"""import osai, and export to its form: the European Open Source AI Index taken in and given back."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from openness.cli.model_files import importing
from openness.cli.output import give, keep, say
from openness.errors import CatalogueError, UsageError


def register(_app: typer.Typer) -> None:
    """Add the command of this module to `import`."""
    importing.command("osai")(import_)


def import_(
    folder: Annotated[Path, typer.Argument(metavar="DIR", help="The folder of the index's database.")],
    out: Annotated[
        Path | None, typer.Option("-o", "--out", help="The folder to write entries to; by default nothing is written.")
    ] = None,
    revision: Annotated[str, typer.Option(help="The revision of the database, as it goes into the entries.")] = "local",
    date: Annotated[str | None, typer.Option(help="The day of that revision, YYYY-MM-DD; by default today.")] = None,
) -> None:
    """Take the European Open Source AI Index in: tell what changes, and with -o write its entries.

    A file with a mistake is named with its place and set aside (exit code 1); the others are taken.
    """
    from openness.catalogue import Catalogue, System, load_catalogue
    from openness.catalogue.json_schema import first_line
    from openness.catalogue.news import changes_since
    from openness.catalogue.osai import Release, entry_text, read_index
    from openness.cli.catalogue import today

    if not folder.is_dir():
        raise CatalogueError([f"{folder}: is no folder; give the folder of the index's database"])
    found = read_index(folder, Release(revision, date or today()))
    give("".join(f"{change}\n" for change in changes_since(load_catalogue(), found.entries)))
    for oddity in found.oddities:
        say(f"mistyped? {oddity}")
    entries = tuple(System.model_validate(entry) for entry in found.entries.values())
    for doubt in Catalogue(entries).doubts:
        say(f"in doubt: {doubt}")
    if out is not None:
        out.mkdir(parents=True, exist_ok=True)
        for stem, entry in found.entries.items():
            keep(out / f"{stem}.yaml", entry_text(entry, first_line("systems")).encode("utf-8"))
    say(f"{len(found.entries)} systems read" + ("" if out is None else f" and written to {out}"))
    if found.problems:
        raise CatalogueError(list(found.problems))


def export_index_files(out: Path) -> None:
    """Write every rated system of the catalogue as a file of the index into the folder `out`."""
    from openness.catalogue import load_catalogue
    from openness.catalogue.osai_export import index_file

    if out.suffix or (out.exists() and not out.is_dir()):
        raise UsageError(f"'{out}' is a file; --format osai writes one file a system into a folder, so give a folder")
    systems = load_catalogue().systems
    out.mkdir(parents=True, exist_ok=True)
    written = 0
    for system in systems:
        text = index_file(system)
        if text is not None:
            keep(out / f"{system.id}.yaml", text.encode("utf-8"))
            written += 1
    say(f"wrote {written} systems to {out}, without the index's notes")
