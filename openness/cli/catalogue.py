"""catalogue …: look after systems, facts, libraries and assessments, and see where people and reading differ."""

from __future__ import annotations

import datetime as dt
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from openness.cli.context import (
    EndpointOption,
    ModelsOrSystems,
    RubricOption,
    SnapshotOption,
    SwitchOption,
    domains,
    endpoint,
    open_workplace,
    store,
    system_named,
    token,
)
from openness.cli.output import FormatOption, OutOption, deliver, deliver_text, give, keep, say, settle
from openness.errors import CatalogueError, UsageError

if TYPE_CHECKING:
    from collections.abc import Callable

    from openness.record.evidence import Value

app = typer.Typer(help="Look after the catalogue of systems.", no_args_is_help=True, rich_markup_mode=None)

FolderOption = Annotated[
    Path | None, typer.Option("--folder", help="The folder of a catalogue; by default the one shipped.")
]


def today() -> str:
    """Return this day as YYYY-MM-DD."""
    return dt.datetime.now(tz=dt.UTC).date().isoformat()


@app.command()
def validate(
    folder: Annotated[
        Path | None, typer.Argument(help="The folder of a catalogue, or one of its files; by default the one shipped.")
    ] = None,
    doubts: Annotated[bool, typer.Option("--doubts", help="List the roles and modalities that are in doubt.")] = False,
) -> None:
    """Check every entry, fact and assessment: all mistakes at once, each with file, line and column."""
    from openness.catalogue import load_catalogue
    from openness.catalogue.library import load_libraries
    from openness.catalogue.load import problems_of
    from openness.catalogue.roles import modality_doubts
    from openness.signals import SIGNALS

    if folder is not None and folder.is_file():
        if wrong := problems_of(folder, SIGNALS, today=today()):
            raise CatalogueError(wrong)
        say(f"{folder}: no mistake; give the catalogue's folder to check it beside all others")
        return
    catalogue, libraries = load_catalogue(folder, SIGNALS, today=today()), load_libraries(folder)
    kinds = list(modality_doubts(catalogue.systems, _kinds_read()))
    if doubts:
        give("".join(f"{doubt}\n" for doubt in (*catalogue.doubts, *kinds)))
    if problems := [*catalogue.problems, *libraries.problems]:
        raise CatalogueError(problems)
    say(
        f"{len(catalogue.systems)} systems with {len(catalogue.model_ids)} Hub models, {len(catalogue.assessments)} "
        f"assessments and {len(libraries.all)} libraries: no mistake; in doubt: {len(catalogue.doubts)} roles, "
        f"{len(kinds)} modalities" + ("" if doubts or not (catalogue.doubts or kinds) else " (--doubts lists them)")
    )


def _kinds_read() -> Callable[[str], tuple[str, ...] | None]:
    """Return what tells the kinds of content that the embedded snapshot reads of a model."""
    from openness.snapshot.store import EMBEDDED, open_snapshot

    opened = open_snapshot(EMBEDDED, store(), domains())
    column = opened.columns.column("model.modality")

    def read(model_id: str) -> tuple[str, ...] | None:
        place = opened.place(model_id)
        value = None if place is None or column.codes[place] < 0 else column.values[column.codes[place]]
        return value if isinstance(value, tuple) else None

    return read


@app.command()
def show(
    name: Annotated[str, typer.Argument(metavar="NAME", help="Id, name or alias of a system.")],
    folder: FolderOption = None,
    out: OutOption = None,
    form: FormatOption = None,
) -> None:
    """Show one entry: models with their roles, every fact with its source, who assessed it; or one library."""
    form = settle(form, out)
    from openness.catalogue import load_catalogue
    from openness.catalogue.library import load_libraries
    from openness.signals import SIGNALS
    from openness.views.catalogue import entry_text, facts_listing, library_text

    catalogue, libraries = load_catalogue(folder, SIGNALS), load_libraries(folder)
    library = None if catalogue.named(name) else libraries.find(name)
    if library is not None:
        told = library_text(libraries, name).lstrip()
        deliver(
            lambda: facts_listing(library), form, out, table=lambda: told, data=lambda: library.model_dump(mode="json")
        )
        return
    try:
        system = system_named(catalogue, name) or catalogue.system(name)
    except CatalogueError as failure:
        raise UsageError(str(failure)) from failure
    deliver(
        lambda: facts_listing(system),
        form,
        out,
        table=lambda: entry_text(catalogue, system),
        data=lambda: system.model_dump(mode="json"),
        stamp={"catalogue_digest": catalogue.digest},
    )


