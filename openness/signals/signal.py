"""The shape of a signal: one factual question, answered by a pure function of a record."""

from __future__ import annotations

import inspect
from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING

from openness.evidence import Confidence, Domain, Evidence, Kind, Method, Outcome, Source, Value

if TYPE_CHECKING:
    from openness.signals.reading import Reading

_PENDING = "pending"


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
        if value is not None and not (self.domain.kind is Kind.CHOICE and value in self.domain.choices):
            self._check(value)
        return _stamped(found, self.id, reading.revision, reading.date)

    def _check(self, value: Value) -> None:
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
    if found.signal != _PENDING:
        stamped = object.__new__(Evidence)
        vars(stamped).update(vars(found))
    vars(stamped).update(signal=signal_id, revision=revision, date=date)
    return stamped


def signal(signal_id: str, domain: Domain) -> Callable[[Callable[[Reading], Evidence]], Signal]:
    """Make the decorated function a signal; its docstring is the documentation users read."""

    def make(function: Callable[[Reading], Evidence]) -> Signal:
        documentation = inspect.getdoc(function)
        if not documentation:
            raise ValueError(f"{signal_id}: a signal needs a docstring")
        return Signal(signal_id, domain, documentation, function)

    return make


def answered(
    value: Value,
    *sources: Source,
    method: Method,
    confidence: Confidence = Confidence.HIGH,
    note: str | None = None,
) -> Evidence:
    """Return the evidence that the record decides the question.

    Raises ValueError without a source: no evidence, no claim.
    """
    if not sources:
        raise ValueError("an answer needs at least one source")
    return _pending(Outcome.ANSWERED, value, method, confidence, sources, note)


def silent(note: str, *sources: Source) -> Evidence:
    """Return the evidence that we looked and the publisher says nothing; `note` says where we looked."""
    return _pending(Outcome.SILENT, None, None, None, sources, note)


def unreadable(note: str) -> Evidence:
    """Return the evidence that we tried to look and could not; `note` says why."""
    return _pending(Outcome.UNREADABLE, None, None, None, (), note)


def not_looked(note: str) -> Evidence:
    """Return the evidence that nobody looked; `note` says which part of the record is missing."""
    return _pending(Outcome.NOT_LOOKED, None, None, None, (), note)


def not_applicable(note: str, *sources: Source) -> Evidence:
    """Return the evidence that the question does not arise; `note` says why."""
    return _pending(Outcome.NOT_APPLICABLE, None, None, None, sources, note)


def _pending(
    outcome: Outcome,
    value: Value | None,
    method: Method | None,
    confidence: Confidence | None,
    sources: tuple[Source, ...],
    note: str | None,
) -> Evidence:
    """Return evidence not yet stamped, made in a third of the time of the checking constructor."""
    found = object.__new__(Evidence)
    vars(found).update(
        signal=_PENDING,
        outcome=outcome,
        value=value,
        method=method,
        confidence=confidence,
        sources=sources,
        note=note,
        revision=None,
        date=None,
        by=None,
    )
    return found
