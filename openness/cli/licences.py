"""The licence commands: one licence, one text, or one model's licence, and the matrix of all."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from openness.cli.context import EndpointOption, SnapshotOption, domains, endpoint, offline, say_shared, store, token
from openness.cli.output import FormatOption, OutOption, deliver, give, say, settle
from openness.errors import OpennessError, UsageError

if TYPE_CHECKING:
    from openness.ranking.lookup import Match
    from openness.record.evidence import Evidence
    from openness.record.record import Record

_MOST_TEXT = 16 * 1024 * 1024


def register(app: typer.Typer) -> None:
    """Add the commands of this module."""
    app.command()(licence)
    group = typer.Typer(rich_markup_mode=None)
    group.callback(invoke_without_command=True)(licences)
    group.command("diff")(diff)
    app.add_typer(group, name="licences")


def licence(
    what: Annotated[
        str, typer.Argument(metavar="ID|TEXT-FILE|MODEL|check", help="A licence, a text, a model, or a system.")
    ],
    file: Annotated[
        str | None, typer.Argument(metavar="[TEXT-FILE]", help="After check: the text to compare with those known.")
    ] = None,
    snapshot: SnapshotOption = None,
    fetch: Annotated[bool, typer.Option("--fetch", help="Fetch the model from the Hub and read its files.")] = False,
    endpoint_: EndpointOption = None,
    out: OutOption = None,
    form: FormatOption = None,
) -> None:
    """Tell what a licence allows, clause by clause, or which licence governs a model, conflicts first.

    A licence goes by its id, its name or an alias; a model may be named at a revision, as org/name@revision.
    """
    from openness.catalogue.names import name_given
    from openness.licences.report import licence_card, model_licence_report, text_report

    if what == "check" or file is not None:
        give(_check(what, file))
        return
    form = settle(form, out)
    path = Path(what)
    what = what if path.is_file() else name_given(what)
    model, _, revision = what.partition("@")
    if path.is_file():
        if form != "table":
            raise UsageError("what a text is has one form only; leave out --format")
        give(text_report(_text(path), what))
    elif fetch or endpoint_:
        from openness.hub import Hub, fetch_record

        if offline():
            raise OpennessError("HF_HUB_OFFLINE is set, so nothing can be fetched; leave out --fetch")
        with Hub(endpoint(endpoint_), token(), on_wait=lambda wait: say(f"waiting: {wait}")) as hub:
            record = fetch_record(hub, model, revision=revision or None)
            asked = hub.endpoint
        told = None if form != "table" else model_licence_report(record)
        _give_model(form, out, told, lambda: _fresh(record), model=record.id, source=asked)
    elif "/" in model:
        _of_model(model, revision, snapshot, form, out)
    elif (unknown := _no_licence(what)) is not None:
        _of_named(model, revision, snapshot, unknown, form, out)
    elif form != "table":
        from openness.licences.matrix import licence_rows
        from openness.licences.report import find_licence

        _give_rows(licence_rows(find_licence(what)), form, out)
    else:
        give(licence_card(what))


def _check(what: str, file: str | None) -> str:
    from openness.licences.check import check_report

    if what != "check":
        raise UsageError(f"one licence at a time; '{file}' is too much (`openness licence check FILE` takes a file)")
    if file is None:
        raise UsageError("`openness licence check` needs the file that holds the text")
    return check_report(_text(Path(file)), file)


def _give_rows(
    rows: list[dict[str, str]], form: str, out: Path | None, snapshot: str | None = None, **stamp: str
) -> None:
    """Give rows with what they rest on."""
    from openness.files.listing import of_records
    from openness.ranking.provenance import of_licences

    deliver(of_records(rows), form, out, stamp={**stamp, **of_licences(snapshot)})


def _give_model(
    form: str,
    out: Path | None,
    report: str | None,
    evidence: Callable[[], Mapping[str, Evidence]],
    *,
    model: str,
    source: str,
    **stamp: str,
) -> None:
    """Give a model's licence as a report, or as rows that name the model and the snapshot or Hub it was read from."""
    from openness.views.licence import evidence_rows

    if report is not None:
        give(report)
    else:
        _give_rows(evidence_rows(evidence()), form, out, source, model=model, **stamp)


def _fresh(record: Record) -> Mapping[str, Evidence]:
    from openness.signals import extract

    return extract(record)


def _text(path: Path) -> str:
    try:
        with path.open("rb") as stream:
            return stream.read(_MOST_TEXT).decode("utf-8", "replace")
    except OSError as failure:
        raise OpennessError(f"{path} cannot be read ({failure.strerror}); check the path") from failure


def _no_licence(what: str) -> UsageError | None:
    """Return why a name is that of no licence, or None where it is one."""
    from openness.licences.report import find_licence

    try:
        find_licence(what)
    except UsageError as failure:
        return failure
    return None


def _of_named(
    name: str, revision: str, snapshot: str | None, no_licence: UsageError, form: str, out: Path | None
) -> None:
    """Give the licence of the model that a name means, of a system that of the model people use.

    Of a system whose model nobody fetched, what the catalogue states. Raises both reasons where the name is nobody's.
    """
    from openness.index import open_index
    from openness.ranking.lookup import look_up, model_of

    index = open_index(snapshot)
    models = index.entries("models")
    try:
        match = look_up(name, [index.entries("systems"), models])
    except OpennessError as failure:
        raise UsageError(f"{no_licence}\n{failure}") from failure
    say_shared([match])
    try:
        model = model_of(match, models)
    except OpennessError as failure:
        if revision:
            raise
        say(f"{failure}. This is what the catalogue states of the system.")
        _give_facts(match, form, out)
        return
    if model is not match:
        say(f"{match.name} is a system; this is the licence of its model {model.id}")
    _of_model(model.id, revision, snapshot, form, out)


