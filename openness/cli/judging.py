"""rank, score, explain, export: what a rubric says of models and systems."""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from openness.cli.context import (
    EndpointOption,
    ModelsOrSystems,
    NoAssessments,
    RubricOption,
    SnapshotOption,
    SwitchOption,
    Workplace,
    domains,
    endpoint,
    introduce,
    offline,
    open_rubric,
    open_workplace,
    store,
    system_named,
    token,
)
from openness.cli.output import give, keep, say
from openness.errors import GateMissed, OpennessError, UsageError
from openness.files.yamldoc import did_you_mean

if TYPE_CHECKING:
    import pandas as pd

    from openness.ranking.entries import Entries
    from openness.rubric import Rubric

FormatOption = Annotated[str, typer.Option("--format", "-f", help="table, csv, json or jsonl.")]


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
    filters: Annotated[
        list[str] | None,
        typer.Option("--filter", help="column=value, column~part or column>=number; a column or a signal. Repeatable."),
    ] = None,
    switches: SwitchOption = None,
    no_assessments: NoAssessments = False,
    form: FormatOption = "table",
) -> None:
    """Rank models or systems, what is proven first; unknown never counts as open."""
    from openness.ranking.filters import apply_filters, parse_filter
    from openness.ranking.order import rank as rank_entries

    _check_form(form, ("table", "csv", "json", "jsonl"))
    wanted = [parse_filter(text) for text in filters or ()]
    place = open_workplace(rubric, snapshot, switches, systems=systems, assessments=not no_assessments)
    frame = rank_entries(place.entries, place.rubric)
    frame = apply_filters(frame, wanted, place.entries.columns(place.rubric.assessments), domains())
    introduce(place)
    _give_frame(frame if top is None else frame.head(top), form, of=len(frame))


def _give_frame(frame: pd.DataFrame, form: str, *, of: int) -> None:
    from openness.views.table import Format, ranking_table, render

    if form == "table":
        give(ranking_table(frame))
        unranked = int(frame["rank"].isna().sum())
        more = f"; {unranked} of them unranked, as nothing is known" if unranked else ""
        say(f"{len(frame):,} of {of:,} rows{more}. A score is what is proven; 'range' ends at what is possible.")
    else:
        give(render(frame, Format(form)))


def _check_form(form: str, known: tuple[str, ...]) -> None:
    if form not in known:
        raise UsageError(f"'{form}' is no format; formats are {', '.join(known)}{did_you_mean(form, known)}")


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
        float | None, typer.Option(help="Leave with exit code 3 if a model's proven score is below this.")
    ] = None,
    enforce: Annotated[bool, typer.Option(help="Leave with exit code 3 unless every gate is passed.")] = False,
    form: FormatOption = "table",
) -> None:
    """Fetch just these models (or read them from the snapshot) and score them."""
    from openness.ranking.order import rank as rank_entries

    _check_form(form, ("table", "csv", "json", "jsonl"))
    judged = open_rubric(rubric, switches)
    entries, failures = _entries_of(models, judged, endpoint_, snapshot, offline_ or offline(), not no_assessments)
    frame = rank_entries(entries, judged)
    if not frame.empty:
        say(f"rubric {judged.reference}, from {entries.origin}")
        if judged.notice:
            say(f"Note: {judged.notice}")
        _give_frame(frame, form, of=len(frame))
    if failures:
        raise OpennessError("\nopenness: ".join(failures))
    _check_gates(frame, min_score, enforce=enforce)


def _check_gates(frame: pd.DataFrame, min_score: float | None, *, enforce: bool) -> None:
    if min_score is not None:
        missed = frame[~(frame["low"] >= min_score)]
        if len(missed):
            raise GateMissed(f"below the minimum of {min_score:g}: {', '.join(missed['id'])}")
    if enforce:
        if "gate" not in frame:
            raise UsageError("--enforce needs a rubric with gates, such as procurement")
        missed = frame[frame["gate"] != "passed"]
        if len(missed):
            reasons = zip(missed["id"], missed["excluded_because"], strict=True)
            raise GateMissed("gates not passed: " + "; ".join(f"{name} ({reason})" for name, reason in reasons))


def _entries_of(
    models: list[str], rubric: Rubric, address: str | None, snapshot: str | None, is_offline: bool, assessments: bool
) -> tuple[Entries, list[str]]:
    """Return the entries of named models, and one sentence for each that could not be had."""
    from openness.catalogue import load_catalogue
    from openness.ranking.entries import record_entries
    from openness.signals import SIGNALS

    catalogue = load_catalogue(signals=SIGNALS) if assessments else None
    found, failures = [], []
    if is_offline:
        from openness.ranking.entries import model_entries
        from openness.snapshot.store import open_snapshot

        opened = open_snapshot(snapshot, store(), domains())
        opened.preload(rubric.signals)
        known = [name for name in models if opened.place(name) is not None]
        failures = [_not_there(name, opened.ids, opened.id) for name in models if name not in known]
        return model_entries(opened, catalogue, SIGNALS).only([opened.place(name) or 0 for name in known]), failures
    from openness.hub import Hub, fetch_or_set_aside
    from openness.record.record import Rejected
    from openness.signals import extract_or_set_aside

    asked = endpoint(address)
    with Hub(asked, token(), on_wait=lambda wait: say(f"waiting: {wait}")) as hub:
        for name in models:
            model_id, _, revision = name.partition("@")
            say(f"fetching {name} from {hub.endpoint}")
            record = fetch_or_set_aside(hub, model_id, revision=revision or None)
            if isinstance(record, Rejected):
                failures.append(record.reason)
                continue
            evidence = extract_or_set_aside(record)
            if isinstance(evidence, Rejected):
                failures.append(evidence.reason)
            else:
                found.append((record, evidence))
        return record_entries(found, catalogue, SIGNALS, hub.endpoint), failures


