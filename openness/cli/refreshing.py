"""refresh: pull models from the Hub into a new snapshot."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from openness.cli.context import EndpointOption, domains, endpoint, offline, store, token
from openness.cli.output import say
from openness.errors import OpennessError, UsageError

if TYPE_CHECKING:
    from openness.hub import Progress, Selection
    from openness.record.evidence import Evidence
    from openness.record.record import Record, Rejected

_WORKING = ".refresh"


def register(app: typer.Typer) -> None:
    """Add the command of this module."""
    app.command()(refresh)


def refresh(
    models: Annotated[
        str | None, typer.Option("--models", help="A file with one id a line, or ids separated by commas.")
    ] = None,
    author: Annotated[str | None, typer.Option("--author", help="All models of one organisation.")] = None,
    top: Annotated[int | None, typer.Option("--top", min=1, help="The most downloaded models.")] = None,
    catalogue: Annotated[bool, typer.Option("--catalogue", help="All models the catalogue's systems name.")] = False,
    endpoint_: EndpointOption = None,
    out: Annotated[Path | None, typer.Option("--out", help="The folder to keep snapshots in.")] = None,
    thorough: Annotated[
        bool, typer.Option("--thorough", help="Ask for data sets and base models again, even of unchanged models.")
    ] = False,
) -> None:
    """Pull models from the Hub into a new snapshot; what has not changed since the last one is not asked for again."""
    from openness.hub import Hub, Journal, fingerprint
    from openness.hub import refresh as sweep
    from openness.snapshot.write import About, write_snapshot

    selection = _selection(models, author, top, catalogue=catalogue)
    folder = out or store()
    if offline():
        raise OpennessError("refresh needs the network, and HF_HUB_OFFLINE is set; unset it, or work on a snapshot")
    asked = endpoint(endpoint_)
    with Hub(asked, token(), on_wait=lambda wait: say(f"waiting: {wait}")) as hub:
        journal_path = folder / _WORKING / f"{fingerprint(selection, hub.endpoint)}.jsonl"
        try:
            journal_path.parent.mkdir(parents=True, exist_ok=True)
        except OSError as failure:
            raise OpennessError(
                f"{folder} cannot be written ({failure.strerror}); choose another with --out"
            ) from failure
        started = datetime.now(UTC).replace(microsecond=0)
        with Journal(journal_path, fingerprint(selection, hub.endpoint), now=started) as journal, _progress() as show:
            found = sweep(
                hub, selection, known=_known(folder, hub.endpoint), journal=journal, progress=show, thorough=thorough
            )
            place = write_snapshot(
                folder,
                _with_evidence(found),
                domains(),
                About(created=started, endpoint=hub.endpoint, title=_title(selection)),
            )
            journal.discard()
    _report(place)


def _report(place: Path) -> None:
    from openness.record.fault import refuse_faults
    from openness.snapshot.snapshot import Snapshot

    snapshot = Snapshot(place, domains())
    counts = snapshot.manifest.counts
    for item in snapshot.rejected()[:20]:
        named = item.id is not None and item.id in item.reason
        say(f"set aside: {item.reason}" if named else f"set aside: {item.id or item.part}: {item.reason}")
    if counts["rejected"] > 20:
        say(f"and {counts['rejected'] - 20} more, see {place / 'rejected.jsonl'}")
    say(f"snapshot {snapshot.id}: {counts['models']:,} models, {counts['rejected']:,} set aside, in {place}")
    if not counts["models"]:
        raise OpennessError("no model could be used; see the reasons above")
    refuse_faults(snapshot.rejected())


def _with_evidence(
    found: Iterator[Record | Rejected],
) -> Iterator[tuple[Record, Mapping[str, Evidence]] | Rejected]:
    from openness.record.record import Rejected
    from openness.signals import extract_or_set_aside

    for item in found:
        if isinstance(item, Rejected):
            yield item
            continue
        evidence = extract_or_set_aside(item)
        yield evidence if isinstance(evidence, Rejected) else (item, evidence)


def _selection(models: str | None, author: str | None, top: int | None, *, catalogue: bool) -> Selection:
    from openness.hub import Author, Ids, Top

    if sum([models is not None, author is not None, top is not None, catalogue]) != 1:
        raise UsageError("say what to refresh: exactly one of --models, --author, --top and --catalogue")
    if models is not None:
        selection = Ids.of(_ids(models))
        if not selection.ids:
            raise UsageError(f"'{models}' names no model; give a file with one id a line, or ids with commas")
        return selection
    if author is not None:
        return Author(author)
    if top is not None:
        return Top(top)
    from openness.catalogue import load_catalogue

    return Ids.of(load_catalogue().model_ids)


def _ids(text: str) -> list[str]:
    path = Path(text)
    if path.is_file():
        try:
            lines = path.read_text(encoding="utf-8-sig").splitlines()
        except (OSError, UnicodeDecodeError) as failure:
            raise OpennessError(f"{path} cannot be read as UTF-8 text; check the file given with --models") from failure
        return [line.split("#", 1)[0].strip() for line in lines]
    if path.suffix in (".txt", ".csv", ".list") or re.search(r"^[./~]", text):
        raise OpennessError(f"there is no file {text}; check the path given with --models")
    return text.split(",")


def _title(selection: Selection) -> str:
    from openness.hub import Author, Ids, Top

    match selection:
        case Ids(ids):
            return f"{len(ids)} models by id"
        case Author(name):
            return f"models of {name}"
        case Top(number):
            return f"the {number} most downloaded models"


def _known(folder: Path, address: str) -> Callable[[str], Record | None]:
    """Return the last records of each model in the newest snapshots of the same endpoint, looked up by id."""
    from openness.snapshot.snapshot import Snapshot
    from openness.snapshot.store import list_snapshots

    listed = [item for item in list_snapshots(folder) if item.manifest and not item.embedded]
    same = [
        Snapshot(item.folder, domains())
        for item in reversed(listed)
        if item.manifest and item.manifest.endpoint == address
    ]
    kept: dict[str, Record] = {}
    for snapshot in same[:1]:
        for record in snapshot.records():
            kept[record.id.lower()] = record
            if record.asked_as:
                kept[record.asked_as.lower()] = record

    def known(model_id: str) -> Record | None:
        if (record := kept.get(model_id.lower())) is not None:
            return record
        return next((found for snapshot in same[1:] if (found := snapshot.record(model_id)) is not None), None)

    return known


@contextmanager
def _progress() -> Iterator[Callable[[Progress], None]]:
    """Show progress on stderr: a moving line on a terminal, now and then a plain line elsewhere."""
    from rich.console import Console
    from rich.progress import BarColumn, MofNCompleteColumn, TextColumn
    from rich.progress import Progress as Bar

    console = Console(stderr=True)
    bar = Bar(
        TextColumn("fetching"),
        BarColumn(),
        MofNCompleteColumn(),
        TextColumn("{task.fields[told]}"),
        console=console,
        transient=True,
        disable=not console.is_terminal,
    )
    with bar:
        task = bar.add_task("fetching", total=None, told="")

        def show(now: Progress) -> None:
            done = now.records + now.rejected
            left = "; ".join(f"{budget.remaining} {budget.bucket} requests left" for budget in now.budgets)
            told = f"{now.requests} requests, {now.reused} unchanged, {now.rejected} set aside" + (
                f"; {left}" if left else ""
            )
            bar.update(task, completed=done, total=now.total, told=told)
            if not console.is_terminal and (done % 100 == 0 or done == now.total):
                say(f"{done} of {now.total if now.total is not None else '?'} models; {told}")

        yield show
