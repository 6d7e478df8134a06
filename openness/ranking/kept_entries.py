"""Entries kept between runs: what catalogue and snapshot together say of rows, without reading the catalogue again.

Working it out takes the whole catalogue, all rules about licences and most of a second; it follows from their
bytes, from the snapshot's files and from this code alone, and is kept under a digest of those.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property, partial
from pathlib import Path
from typing import Any, cast

import numpy as np

from openness.files.kept import Kept, KeptFile, folder_digest, joined_digest, stat_digest, tool_digest
from openness.ranking.entries import Answers, Entries, EntryKind
from openness.ranking.looked import OfModels, OfSystems, Seen
from openness.record.cells import Cells, Coded, LazyCells, Rows, coded
from openness.record.columns import Codes, Column, Columns, LazyColumns
from openness.record.evidence import Confidence, Evidence, Method, Outcome, Source, Value
from openness.snapshot.manifest import MANIFEST
from openness.snapshot.snapshot import Snapshot

TOLD = ("organisation", "downloads", "likes", "revision", "seen", "refused")
"""What stands beside a model and is read from the snapshot's own columns."""
_ROWS_A_PART = 1 << 16
"""Rows whose cells are read together: of one model no more than these is read."""
AT_MOST = 5_000_000
"""Rows up to which entries are kept, at 44 bytes a model; of 300,000, explaining one takes 1.2 s with, 3 s without."""


def parts_of(catalogue: Path) -> list[Path]:
    """Return what a catalogue's folder holds beside the snapshot."""
    return sorted(path for path in catalogue.iterdir() if path.name != "snapshot" and not path.name.startswith("."))


def entries_digest(snapshot: Snapshot, catalogue: Path, kind: EntryKind, *, assessments: bool) -> str:
    """Return a digest of everything that one list of entries follows from."""
    parts = stat_digest(snapshot.folder, snapshot.manifest.files)
    how = f"{kind} {assessments}"
    manifest = (snapshot.folder / MANIFEST).read_text(encoding="utf-8")
    told = [folder_digest(path) if path.is_dir() else path.read_text(encoding="utf-8") for path in parts_of(catalogue)]
    return joined_digest(tool_digest(), str(catalogue), how, manifest, parts, *told)


@dataclass(frozen=True)
class Beside:
    """What is kept beside entries: what was wrong in the catalogue, and what it tells of each row as text."""

    problems: tuple[str, ...]
    text: Callable[[int], str]


def keep(kept: Kept, digest: str, entries: Entries, signals: Sequence[str], beside: Beside) -> None:
    """Keep the entries of one list; `signals` are those whose columns a rubric may read."""
    if len(entries.ids) > AT_MOST:
        return
    of_systems = entries.evidence_of if isinstance(entries.evidence_of, OfSystems) else None
    told = () if of_systems else TOLD
    parts = [] if of_systems is None else [beside.text(row).encode() for row in range(len(entries.ids))]
    data = {
        "problems": list(beside.problems),
        "kind": entries.kind,
        "ids": None if of_systems is None else list(entries.ids),
        "names": None if of_systems is None else list(entries.names),
        "details": {
            name: _column_data(coded(cells), parts) for name, cells in entries.details.items() if name not in told
        },
        "order": list(entries.details),
        "origin": entries.origin,
        "assessments": entries.assessments,
        "catalogue": entries.catalogue,
        "aliases": {row: list(names) for row, names in entries.aliases.items()},
        "moot": {row: sorted(names) for row, names in entries.moot.items()},
        "bound": {row: sorted(names) for row, names in entries.bound.items()},
        "assessed": _answers_data(entries.assessed, parts),
        "stated": _answers_data(entries.stated, parts),
        # Models are read from the snapshot, column by column; systems take theirs from the rows of many models.
        "columns": None
        if of_systems is None
        else {name: _column_data(entries.automatic.column(name), parts) for name in signals},
        "seen": None
        if of_systems is None
        else [[item.end, item.base, item.other_base, *item.siblings] for item in of_systems.seen],
    }
    kept.write(_name(entries.kind), digest, data, parts)


def find(
    kept: Kept, digest: str, kind: EntryKind, snapshot: Snapshot, automatic: Sequence[str]
) -> tuple[Entries, Beside] | None:
    """Return the entries kept under a digest, with what is beside them; None where nothing is."""
    file = kept.read(_name(kind), digest)
    if file is None:
        return None
    told = file.data
    columns: Columns = snapshot.columns
    evidence_of: OfModels | OfSystems = OfModels(snapshot, automatic)
    if kind is EntryKind.SYSTEMS:
        columns = LazyColumns(len(told["ids"]), partial(_stored, file, told["columns"]))
        seen = [Seen(end, base, tuple(siblings), other) for end, base, other, *siblings in told["seen"]]
        evidence_of = OfSystems(snapshot, seen, automatic)
    details: dict[str, Callable[[], Sequence[Any]]] = {
        name: partial(KeptCells, file, item) for name, item in told["details"].items()
    }
    if kind is EntryKind.MODELS:
        details = {name: details.get(name) or partial(snapshot.told, name) for name in told["order"]}
    entries = Entries(
        kind=kind,
        ids=snapshot.names if kind is EntryKind.MODELS else told["ids"],
        names=snapshot.names if kind is EntryKind.MODELS else told["names"],
        details=LazyCells(details),
        automatic=columns,
        assessed=KeptAnswers(file, told["assessed"]),
        evidence_of=evidence_of,
        origin=told["origin"],
        assessments=told["assessments"],
        catalogue=told["catalogue"],
        aliases={int(row): tuple(names) for row, names in told["aliases"].items()},
        stated=KeptAnswers(file, told["stated"]),
        moot={int(row): frozenset(names) for row, names in told["moot"].items()},
        bound={int(row): frozenset(names) for row, names in told["bound"].items()},
    )
    has_texts = kind is EntryKind.SYSTEMS
    return entries, Beside(tuple(told["problems"]), lambda row: file.part(row).decode() if has_texts else "")