@app.command()
def new(
    models: Annotated[
        list[str], typer.Argument(metavar="MODEL_ID…", help="The model that people use, then its siblings.")
    ],
    out: Annotated[
        Path | None, typer.Option("-o", "--out", help="The folder `systems` of a catalogue; by default stdout.")
    ] = None,
    snapshot: SnapshotOption = None,
    fetch: Annotated[bool, typer.Option("--fetch", help="Ask the Hub instead of a snapshot.")] = False,
    endpoint_: EndpointOption = None,
    folder: FolderOption = None,
) -> None:
    """Draft an entry from what a snapshot or the Hub knows of a model, for you to check and complete."""
    from openness.catalogue import load_catalogue
    from openness.catalogue.drafting import draft
    from openness.catalogue.names import name_given
    from openness.record.hub_id import is_hub_id

    models = [name_given(name).partition("@")[0] for name in models]
    if none := [model_id for model_id in models if not is_hub_id(model_id)]:
        raise UsageError(f"'{none[0]}' can be no id of a model on the Hub; give organisation/name")
    catalogue = load_catalogue(folder)
    for model_id in models:
        for system, role in catalogue.systems_of(model_id):
            say(f"note: {model_id} is already the {role} model of {system.id}")
    known, date = _asked(models[0], endpoint_) if fetch or endpoint_ else _remembered(models[0], snapshot)
    taken = [name for system in catalogue.systems for name in (system.id, *system.former_ids)]
    system_id, text = draft(models, known, date, taken)
    if out is None:
        give(text)
    else:
        path = out / f"{system_id}.yaml"
        if path.exists():
            raise CatalogueError([f"{path} is there already; edit it, or remove it first"])
        keep(path, text.encode("utf-8"))
        say(f"wrote {path}; check it with `openness catalogue validate {out.parent}`")


def _remembered(model_id: str, name: str | None) -> tuple[dict[str, Value], str]:
    from openness.snapshot.store import open_snapshot

    opened = open_snapshot(name, store(), domains())
    place = opened.place(model_id)
    if place is None:
        say(f"{model_id} is not in the snapshot {opened.id}; the draft is bare (--fetch asks the Hub)")
        return {}, f"{opened.manifest.created:%Y-%m-%d}"
    found = opened.evidence(model_id)
    dates = [item.date for item in found.values() if item.date]
    known = {signal: item.value for signal, item in found.items() if item.value is not None}
    return known, max(dates, default=f"{opened.manifest.created:%Y-%m-%d}")


def _asked(model_id: str, address: str | None) -> tuple[dict[str, Value], str]:
    from openness.hub import Hub, fetch_record
    from openness.signals import extract

    with Hub(endpoint(address), token(), on_wait=lambda wait: say(f"waiting: {wait}")) as hub:
        record = fetch_record(hub, model_id)
    return {signal: item.value for signal, item in extract(record).items() if item.value is not None}, today()


@app.command()
def stale(
    older: Annotated[
        int, typer.Option("--older", min=1, max=36_500, help="Facts last read more than so many days ago.")
    ] = 180,
    snapshot: SnapshotOption = None,
    folder: FolderOption = None,
    out: OutOption = None,
    form: FormatOption = None,
) -> None:
    """List assessments whose model has changed since, and facts that nobody has looked at for long."""
    form = settle(form, out)
    from openness.catalogue import load_catalogue
    from openness.catalogue.stale import stale_assessments, stale_facts
    from openness.files.listing import Listing
    from openness.signals import SIGNALS
    from openness.snapshot.store import open_snapshot

    catalogue = load_catalogue(folder, SIGNALS)
    opened = open_snapshot(snapshot, store(), domains())
    revisions = opened.identity["revision"].to_pylist()

    def revision_of(model_id: str) -> str | None:
        place = opened.place(model_id)
        return None if place is None else revisions[place]

    before = (dt.datetime.now(tz=dt.UTC) - dt.timedelta(days=older)).date().isoformat()
    found = [*stale_assessments(catalogue, revision_of), *stale_facts(catalogue, before)]
    listed = Listing(("what", "why"), [(item.what, item.why) for item in found])
    stamp = {"snapshot": opened.id, "catalogue_digest": catalogue.digest, "before": before}
    deliver(listed, form, out, table=lambda: "".join(f"{item.what}: {item.why}\n" for item in found), stamp=stamp)
    say(f"{len(found)} to look at again, by the snapshot {opened.id} and the day {before}")


