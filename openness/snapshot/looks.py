"""What was found of many models, as codes: for long tables, where an object for each answer takes most of the time."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING, Any, Generic, NamedTuple, TypeVar

import numpy as np
import numpy.typing as npt
import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.parquet as pq

from openness.record.evidence import Evidence, Outcome
from openness.snapshot.cells import StoredCells, numbers_of
from openness.snapshot.groups import ends_of
from openness.snapshot.licences import LICENCES
from openness.snapshot.looks_anew import OUTCOMES, LooksAnew
from openness.snapshot.manifest import EVIDENCE
from openness.snapshot.tables import source_of

if TYPE_CHECKING:
    from openness.snapshot.snapshot import Snapshot

Numbers = npt.NDArray[np.int64]
NOT_LOOKED = OUTCOMES.index(Outcome.NOT_LOOKED)
ANSWERED = OUTCOMES.index(Outcome.ANSWERED)
_PLACES = ("repository", "file", "json_path", "url")
_HOW = ("method", "confidence", "date", "by")
_TEXTS = ("model_id", "signal", "outcome", "revision", *_HOW, *_PLACES)
_MOST_REVISIONS = 100_000
"""Revisions that are numbered before they are begun anew; numbers hold for what was asked last."""
_HELD = 2
"""Groups held at once: whoever goes in the table's own order needs one, and a second where a part ends."""


class Ground(NamedTuple):
    """What one answer rests on, its revision aside: that is each model's own."""

    method: str | None
    confidence: str | None
    date: str | None
    by: str | None
    sources: tuple[str, ...]

    @classmethod
    def of(cls, item: Evidence) -> Ground:
        """Return the ground of one piece of evidence."""
        return cls(
            None if item.method is None else item.method.value,
            None if item.confidence is None else item.confidence.value,
            item.date,
            item.by,
            tuple(str(source) for source in item.sources),
        )


_T = TypeVar("_T")


class Numbered(Generic[_T]):
    """Things that are numbered as they come, equal ones alike."""

    def __init__(self) -> None:
        self._numbers: dict[_T, int] = {}
        self.things: list[_T] = []

    def number(self, thing: _T) -> int:
        found = self._numbers.setdefault(thing, len(self.things))
        if found == len(self.things):
            self.things.append(thing)
        return found


@dataclass(frozen=True)
class Looks:
    """Outcomes (codes of OUTCOMES), grounds and revisions (numbers, -1 none), each shaped (models, signals).

    Only what is answered has a ground.
    """

    outcomes: npt.NDArray[np.int8]
    grounds: Numbers
    revisions: Numbers

    @classmethod
    def none(cls, models: int, signals: int) -> Looks:
        """Return what is known where nobody looked."""
        shape = (models, signals)
        return cls(np.full(shape, NOT_LOOKED, dtype=np.int8), *(np.full(shape, -1, dtype=np.int64) for _ in range(2)))

    def put(self, at: Any, found: Looks) -> None:
        """Take over what was found of some models."""
        for mine, theirs in zip(_arrays(self), _arrays(found), strict=True):
            mine[at] = theirs

    def take(self, rows: Numbers) -> Looks:
        """Return what is known of some models."""
        return Looks(self.outcomes[rows], self.grounds[rows], self.revisions[rows])


def _arrays(looks: Looks) -> tuple[npt.NDArray[Any], ...]:
    return looks.outcomes, looks.grounds, looks.revisions


