"""Answers in the making: what a reader of a record may say to a question, not yet stamped with the question's id."""

from __future__ import annotations

from openness.record.evidence import Confidence, Evidence, Method, Outcome, Source, Value
from openness.record.record import Look

PENDING = "pending"
"""The signal of evidence that no question has stamped yet."""


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
    """Return evidence not yet stamped, made in a fifth of the time of the checking constructor."""
    found = _new(Evidence)
    fields = found.__dict__
    fields.update(_BLANK)
    fields["outcome"] = outcome
    fields["note"] = note
    if sources:
        fields["sources"] = sources
    if value is not None:
        fields["value"], fields["method"], fields["confidence"] = value, method, confidence
    return found


_new = object.__new__
_BLANK = vars(Evidence(signal=PENDING, outcome=Outcome.SILENT))


def no_part(look: Look, what: str, detail: str | None = None) -> Evidence:
    """Return the unknown that fits a part which was not read; "the Hub has none" counts as silence."""
    told = f" ({detail})" if detail else ""
    match look:
        case Look.ABSENT:
            return silent(f"The repository has no {what}{told}.")
        case Look.REFUSED:
            return unreadable(f"The Hub refused to show {what}{told}.")
        case Look.FAILED:
            return unreadable(f"{what} could not be read{told}.")
        case _:
            return not_looked(f"Nobody has looked at {what} yet.")
