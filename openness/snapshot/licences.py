"""What was read about licences, kept beside the answers, and joined with today's facts when a snapshot is opened.

The rules that join are loaded where they are needed: mostly the stored answers are still what follows.
"""

# ruff: noqa: PLC0415 - see above

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np
import numpy.typing as npt
import pyarrow as pa
import pyarrow.parquet as pq

from openness.files.kept import Kept, KeptFile, joined_digest, tool_digest
from openness.licences.rules import rules_digest
from openness.record.columns import UNKNOWN, Column
from openness.record.evidence import Evidence, Value
from openness.snapshot.anew import Dated, Seen
from openness.snapshot.cells import StoredCells, arrow_numbers
from openness.snapshot.groups import Groups, groups_of_rows, row_about, rows_in
from openness.snapshot.tables import value_text

if TYPE_CHECKING:
    from openness.record.record import Record

LICENCES = "licences.parquet"
_JOINED = "licences"
_RULES = b"openness.rules"


def schema() -> pa.Schema:
    """Return the columns of the table: a model's id, what models that say alike share, and the reading with its places.

    Its metadata has a digest of the facts and rules that were in force when it was written.
    """
    names = ("model_id", "combination", "reading")
    return pa.schema([(name, pa.string()) for name in names], metadata={_RULES: rules_digest().encode()})


def schema_after(before: StoredLicences | None) -> pa.Schema:
    """Return the columns of a table that takes over rows; answers made with older facts stay known as such."""
    return schema() if before is None or not before.stale else schema().with_metadata({_RULES: b"of several days"})


def licence_told(record: Record, *, words: bool) -> tuple[str, str]:
    """Return what was read of a record's licence: what models that say alike share, and the reading with its places.

    Without `words` no sentence of the publisher is kept.
    """
    from openness.licences.stored import as_text, combination
    from openness.signals.licence_answers import claims_for

    claims = claims_for(record)
    return combination(claims), as_text(claims, words=words)


