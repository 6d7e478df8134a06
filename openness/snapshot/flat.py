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

    def columns(self, numbers: npt.NDArray[np.int64]) -> tuple[pa.Array, pa.Array, npt.NDArray[np.int64]]:
        """Return the cells and the outcomes of some numbers, and which of them names are to be put into."""
        of = np.append(np.array(self._of, dtype=np.int32), np.int32(0))
        codes = of[np.minimum(numbers, len(of) - 1)]
        places = arrow_numbers(codes)
        cells = pa.array(self._cells, arrow_type(self._domain)).take(places)
        named = np.array(self._named, dtype=np.bool_)
        return cells, pa.array(self._outcomes, pa.string()).take(places), np.flatnonzero(named[codes])
