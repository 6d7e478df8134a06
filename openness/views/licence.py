"""A model's licence as far as stored evidence tells it, for snapshots that keep facts and no texts."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from openness.licences.undecided import UNREAD, is_of_weights, why_withheld
from openness.record.evidence import Evidence, Outcome
from openness.safe.terminal import plain
from openness.snapshot.tables import value_text

_PREFIX = "licence."
_FIRST = ("licence.conflicts", "licence.conflict_kinds", "licence.weights", "licence.kind")


def every_answer(evidence: Mapping[str, Evidence], signals: Iterable[str]) -> dict[str, Evidence]:
    """Return an answer for each of the licence `signals`: those that nobody could state are unknown, with why."""
    unread = evidence.get(UNREAD)
    why = None if unread is None else why_withheld(unread)
    known = {signal: item for signal, item in evidence.items() if signal.startswith(_PREFIX)}
    wanted = dict.fromkeys(signal for signal in signals if signal.startswith(_PREFIX))
    return {signal: known.get(signal) or _not_looked(signal, why) for signal in wanted | known}


def _not_looked(signal: str, why: str | None) -> Evidence:
    note = why if why and is_of_weights(signal) else "what tells it was not looked at"
    return Evidence(signal=signal, outcome=Outcome.NOT_LOOKED, note=note)


def licence_evidence(model_id: str, evidence: Mapping[str, Evidence]) -> str:
    """Return the answers about a model's licence as text, what was not read and conflicts first."""
    answers = {signal: item for signal, item in evidence.items() if signal.startswith(_PREFIX)}
    first = (UNREAD, *_FIRST) if (unread := answers.get(UNREAD)) is not None and unread.value else _FIRST
    ordered = [signal for signal in first if signal in answers]
    ordered += [signal for signal in answers if signal not in first]
    lines = [f"Licence of {plain(model_id)}, as far as the snapshot and the catalogue tell", ""]
    for signal in ordered:
        item = answers[signal]
        name = signal.removeprefix("licence.").replace("_", " ")
        if item.outcome is Outcome.ANSWERED and item.value is not None:
            sources = ", ".join(dict.fromkeys(plain(str(source)) for source in item.sources[:3]))
            lines.append(f"{name:<20} {plain(value_text(item.value)) or 'none'}  [{item.confidence}; {sources}]")
        elif item.outcome is Outcome.NOT_LOOKED and item.note:
            lines.append(f"{name:<20} unknown: {plain(item.note)}")
            continue
        else:
            lines.append(f"{name:<20} {item.outcome.value.replace('_', ' ')}")
        if item.note:
            lines.append(f"{'':<20} {plain(item.note)}")
    if not answers:
        lines.append("Nothing is known about it.")
    lines += ["", "A reading of texts and tags with their sources; no legal advice."]
    return "\n".join(lines) + "\n"


def evidence_rows(evidence: Mapping[str, Evidence]) -> list[dict[str, str]]:
    """Return one row a licence signal: its answer, how it came about and where it was read; for tables and files."""
    return [
        {
            "signal": signal,
            "outcome": item.outcome.value,
            "value": "" if item.value is None else value_text(item.value),
            "method": "" if item.method is None else str(item.method),
            "confidence": "" if item.confidence is None else str(item.confidence),
            "sources": "; ".join(dict.fromkeys(str(source) for source in item.sources)),
            "note": item.note or "",
            "revision": item.revision or "",
            "date": item.date or "",
            "by": item.by or "",
        }
        for signal, item in evidence.items()
        if signal.startswith(_PREFIX)
    ]
