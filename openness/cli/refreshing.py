"""refresh: pull models from the Hub into a new snapshot."""

from __future__ import annotations

import re
import signal
import threading
from collections.abc import Callable, Iterator, Sequence
from contextlib import closing, contextmanager
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from openness.cli.context import EndpointOption, domains, endpoint, offline, store, token
from openness.cli.output import say
from openness.cli.refreshed import TOLD, Missed, report, tell_rejected
from openness.errors import OpennessError, Stopped, UsageError

if TYPE_CHECKING:
    from openness.hub import Hub, Progress, Selection
    from openness.index.fetching import Fetched
    from openness.record.record import Record
    from openness.snapshot.snapshot import Snapshot

_WORKING = ".refresh"
_CLOCKS_DIFFER = timedelta(minutes=2)
"""Two refreshes within a second, or a clock set right, are nothing to speak of."""
_ENDINGS = ("SIGTERM", "SIGHUP")


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
    alone: Annotated[
        bool, typer.Option("--alone", help="Begin with nothing: leave out what the snapshot before this one holds.")
    ] = False,
    thorough: Annotated[
        bool, typer.Option("--thorough", help="Ask for data sets and base models again, even of unchanged models.")
    ] = False,
) -> None:
    """Pull models from the Hub into a new snapshot, made out of the one before it.

    What was asked for is new, all else is carried over with its own dates; what has not changed since it was last read
    is not asked for again.
    """
    from openness.hub import Hub
    from openness.snapshot.lock import held
    from openness.snapshot.store import EMBEDDED, newest, open_snapshot

    selection = _selection(models, author, top, catalogue=catalogue)
    folder = out or store()
    if offline():
        raise OpennessError("refresh needs the network, and HF_HUB_OFFLINE is set; unset it, or work on a snapshot")
    asked = endpoint(endpoint_)
    with held(folder), Hub(asked, token(), on_wait=lambda wait: say(f"waiting: {wait}")) as hub:
        before = None if alone else open_snapshot(str(folder) if newest(folder) else EMBEDDED, folder, domains())
        _plan(selection, before, catalogue=catalogue)
        missed = Missed()
        place = _swept(hub, selection, folder, before, missed, thorough=thorough)
    report(place, missed)


def keep_records(found: Fetched, address: str) -> None:
    """Put models that were just fetched into a new snapshot, made out of the newest; nothing is made of none."""
    from openness.snapshot.manifest import SourceNote
    from openness.snapshot.store import open_snapshot
    from openness.snapshot.write import About, write_snapshot

    if not found:
        return
    started = datetime.now(UTC).replace(microsecond=0)
    title = f"{len(found)} models kept"
    source = SourceNote(part=title, origin=address, date=f"{started:%Y-%m-%d}", models=len(found))
    about = About(created=_after_all(store(), started), endpoint=address, title=title, sources=(source,))
    before = open_snapshot(None, store(), domains())
    place = write_snapshot(store(), found, domains(), about, before=before)
    say(f"kept in snapshot {place.name}, made out of {before.id}")


def _plan(selection: Selection, before: Snapshot | None, *, catalogue: bool) -> None:
    """Say what will be asked for and what it succeeds, before anything is."""
    from openness.hub import Ids

    if isinstance(selection, Ids):
        asked = len(selection.ids)
        places, dated = _held(selection.ids, before)
        what = "models that systems of the catalogue name" if catalogue else "models"
        say(f"plan: {asked:,} {what}: {places:,} known{dated}, {asked - places:,} new")
        say(f"plan: at least {asked:,} requests, and some five for each new or changed model")
    if before is not None:
        say(f"plan: all other of the {len(before.ids):,} models of snapshot {before.id} are carried over")


def _held(ids: Sequence[str], before: Snapshot | None) -> tuple[int, str]:
    """Return how many of the ids a snapshot holds, and how old what it knows of them is, in words."""
    if before is None:
        return 0, ""
    places = [place for name in ids if (place := before.place(name)) is not None]
    seen = before.identity["seen"].to_pylist()
    days = sorted({seen[place] for place in places if seen[place]})
    return len(places), f" (facts of {days[0]} to {days[-1]})" if days else ""