class StoredLooks:
    """The stored evidence on some signals, read a group of rows at a time.

    What is stored on a signal that is not `known` is left aside, as nobody asks it any more. `ends` says up to which
    model each group reaches. `read` counts the groups that were read.
    """

    def __init__(self, snapshot: Snapshot, ends: Numbers, signals: Sequence[str], known: Sequence[str]) -> None:
        self._snapshot, self._names = snapshot, snapshot.names.array
        self._file = pq.ParquetFile(snapshot.folder / EVIDENCE, read_dictionary=list(_TEXTS))
        self._ends, self.signals = ends, tuple(signals)
        self._known = set(signals) & set(known)
        self._of_licences = [
            (column, signal)
            for column, signal in enumerate(signals)
            if signal.startswith("licence.") and signal in known
        ]
        self._held: OrderedDict[int, Looks] = OrderedDict()
        self._sequences: Numbered[tuple[str, ...]] = Numbered()
        self.grounds: Numbered[Ground] = Numbered()
        self.revisions: Numbered[str] = Numbered()
        self.read = 0

    @property
    def groups(self) -> int:
        """How many groups there are."""
        return len(self._ends)

    def of(self, places: Numbers) -> Looks:
        """Return what was found of the models at some places of the snapshot."""
        if len(self.revisions.things) > _MOST_REVISIONS:  # one a model: of a million they would be most of what is held
            self.revisions, self._held = Numbered(), OrderedDict()
        looks = Looks.none(len(places), len(self.signals))
        numbers = np.searchsorted(self._ends, places, side="right")
        for number in np.unique(numbers).tolist():
            here = np.flatnonzero(numbers == number)
            looks.put(here, self._group(number).take(places[here] - self._start(number)))
        self._tell_anew(looks, places)
        return looks

    def tell(self, looks: Looks, row: int, column: int, item: Evidence) -> None:
        """Put one piece of evidence in its place."""
        answered = item.outcome is Outcome.ANSWERED
        looks.outcomes[row, column] = OUTCOMES.index(item.outcome)
        looks.grounds[row, column] = self.grounds.number(Ground.of(item)) if answered else -1
        looks.revisions[row, column] = self._revision(item.revision)

    def _tell_anew(self, looks: Looks, places: Numbers) -> None:
        """Put what today's facts say of licences in place of what was stored; see `Anew`."""
        if self._anew is None or not len(places):
            return
        columns = [column for column, _ in self._of_licences]
        try:
            outcomes, grounds = self._anew.of(places)
        except (OSError, pa.ArrowException, ValueError) as failure:
            raise self._snapshot.damaged(LICENCES) from failure
        told = outcomes >= 0
        revisions = [self._revision(text) for text in self._snapshot.told("revision").take(places)]
        at = np.repeat(np.array(revisions, dtype=np.int64)[:, None], len(columns), axis=1)
        found = (looks.outcomes, outcomes), (looks.grounds, grounds), (looks.revisions, at)
        for mine, theirs in found:
            mine[:, columns] = np.where(told, theirs, mine[:, columns])

    @cached_property
    def _anew(self) -> LooksAnew | None:
        licences = self._snapshot.licences
        if not self._of_licences or licences is None or not licences.stale:
            return None
        return LooksAnew(self._snapshot, [signal for _, signal in self._of_licences], self._numbered)

    def _numbered(self, item: Evidence) -> tuple[int, str]:
        ground = Ground.of(item)
        return self.grounds.number(ground), "; ".join(ground.sources)

    def _start(self, number: int) -> int:
        return 0 if number == 0 else int(self._ends[number - 1])

    def _group(self, number: int) -> Looks:
        if number not in self._held:
            while len(self._held) >= _HELD:
                self._held.popitem(last=False)
            try:
                self._held[number] = self._looks(number)
            except (OSError, pa.ArrowException) as failure:
                raise self._snapshot.damaged(EVIDENCE) from failure
            self.read += 1
        self._held.move_to_end(number)
        return self._held[number]

    def _looks(self, number: int) -> Looks:
        table = self._file.read_row_group(number, columns=[*_TEXTS, "line"])
        start, end = self._start(number), int(self._ends[number])
        looks = Looks.none(end - start, len(self.signals))
        models = StoredCells(table["model_id"]).coded()
        known = pc.index_in(pa.array(models.values, pa.string()), value_set=self._names.slice(start, end - start))
        rows = _numbers(known)[models.codes]
        told = StoredCells(table["signal"]).coded()
        columns = np.array([self._column(str(signal)) for signal in told.values], dtype=np.int64)[told.codes]
        cells = rows * len(self.signals) + columns
        # One answer's rows follow each other then, in the order they are stored in.
        order = np.flatnonzero((rows >= 0) & (columns >= 0))
        order = order[np.argsort(cells[order], kind="stable")]
        table, cells = table.take(pa.array(order)), cells[order]
        heads = np.flatnonzero(np.diff(cells, prepend=-1))
        outcomes = _coded_as(table["outcome"], lambda text: OUTCOMES.index(Outcome(text)))[heads]
        looks.outcomes.ravel()[cells[heads]] = outcomes
        looks.revisions.ravel()[cells[heads]] = _coded_as(table["revision"], self._revision)[heads]
        answered = outcomes == ANSWERED
        looks.grounds.ravel()[cells[heads[answered]]] = self._grounds(table, heads, answered)
        return looks

    def _column(self, signal: str) -> int:
        return self.signals.index(signal) if signal in self._known else -1

    def _revision(self, text: str | None) -> int:
        return self.revisions.number(text) if text else -1

    def _grounds(self, table: pa.Table, heads: Numbers, answered: npt.NDArray[np.bool_]) -> Numbers:
        """Return the number of the ground of each answered head; equal ones are made once."""
        ends = np.append(heads[1:], len(table))
        mine = np.repeat(answered, ends - heads)
        texts, sources = _source_texts(table.filter(pa.array(mine)))
        sizes = (ends - heads)[answered]
        starts = np.cumsum(sizes) - sizes
        alone = np.array([self._sequences.number((text,)) for text in texts], dtype=np.int64)
        sequences = alone[sources[starts]] if len(starts) else starts
        for place in np.flatnonzero(sizes > 1).tolist():
            run = sources[starts[place] : starts[place] + sizes[place]]
            sequences[place] = self._sequences.number(tuple(texts[code] for code in run.tolist()))
        how = [StoredCells(table[name]).coded() for name in _HOW]
        codes = [column.codes[heads[answered]].astype(np.int64) for column in how]
        alike, first = alike_rows([*codes, sequences])
        numbers = []
        for place in first.tolist():
            method, confidence, date, by = (
                None if part[place] < 0 else str(column.values[part[place]])
                for column, part in zip(how, codes, strict=True)
            )
            sequence = self._sequences.things[sequences[place]]
            numbers.append(self.grounds.number(Ground(method, confidence, date, by, sequence)))
        return np.array(numbers, dtype=np.int64)[alike]


