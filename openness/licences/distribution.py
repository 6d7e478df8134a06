"""Distribution: how licences, conflicts and unknowns spread over many models; rows for a table or a figure."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from openness.licences.clause import Clause
from openness.licences.spelling import meaning_of
from openness.record.evidence import Evidence, Outcome, Value


@dataclass(frozen=True)
class Share:
    """One value, how many models have it, and their share of all models (0 to 1)."""

    value: str
    models: int
    share: float


@dataclass(frozen=True)
class LicenceDistribution:
    """What `licence_distribution` counts; every list is sorted by count, then name."""

    models: int
    licences: tuple[Share, ...]
    """By governing licence; unknown outcomes stand under their own name in `unknowns`."""
    kinds: tuple[Share, ...]
    conflicts: tuple[Share, ...]
    """By kind of conflict; one model may have several."""
    unknowns: tuple[Share, ...]
    """Models without a known licence, by outcome (`silent`, `unreadable`, `not_looked`)."""
    with_conflict: int
    bases: tuple[Share, ...] = ()
    """By what the answers rest on (`licence.basis`)."""
    unread: tuple[Share, ...] = ()
    """By kind of what was not read (`licence.unread`); one model may have several."""
    withheld: tuple[Share, ...] = ()
    """Models whose licence as told allows commercial use, and of which that is unknown, by what was not read."""
    taken: tuple[Share, ...] = ()
    """Models whose licence as told allows commercial use, and of which it is bounded or forbidden by another source."""
    told_allowed: int = 0
    """Models whose licence as told allows commercial use."""
    buyers: int = 0
    """Models that answer yes to all of `BUYER`."""


BUYER: Mapping[str, Value] = {
    "licence.commercial": "allowed",
    "licence.user_threshold": False,
    "licence.revenue_threshold": False,
    "licence.eu_usable": "yes_all",
    "licence.public_body": "allowed",
    "licence.redistribution": "allowed",
    "access.gate": "none",
}
"""A buyer's question: commercial use without a threshold, in the EU, by a public body, redistributable, not gated."""


def licence_distribution(evidence: Iterable[Mapping[str, Evidence]]) -> LicenceDistribution:
    """Count licences over models; each mapping holds one model's evidence by signal id.

    Reads `licence.weights`, `licence.kind`, `licence.conflict_kinds`; a missing signal counts as not looked.
    """
    licences: Counter[str] = Counter()
    kinds: Counter[str] = Counter()
    conflicts: Counter[str] = Counter()
    unknowns: Counter[str] = Counter()
    counted = _Law()
    models = with_conflict = 0
    for found in evidence:
        models += 1
        weights = found.get("licence.weights")
        if weights is not None and isinstance(weights.value, str):
            licences[weights.value] += 1
        else:
            unknowns[(weights.outcome if weights is not None else Outcome.NOT_LOOKED).value] += 1
        counted.add(found)
        kind = found.get("licence.kind")
        if kind is not None and isinstance(kind.value, str):
            kinds[kind.value] += 1
        told = found.get("licence.conflict_kinds")
        if told is not None and isinstance(told.value, tuple) and told.value:
            with_conflict += 1
            conflicts.update(told.value)
    return LicenceDistribution(
        models,
        _shares(licences, models),
        _shares(kinds, models),
        _shares(conflicts, models),
        _shares(unknowns, models),
        with_conflict,
        _shares(counted.bases, models),
        _shares(counted.unread, models),
        _shares(counted.withheld, models),
        _shares(counted.taken, models),
        counted.told_allowed,
        counted.buyers,
    )


class _Law:
    """Counts what permissions rest on, and what takes them away."""

    def __init__(self) -> None:
        self.bases: Counter[str] = Counter()
        self.unread: Counter[str] = Counter()
        self.withheld: Counter[str] = Counter()
        self.taken: Counter[str] = Counter()
        self.told_allowed = self.buyers = 0

    def add(self, found: Mapping[str, Evidence]) -> None:
        """Count one model's evidence."""
        values = {signal: item.value for signal, item in found.items()}
        self.buyers += all(values.get(signal) == value for signal, value in BUYER.items())
        if isinstance(basis := values.get("licence.basis"), str):
            self.bases[basis] += 1
        unread = values.get("licence.unread")
        kinds = unread if isinstance(unread, tuple) else ()
        self.unread.update(kinds)
        told = values.get("licence.weights")
        licences = meaning_of(told).licences if isinstance(told, str) else ()
        if not licences or any(licence.value(Clause.COMMERCIAL) != "allowed" for licence in licences):
            return
        self.told_allowed += 1
        commercial = values.get("licence.commercial")
        if commercial is None:
            self.withheld.update([" + ".join(kinds) or "the licence's own facts"])
        elif commercial != "allowed":
            self.taken[str(commercial)] += 1


def _shares(counts: Counter[str], models: int) -> tuple[Share, ...]:
    ranked = sorted(counts.items(), key=lambda item: (-item[1], item[0]))
    return tuple(Share(value, count, count / models) for value, count in ranked)


def distribution_table(found: LicenceDistribution, most: int = 25) -> str:
    """Return the distribution as Markdown tables: licences, kinds, unknowns, conflicts."""
    told = (
        f"{found.told_allowed} are given a licence that allows commercial use. A buyer who asks for commercial use "
        "without a threshold, in the European Union, by a public body, redistributable and not gated, gets "
        f"{found.buyers} models; of each it is told what the answer rests on, and nothing named was left unread.\n"
    )
    parts = [f"{found.models} models, {found.with_conflict} with at least one conflict.\n", told]
    for title, rows in (
        ("governing licence", found.licences),
        ("kind", found.kinds),
        ("no licence known, because", found.unknowns),
        ("conflict", found.conflicts),
        ("the answers rest on", found.bases),
        ("not read or not understood", found.unread),
        ("told to allow commercial use, unknown because of", found.withheld),
        ("told to allow commercial use, by another source", found.taken),
    ):
        lines = [f"| {title} | models | share |", "|---|---:|---:|"]
        lines.extend(f"| {row.value} | {row.models} | {100 * row.share:.1f} % |" for row in rows[:most])
        if len(rows) > most:
            rest = sum(row.models for row in rows[most:])
            lines.append(f"| {len(rows) - most} others | {rest} | {100 * rest / max(found.models, 1):.1f} % |")
        parts.append("\n".join(lines) + "\n")
    return "\n".join(parts)