def _swept(
    hub: Hub, selection: Selection, folder: Path, before: Snapshot | None, missed: Missed, *, thorough: bool
) -> Path:
    """Ask for all models and return the folder of the new snapshot; the journal lets a later run go on from here."""
    from openness.hub import Journal, fingerprint
    from openness.hub import refresh as sweep
    from openness.snapshot.manifest import SourceNote
    from openness.snapshot.write import About, NothingNew, write_snapshot

    mark = fingerprint(selection, hub.endpoint)
    journal_path = folder / _WORKING / f"{mark}.jsonl"
    try:
        journal_path.parent.mkdir(parents=True, exist_ok=True)
    except OSError as failure:
        raise OpennessError(f"{folder} cannot be written ({failure.strerror}); choose another with --out") from failure
    started = datetime.now(UTC).replace(microsecond=0)
    title = _title(selection)
    source = SourceNote(part=title, origin=hub.endpoint, date=f"{started:%Y-%m-%d}")
    about = About(created=_after_all(folder, started), endpoint=hub.endpoint, title=title, sources=(source,))
    with _stoppable(), Journal(journal_path, mark, now=started) as journal, _progress() as show:
        if journal.entries:
            say(
                f"goes on from what a refresh begun {journal.started:%Y-%m-%d %H:%M} UTC has read, "
                f"{len(journal.entries):,} models; remove {journal_path} to begin anew"
            )
        known = _known(folder, hub.endpoint)
        # Closed before the journal is: whatever ends the work keeps what was finished out of turn.
        with closing(sweep(hub, selection, known=known, journal=journal, progress=show, thorough=thorough)) as found:
            try:
                place = write_snapshot(folder, missed.noting(found), domains(), about, before=before)
            except NothingNew as failure:
                journal.discard()
                tell_rejected(failure.rejected)
                raise
        journal.discard()
    return place


def _after_all(folder: Path, now: datetime) -> datetime:
    """Return the time to date a snapshot by: now, or just after the newest where the clock stands before that."""
    from openness.snapshot.manifest import read_manifest
    from openness.snapshot.store import newest

    last = newest(folder)
    if last is None or (made := read_manifest(last).created) < now:
        return now
    dated = made + timedelta(seconds=1)
    if made - now > _CLOCKS_DIFFER:
        say(
            f"the clock ({now:%Y-%m-%d %H:%M} UTC) stands before the newest snapshot ({made:%Y-%m-%d %H:%M}); the new "
            "one is dated just after that, so that it is the one used; check the clock"
        )
    return dated


@contextmanager
def _stoppable() -> Iterator[None]:
    """Take an interrupt, a hang-up or a request to end as one thing: the journal stays, and a sentence says so."""
    before = {}
    if threading.current_thread() is threading.main_thread():
        for name in _ENDINGS:
            if (number := getattr(signal, name, None)) is not None and signal.getsignal(number) is signal.SIG_DFL:
                before[number] = signal.signal(number, signal.default_int_handler)
    try:
        yield
    except KeyboardInterrupt as stopped:
        raise Stopped("stopped; what was read is kept, and the same command goes on from there") from stopped
    finally:
        for number, handler in before.items():
            signal.signal(number, handler)


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
        return _ids_of(path, [line.split("#", 1)[0].strip() for line in lines])
    if path.suffix in (".txt", ".csv", ".list") or re.search(r"^[./~]", text):
        raise OpennessError(f"there is no file {text}; check the path given with --models")
    return text.split(",")


def _ids_of(path: Path, lines: list[str]) -> list[str]:
    """Return the ids in the lines of a file; what is none is told by its number alone: it may be any file's words."""
    from openness.record.hub_id import is_hub_id

    odd = [number for number, line in enumerate(lines, start=1) if line and not is_hub_id(line)]
    ids = [line for line in lines if is_hub_id(line)]
    if odd and not len(odd) < len(ids):
        raise UsageError(
            f"{path} is no list of ids: {len(odd):,} of its lines are none; give one organisation/name a line"
        )
    if odd:
        told = ", ".join(map(str, odd[:TOLD])) + (" ..." if len(odd) > TOLD else "")
        say(f"{path}: {len(odd):,} lines are no ids of the Hub and are left out: {told}")
    return ids


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

    own = [item for item in list_snapshots(folder) if item.manifest and not item.embedded]
    same = [Snapshot(item.folder, domains()) for item in reversed(own)]
    kept: dict[str, Record] = {}
    for snapshot in same[:1]:
        for record in snapshot.records():
            if record.origin != address:
                continue
            kept[record.id.lower()] = record
            if record.asked_as:
                kept[record.asked_as.lower()] = record

    def known(model_id: str) -> Record | None:
        if (record := kept.get(model_id.lower())) is not None:
            return record
        others = (found for snapshot in same[1:] if (found := snapshot.record(model_id)) is not None)
        return next((found for found in others if found.origin == address), None)

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
