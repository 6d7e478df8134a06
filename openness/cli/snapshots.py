"""snapshot list, prune, verify, answer, diff."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from openness.cli.context import EngineOption, SchedulerOption, domains, engine_named, folder_given, store
from openness.cli.output import FormatOption, OutOption, deliver, say, settle
from openness.errors import SnapshotError

app = typer.Typer(help="Look after snapshots.", no_args_is_help=True, rich_markup_mode=None)


@app.command("list")
def list_(out: OutOption = None, form: FormatOption = None) -> None:
    """List the embedded snapshot and your own, oldest first."""
    form = settle(form, out)
    from openness.files.listing import WHOLE, Listing
    from openness.snapshot.store import list_snapshots

    rows: list[tuple[str, str | None, int | None, str, str]] = []
    for item in list_snapshots(store()):
        if item.manifest is None:
            rows.append((item.folder.name, None, None, "damaged; see `openness snapshot verify`", str(item.folder)))
            continue
        shown = item.manifest
        title = shown.title or ""
        name = f"{shown.id} (embedded)" if item.embedded else shown.id
        rows.append((name, f"{shown.created:%Y-%m-%d %H:%M}", shown.counts.get("models", 0), title, str(item.folder)))
    deliver(Listing(("id", "created", "models", "title", "folder"), rows, {"models": WHOLE}), form, out)


@app.command()
def verify(
    wanted: Annotated[str | None, typer.Argument(metavar="[ID|DIR|ADDRESS]", help="By default the newest.")] = None,
    out: OutOption = None,
    form: FormatOption = None,
) -> None:
    """Check that every file of a snapshot is whole."""
    form = settle(form, out)
    from openness.files.listing import WHOLE, Listing
    from openness.snapshot.manifest import damage_by_file
    from openness.snapshot.store import open_snapshot

    snapshot = open_snapshot(wanted, store(), domains())
    found = damage_by_file(snapshot.folder, snapshot.manifest)
    rows = [(name, note.bytes, note.sha256, found.get(name)) for name, note in snapshot.manifest.files.items()]
    listed = Listing(("file", "bytes", "sha256", "problem"), rows, {"bytes": WHOLE})
    if found and form != "table":
        deliver(listed, form, out, stamp={"snapshot": snapshot.id})
    if found:
        problems = "; ".join(f"{name} {what}" for name, what in found.items())
        raise SnapshotError(
            f"the snapshot {snapshot.id} in {snapshot.folder} is damaged: {problems}; "
            "fetch it again with `openness refresh`, or use another with --snapshot"
        )
    told = f"{snapshot.id}: {len(snapshot.manifest.files)} files, all as the manifest says\n"
    deliver(listed, form, out, table=lambda: told, stamp={"snapshot": snapshot.id})


@app.command()
def answer(
    wanted: Annotated[str | None, typer.Argument(metavar="[ID|DIR|ADDRESS]", help="By default the newest.")] = None,
    engine: EngineOption = "pool",
    scheduler: SchedulerOption = None,
    out: Annotated[Path | None, typer.Option("--out", help="The folder to keep snapshots in.")] = None,
    parts: Annotated[
        str | None,
        typer.Option("--parts", help="Where workers find their parts, such as s3://bucket/parts; by default in --out."),
    ] = None,
) -> None:
    """Work out the answers of a snapshot's records anew, by today's rules, into a new snapshot; nothing is fetched."""
    from datetime import UTC, datetime

    from openness.snapshot.answering import answer_anew
    from openness.snapshot.lock import held
    from openness.snapshot.store import open_snapshot
    from openness.snapshot.write import About

    answering = engine_named(engine)
    snapshot = open_snapshot(wanted, store(), domains())
    folder = folder_given(out)
    created = datetime.now(UTC).replace(microsecond=0)
    about = About(created=created, endpoint=snapshot.manifest.endpoint, title=f"Answers to {snapshot.id} anew")
    with held(folder):
        place = answer_anew(snapshot, folder, about, engine=answering, scheduler=scheduler, parts=parts)
    say(f"snapshot {place.name}: the records of {snapshot.id} answered anew, in {place}")


@app.command()
def diff(
    old: Annotated[str, typer.Argument(metavar="A", help="Id or folder of the older snapshot.")],
    new: Annotated[str, typer.Argument(metavar="B", help="Id or folder of the newer snapshot.")],
    out: OutOption = None,
    form: FormatOption = None,
) -> None:
    """Show what changed: models that came or went, revisions, and every signal whose answer is another."""
    form = settle(form, out)
    from openness.ranking.provenance import of_licences
    from openness.snapshot.compare import compare
    from openness.snapshot.store import open_snapshot

    earlier, later = (open_snapshot(name, store(), domains()) for name in (old, new))
    frame = compare(earlier, later)
    say(f"{len(frame):,} changes from {earlier.id} to {later.id}")
    deliver(frame, form, out, stamp={"old_snapshot": earlier.id, "new_snapshot": later.id, **of_licences()})


@app.command()
def prune(
    keep: Annotated[int, typer.Option("--keep", min=1, help="How many of the newest to keep.")] = 5,
    dry_run: Annotated[bool, typer.Option("--dry-run", help="Only say which would be removed.")] = False,
    folder: Annotated[Path | None, typer.Option("--out", help="The folder the snapshots are kept in.")] = None,
    form: FormatOption = None,
) -> None:
    """Remove your oldest snapshots; the embedded one, the newest and damaged ones stay."""
    form = settle(form)
    from openness.files.listing import Listing
    from openness.snapshot.lock import held
    from openness.snapshot.store import prunable, remove

    where = folder_given(folder)
    if folder is not None and not where.is_dir():
        raise SnapshotError(
            f"{where} is no folder, so it holds no snapshot; `openness snapshot list` shows where yours are"
        )
    if not where.exists():
        say(f"{where} holds no snapshot")
        return
    with held(where):
        old = prunable(where, keep)
        for item in old:
            if not dry_run:
                remove(item)
    done = "would remove" if dry_run else "removed"
    told = Listing(("done", "id", "folder"), [(done, item.folder.name, str(item.folder)) for item in old])
    deliver(told, form, table=lambda: "".join(f"{done} {item.folder}\n" for item in old))
    say(f"{len(old)} snapshots {'would be' if dry_run else 'were'} removed, up to {keep} kept")
