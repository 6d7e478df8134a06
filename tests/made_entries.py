"""Entries made by hand for tests of what comes after scoring."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from openness.ranking.entries import Entries, EntryKind
from openness.record.columns import from_rows
from openness.record.evidence import Confidence, Evidence, Method, Outcome, Source, Value


def made_entries(rows: Mapping[str, Mapping[str, Value]]) -> Entries:
    """Return entries of these ids with these answers, each read on line 1 of a card."""
    ids = list(rows)
    answers: Sequence[Mapping[str, Value]] = list(rows.values())

    def evidence_of(row: int) -> dict[str, Evidence]:
        return {
            signal: Evidence(
                signal=signal,
                outcome=Outcome.ANSWERED,
                value=value,
                method=Method.CARD,
                confidence=Confidence.MEDIUM,
                sources=(Source(file="README.md", line=1),),
            )
            for signal, value in answers[row].items()
        }

    return Entries(
        kind=EntryKind.MODELS,
        ids=ids,
        names=ids,
        details={"organisation": [model_id.split("/")[0] for model_id in ids]},
        automatic=from_rows(answers),
        assessed={},
        evidence_of=evidence_of,
        origin="made",
    )
