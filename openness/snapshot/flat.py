"""The flat answers of one signal: each different one once, and of every number that was kept which one it has."""

from __future__ import annotations

from array import array
from collections.abc import Callable
from typing import Any

import numpy as np
import numpy.typing as npt
import pyarrow as pa

from openness.record.evidence import Domain, Outcome, Value
from openness.snapshot.cells import arrow_numbers
from openness.snapshot.coded import as_they_come, coded_texts
from openness.snapshot.tables import arrow_type, flat_value

_NOT_LOOKED = (None, Outcome.NOT_LOOKED.value)


class FlatAnswers:
    """Answers by number; a number that none was kept for was not looked at.

    What is different is turned into cells when it is kept, so that a batch of models costs a look-up by code and no
    more, however many answers were kept.
    """

    def __init__(self, domain: Domain) -> None:
        self._domain = domain
        self._of: array[int] = array("i")
        self._codes: dict[tuple[type, Any, str], int] = {(type(None), *_NOT_LOOKED): 0}
        self._cells: list[Any] = [None]
        self._outcomes = [_NOT_LOOKED[1]]
        self._named = [False]

    def keep(self, number: int, value: Value | None, outcome: Outcome, named: Callable[[object], bool]) -> None:
        """Keep the answer of the next number; `named` tells of a cell whether names are to be put into it."""
        if missing := number - len(self._of):
            self._of.extend([0] * missing)
        cell = flat_value(value, self._domain)
        code = self._codes.setdefault((type(cell), cell, outcome.value), len(self._cells))
        if code == len(self._cells):
            self._cells.append(cell)
            self._outcomes.append(outcome.value)
            self._named.append(named(cell))
        self._of.append(code)

    def columns(
        self, numbers: npt.NDArray[np.int64], put: Callable[[Any, int], Any]
    ) -> tuple[pa.Array, pa.DictionaryArray]:
        """Return the cells and the outcomes of some numbers; `put` puts names into the cell at a place."""
        of = np.append(np.frombuffer(self._of, dtype=np.int32) if self._of else np.zeros(0, np.int32), np.int32(0))
        codes, kept = as_they_come(of[np.minimum(numbers, len(of) - 1)], len(self._cells))
        different = kept.tolist()
        outcomes = coded_texts(codes, [self._outcomes[code] for code in different])
        cells = [self._cells[code] for code in different]
        named = np.array([self._named[code] for code in different], dtype=np.bool_)
        for place in np.flatnonzero(named[codes]).tolist():
            cells.append(put(cells[codes[place]], place))
            codes[place] = len(cells) - 1
        kind = arrow_type(self._domain)
        if kind == pa.string():
            return coded_texts(codes, cells), outcomes
        return pa.array(cells, kind).take(arrow_numbers(codes)), outcomes