def looks_of(snapshot: Snapshot, signals: Sequence[str], known: Sequence[str]) -> StoredLooks | None:
    """Return the evidence of a snapshot on some signals; None where it must be made model by model.

    So it is of a snapshot that does not tell its groups.
    Raises SnapshotError where the evidence cannot be read.
    """
    try:
        file = pq.ParquetFile(snapshot.folder / EVIDENCE)
    except (OSError, pa.ArrowException) as failure:
        raise snapshot.damaged(EVIDENCE) from failure
    ends = ends_of(file)
    if ends is None or "repository" not in file.schema_arrow.names:
        return None
    return StoredLooks(snapshot, ends, signals, known)


def _source_texts(table: pa.Table) -> tuple[list[str], Numbers]:
    """Return the distinct sources of rows as text, and which of them each row names."""
    columns = [StoredCells(table[name]).coded() for name in _PLACES]
    lines = _numbers(table["line"].combine_chunks().cast(pa.int64()))
    codes = [*(column.codes.astype(np.int64) for column in columns), lines]
    alike, first = alike_rows(codes)
    texts = []
    for place in first.tolist():
        told = {
            name: None if column.codes[place] < 0 else column.values[column.codes[place]]
            for name, column in zip(_PLACES, columns, strict=True)
        }
        texts.append(str(source_of({**told, "line": None if lines[place] < 0 else int(lines[place])})))
    return texts, alike


def alike_rows(columns: Sequence[Numbers]) -> tuple[Numbers, Numbers]:
    """Return which rows are equal in all columns of codes from -1, as numbers from 0, and the first row of each."""
    key = np.zeros(len(columns[0]), dtype=np.int64)
    for codes in columns:
        # Numbered anew at each step, so that the product stays far below what an integer holds.
        key = _numbers(pa.array(key * (int(codes.max(initial=-1)) + 2) + codes + 1).dictionary_encode().indices)
    return key, np.unique(key, return_index=True)[1]


def _coded_as(column: pa.ChunkedArray, number: Any) -> Numbers:
    """Return numbers for a column's texts, -1 where there is none; `number` is asked once for each distinct text."""
    told = StoredCells(column).coded()
    table = np.array([*(number(text) for text in told.values), -1], dtype=np.int64)
    return table[told.codes]


def _numbers(array: pa.Array) -> Numbers:
    return numbers_of(array, -1).astype(np.int64)
