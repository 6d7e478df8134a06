"""A table of few distinct cells: every column holds them once, with the number of the one that each row has."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
import numpy.typing as npt

from openness.files.frames import pd


@dataclass(frozen=True)
class CodedColumn:
    """Distinct cells (None is an empty one), the number of each row's cell (-1 is empty too), and the pandas type."""

    cells: Sequence[Any]
    codes: npt.NDArray[np.int64]
    type: str


class CodedTable:
    """Columns by name, all of one length."""

    def __init__(self, columns: Mapping[str, CodedColumn]) -> None:
        self.columns = columns

    def __len__(self) -> int:
        return len(next(iter(self.columns.values())).codes)

    @property
    def names(self) -> list[str]:
        """The names of the columns."""
        return list(self.columns)

    def frame(self) -> pd.DataFrame:
        """Return the table as a frame of the declared types."""
        return pd.DataFrame({name: _series(column) for name, column in self.columns.items()})

    def assign(self, **stamp: str | int) -> pd.DataFrame:
        """Return the rows as a frame, each ending with what it rests on."""
        return self.frame().assign(**stamp)


def _series(column: CodedColumn) -> pd.Series[Any]:
    return pd.Series(pd.Series(column.cells, dtype=column.type).array.take(column.codes, allow_fill=True))
