"""The licence commands: one licence, one text, or one model's licence, and the matrix of all."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from openness.cli.context import EndpointOption, SnapshotOption, domains, endpoint, offline, store, token
from openness.cli.output import FormatOption, OutOption, deliver, give, say, settle
from openness.errors import OpennessError

_MOST_TEXT = 16 * 1024 * 1024


def register(app: typer.Typer) -> None:
    """Add the commands of this module."""
    app.command()(licence)
    app.command()(licences)


def licence(
    what: Annotated[str, typer.Argument(metavar="ID|TEXT-FILE|MODEL_ID", help="A licence, a text file, or a model.")],
    snapshot: SnapshotOption = None,
    fetch: Annotated[bool, typer.Option("--fetch", help="Fetch the model from the Hub and read its files.")] = False,
    endpoint_: EndpointOption = None,
) -> None:
    """Tell what a licence allows, clause by clause, or which licence governs a model, conflicts first."""
    from openness.licences.report import licence_card, model_licence_report, text_report

    path = Path(what)
    if path.is_file():
        give(text_report(_text(path), what))
    elif fetch or endpoint_:
        from openness.hub import Hub, fetch_record

        if offline():
            raise OpennessError("HF_HUB_OFFLINE is set, so nothing can be fetched; leave out --fetch")
        with Hub(endpoint(endpoint_), token(), on_wait=lambda wait: say(f"waiting: {wait}")) as hub:
            give(model_licence_report(fetch_record(hub, what)))
    elif "/" in what:
        give(_of_model(what, snapshot))
    else:
        give(licence_card(what))


def _text(path: Path) -> str:
    try:
        with path.open("rb") as stream:
            return stream.read(_MOST_TEXT).decode("utf-8", "replace")
    except OSError as failure:
        raise OpennessError(f"{path} cannot be read ({failure.strerror}); check the path") from failure


def _of_model(model_id: str, wanted: str | None) -> str:
    from openness.files.nearest import did_you_mean
    from openness.licences.report import model_licence_report
    from openness.snapshot.store import open_snapshot
    from openness.views.licence import licence_evidence

    snapshot = open_snapshot(wanted, store(), domains())
    if snapshot.place(model_id) is None:
        from openness.record.hub_id import is_hub_id

        if not is_hub_id(model_id):
            raise OpennessError(
                f"there is no file {model_id}, and it is no model's id; check the path, or write organisation/name"
            )
        hint = did_you_mean(model_id, snapshot.ids)
        raise OpennessError(
            f"{model_id} is not in the snapshot {snapshot.id}{hint or '.'} "
            f"`openness licence {model_id} --fetch` reads it from the Hub"
        )
    record = snapshot.record(model_id)
    if record is not None:
        return model_licence_report(record)
    say(f"The snapshot {snapshot.id} holds facts and no texts; --fetch reads the licence files themselves.")
    return licence_evidence(model_id, snapshot.evidence(model_id))


def licences(
    matrix: Annotated[bool, typer.Option("--matrix", help="Every licence with every clause, as CSV.")] = False,
    out: OutOption = None,
    form: FormatOption = None,
) -> None:
    """List every licence that is known; with --matrix, what each allows by clause."""
    import pandas as pd

    form = settle(form, out)
    from openness.licences.report import licence_matrix_rows

    frame = pd.DataFrame(licence_matrix_rows(), dtype="str")
    if not matrix:
        frame = frame[[name for name in ("id", "name", "kind", "commercial", "open") if name in frame]]
    deliver(frame, "csv" if matrix and form == "table" else form, out)