def _not_there(name: str, known: list[str], snapshot: str) -> str:
    hint = did_you_mean(name, known)
    return f"{name} is not in the snapshot {snapshot}{hint or '.'} `openness score {name}` fetches it from the Hub"


def explain(
    name: Annotated[
        str, typer.Argument(metavar="MODEL_ID", help="A model of the snapshot, or a system of the catalogue.")
    ],
    rubric: RubricOption = "default",
    snapshot: SnapshotOption = None,
    systems: ModelsOrSystems = None,
    fetch: Annotated[bool, typer.Option("--fetch", help="Fetch the model from the Hub instead.")] = False,
    endpoint_: EndpointOption = None,
    switches: SwitchOption = None,
    no_assessments: NoAssessments = False,
    form: Annotated[str, typer.Option("--format", "-f", help="table or json.")] = "table",
) -> None:
    """Tell every criterion of one model: level, evidence, why it matters, what would fix it."""
    from openness.views.explanation import as_data, as_text
    from openness.views.explanation import explain as explain_row

    _check_form(form, ("table", "json"))
    if fetch or endpoint_:
        judged = open_rubric(rubric, switches)
        entries, failures = _entries_of([name], judged, endpoint_, snapshot, offline(), not no_assessments)
        if failures:
            raise OpennessError(failures[0])
        row = 0
    else:
        place, row = _find(name, rubric, snapshot, switches, systems, assessments=not no_assessments)
        judged, entries = place.rubric, place.entries
    told = explain_row(entries, row, judged)
    give(as_text(told) if form == "table" else json.dumps(as_data(told), ensure_ascii=False, indent=1) + "\n")


def _find(
    name: str, rubric: str, snapshot: str | None, switches: list[str] | None, systems: bool | None, *, assessments: bool
) -> tuple[Workplace, int]:
    """Return the workplace and row of a model or system of that name; models come first unless told otherwise."""
    tried = []
    for as_systems in [False, True] if systems is None else [systems]:
        place = open_workplace(rubric, snapshot, switches, systems=as_systems, assessments=assessments)
        row = place.entries.place(name)
        if row is None and as_systems and (system := system_named(place.catalogue, name)) is not None:
            row = place.entries.place(system.id)
        if row is not None:
            return place, row
        tried.append(place)
    known = [entry for place in tried for entry in place.entries.ids]
    raise OpennessError(_not_there(name, known, tried[0].snapshot.id))


def export(
    out: Annotated[Path, typer.Option("-o", "--out", help="The file to write; `-` is stdout.")],
    form: Annotated[
        str | None,
        typer.Option("--format", "-f", help="csv, json, parquet, mof or osai; by default by the file's name."),
    ] = None,
    long: Annotated[
        bool, typer.Option("--long", help="One row a model and criterion, with method and source.")
    ] = False,
    rubric: RubricOption = "default",
    snapshot: SnapshotOption = None,
    systems: ModelsOrSystems = None,
    switches: SwitchOption = None,
    no_assessments: NoAssessments = False,
) -> None:
    """Write a ranking for research: the same bytes for the same snapshot and rubric."""
    from openness.views.export import ExportFormat, export_bytes, export_long, export_wide

    form = form or (out.suffix.removeprefix(".") if out.suffix in (".json", ".parquet") else "csv")
    _check_form(form, (*ExportFormat, "mof", "osai"))
    if form == "osai":
        from openness.cli.index_files import export_index_files

        export_index_files(out)
        return
    if form == "mof":
        from openness.cli.model_files import export_model_files

        export_model_files(open_workplace(rubric, snapshot, switches, systems=False, assessments=False), out)
        return
    place = open_workplace(rubric, snapshot, switches, systems=systems, assessments=not no_assessments)
    introduce(place)
    if long:
        place.snapshot.load_evidence()
        frame = export_long(place.entries, place.rubric, range(len(place.entries.ids)))
    else:
        frame = export_wide(place.entries, place.rubric)
    content = export_bytes(frame, ExportFormat(form))
    if str(out) == "-":
        typer.get_binary_stream("stdout").write(content)
    else:
        keep(out, content)
        say(f"wrote {len(frame):,} rows to {out}")
