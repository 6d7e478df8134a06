"""What today's facts say of the licences of many models, as codes: worked out once for all that say the same.

Two readings say the same where they are one combination (`licences.stored`) and differ in the names of the model and of
its bases alone, and no answer's source bears such a name. Where a licence asks for a name, how the model's own begins
counts too.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np
import numpy.typing as npt
import pyarrow.parquet as pq

from openness.record.cells import Rows
from openness.record.evidence import Evidence, Outcome
from openness.snapshot.anew import Dated, Seen
from openness.snapshot.cells import StoredCells
from openness.snapshot.groups import group_ends, rows_in
from openness.snapshot.licences import LICENCES

Codes = tuple[npt.NDArray[np.int8], npt.NDArray[np.int64]]

if TYPE_CHECKING:
    from openness.snapshot.snapshot import Snapshot

_TEXT = r'"(?:[^"\\]|\\.)*"'
_MODEL = re.compile(r'\{"model":(' + _TEXT + ")")
_BASES = re.compile(r'"bases_named":\[(' + _TEXT + "(?:," + _TEXT + r")*)\]")
_EACH = re.compile(_TEXT)
_OF_BASES = '"bases":'
"""Stands in a reading that tells what was read of a base itself."""
_MOST_SHARED = 200_000
OUTCOMES = tuple(Outcome)
"""What the codes of outcomes mean."""


@dataclass(frozen=True)
class Shape:
    """A reading without the names of its model and bases, and those names."""

    text: str
    model: str
    bases: tuple[str, ...]


def shape_of(reading: str) -> Shape | None:
    """Return what a reading says but for the names of the model and its bases; None where a name stands elsewhere."""
    model = _MODEL.match(reading)
    if model is None or _OF_BASES in reading:
        return None
    rest = reading[model.end() :]
    bases = _BASES.search(rest)
    named = () if bases is None else tuple(_EACH.findall(bases[1]))
    if bases is not None:
        rest = f"{rest[: bases.start(1)]}{rest[bases.end(1) :]}"
    shape = Shape(rest, model[1][1:-1], tuple(name[1:-1] for name in named))
    return None if "\\" in model[1] or bears(rest, shape) else shape


def bears(text: str, shape: Shape) -> bool:
    """Return whether a text bears one of the names."""
    plain = text.casefold()
    return any(name.casefold() in plain for name in (shape.model, *shape.bases))


class Readings:
    """The readings of a snapshot's models by place, read a group at a time; `read` counts the groups."""

    def __init__(self, snapshot: Snapshot) -> None:
        self._file = pq.ParquetFile(snapshot.folder / LICENCES)
        ids = StoredCells(self._file.read(columns=["model_id"])["model_id"]).array
        self._rows = rows_in(ids, snapshot.names.array)
        self._ends = group_ends(self._file)
        self._held: tuple[int, list[StoredCells]] | None = None
        self.read = 0

    def of(self, places: Rows) -> list[tuple[str, str] | None]:
        """Return the combinations and readings of some models, None for one that has none."""
        rows = self._rows[places]
        groups = np.searchsorted(self._ends, rows, side="right")
        found: list[tuple[str, str] | None] = [None] * len(rows)
        for group in np.unique(groups[rows >= 0]).tolist():
            here = np.flatnonzero((groups == group) & (rows >= 0))
            start = int(self._ends[group - 1]) if group else 0
            texts = (column.take(rows[here] - start) for column in self._group(group))
            for place, combination, reading in zip(here.tolist(), *texts, strict=True):
                found[place] = combination, reading
        return found

    def _group(self, group: int) -> list[StoredCells]:
        if self._held is None or self._held[0] != group:
            table = self._file.read_row_group(group, columns=["combination", "reading"])
            self._held = group, [StoredCells(table[name]) for name in ("combination", "reading")]
            self.read += 1
        return self._held[1]


class LooksAnew:
    """Outcomes and grounds of licence signals by today's facts.

    `ground` returns the number of the ground of an answer, and its sources as text. `joined` counts the readings that
    were joined with the facts.
    """

    def __init__(
        self, snapshot: Snapshot, signals: Sequence[str], ground: Callable[[Evidence], tuple[int, str]]
    ) -> None:
        from openness.signals.licence_join import Joiner  # noqa: PLC0415 - mostly the stored answers still hold

        self._snapshot, self._signals, self._ground = snapshot, tuple(signals), ground
        self._readings, self._joiner = Readings(snapshot), Joiner()
        self._shared: dict[tuple[str, ...], Codes | None] = {}
        self.joined = 0

    def of(self, places: Rows) -> tuple[npt.NDArray[np.int8], npt.NDArray[np.int64]]:
        """Return outcomes, -1 where the stored one holds, and grounds of some models, shaped (models, signals)."""
        shape = (len(places), len(self._signals))
        outcomes, grounds = np.full(shape, -1, dtype=np.int8), np.full(shape, -1, dtype=np.int64)
        seen, parts = (self._snapshot.told(name).take(places) for name in ("seen", "parts"))
        for row, read in enumerate(self._readings.of(places)):
            if read is not None:
                outcomes[row], grounds[row] = self._codes(*read, seen[row], parts[row])
        return outcomes, grounds

    def _codes(self, combination: str, reading: str, newest: str | None, parts: str | None) -> Codes:
        shape = shape_of(reading)
        if shape is None:
            return self._made(reading, newest, parts)[0]
        beginning = self._joiner.beginning(shape.model) if shape.bases else ""
        key = (combination, shape.text, beginning, newest or "", parts or "")
        found = self._shared.get(key)
        if found is None:
            found, sources = self._made(reading, newest, parts)
            if len(self._shared) >= _MOST_SHARED:
                self._shared.clear()
            self._shared[key] = None if bears(sources, shape) else found
        return found

    def _made(self, reading: str, newest: str | None, parts: str | None) -> tuple[Codes, str]:
        """Return the codes of one model's answers, and all their sources as one text."""
        from openness.licences.stored import from_text  # noqa: PLC0415
        from openness.signals.licence_join import answers_of  # noqa: PLC0415

        self.joined += 1
        anew = Dated(answers_of(from_text(reading)), Seen.told(newest, parts))
        outcomes, grounds, sources = [], [], []
        for signal in self._signals:
            item = anew.found.get(signal)
            outcomes.append(-1 if item is None else OUTCOMES.index(item.outcome))
            if item is not None and item.outcome is Outcome.ANSWERED:
                ground, text = self._ground(anew[signal])
                sources.append(text)
            else:
                ground = -1
            grounds.append(ground)
        return (np.array(outcomes, dtype=np.int8), np.array(grounds, dtype=np.int64)), "\n".join(sources)
