"""Answers as columns: what many models share is kept once, as rows of codes, and put together for a batch of models."""

from __future__ import annotations

import re
from array import array
from collections.abc import Iterable, Mapping, Sequence
from functools import partial
from typing import Any, NamedTuple

import numpy as np
import numpy.typing as npt
import pyarrow as pa

from openness.record.evidence import Domain, Evidence, Outcome, Source
from openness.signals.listed import Pattern, Shared
from openness.signals.listed_row import Names
from openness.snapshot.coded import coded, coded_schema
from openness.snapshot.flat import FlatAnswers
from openness.snapshot.tables import EVIDENCE_SCHEMA, EVIDENCE_TEXTS, value_text

EVIDENCE_CODED = coded_schema(EVIDENCE_SCHEMA, EVIDENCE_TEXTS)
"""The evidence of a batch, each text kept once."""

_TAG = re.compile(r"\$\.tags\[(\d+)\]")
_TEXTS = ("signal", "outcome", "value", "method", "confidence", "file", "json_path", "url", "repository", "quote",
          "note", "revision", "date", "by")  # fmt: skip
_NAMED = ("value", "url", "repository", "note")
"""The columns in which a name may stand."""
_NAMED_PLACES = tuple(_TEXTS.index(name) for name in _NAMED)
_OWN_PLACES = tuple(_TEXTS.index(name) for name in ("revision", "date"))
_NONE, _OWN = -1, -2
"""No text, and the model's own (its revision, its date)."""
_SOURCES = 4096
_MOST_ROWS, _MOST_TEXTS = 2_000_000, 400_000

Ints = npt.NDArray[np.int64]


class Batch:
    """Some models in order: of each its id, revision, date, what was kept of it, and its names to be put in.

    What was kept is told by a pattern: one number a group of signals, or one for all.
    """

    def __init__(self) -> None:
        self.ids: list[str] = []
        self.revisions: list[str | None] = []
        self.dates: list[str | None] = []
        self.names: list[Sequence[Names]] = []
        self.patterns: list[Pattern] = []
        """The different ones, in the order they came."""
        self.of = array("i")
        """Which of the patterns each model has."""
        self._numbers: dict[int, int] = {}

    def add(self, model_id: str, revision: str | None, date: str | None, shared: Shared) -> None:
        """Add a model."""
        self.ids.append(model_id)
        self.revisions.append(revision)
        self.dates.append(date)
        self.names.append(shared.names)
        number = self._numbers.setdefault(id(shared.pattern), len(self.patterns))
        if number == len(self.patterns):
            self.patterns.append(shared.pattern)  # kept as long as its number, so that no other has that id
        self.of.append(number)