def _name(kind: EntryKind) -> str:
    return f"entries-{kind}"


def _column_data(column: Column, parts: list[bytes]) -> list[Any]:
    """Return the place of a column's codes among the parts, how many they are, and its distinct answers."""
    place, size = len(parts), len(column.codes)
    codes = column.codes.astype("<i4")
    parts += [codes[start : start + _ROWS_A_PART].tobytes() for start in range(0, size, _ROWS_A_PART)]
    return [place, size, list(column.values)]


def _column(file: KeptFile, told: list[Any]) -> Column:
    place, size, values = told
    parts = [_codes(file, place + number) for number in range(-(-size // _ROWS_A_PART))]
    return Column(np.concatenate([np.empty(0, dtype=np.int32), *parts]), tuple(map(_value, values)))


def _codes(file: KeptFile, number: int) -> Codes:
    return np.frombuffer(file.part(number), dtype="<i4").astype(np.int32)


class KeptCells(Cells):
    """Kept cells of one column: of a single row the part that has it is read, of several all, once."""

    def __init__(self, file: KeptFile, told: list[Any]) -> None:
        self._file, self._told = file, told

    @cached_property
    def _all(self) -> Coded:
        return Coded(_column(self._file, self._told))

    def __len__(self) -> int:
        return int(self._told[1])

    def take(self, rows: Rows) -> list[Any]:
        if "_all" in vars(self) or len(rows) != 1:
            return self._all.take(rows)
        place, _, values = self._told
        number, at = divmod(int(rows[0]), _ROWS_A_PART)
        code = int(_codes(self._file, place + number)[at])
        return [_value(values[code]) if code >= 0 else None]

    def coded(self) -> Column:
        return self._all.coded()


def _stored(file: KeptFile, columns: Mapping[str, list[Any]], signal: str) -> Column | None:
    return _column(file, columns[signal]) if signal in columns else None


def _value(told: Any) -> Value:
    return tuple(told) if isinstance(told, list) else cast("Value", told)


def _answers_data(answers: Mapping[int, Mapping[str, Evidence]], parts: list[bytes]) -> dict[str, Any]:
    """Return what answers are found by, and put the evidence of each row into a part of its own."""
    values: dict[str, tuple[list[int], list[Value]]] = {}
    rows = {}
    for row, by_signal in answers.items():
        for signal, item in by_signal.items():
            if item.value is not None:
                found = values.setdefault(signal, ([], []))
                found[0].append(row)
                found[1].append(item.value)
        rows[row] = len(parts)
        parts.append(json.dumps([_evidence_data(signal, item) for signal, item in by_signal.items()]).encode())
    return {"rows": rows, "values": values}


@dataclass(frozen=True, eq=False)
class KeptAnswers(Answers):
    """Answers by row, the evidence of each row read when it is asked for; the values alone are at hand."""

    file: KeptFile
    told: Mapping[str, Any]

    @cached_property
    def _places(self) -> dict[int, int]:
        return {int(row): place for row, place in self.told["rows"].items()}

    def __getitem__(self, row: int) -> Mapping[str, Evidence]:
        return dict(map(_evidence, json.loads(self.file.part(self._places[row]))))

    def __iter__(self) -> Iterator[int]:
        return iter(self._places)

    def __len__(self) -> int:
        return len(self._places)

    def by_signal(self) -> dict[str, dict[int, Value]]:
        return {
            signal: dict(zip(rows, map(_value, values), strict=True))
            for signal, (rows, values) in self.told["values"].items()
        }


_FIELDS = tuple(Source.__dataclass_fields__)


def _evidence_data(signal: str, item: Evidence) -> list[Any]:
    places = [[getattr(source, name) for name in _FIELDS] for source in item.sources]
    head = [signal, item.signal, item.outcome, item.value, item.method, item.confidence, places]
    return [*head, item.note, item.revision, item.date, item.by]


def _evidence(told: list[Any]) -> tuple[str, Evidence]:
    key, signal, outcome, value, method, confidence, places, note, revision, date, by = told
    item = Evidence(
        signal=signal,
        outcome=Outcome(outcome),
        value=None if value is None else _value(value),
        method=None if method is None else Method(method),
        confidence=None if confidence is None else Confidence(confidence),
        sources=tuple(Source(**dict(zip(_FIELDS, place, strict=True))) for place in places),
        note=note,
        revision=revision,
        date=date,
        by=by,
    )
    return key, item
