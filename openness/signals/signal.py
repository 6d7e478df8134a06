"""The shape of a signal: one factual question, answered by a pure function of a record."""

from __future__ import annotations

import inspect
from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING

from openness.reading.answers import PENDING, not_looked
from openness.record.evidence import Domain, Evidence, Kind, Value

if TYPE_CHECKING:
    from openness.reading.reading import Reading


@dataclass(frozen=True)
class Signal:
    """One question with its domain; `ask` answers it for one reading of a record.

    A signal of which only people can know the answer has no function: automatic evidence is then
    `not_looked`, and assessments alone can answer.
    """

    id: str
    domain: Domain
    documentation: str
    function: Callable[[Reading], Evidence] | None = None

    @property
    def question(self) -> str:
        """The first paragraph of the documentation, on one line."""
        return " ".join(self.documentation.split("\n\n", 1)[0].split())

    @property
    def theme(self) -> str:
        """What stands before the first dot of the id (`weights`, `data`, ...)."""
        return self.id.split(".", 1)[0]

    def ask(self, reading: Reading) -> Evidence:
        """Answer for one reading, stamped with the record's revision and date.

        Raises ValueError if the function answers outside its own domain (a defect of the signal).
        """
        if self.function is None:
            found = not_looked("Only a person can answer this; see assessments.")
        else:
            found = self.function(reading)
        value = found.value
        if value is not None and value not in self.domain.choices:
            self._check(value)
        return _stamped(found, self.id, reading.revision, reading.date_of(found))

    def _check(self, value: Value) -> None:
        if self.domain.kind is Kind.FLAG and (value is True or value is False):
            return
        members: tuple[object, ...] = value if isinstance(value, tuple) else (value,)
        if isinstance(value, tuple) != (self.domain.kind is Kind.SET):
            raise ValueError(f"{self.id}: {value!r} is not of kind {self.domain.kind}")
        for member in members:
            if problem := self.domain.problem_with(member):
                raise ValueError(f"{self.id}: {member!r} {problem}")


def _stamped(found: Evidence, signal_id: str, revision: str | None, date: str | None) -> Evidence:
    """Return `replace(found, ...)` without checking every field again, for a hundred answers a record.

    Evidence just made is nobody else's yet and is stamped as it is; what bears a stamp already is copied.
    """
    stamped = found
    if found.signal != PENDING:
        stamped = object.__new__(Evidence)
        vars(stamped).update(vars(found))
    fields = stamped.__dict__
    fields["signal"] = signal_id
    fields["revision"] = revision
    fields["date"] = date
    return stamped


def signal(signal_id: str, domain: Domain) -> Callable[[Callable[[Reading], Evidence]], Signal]:
    """Make the decorated function a signal; its docstring is the documentation users read."""

    def make(function: Callable[[Reading], Evidence]) -> Signal:
        documentation = inspect.getdoc(function)
        if not documentation:
            raise ValueError(f"{signal_id}: a signal needs a docstring")
        return Signal(signal_id, domain, documentation, function)

    return make