def _give_facts(match: Match, form: str, out: Path | None) -> None:
    """Give what is known of an entry's licence: what was read, and where nothing was, what the catalogue states.

    It is what rankings, `explain` and `check` judge, so that no two commands differ.
    """
    from openness.signals import SIGNALS
    from openness.views.licence import every_answer, licence_evidence

    entries = match.entries
    evidence = every_answer(entries.evidence(match.row), SIGNALS)
    told = licence_evidence(match.name, evidence) if form == "table" else None
    stamp = {"catalogue_digest": entries.catalogue}
    _give_model(form, out, told, lambda: evidence, model=match.id, source=entries.origin, **stamp)


def _of_model(model_id: str, revision: str, wanted: str | None, form: str, out: Path | None) -> None:
    from openness.files.nearest import did_you_mean
    from openness.index import open_index
    from openness.licences.report import model_licence_report

    index = open_index(wanted)
    snapshot = index.snapshot
    if snapshot.place(model_id) is None:
        from openness.record.hub_id import is_hub_id

        if not is_hub_id(model_id):
            raise OpennessError(
                f"there is no file {model_id}, and it is no model's id; check the path, or write organisation/name"
            )
        hint = did_you_mean(model_id, snapshot.ids)
        raise UsageError(
            f"{model_id} is not in the snapshot {snapshot.id}{hint or '.'} "
            f"`openness licence {model_id} --fetch` reads it from the Hub"
        )
    place = snapshot.place(model_id)
    held = "" if place is None else snapshot.identity["revision"][place].as_py() or ""
    if revision and not held.startswith(revision):
        raise OpennessError(
            f"the snapshot {snapshot.id} holds {model_id} at {held[:12] or 'a revision that was not told'}, not at "
            f"{revision}; `openness licence {model_id}@{revision} --fetch` reads that one from the Hub"
        )
    record = snapshot.record(model_id)
    if record is not None:
        told = model_licence_report(record) if form == "table" else None
        _give_model(form, out, told, lambda: _fresh(record), model=record.id, source=snapshot.id)
        return
    say(f"The snapshot {snapshot.id} holds facts and no texts; --fetch reads the licence files themselves.")
    _give_facts(index.find(model_id, kind="models"), form, out)


def licences(
    context: typer.Context,
    matrix: Annotated[bool, typer.Option("--matrix", help="Every licence with every clause, as CSV.")] = False,
    by_use: Annotated[
        bool, typer.Option("--by-use", help="Licences of the snapshot, most used first, and what is unknown of each.")
    ] = False,
    snapshot: SnapshotOption = None,
    out: OutOption = None,
    form: FormatOption = None,
) -> None:
    """List every licence that is known; with --matrix, what each allows by clause; with --by-use, what to fill next."""
    if context.invoked_subcommand is not None:
        return
    form = settle(form, out)
    from openness.files.listing import of_records
    from openness.licences.matrix import licence_matrix_rows
    from openness.ranking.provenance import of_licences

    if by_use and matrix:
        raise UsageError("--by-use and --matrix are two lists; choose one")
    used = _by_use(snapshot) if by_use else None
    listed = of_records(licence_matrix_rows() if used is None else used[1])
    if not matrix and not by_use:
        listed = listed.only(("id", "name", "kind", "commercial", "open"))
    stamp = of_licences(None if used is None else used[0])
    deliver(listed, "csv" if matrix and form == "table" else form, out, stamp=stamp)


def _by_use(wanted: str | None) -> tuple[str, list[Mapping[str, str]]]:
    """Return the snapshot's id, and a row for each licence that its models have."""
    from openness.licences.by_use import licences_by_use, use_rows
    from openness.snapshot.store import open_snapshot

    opened = open_snapshot(wanted, store(), domains())
    column = opened.columns.column("licence.weights")
    answers = tuple(map(str, column.values))
    named = [answers[code] for code in map(int, column.codes) if code >= 0]
    return opened.id, use_rows(licences_by_use(named))


def diff(
    old: Annotated[Path, typer.Argument(metavar="OLD_FACTS_DIR", help="A folder of facts on licences (*.yaml).")],
    facts: Annotated[
        Path | None, typer.Option("--facts", metavar="DIR", help="Compare with these facts; by default with ours.")
    ] = None,
    snapshot: SnapshotOption = None,
    out: OutOption = None,
    form: FormatOption = None,
) -> None:
    """List the models whose licence answers a change of facts moves, with what they were and are."""
    from openness.licences.rules import FACTS, rules_digest
    from openness.snapshot.store import open_snapshot

    form = settle(form, out)
    opened = open_snapshot(snapshot, store(), domains())
    if opened.licences is None:
        raise OpennessError(
            f"the snapshot {opened.id} does not keep what was read about licences; "
            "`openness refresh` makes one that does"
        )
    rows = opened.licences.moved(opened.ids, old, facts or FACTS)
    models = len({row["model_id"] for row in rows})
    told = f"{models} of {len(opened.ids)} models of the snapshot {opened.id} have other answers"
    say(f"{told}; {len(rows)} answers moved.")
    if rows or out is not None:
        digests = {"old_facts": rules_digest(old)[:12], "new_facts": rules_digest(facts or FACTS)[:12]}
        _give_rows(rows, form, out, opened.id, **digests)
