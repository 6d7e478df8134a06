"""A table of Python's own values, made into a pandas frame only where a form needs one."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from openness.files.frames import pd

TEXT, WHOLE, ANY = "str", "Int64", "object"
"""What a column holds, as its pandas type."""
_NUMBERS = (WHOLE, "float64")


class Listing:
    """Rows of named columns, None where a cell is empty; `types` names the columns that hold no text."""

    def __init__(
        self, names: Iterable[str], rows: Iterable[Sequence[Any]], types: Mapping[str, str] | None = None
    ) -> None:
        self.names = tuple(names)
        self.rows = [tuple(row) for row in rows]
        self._types = dict(types or {})

    def __len__(self) -> int:
        return len(self.rows)

    @property
    def numbers(self) -> list[str]:
        """The columns of numbers, which stand to the right."""
        return [name for name in self.names if self._types.get(name) in _NUMBERS]

    def assign(self, **stamp: str | int) -> Listing:
        """Return the same rows, each ending with what they rest on; a column that is there already is overwritten."""
        names = [*self.names, *(name for name in stamp if name not in self.names)]
        rows = [
            tuple({**dict(zip(self.names, row, strict=True)), **stamp}[name] for name in names) for row in self.rows
        ]
        whole = {name: WHOLE for name, value in stamp.items() if isinstance(value, int)}
        return Listing(names, rows, {**self._types, **whole})

    def only(self, names: Iterable[str]) -> Listing:
        """Return the named columns of those that are there."""
        places = [self.names.index(name) for name in names if name in self.names]
        rows = [[row[place] for place in places] for row in self.rows]
        return Listing([self.names[place] for place in places], rows, self._types)

    def frame(self) -> pd.DataFrame:
        """Return the rows as a frame with the declared types, whatever the cells hold."""
        made = pd.DataFrame(self.rows, columns=list(self.names), dtype="object")
        return made.astype({name: self._types.get(name, TEXT) for name in self.names})


def of_records(records: Sequence[Mapping[str, Any]]) -> Listing:
    """Return records as rows of text, by the names of all of them; what one leaves out is empty."""
    names = list(dict.fromkeys(name for record in records for name in record))
    return Listing(names, [[record.get(name) for name in names] for record in records])
