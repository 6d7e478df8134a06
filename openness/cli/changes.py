"""changes: what a reader would notice between two snapshots, in words."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from openness.cli.context import RubricOption, domains, open_rubric, store
from openness.cli.output import FormatOption, OutOption, deliver, deliver_text, say, settle
from openness.errors import GateMissed, OpennessError, UsageError

if TYPE_CHECKING:
    from openness.rubric import Rubric
    from openness.snapshot.snapshot import Snapshot
    from openness.views.changes import Change

_EXTRA = ("markdown", "atom")


def register(app: typer.Typer) -> None:
    """Add the command of this module."""
    app.command()(changes)


def changes(
    old: Annotated[
        str | None,
        typer.Argument(metavar="[A]", help="Id or folder of the older snapshot; by default the last but one."),
    ] = None,
    new: Annotated[
        str | None, typer.Argument(metavar="[B]", help="Id or folder of the newer snapshot; by default the last.")
    ] = None,
    watch: Annotated[
        Path | None,
        typer.Option(
            help="A file with a model id or a system's name a line: tell of these alone, leave with 3 if one got worse."
        ),
    ] = None,
    rubric: RubricOption = "default",
    moved: Annotated[int, typer.Option(min=1, help="Tell of a rank that moved at least so many places.")] = 50,
    out: OutOption = None,
    form: FormatOption = None,
) -> None:
    """Tell what changed: licence, terms, gate, weights, card, rank; what got worse is marked.

    Beside the usual forms there are markdown and atom.
    """
    import pandas as pd

    form = settle(form, out, extra=_EXTRA)
    from openness.ranking.provenance import of_licences, of_rubric
    from openness.snapshot.compare import compare
    from openness.snapshot.store import open_snapshot
    from openness.views.changes import as_atom, as_json, as_markdown, as_text, changes_of, moves, ordered

    watched = None if watch is None else _watched(watch)
    first, second = (open_snapshot(name, store(), domains()) for name in _names(old, new))
    judged = open_rubric(rubric)
    found = changes_of(compare(first, second))
    found += moves(_ranks(first, judged), _ranks(second, judged), moved if watched is None else 1, judged.reference)
    if watched is not None:
        found = [item for item in found if item.model.casefold() in watched]
    told = ordered(found)
    say(f"{len(told):,} changes from {first.id} to {second.id}")
    match form:
        case "markdown":
            deliver_text(as_markdown(told, first.id, second.id), out)
        case "atom":
            deliver_text(as_atom(told, first.id, second.id, second.manifest.created), out)
        case "json":
            deliver_text(as_json(told, first.id, second.id), out)
        case _:
            rows = [(item.model, str(item.what), item.sentence, item.worse) for item in told]
            frame = pd.DataFrame(rows, columns=["model", "what", "sentence", "worse"]).assign(
                old=first.id, new=second.id
            )
            stamp = {**of_rubric(judged), **of_licences()}
            deliver(frame, form, out, table=lambda: as_text(told), stamp=stamp)
    _leave(told, watched, second)


def _leave(told: list[Change], watched: dict[str, str] | None, new: Snapshot) -> None:
    if watched is None:
        return
    seen = {item.casefold() for item in new.ids} | {item.model.casefold() for item in told}
    for key, name in watched.items():
        if key not in seen:
            say(f"{name} is in neither snapshot; nothing can be told of it")
    if worse := list(dict.fromkeys(item.model for item in told if item.worse)):
        raise GateMissed(f"got worse: {', '.join(worse)}")


def _names(old: str | None, new: str | None) -> tuple[str, str]:
    if old is not None and new is not None:
        return old, new
    from openness.snapshot.store import list_snapshots

    whole = [str(item.folder) for item in list_snapshots(store()) if item.manifest is not None]
    if old is not None:
        return old, whole[-1]
    if len(whole) < 2:
        raise OpennessError("there is one snapshot only; `openness refresh` makes a second to compare it with")
    return whole[-2], whole[-1]


def _watched(path: Path) -> dict[str, str]:
    from openness.catalogue.names import name_given

    try:
        lines = path.read_text(encoding="utf-8").splitlines()
    except (OSError, UnicodeDecodeError) as failure:
        raise OpennessError(
            f"{path} cannot be read as text ({failure}); give a file with a model id a line"
        ) from failure
    names = [name_given(line.partition("#")[0].strip()) for line in lines]
    found = {model.casefold(): name for name in names if name for model in _models_of(name)}
    if not found:
        raise UsageError(f"{path} names no model; write one id a line, such as org/name")
    return found


def _models_of(name: str) -> tuple[str, ...]:
    """Return the models that a line means: a model itself, or the one people use of a system, which is said."""
    if "/" in name:
        return (name,)
    from openness.catalogue import Role, load_catalogue
    from openness.catalogue.roles import sure_models

    systems = load_catalogue().named(name)
    models = sure_models(systems[0], Role.END) if len(systems) == 1 else ()
    if models:
        say(f"{name} is a system; watched is {', '.join(models)}")
    return models or (name,)


def _ranks(snapshot: Snapshot, rubric: Rubric) -> dict[str, tuple[int | None, float]]:
    from openness.index import Index

    frame = Index(snapshot).rank(rubric, kind="models")
    return {
        row["id"]: (
            None if row["rank"] is None or row["rank"] != row["rank"] else int(row["rank"]),
            float(row["low"] or 0),
        )
        for row in frame[["id", "rank", "low"]]
        .astype(object)
        .where(frame[["id", "rank", "low"]].notna(), None)
        .to_dict("records")
    }
