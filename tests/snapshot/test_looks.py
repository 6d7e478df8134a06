"""Evidence as codes tells what evidence as objects tells, and each group of rows is read once."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from types import SimpleNamespace
from typing import Any, cast

import numpy as np
import pyarrow as pa
import pyarrow.parquet as pq
import pytest
from hypothesis import given
from hypothesis import strategies as st

from openness.errors import SnapshotError
from openness.index import domains
from openness.record.evidence import Evidence, Outcome
from openness.snapshot import looks as module
from openness.snapshot.cells import StoredCells
from openness.snapshot.looks import Ground, Looks, StoredLooks, looks_of
from openness.snapshot.looks_anew import OUTCOMES
from openness.snapshot.manifest import EVIDENCE
from openness.snapshot.snapshot import Snapshot
from openness.snapshot.store import embedded_folder
from openness.snapshot.tables import EVIDENCE_SCHEMA, GROUPS, StoredEvidence

SIGNALS = ("s.one", "s.two", "s.three")
Row = dict[str, Any]


def snapshot_of(folder: Path, groups: list[list[list[Row]]]) -> Snapshot:
    """Return what of a snapshot is asked for here: groups of models, each with its rows of evidence."""
    names = [f"m{number}" for number in range(sum(map(len, groups)))]
    sizes = ",".join(str(len(group)) for group in groups)
    schema = EVIDENCE_SCHEMA.with_metadata({GROUPS: sizes})
    left = iter(names)
    with pq.ParquetWriter(folder / EVIDENCE, schema) as writer:
        for group in groups:
            rows = [{"model_id": name, **row} for of_model, name in zip(group, left, strict=False) for row in of_model]
            writer.write_table(pa.Table.from_pylist(rows, schema=schema))
    made = SimpleNamespace(  # what is asked of a snapshot
        folder=folder, names=StoredCells(pa.chunked_array([names])), licences=None,
        damaged=lambda name: SnapshotError(f"{name} is damaged"),
    )  # fmt: skip
    return cast("Snapshot", made)


def told(looks: StoredLooks, found: Looks, row: int) -> dict[str, tuple[Outcome, Ground | None, str | None]]:
    """Return what the codes of one model say by signal."""
    return {
        signal: (
            OUTCOMES[found.outcomes[row, place]],
            None if (ground := int(found.grounds[row, place])) < 0 else looks.grounds.things[ground],
            None if (revision := int(found.revisions[row, place])) < 0 else looks.revisions.things[revision],
        )
        for place, signal in enumerate(looks.signals)
    }


def wanted(evidence: Mapping[str, Evidence], signals: tuple[str, ...]) -> dict[str, Any]:
    """Return the same of evidence that was made."""
    made = {signal: evidence.get(signal) or Evidence(signal=signal, outcome=Outcome.NOT_LOOKED) for signal in signals}
    return {
        signal: (item.outcome, Ground.of(item) if item.outcome is Outcome.ANSWERED else None, item.revision or None)
        for signal, item in made.items()
    }


TEXT = st.sampled_from([None, "a", "b", "", "=x; y", "\u202e"])
ROW = st.fixed_dictionaries(
    {
        "signal": st.sampled_from([*SIGNALS, "s.gone"]),
        "method": st.sampled_from([None, "api", "card text"]),
        "confidence": st.sampled_from([None, "low", "high"]),
        "file": TEXT,
        "line": st.sampled_from([None, 0, 7, 2_000_000]),
        "json_path": TEXT,
        "url": TEXT,
        "repository": TEXT,
        "revision": TEXT,
        "date": TEXT,
        "by": TEXT,
        "quote": st.just("a quotation"),
        "note": st.none(),
    }
)
MODEL = st.lists(ROW, max_size=6)


@given(groups=st.lists(st.lists(MODEL, min_size=1, max_size=4), min_size=1, max_size=3), answered=st.booleans())
def test_codes_tell_what_objects_tell(
    tmp_path_factory: pytest.TempPathFactory, groups: list[list[list[Row]]], answered: bool
) -> None:
    outcome = {"outcome": "answered", "value": "x"} if answered else {"outcome": "silent", "value": None}
    groups = [[[row | outcome for row in model] for model in group] for group in groups]
    looks = looks_of(snapshot_of(tmp_path_factory.mktemp("made"), groups), SIGNALS, (*SIGNALS, "another"))
    assert looks is not None
    models = [model for group in groups for model in group]
    found = looks.of(np.arange(len(models)))
    for row, model in enumerate(models):
        assert told(looks, found, row) == wanted(StoredEvidence(model, {}), SIGNALS)


def test_a_signal_nobody_asks_any_more_is_left_aside(tmp_path: Path) -> None:
    row = {"signal": "s.one", "outcome": "silent"}
    looks = looks_of(snapshot_of(tmp_path, [[[row]]]), SIGNALS, ())
    assert looks is not None
    assert set(told(looks, looks.of(np.array([0])), 0).values()) == {(Outcome.NOT_LOOKED, None, None)}


def test_revisions_of_models_gone_through_are_forgotten(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "_MOST_REVISIONS", 4)
    models = [[{"signal": "s.one", "outcome": "silent", "revision": f"r{number}"}] for number in range(30)]
    looks = looks_of(snapshot_of(tmp_path, [models[start : start + 3] for start in range(0, 30, 3)]), SIGNALS, SIGNALS)
    assert looks is not None
    for place in range(30):
        ((_, _, revision),) = {told(looks, looks.of(np.array([place])), 0)["s.one"]}
        assert revision == f"r{place}"
        assert len(looks.revisions.things) <= 4 + 3
    assert looks.read < 30


def test_each_group_is_read_once_by_who_goes_in_order(tmp_path: Path) -> None:
    row = {"signal": "s.one", "outcome": "silent"}
    looks = looks_of(snapshot_of(tmp_path, [[[row]] * 3] * 4), SIGNALS, SIGNALS)
    assert looks is not None
    for start in range(0, 12, 2):
        looks.of(np.arange(start, start + 2))
    assert looks.read == 4
    backwards = looks.of(np.arange(12)[::-1])
    assert (backwards.outcomes[:, 0] == OUTCOMES.index(Outcome.SILENT)).all()


def test_the_embedded_snapshot_tells_alike_both_ways() -> None:
    snapshot = Snapshot(embedded_folder(), domains())
    signals = tuple(domains())
    looks = looks_of(snapshot, signals, signals)
    assert looks is not None
    snapshot.load_evidence()
    places = np.arange(0, len(snapshot.names), 311)
    found = looks.of(places)
    for row, place in enumerate(places.tolist()):
        assert told(looks, found, row) == wanted(snapshot.evidence(snapshot.names[place]), signals)


def test_evidence_that_does_not_tell_its_groups_is_made_model_by_model(tmp_path: Path) -> None:
    made = snapshot_of(tmp_path, [[[]]])
    pq.write_table(pa.table({"model_id": ["m0"]}), tmp_path / EVIDENCE)
    assert looks_of(made, SIGNALS, SIGNALS) is None


def test_damaged_evidence_is_told_as_such(tmp_path: Path) -> None:
    made = snapshot_of(tmp_path, [[[]]])
    (tmp_path / EVIDENCE).write_bytes(b"PAR1 no more")
    with pytest.raises(SnapshotError, match="is damaged"):
        looks_of(made, SIGNALS, SIGNALS)