class StoredLicences:
    """The readings of one snapshot; `stale` says that facts or rules have changed since they were answered."""

    def __init__(self, path: Path) -> None:
        self._path = path
        self._groups: Groups | None = None

    @cached_property
    def stale(self) -> bool:
        """Whether today's facts and rules are others than those the stored answers were made with."""
        told = (pq.read_schema(self._path).metadata or {}).get(_RULES, b"")
        return bool(told.decode() != rules_digest())

    def columns(self, ids: Sequence[str]) -> dict[str, Column]:
        """Return the column of every licence signal in the order of `ids`, by the facts in force."""
        from openness.signals.licence_join import LICENCE_IDS, Joiner

        names = _array(ids)
        table = pq.ParquetFile(self._path, read_dictionary=["combination"]).read(columns=["model_id", "combination"])
        told = StoredCells(table["combination"]).coded()
        codes = np.append(told.codes, UNKNOWN)[rows_in(StoredCells(table["model_id"]).array, names)]
        joiner = Joiner()
        groups: dict[int, int] = {}
        answers: list[Mapping[str, Evidence]] = []

        def group_of(code: int, model: str) -> int:
            found = joiner.answers(str(told.values[code]), model)
            if (group := groups.setdefault(id(found), len(answers))) == len(answers):
                answers.append(found)
            return group

        # What models that say alike answer is worked out once; only where a name decides too is each looked at.
        distinct, first = np.unique(codes, return_index=True)
        table_of = np.full(len(told.values) + 1, UNKNOWN, dtype=np.int32)
        for code, place in zip(distinct.tolist(), first.tolist(), strict=True):
            if code >= 0:
                table_of[code] = group_of(code, names[place].as_py())
        rows = table_of[codes]
        own = np.array([*(joiner.by_name(str(value)) for value in told.values), False], dtype=np.bool_)
        each = np.flatnonzero(own[codes])
        for place, model in zip(each.tolist(), names.take(arrow_numbers(each)).to_pylist(), strict=True):
            rows[place] = group_of(int(codes[place]), model)
        return {signal: _column([found[signal] for found in answers], rows) for signal in LICENCE_IDS}

    def kept_columns(self, ids: Sequence[str], kept: Kept, digest: str) -> Mapping[str, Column]:
        """Return `columns`, as they were kept under a digest of readings and rules, else worked out and kept.

        A kept column is read when it is asked for.
        """
        digest = joined_digest(tool_digest(), digest, rules_digest())
        file = kept.read(_JOINED, digest)
        if file is None:
            made = self.columns(ids)
            parts = [column.codes.astype("<i4").tobytes() for column in made.values()]
            kept.write(_JOINED, digest, {signal: list(column.values) for signal, column in made.items()}, parts)
            return made
        return _KeptColumns(file)

    def moved(self, ids: Sequence[str], before: Path, after: Path) -> list[dict[str, str]]:
        """Return the answers that differ between two folders of facts: model, signal, what it was and what it is.

        Raises UsageError where a folder holds no facts, LicenceDataError where they are not right.
        """
        from openness.licences.knowledge import facts_from

        columns = []
        for folder in (before, after):
            with facts_from(folder):
                columns.append(self.columns(ids))
        rows = []
        for signal in columns[0]:
            was, now = (found[signal] for found in columns)
            for place, model in enumerate(ids):
                old, new = _answer(was, place), _answer(now, place)
                if old != new:
                    rows.append({"model_id": model, "signal": signal, "before": old, "after": new})
        return sorted(rows, key=lambda row: row["model_id"].casefold())

    def held(self, ids: Sequence[str]) -> npt.NDArray[np.bool_]:
        """Return for each id whether its reading is kept; of the others the stored answers are all that is known."""
        there = pq.ParquetFile(self._path).read(columns=["model_id"])["model_id"]
        return rows_in(StoredCells(there).array, _array(ids)) >= 0

    def go_through(self, names: StoredCells) -> None:
        """Read readings group by group from now on, for callers that go through many of the models of a snapshot."""
        if self._groups is None:
            file = pq.ParquetFile(self._path)
            self._groups = Groups(file, groups_of_rows(file, names.array), ["model_id", "reading"])

    def evidence(self, model_id: str, revision: str | None, seen: Seen, place: int | None = None) -> Dated:
        """Return the licence answers of one model by the facts in force; empty where its reading is not kept.

        `place` is its row in the snapshot: about there its reading lies.
        """
        from openness.licences.stored import from_text
        from openness.signals.licence_join import answers_of

        if self._groups is not None and place is not None:
            row = next(iter(self._groups.rows(place, model_id)), None)
        else:
            row = row_about(pq.ParquetFile(self._path), model_id, place or 0, ["reading"])
        found = answers_of(from_text(row["reading"]), revision) if row else {}
        return Dated(found, seen)


def _array(ids: Sequence[str]) -> pa.Array:
    return ids.array if isinstance(ids, StoredCells) else pa.array(ids, pa.string())


class _KeptColumns(Mapping[str, Column]):
    """Columns of a kept file, each read when it is asked for."""

    def __init__(self, file: KeptFile) -> None:
        self._file = file
        self._places = {signal: place for place, signal in enumerate(file.data)}

    def __getitem__(self, signal: str) -> Column:
        codes = np.frombuffer(self._file.part(self._places[signal]), dtype="<i4").astype(np.int32)
        values = self._file.data[signal]
        return Column(codes, tuple(tuple(value) if isinstance(value, list) else value for value in values))

    def __iter__(self) -> Iterator[str]:
        return iter(self._places)

    def __len__(self) -> int:
        return len(self._places)


def _column(found: Sequence[Evidence], rows: npt.NDArray[np.int32]) -> Column:
    """Return one signal's column: `rows` says for each model which of the distinct answers it has, -1 for none."""
    values: dict[Value, int] = {}
    codes = [UNKNOWN if item.value is None else values.setdefault(flat(item.value), len(values)) for item in found]
    table = np.array([*codes, UNKNOWN], dtype=np.int32)
    return Column(table[rows], tuple(values))


def _answer(column: Column, place: int) -> str:
    code = column.codes[place]
    return "unknown" if code < 0 else value_text(column.values[code])


def flat(value: Value) -> Value:
    """Return an answer as a column has it: a member of a set never holds the comma that parts members in a table."""
    return tuple(member.replace(",", " ") for member in value) if isinstance(value, tuple) else value
