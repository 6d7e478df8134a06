"""What was read of an entry, answer by answer: of a model its own row, of a system the rows of all its models."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cache
from typing import TYPE_CHECKING

from openness.licences.undecided import UNREAD, is_of_weights, why_withheld
from openness.record.evidence import Evidence, Method, Outcome
from openness.signals.obtainable import OBTAINABLE, seen_of_base
from openness.snapshot.snapshot import Snapshot

if TYPE_CHECKING:
    from openness.signals.signal import Signal

FROM_BASE = {
    "base.weights": "weights.published",
    "base.gate": "access.gate",
    "base.visible_gate": "access.visible_gate",
    "data.pretraining": "data.pretraining",
    "data.pretraining_links": "data.pretraining_links",
}
"""What a system knows of its base model, and the question that the base model's own row answers."""

_OF_FAMILY = ("data.", "paper.", "languages.", "policy.")
_OF_FAMILY_CODE = ("code.training", "code.data_pipeline", "code.evaluation", "code.documentation")
"""What is true of every model of a release; weights, gates, cards and licences are each repository's own."""


@dataclass(frozen=True)
class Seen:
    """The rows of a snapshot that belong to one system; -1 where there is none."""

    end: int
    base: int
    siblings: tuple[int, ...]
    other_base: str | None = None
    """The base that the entry names and the end model's own row does not: then that row speaks of no base."""


@dataclass(frozen=True)
class OfModels:
    """The evidence of a snapshot's models by row, with the ids of all signals that are answered automatically."""

    snapshot: Snapshot
    automatic: Sequence[str]

    def __call__(self, row: int) -> Mapping[str, Evidence]:
        return stored_evidence(self.snapshot, self.snapshot.names[row], self.automatic)


@dataclass(frozen=True)
class OfSystems:
    """The evidence of systems by row, each through its models that are `seen` in the snapshot."""

    snapshot: Snapshot
    seen: Sequence[Seen]
    automatic: Sequence[str]

    def __call__(self, row: int) -> Mapping[str, Evidence]:
        return _evidence(self.snapshot, self.seen[row], self.automatic)


def automatic_ids(signals: Mapping[str, Signal]) -> tuple[str, ...]:
    """Return the ids of the signals that records answer, in their order."""
    return tuple(signal for signal, item in signals.items() if item.function is not None)


def of_base(signal: str) -> bool:
    """Return whether a signal asks of the base of a model."""
    return signal.startswith("base.")


def is_of_family(signal: str) -> bool:
    """Return whether the answer of one model of a release holds for its siblings."""
    return signal.startswith(_OF_FAMILY) or signal in _OF_FAMILY_CODE


def stored_evidence(snapshot: Snapshot, model_id: str, automatic: Sequence[str]) -> Mapping[str, Evidence]:
    """Return a model's stored evidence; a signal without a row was never looked at, which is said."""
    return _Looked(snapshot.evidence(model_id), automatic)


@cache
def _not_looked(signal: str, why: str | None = None) -> Evidence:
    return Evidence(signal=signal, outcome=Outcome.NOT_LOOKED, note=why)


class _Looked(Mapping[str, Evidence]):
    """Evidence on every automatic signal, in the registry's order, made when asked for.

    What a licence allows is not stated where something that could bind was not looked at: then the answer says what.
    """

    def __init__(self, found: Mapping[str, Evidence], automatic: Sequence[str]) -> None:
        self._found = found
        self._automatic = dict.fromkeys(automatic)

    def __getitem__(self, signal: str) -> Evidence:
        if signal not in self._automatic:
            raise KeyError(signal)
        if signal in self._found:
            return self._found[signal]
        unread = self._found.get(UNREAD) if is_of_weights(signal) else None
        return _not_looked(signal, None if unread is None else why_withheld(unread))

    def __iter__(self) -> Iterator[str]:
        return iter(self._automatic)

    def __len__(self) -> int:
        return len(self._automatic)


def _evidence(snapshot: Snapshot, seen: Seen, automatic: Sequence[str]) -> dict[str, Evidence]:
    """Return what was read of a system's models, each answer naming its repository where that is not the end model."""
    found = {} if seen.end < 0 else dict(stored_evidence(snapshot, snapshot.names[seen.end], automatic))
    if seen.other_base is not None:
        note = f"Its base {seen.other_base} is named by the entry alone; nobody has looked at it."
        found |= {
            signal: Evidence(signal=signal, outcome=Outcome.NOT_LOOKED, note=note)
            for signal in found
            if of_base(signal)
        }
    for row in seen.siblings:
        sibling = snapshot.evidence(snapshot.names[row])
        for signal, item in sibling.items():
            if is_of_family(signal) and _answered(item) and not _answered(found.get(signal)):
                found[signal] = _of_other(signal, item, snapshot.names[row], "sibling")
    if seen.base >= 0:
        found |= _of_base(snapshot, snapshot.names[seen.base], found)
    return found


def _of_base(snapshot: Snapshot, model: str, found: Mapping[str, Evidence]) -> dict[str, Evidence]:
    """Return what the base model's own row answers for a system, its name on each answer."""
    base = snapshot.evidence(model)
    told = {
        of_system: _of_other(of_system, base[of_base], model, "base")
        for of_system, of_base in FROM_BASE.items()
        if _answered(base.get(of_base)) and (of_system.startswith("base.") or not _answered(found.get(of_system)))
    }
    weights, gate = (base.get(signal) for signal in ("weights.published", "access.visible_gate"))
    value = seen_of_base(None if weights is None else weights.value, None if gate is None else gate.value)
    shown = gate if value == "limited" and gate is not None and gate.value == "gated" else weights
    if value is not None and shown is not None:
        told[OBTAINABLE] = replace(_of_other(OBTAINABLE, shown, model, "base"), value=value)
    return told


def _answered(found: Evidence | None) -> bool:
    return found is not None and found.outcome is Outcome.ANSWERED


def _of_other(signal: str, found: Evidence, model_id: str, relation: str) -> Evidence:
    """Return what was read of another model as evidence about the system, its sources naming that model."""
    sources = tuple(source.in_repository(model_id) for source in found.sources)
    method = Method.LINEAGE if relation == "base" else found.method
    return replace(found, signal=signal, method=method, sources=sources, note=f"Read of its {relation} {model_id}.")