class Pool:
    """What was answered, by number; `marks` are what names begin with that stand for a model's own."""

    def __init__(self, domains: Mapping[str, Domain], marks: tuple[str, ...] = ()) -> None:
        self._mark = re.compile("|".join(map(re.escape, marks)) or "(?!)")
        self._flat = {signal: FlatAnswers(domain) for signal, domain in domains.items()}
        self._texts: dict[str, int] = {}
        self._spelled: list[str] = []
        self._bears: list[bool] = []
        """Of each text whether a name is to be put into it."""
        self._starts: list[int] = [0]
        self._codes = {name: array("i") for name in _TEXTS}
        self._columns = tuple(self._codes.values())
        self._line, self._slot, self._order = array("i"), array("i"), array("i")
        self._named = array("b")

    @property
    def full(self) -> bool:
        """Whether it is time to begin with an empty one."""
        return len(self._line) > _MOST_ROWS or len(self._spelled) > _MOST_TEXTS

    def keep(self, answers: Iterable[tuple[int, Evidence]], *, shared: bool) -> int:
        """Keep answers, each with its place in the order of a model's rows, and return the number to use them by.

        With `shared`, they are a stand-in's: revision, date, tags and names are put in for each model that uses them.
        """
        kept = len(self._starts) - 1
        for order, found in answers:
            if (flat := self._flat.get(found.signal)) is not None:
                flat.keep(kept, found.value, found.outcome, self._bears_a_name)
            if found.outcome is not Outcome.NOT_LOOKED:
                for number, source in enumerate(found.sources or (Source(),)):
                    self._add(found, source, order * _SOURCES + min(number, _SOURCES - 1), shared=shared)
        self._starts.append(len(self._line))
        return kept

    def _add(self, found: Evidence, source: Source, order: int, *, shared: bool) -> None:
        slot = _TAG.fullmatch(source.json_path) if shared and source.json_path and not source.repository else None
        texts = (
            found.signal, found.outcome.value, None if found.value is None else value_text(found.value),
            None if found.method is None else found.method.value,
            None if found.confidence is None else found.confidence.value,
            source.file, source.json_path, source.url, source.repository, source.quote, found.note,
            None if shared else found.revision, None if shared else found.date, found.by,
        )  # fmt: skip
        codes = [_NONE if text is None else self._code(text) for text in texts]
        if shared:
            for place in _OWN_PLACES:
                codes[place] = _OWN
        for column, code in zip(self._columns, codes, strict=True):
            column.append(code)
        self._line.append(-1 if source.line is None else source.line)
        self._slot.append(-1 if slot is None else int(slot[1]))
        self._order.append(order)
        named = shared and any(codes[place] >= 0 and self._bears[codes[place]] for place in _NAMED_PLACES)
        self._named.append(named)

    def _code(self, text: str) -> int:
        code = self._texts.get(text)
        if code is None:
            code = self._texts[text] = len(self._spelled)
            self._spelled.append(text)
            self._bears.append(self._bears_a_name(text))
        return code

    def _bears_a_name(self, text: object) -> bool:
        return isinstance(text, str) and self._mark.search(text) is not None

    def evidence(self, batch: Batch) -> pa.Table:
        """Return the rows of `evidence.parquet` of a batch, by model, each model's in their order."""
        one = self._rows_of(batch.patterns)
        columns = {name: np.frombuffer(self._codes[name], dtype=np.int32)[one.rows] for name in _TEXTS}
        self._put_places(batch.patterns, one, columns["json_path"])
        # What holds for a pattern is worked out once; from here on for each model.
        of = np.frombuffer(batch.of, dtype=np.int32)
        counts = one.counts[of]
        owner = np.repeat(np.arange(len(of)), counts)
        taken = np.repeat(one.starts[of] - (np.cumsum(counts) - counts), counts) + np.arange(len(owner))
        rows = one.rows[taken]
        columns = {name: codes[taken] for name, codes in columns.items()}
        self._put_names(batch, owner, one.named[taken], columns)
        for name, own in (("revision", batch.revisions), ("date", batch.dates)):
            codes = np.array([_NONE if text is None else self._code(text) for text in own], dtype=np.int32)
            columns[name] = np.where(columns[name] == _OWN, codes[owner], columns[name])
        lines = np.frombuffer(self._line, dtype=np.int32)[rows]
        made: dict[str, pa.Array] = {name: self._spell(codes) for name, codes in columns.items()}
        made["line"] = pa.array(lines, pa.int32(), mask=lines < 0)
        made["model_id"] = coded(owner.astype(np.int32), pa.array(batch.ids, pa.string()))
        return pa.Table.from_arrays([made[field.name] for field in EVIDENCE_CODED], schema=EVIDENCE_CODED)

    def _rows_of(self, patterns: Sequence[Pattern]) -> _Rows:
        """Return the rows that were kept of each pattern, in their order."""
        kept = np.array([number for pattern in patterns for number in pattern.kept], dtype=np.int64)
        many = np.array([len(pattern.kept) for pattern in patterns], dtype=np.int64)
        of = np.repeat(np.arange(len(many)), many)
        starts = np.array(self._starts, dtype=np.int64)
        counts = (starts[1:] - starts[:-1])[kept]
        rows = np.repeat(starts[kept] - (np.cumsum(counts) - counts), counts) + np.arange(int(counts.sum()))
        pattern, item = np.repeat(of, counts), np.repeat(np.arange(len(kept)), counts)
        order = np.frombuffer(self._order, dtype=np.int32)[rows] if len(rows) else np.zeros(0, dtype=np.int32)
        sorting = np.argsort(pattern * (1 << 30) + order, kind="stable")
        names = np.array([number for pattern in patterns for number in pattern.named], dtype=np.int64)
        bears = np.frombuffer(self._named, dtype=np.int8)[rows] != 0 if len(rows) else np.zeros(0, dtype=np.bool_)
        sizes = np.bincount(pattern, minlength=len(patterns))
        named = np.where(bears, names[item], -1)
        return _Rows(rows[sorting], item[sorting], named[sorting], np.cumsum(sizes) - sizes, sizes)

    def _put_places(self, patterns: Sequence[Pattern], found: _Rows, paths: npt.NDArray[np.int32]) -> None:
        """Put in where the tags of each pattern's stand-ins stand among a model's own."""
        slots = np.frombuffer(self._slot, dtype=np.int32)[found.rows]
        mine = slots >= 0
        if not mine.any():
            return
        tags = [places for pattern in patterns for places in pattern.tags]
        many = np.array([len(places) for places in tags], dtype=np.int64)
        all_places = np.array([place for places in tags for place in places], dtype=np.int64)
        places = all_places[(np.cumsum(many) - many)[found.item[mine]] + slots[mine]]
        told = np.array([self._code(f"$.tags[{place}]") for place in range(int(places.max()) + 1)], dtype=np.int32)
        paths[mine] = told[places]

    def _put_names(self, batch: Batch, owner: Ints, named: Ints, columns: dict[str, Any]) -> None:
        bears = np.array([*self._bears, False], dtype=np.bool_)
        for name in _NAMED:
            codes = columns[name]
            rows = np.flatnonzero((named >= 0) & bears[codes])
            told = zip(rows.tolist(), codes[rows].tolist(), owner[rows].tolist(), named[rows].tolist(), strict=True)
            for row, code, model, place in told:
                codes[row] = self._code(put(self._spelled[code], batch.names[model][place]))

    def _spell(self, codes: npt.NDArray[np.int32]) -> pa.DictionaryArray:
        """Return codes as texts, each kept once."""
        used = np.zeros(len(self._spelled) + 1, dtype=np.bool_)
        used[codes] = True
        used[_NONE] = False
        places = np.cumsum(used, dtype=np.int32) - 1
        texts = pa.array([self._spelled[code] for code in np.flatnonzero(used).tolist()], pa.string())
        return coded(np.where(codes == _NONE, np.int32(_NONE), places[codes]), texts)

    def answers(self, batch: Batch, groups: Mapping[str, int]) -> dict[str, pa.Array]:
        """Return the value and outcome columns of `models.parquet`; `groups` tells which use answers a signal."""
        made: dict[str, pa.Array] = {}
        of = np.frombuffer(batch.of, dtype=np.int32)
        used: dict[int, Ints] = {}
        for signal, flat in self._flat.items():
            group = groups.get(signal, 0)
            if group not in used:
                kept = [pattern.kept[_item(pattern, group)] for pattern in batch.patterns]
                used[group] = np.array(kept, dtype=np.int64)[of]
            made[signal], made[f"{signal}.outcome"] = flat.columns(used[group], partial(_named, batch, group))
        return made


class _Rows(NamedTuple):
    """Rows of patterns: where each was kept, of which item of all patterns, and which names to put in, -1 for none."""

    rows: Ints
    item: Ints
    named: Ints
    starts: Ints
    """Where the rows of each pattern begin."""
    counts: Ints


def _item(pattern: Pattern, group: int) -> int:
    return group if group < len(pattern.kept) else 0


def _named(batch: Batch, group: int, cell: str, model: int) -> str:
    pattern = batch.patterns[batch.of[model]]
    return put(cell, batch.names[model][pattern.named[_item(pattern, group)]])


def put(text: str, names: Names) -> str:
    """Return a text with the names that are meant in place of those of a stand-in."""
    for stand_in, name in names:
        text = text.replace(stand_in, name)
    return text
