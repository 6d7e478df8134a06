"""search, history, cite: finding entries, what became of them, and naming what was found."""

from __future__ import annotations

from typing import Annotated

import typer

from openness import __version__
from openness.cli.context import (
    ModelsOrSystems,
    NoAssessments,
    RubricOption,
    SnapshotOption,
    SwitchOption,
    kind_of,
    open_rubric,
    store,
)
from openness.cli.output import FormatOption, OutOption, deliver, say, settle


def register(app: typer.Typer) -> None:
    """Add the commands of this module."""
    app.command()(search)
    app.command()(history)
    app.command()(cite)


def search(
    words: Annotated[list[str], typer.Argument(help="Words of a name or id, such as llama 3.3.")],
    snapshot: SnapshotOption = None,
    out: OutOption = None,
    form: FormatOption = None,
) -> None:
    """List the systems and models whose id or name holds the words."""
    form = settle(form, out)
    from openness.index import open_index

    index = open_index(snapshot)
    found = index.found(" ".join(words))
    told = {"snapshot": index.snapshot.id, "catalogue_digest": index.entries("systems").catalogue}
    deliver(found, form, out, stamp={**told, "tool_version": __version__})
    say(f"{len(found):,} found")


def history(
    name: Annotated[str, typer.Argument(metavar="NAME", help="Id, name or alias of a system or a model.")],
    rubric: RubricOption = "default",
    systems: ModelsOrSystems = None,
    switches: SwitchOption = None,
    no_assessments: NoAssessments = False,
    out: OutOption = None,
    form: FormatOption = None,
) -> None:
    """Tell rank, score and levels of one entry in every snapshot you have, the oldest first."""
    form = settle(form, out)
    from openness.index import history as entry_history
    from openness.views.forms import rows_of
    from openness.views.ranking import history_table

    judged = open_rubric(rubric, switches)
    found = entry_history(name, judged, kind=kind_of(systems), assessments=not no_assessments)
    deliver(found, form, out, table=lambda: history_table(rows_of(found)))


def cite(
    rubric: RubricOption = "default",
    snapshot: SnapshotOption = None,
    switches: SwitchOption = None,
    no_assessments: NoAssessments = False,
    out: OutOption = None,
    form: FormatOption = None,
) -> None:
    """Print what to cite for a snapshot and rubric: the tool, the data with its sources, and how to get it again."""
    form = settle(form, out)
    from openness.index import open_index
    from openness.snapshot.store import EMBEDDED, find_snapshot
    from openness.views.citation import citation, citation_listing, citation_rows

    index, judged = open_index(snapshot), open_rubric(rubric, switches)
    embedded = index.snapshot.folder == find_snapshot(EMBEDDED, store())
    rows = citation_rows(
        index.snapshot.manifest, index.catalogue, judged, assessments=not no_assessments, embedded=embedded
    )
    deliver(lambda: citation_listing(rows), form, out, table=lambda: citation(rows))
