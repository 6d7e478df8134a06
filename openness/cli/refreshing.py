"""refresh: pull models from the Hub into a new snapshot."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from openness.cli.context import (
    EndpointOption,
    EngineOption,
    SchedulerOption,
    domains,
    endpoint,
    engine_named,
    folder_given,
    offline,
    store,
    token,
)
from openness.cli.output import say
from openness.cli.refresh_selection import cards_of, selection_of, tell_plan, title_of
from openness.cli.refresh_since import read_before, read_now
from openness.cli.refreshed import Missed, report, tell_rejected
from openness.errors import OpennessError, Stopped

if TYPE_CHECKING:
    from openness.hub import Cards, Hub, Progress, Selection
    from openness.index.fetching import Fetched
    from openness.record.record import Record, Rejected
    from openness.snapshot.engine import Engine
    from openness.snapshot.manifest import Swept
    from openness.snapshot.snapshot import Snapshot
    from openness.snapshot.write import About

_WORKING = ".refresh"
_CLOCKS_DIFFER = timedelta(minutes=2)
"""Two refreshes within a second, or a clock set right, are nothing to speak of."""
_STEP = 1_000
"""Models between two lines of progress where nothing can move."""


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
    everything: Annotated[bool, typer.Option("--all", help="Every model that the Hub lists.")] = False,
    cards: Annotated[
        str | None,
        typer.Option(
            "--cards",
            help="Of which listed models cards, licence files, data sets and bases are read too: top:N, changed, all.",
        ),
    ] = None,
    named: Annotated[
        int | None,
        typer.Option("--named", min=0, help="How many data sets and bases are asked about, the most named first."),
    ] = None,
    endpoint_: EndpointOption = None,
    out: Annotated[Path | None, typer.Option("--out", help="The folder to keep snapshots in.")] = None,
    alone: Annotated[
        bool, typer.Option("--alone", help="Begin with nothing: leave out what the snapshot before this one holds.")
    ] = False,
    thorough: Annotated[
        bool, typer.Option("--thorough", help="Ask for data sets and base models again, even of unchanged models.")
    ] = False,
    whole: Annotated[
        bool,
        typer.Option("--whole", help="Read the whole listing, not only what has changed since it was last read."),
    ] = False,
    engine: EngineOption = "serial",
    scheduler: SchedulerOption = None,
) -> None:
    """Pull models from the Hub into a new snapshot, made out of the one before it.

    What was asked for is new, all else is carried over with its own dates; what has not changed since it was last read
    is not asked for again. Of --top, --author and --all the listing is read, a thousand models a request, and more of
    those that --cards names. Of more than a thousand models of --author or --all that were read before, only what has
    changed since is listed; once a week, or with --whole, all is: so removals, gates and downloads are seen.
    """
    from openness.hub import DEFAULT_ENDPOINT, Hub
    from openness.snapshot.lock import held
    from openness.snapshot.store import EMBEDDED, newest, open_snapshot

    answering = engine_named(engine)
    selection = selection_of(models, author, top, catalogue=catalogue, everything=everything)
    wanted = cards_of(cards, selection, named)
    folder = folder_given(out)
    if offline():
        raise OpennessError("refresh needs the network, and HF_HUB_OFFLINE is set; unset it, or work on a snapshot")
    asked = endpoint(endpoint_)
    with held(folder), Hub(asked, token(), on_wait=lambda wait: say(f"waiting: {wait}")) as hub:
        before = None if alone else open_snapshot(str(folder) if newest(folder) else EMBEDDED, folder, domains())
        again = thorough or whole
        since = None if again else read_before(before, selection, wanted, hub.endpoint, datetime.now(UTC))
        main = asked == DEFAULT_ENDPOINT
        tell_plan(selection, wanted, before, catalogue=catalogue, account=token() is not None, hub=main, since=since)
        missed = Missed()
        place = _swept(
            hub, selection, wanted, folder, before, missed,
            since=since, thorough=thorough, engine=answering, scheduler=scheduler,
        )  # fmt: skip
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


def _swept(
    hub: Hub,
    selection: Selection,
    cards: Cards,
    folder: Path,
    before: Snapshot | None,
    missed: Missed,
    *,
    since: Swept | None,
    thorough: bool,
    engine: Engine,
    scheduler: str | None,
) -> Path:
    """Ask for all models and return the folder of the new snapshot; the journal lets a later run go on from here."""
    from openness.hub import Journal, fingerprint
    from openness.hub import refresh as sweep
    from openness.snapshot.manifest import SourceNote
    from openness.snapshot.write import About, NothingNew

    until = None if since is None else since.until
    mark = fingerprint(selection, hub.endpoint, cards, until)
    # One file for a selection: what was left by a refresh of its changes since another day is begun anew.
    journal_path = folder / _WORKING / f"{fingerprint(selection, hub.endpoint, cards)}.jsonl"
    try:
        journal_path.parent.mkdir(parents=True, exist_ok=True)
    except OSError as failure:
        raise OpennessError(f"{folder} cannot be written ({failure.strerror}); choose another with --out") from failure
    started = datetime.now(UTC).replace(microsecond=0)
    title = title_of(selection) + (f", changed since {until:%Y-%m-%d}" if until is not None else "")
    source = SourceNote(part=title, origin=hub.endpoint, date=f"{started:%Y-%m-%d}")
    with _kept_when_stopped(), Journal(journal_path, mark, now=started) as journal, _progress() as show:
        if journal.entries:
            say(
                f"goes on from what a refresh begun {journal.started:%Y-%m-%d %H:%M} UTC has read, "
                f"{len(journal.entries):,} models; remove {journal_path} to begin anew"
            )
        about = About(
            created=_after_all(folder, started), endpoint=hub.endpoint, title=title, sources=(source,),
            swept=read_now(selection, cards, hub.endpoint, since, journal, missed),
        )  # fmt: skip
        known = _known(folder, hub.endpoint)
        # Closed before the journal is: whatever ends the work keeps what was finished out of turn.
        with closing(
            sweep(
                hub,
                selection,
                known=known,
                journal=journal,
                progress=show,
                thorough=thorough,
                cards=cards,
                held=_held(before, hub.endpoint),
                since=until,
            )
        ) as found:
            try:
                place = _written(folder, missed.noting(found), about, before, engine, scheduler)
            except NothingNew as failure:
                journal.discard()
                tell_rejected(failure.rejected)
                raise
        journal.discard()
    return place


def _written(
    folder: Path,
    found: Iterator[Record | Rejected],
    about: About,
    before: Snapshot | None,
    engine: Engine,
    scheduler: str | None,
) -> Path:
    """Write the snapshot: here as records come, or in parts that other processes answer meanwhile."""
    from openness.snapshot.answering import write_as_they_come
    from openness.snapshot.write import write_snapshot

    if engine == "serial":
        return write_snapshot(folder, found, domains(), about, before=before)
    return write_as_they_come(folder, found, about, before=before, engine=engine, scheduler=scheduler)


def _held(before: Snapshot | None, address: str) -> list[str]:
    """Return the models of a snapshot that this endpoint had when it was last asked."""
    if before is None:
        return []
    told = before.identity.select(["origin", "refused"])
    places = zip(before.ids, *(column.to_pylist() for column in told.columns), strict=True)
    return [model_id for model_id, origin, refused in places if origin == address and refused is None]


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
def _kept_when_stopped() -> Iterator[None]:
    """Say of an interrupt that the journal stays."""
    try:
        yield
    except KeyboardInterrupt as stopped:
        raise Stopped("stopped; what was read is kept, and the same command goes on from there") from stopped


def _known(folder: Path, address: str) -> Callable[[str], Record | None]:
    """Return the last records of each model in the snapshots of the same endpoint, looked up by id."""
    from openness.snapshot.known import KnownRecords
    from openness.snapshot.snapshot import Snapshot
    from openness.snapshot.store import list_snapshots

    own = [item for item in list_snapshots(folder) if item.manifest and not item.embedded]
    return KnownRecords([Snapshot(item.folder, domains()) for item in reversed(own)], address)


@contextmanager
def _progress() -> Iterator[Callable[[Progress], None]]:
    """Show progress on stderr: a moving line on a terminal, now and then a plain line elsewhere."""
    from rich.console import Console
    from rich.progress import BarColumn, MofNCompleteColumn, TextColumn
    from rich.progress import Progress as Bar
    from rich.table import Column

    console = Console(stderr=True)
    bar = Bar(
        BarColumn(bar_width=12),
        MofNCompleteColumn(),
        TextColumn("{task.fields[told]}", table_column=Column(no_wrap=True, overflow="ellipsis")),
        console=console,
        transient=True,
        disable=not console.is_terminal,
    )
    with bar:
        task = bar.add_task("fetching", total=None, told="")

        def show(now: Progress) -> None:
            done = now.records + now.rejected
            left = " ".join(f"{budget.bucket} {budget.remaining:,}" for budget in now.budgets)
            told = f"{now.requests:,} asked, {now.reused:,} unchanged, {now.rejected:,} set aside"
            # What a narrow terminal cuts off stands last.
            bar.update(task, completed=done, total=now.total, told=f"{told}; left: {left}" if left else told)
            if not console.is_terminal and (done % _STEP == 0 or done == now.total):
                total = "" if now.total is None else f" of {now.total:,}"
                say(f"{done:,}{total} models; {told}")

        yield show