@app.command("libraries")
def libraries_(
    snapshot: SnapshotOption = None,
    folder: FolderOption = None,
    out: OutOption = None,
    form: FormatOption = None,
) -> None:
    """List the software libraries that models are run with: licence, keeper, country, what each runs on."""
    form = settle(form, out)
    from collections import Counter

    from openness.catalogue.library import load_libraries
    from openness.snapshot.store import open_snapshot
    from openness.views.catalogue import libraries_listing, libraries_table

    opened = open_snapshot(snapshot, store(), domains())
    column = opened.columns.column("model.library")
    counts = Counter(str(column.values[code]) for code in column.codes if code >= 0)
    found = load_libraries(folder)
    deliver(
        libraries_listing(found, counts),
        form,
        out,
        table=lambda: libraries_table(found, counts),
        stamp={"snapshot": opened.id},
    )
    unknown = [name for name, _ in counts.most_common() if found.find(name) is None]
    say(f"{counts.total():,} of {len(opened.ids):,} models of {opened.id} name a library; not listed: {len(unknown):,}")


@app.command()
def disagreements(
    rubric: RubricOption = "default",
    systems: ModelsOrSystems = None,
    snapshot: SnapshotOption = None,
    switches: SwitchOption = None,
    out: OutOption = None,
    form: FormatOption = None,
) -> None:
    """List where people and what was read decide a criterion differently: work for raters on both sides."""
    form = settle(form, out, extra=("markdown",))
    from openness.ranking.provenance import provenance
    from openness.views.disagreements import counts_table, page
    from openness.views.disagreements import disagreements as differing

    place = open_workplace(rubric, snapshot, switches, systems=systems)
    place.snapshot.load_evidence()
    found = differing(place.entries, place.rubric)
    if form == "markdown":
        deliver_text(page({place.rubric.reference: found}, place.snapshot.id), out)
    else:
        stamp = provenance(place.entries, place.rubric)
        deliver(found, form, out, table=lambda: counts_table(found), stamp=stamp)
    say(f"{len(found):,} levels of {found['id'].nunique():,} entries differ, by {place.rubric.reference}")


@app.command()
def discover(
    top: Annotated[int, typer.Option(min=1, help="So many rows.")] = 30,
    snapshot: SnapshotOption = None,
    folder: FolderOption = None,
    out: OutOption = None,
    form: FormatOption = None,
) -> None:
    """List the most used models of a snapshot that no entry covers; sizes of one release count as one."""
    form = settle(form, out)
    from openness.catalogue import load_catalogue
    from openness.catalogue.drafting import uncovered
    from openness.files.listing import WHOLE, Listing
    from openness.snapshot.store import open_snapshot
    from openness.views.table import text_table

    opened = open_snapshot(snapshot, store(), domains())
    found = uncovered(opened.ids, opened.identity["downloads"].to_pylist(), load_catalogue(folder))
    columns = ["model", "downloads", "models"]
    rows = [[model_id, f"{count:,}", str(models)] for model_id, count, models in found[:top]]
    listed = Listing(columns, [item[:3] for item in found[:top]], {"downloads": WHOLE, "models": WHOLE})
    table = partial(text_table, columns, rows, right=["downloads", "models"])
    deliver(listed, form, out, table=table, stamp={"snapshot": opened.id})
    say(f"{len(found):,} releases in no entry; `openness catalogue new MODEL_ID` drafts one")
