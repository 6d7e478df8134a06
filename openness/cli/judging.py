"""rank, score, explain, export: what a rubric says of models and systems."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from openness.cli.context import (
    EndpointOption,
    ModelsOrSystems,
    NoAssessments,
    RequireOption,
    RubricOption,
    SnapshotOption,
    SwitchOption,
    domains,
    endpoint,
    introduce,
    kind_of,
    offline,
    open_rubric,
    open_workplace,
    say_shared,
    store,
)
from openness.cli.output import FormatOption, OutOption, deliver, give, progress, say, settle
from openness.errors import GateMissed, OpennessError, UsageError
from openness.files.nearest import did_you_mean

if TYPE_CHECKING:
    from collections.abc import Sequence

    from openness.ranking.entries import Entries
    from openness.ranking.ranking import Ranking
    from openness.record.cells import Rows
    from openness.rubric import Rubric
    from openness.views.ranking import Kept


FilterOption = Annotated[
    list[str] | None,
    typer.Option(
        "--filter",
        help="column=value, column~part or column>=number. Columns: openness export --dictionary (gate.<id>=passed"
        " too); signals: openness signals. Repeatable.",
    ),
]


def register(app: typer.Typer) -> None:
    """Add the commands of this module."""
    app.command()(rank)
    app.command()(score)
    app.command()(explain)
    app.command()(export)


def rank(
    rubric: RubricOption = "default",
    snapshot: SnapshotOption = None,
    systems: ModelsOrSystems = None,
    top: Annotated[int | None, typer.Option(min=1, help="Only so many rows.")] = None,
    filters: FilterOption = None,
    require: RequireOption = None,
    columns: Annotated[
        str | None,
        typer.Option(
            "--columns",
            help="Columns to show in the table in place of the dimensions, with commas: origin,upstream,languages.eu."
            " Files have them all.",
        ),
    ] = None,
    switches: SwitchOption = None,
    no_assessments: NoAssessments = False,
    out: OutOption = None,
    form: FormatOption = None,
) -> None:
    """Rank systems (or, with --models, models), what is proven first; unknown never counts as open."""
    form = settle(form, out)
    from openness.ranking.filters import parse_filter, passing
    from openness.views.ranking import Kept, gates_summary

    wanted = [parse_filter(text) for text in filters or ()]
    place = open_workplace(rubric, snapshot, switches, systems=systems, assessments=not no_assessments)
    ranking = place.index.ranking(place.entries, place.rubric)
    rows = passing(ranking, wanted, domains())
    introduce(place, datetime.now(UTC))
    if (told := gates_summary(ranking)) is not None:
        say(told)
    if require:
        rows = _that_pass(rows, ranking, require)
    unranked = int((~ranking.standings.ranked[rows]).sum())
    more = tuple(name for part in (columns or "").split(",") if (name := part.strip()))
    _give_ranking(ranking, rows[:top], form, out, Kept(len(ranking), len(rows), unranked), more)


def _that_pass(rows: Rows, ranking: Ranking, require: list[str]) -> Rows:
    """Return the rows shown to meet the requirements; ranks stay those of the whole list."""
    from openness.requirements import Verdict, sift
    from openness.requirements.short import parse

    sifting = sift(ranking.entries, ranking.scores, parse(require))
    out, undecided = (sifting.count(verdict) for verdict in (Verdict.OUT, Verdict.UNDECIDED))
    say(f"{out:,} fall out and {undecided:,} are undecided; `openness check` tells why of each, the app's Find of all")
    return rows[sifting.of(Verdict.PASSES)[rows]]


def _give_ranking(
    ranking: Ranking, rows: Rows, form: str, out: Path | None, kept: Kept, more: Sequence[str] = ()
) -> None:
    from openness.views.export import ranking_parts
    from openness.views.ranking import ranking_pieces, ranking_summary

    deliver(ranking_parts(ranking, rows), form, out, table=lambda: ranking_pieces(ranking, rows, more))
    if form == "table" or kept.passing < kept.whole:
        say(ranking_summary(len(rows), kept, ranking.rubric))


def score(
    models: Annotated[
        list[str], typer.Argument(metavar="MODEL_ID…", help="Ids such as org/name, or org/name@revision.")
    ],
    rubric: RubricOption = "default",
    endpoint_: EndpointOption = None,
    offline_: Annotated[
        bool, typer.Option("--offline", help="Ask no network; read what the snapshot knows of them.")
    ] = False,
    snapshot: SnapshotOption = None,
    switches: SwitchOption = None,
    no_assessments: NoAssessments = False,
    min_score: Annotated[
        float | None, typer.Option(min=0, max=100, help="Leave with exit code 3 if a proven score is below this.")
    ] = None,
    enforce: Annotated[bool, typer.Option(help="Leave with exit code 3 unless every gate is passed.")] = False,
    keep: Annotated[
        bool, typer.Option("--keep", help="Put them into the index: a new snapshot, made out of your newest one.")
    ] = False,
    out: OutOption = None,
    form: FormatOption = None,
) -> None:
    """Fetch just these models (or read them from the snapshot) and score them."""
    form = settle(form, out)
    from openness.catalogue.names import name_given

    models = [name_given(name) for name in models]
    if keep and (offline_ or offline() or any("@" in name for name in models)):
        raise UsageError(
            "--keep takes models as the Hub shows them now: give it without --offline and without @revision"
        )
    from openness.ranking.order import judged as judged_entries

    judged = open_rubric(rubric, switches)
    if keep:
        entries, failures = _fetched_and_kept(models, endpoint_, not no_assessments)
    else:
        entries, failures = _entries_of(models, judged, endpoint_, snapshot, offline_ or offline(), not no_assessments)
    ranking = judged_entries(entries, judged)
    if len(ranking):
        from openness.views.ranking import Kept

        say(f"rubric {judged.reference}, from {entries.origin}")
        if judged.notice:
            say(f"Note: {judged.notice}")
        _give_ranking(ranking, ranking.rows, form, out, Kept(len(ranking), len(ranking), len(ranking.unranked)))
    if failures:
        nothing = UsageError if (offline_ or offline()) and not len(ranking) else OpennessError
        raise nothing("\nopenness: ".join(failures))
    _check_gates(ranking, min_score, enforce=enforce)


def _check_gates(ranking: Ranking, min_score: float | None, *, enforce: bool) -> None:
    if min_score is not None:
        listed = ranking.listing(ranking.rows, ("id", "low"))
        below = [row["id"] for row in listed if row["low"] is None or row["low"] < min_score]
        if below:
            raise GateMissed(f"below the minimum of {min_score:g}: {', '.join(below)}")
    if enforce:
        if not ranking.rubric.gates:
            raise UsageError("--enforce needs a rubric with gates, such as procurement")
        listed = ranking.listing(ranking.rows, ("id", "gate", "excluded_because"))
        missed = [f"{row['id']} ({row['excluded_because']})" for row in listed if row["gate"] != "passed"]
        if missed:
            raise GateMissed(f"gates not passed: {'; '.join(missed)}")


def _entries_of(
    models: list[str], rubric: Rubric, address: str | None, snapshot: str | None, is_offline: bool, assessments: bool
) -> tuple[Entries, list[str]]:
    """Return the entries of named models, and one sentence for each that could not be had."""
    from openness.index import open_index
    from openness.index.fetching import fetched_entries

    if not is_offline:
        return fetched_entries(models, endpoint=endpoint(address), assessments=assessments, say=say)
    index = open_index(snapshot)
    opened = index.snapshot
    known = [name for name in models if opened.place(name) is not None]
    failures = [_not_there(name, opened.ids, opened.id) for name in models if name not in known]
    entries = index.entries("models", assessments=assessments)
    return index.chosen(entries, [opened.place(name) or 0 for name in known], rubric), failures


def _fetched_and_kept(models: list[str], address: str | None, assessments: bool) -> tuple[Entries, list[str]]:
    """Return the entries of models fetched now, once they are in a new snapshot that succeeds the newest one."""
    from openness.cli.refreshing import keep_records
    from openness.index.fetching import fetched_entries
    from openness.snapshot.lock import held

    with held(store()):
        return fetched_entries(models, endpoint=endpoint(address), assessments=assessments, say=say, keep=keep_records)


def _not_there(name: str, known: list[str], snapshot: str) -> str:
    hint = did_you_mean(name, known)
    return f"{name} is not in the snapshot {snapshot}{hint or '.'} `openness score {name}` fetches it from the Hub"


def explain(
    name: Annotated[str, typer.Argument(metavar="NAME", help="Id, name or alias of a system or a model.")],
    rubric: RubricOption = "default",
    snapshot: SnapshotOption = None,
    systems: ModelsOrSystems = None,
    fetch: Annotated[bool, typer.Option("--fetch", help="Fetch the model from the Hub instead.")] = False,
    endpoint_: EndpointOption = None,
    switches: SwitchOption = None,
    no_assessments: NoAssessments = False,
    out: OutOption = None,
    form: FormatOption = None,
) -> None:
    """Tell every criterion of one model: level, evidence, why it matters, what would fix it."""
    form = settle(form, out)
    stated = ""
    from openness.index import library_text
    from openness.ranking.lookup import SeveralError
    from openness.views.explanation import as_data, as_text
    from openness.views.explanation import explain as explain_row
    from openness.views.export import long_parts

    if fetch or endpoint_:
        from openness.index import open_index
        from openness.ranking.lookup import to_fetch

        judged = open_rubric(rubric, switches)
        index = open_index(snapshot)
        wanted = to_fetch(name, index.entries("systems"), index.entries("models"))
        if wanted != name:
            say(f"{name} means the model {wanted}")
        entries, failures = _entries_of([wanted], judged, endpoint_, snapshot, offline(), not no_assessments)
        if failures:
            raise OpennessError(failures[0])
        row, told = 0, explain_row(entries, 0, judged)
    else:
        from openness.index import open_index

        judged = open_rubric(rubric, switches)
        index = open_index(snapshot)
        try:
            match = index.find(name, kind=kind_of(systems), assessments=not no_assessments)
        except SeveralError as several:
            if form != "table":
                raise
            from openness.views.catalogue import several_text

            give(several_text(several.matches))
            say(f"{several.why}: `openness explain {several.matches[0].id}` explains the first of them")
            return
        except OpennessError as failure:
            raise type(failure)(f"{failure}{_fetching(name)}") from failure
        say_shared([match])
        stated = index.stated_text(match)
        told, match = index.explained(match, judged)
        entries, row = match.entries, match.row
    if (library := told.details.get("library")) is not None:
        stated += library_text(str(library))
    deliver(
        long_parts(entries, judged, [row]), form, out, table=lambda: as_text(told) + stated, data=lambda: as_data(told)
    )


def _fetching(name: str) -> str:
    return f" `openness score {name}` fetches it from the Hub" if "/" in name else ""


def export(
    out: OutOption = None,
    form: FormatOption = None,
    long: Annotated[
        bool, typer.Option("--long", help="One row an entry and criterion, with reason, method, source and date.")
    ] = False,
    dictionary: Annotated[
        bool, typer.Option("--dictionary", help="What every column holds instead: type, unit, meaning, missing values.")
    ] = False,
    every: Annotated[
        bool, typer.Option("--history", help="The rows of every snapshot you have, the oldest first.")
    ] = False,
    filters: FilterOption = None,
    bom: Annotated[
        bool, typer.Option("--bom", help="Begin CSV with a byte order mark, for older spreadsheets.")
    ] = False,
    rubric: RubricOption = "default",
    snapshot: SnapshotOption = None,
    systems: ModelsOrSystems = None,
    switches: SwitchOption = None,
    no_assessments: NoAssessments = False,
) -> None:
    """Write a ranking for research: the same bytes for the same snapshot, rubric, catalogue and tool."""
    form = settle(form, out or Path("-"), extra=("mof", "osai"))
    from openness.ranking.filters import parse_filter, passing
    from openness.views.export import export_columns, long_parts, ranking_parts

    if form == "osai":
        if out is None:
            raise UsageError("--format osai writes one file a system into a folder; name it with -o")
        from openness.cli.index_files import export_index_files

        export_index_files(out)
        return
    wanted = [parse_filter(text) for text in filters or ()]
    if form == "mof":
        if out is None:
            raise UsageError("--format mof writes one file a model into a folder; name it with -o")
        from openness.cli.model_files import export_model_files

        export_model_files(open_workplace(rubric, snapshot, switches, systems=False, assessments=False), out)
        return
    place = open_workplace(rubric, snapshot, switches, systems=systems, assessments=not no_assessments)
    if dictionary:
        deliver(export_columns(place.entries, place.rubric, long=long), form, out, bom=bom)
        return
    if every:
        from openness.index import every_ranking

        frames = every_ranking(place.rubric, kind=kind_of(systems), assessments=not no_assessments)
        deliver(frames, form, out, bom=bom)
        return
    ranking = place.index.ranking(place.entries, place.rubric)
    rows, whole = passing(ranking, wanted, domains()), len(ranking)
    introduce(place, datetime.now(UTC))
    if len(rows) < whole:
        say(f"{len(rows):,} of {whole:,} rows pass the filters; ranks are those of all {whole:,}")
    if not long:
        deliver(ranking_parts(ranking, rows, levels=True), form, out, bom=bom)
        return
    place.snapshot.load_evidence()
    rows.sort()
    parts = long_parts(place.entries, place.rubric, rows, ranking.scores)
    deliver(progress(parts, len(rows)), form, out, bom=bom)
