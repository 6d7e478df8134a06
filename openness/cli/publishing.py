"""site: the index as plain files that any web server can hold."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from openness.cli.context import RubricOption, SnapshotOption, open_rubric, open_workplace
from openness.cli.output import keep, say
from openness.errors import UsageError


def register(app: typer.Typer) -> None:
    """Add the command of this module."""
    app.command()(site)


def site(
    out: Annotated[Path, typer.Argument(metavar="DIR", help="The folder to write to; files in it are replaced.")],
    rubric: RubricOption = "default",
    snapshot: SnapshotOption = None,
) -> None:
    """Write the index as a static site: pages, /systems/<id>.json, /ranking/<rubric>.csv, badges."""
    from openness.gate.badge import badge, message_of
    from openness.rubric import preset_paths
    from openness.views.site import site as files_of

    if out.exists() and not out.is_dir():
        raise UsageError(f"'{out}' is a file; give a folder")
    place = open_workplace(rubric, snapshot, None, systems=True)
    place.snapshot.load_evidence()
    others = [open_rubric(name) for name in preset_paths() if name != place.rubric.id]
    written = 0
    rubrics = [place.rubric, *others]

    def drawn(low: float | None, high: float | None) -> str:
        return badge("openness", message_of(low, high))

    for name, text in files_of(place.entries, place.catalogue, rubrics, place.snapshot.id, drawn):
        path = out / name
        path.parent.mkdir(parents=True, exist_ok=True)
        keep(path, text.encode("utf-8"))
        written += 1
        if written % 100 == 0:
            say(f"{written} files written")
    say(f"wrote {written} files to {out}; open {out / 'index.html'}")
