"""Distribution: how licences, conflicts and unknowns spread over many models; rows for a table or a figure."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from openness.record.evidence import Evidence, Outcome


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


def licence_distribution(evidence: Iterable[Mapping[str, Evidence]]) -> LicenceDistribution:
    """Count licences over models; each mapping holds one model's evidence by signal id.

    Reads `licence.weights`, `licence.kind`, `licence.conflict_kinds`; a missing signal counts as not looked.
    """
    licences: Counter[str] = Counter()
    kinds: Counter[str] = Counter()
    conflicts: Counter[str] = Counter()
    unknowns: Counter[str] = Counter()
    models = with_conflict = 0
    for found in evidence:
        models += 1
        weights = found.get("licence.weights")
        if weights is not None and isinstance(weights.value, str):
            licences[weights.value] += 1
        else:
            unknowns[(weights.outcome if weights is not None else Outcome.NOT_LOOKED).value] += 1
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
    )


def _shares(counts: Counter[str], models: int) -> tuple[Share, ...]:
    ranked = sorted(counts.items(), key=lambda item: (-item[1], item[0]))
    return tuple(Share(value, count, count / models) for value, count in ranked)


def distribution_table(found: LicenceDistribution, most: int = 25) -> str:
    """Return the distribution as Markdown tables: licences, kinds, unknowns, conflicts."""
    parts = [f"{found.models} models, {found.with_conflict} with at least one conflict.\n"]
    for title, rows in (
        ("governing licence", found.licences),
        ("kind", found.kinds),
        ("no licence known, because", found.unknowns),
        ("conflict", found.conflicts),
    ):
        lines = [f"| {title} | models | share |", "|---|---:|---:|"]
        lines.extend(f"| {row.value} | {row.models} | {100 * row.share:.1f} % |" for row in rows[:most])
        if len(rows) > most:
            rest = sum(row.models for row in rows[most:])
            lines.append(f"| {len(rows) - most} others | {rest} | {100 * rest / max(found.models, 1):.1f} % |")
        parts.append("\n".join(lines) + "\n")
    return "\n".join(parts)
