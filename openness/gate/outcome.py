"""Outcomes: what a policy says of the named models and systems."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from openness.phrases import Phrases
from openness.ranking.entries import Entries
from openness.requirements import Action, Policy, Requirements, Verdict, sift
from openness.requirements.sifting import Shortfall
from openness.rubric import Rubric
from openness.safe import terminal
from openness.score.evaluate import evaluate


@dataclass(frozen=True)
class Outcome:
    """One model or system against the policy; `score` is (low, high), 0 to 100, None where nothing applies."""

    entry: str
    name: str
    """What it is called; of a model its id."""
    kind: str
    score: tuple[float | None, float | None]
    requirements: Requirements
    shortfalls: tuple[Shortfall, ...]
    origin: str

    @property
    def action(self) -> Action | None:
        """The gravest that follows, or None where everything is shown to be met."""
        return self.shortfalls[0].action if self.shortfalls else None

    @property
    def blocked(self) -> bool:
        return self.action is Action.BLOCK

    def shortfall(self, requirement: str) -> Shortfall | None:
        return next((item for item in self.shortfalls if item.requirement == requirement), None)


def outcomes(chosen: Entries, rubric: Rubric, policy: Policy) -> list[Outcome]:
    """Hold entries against a policy, each of them."""
    scores = evaluate(rubric, chosen.columns(rubric.assessments))
    sifting = sift(chosen, scores, policy.requirements)
    return [
        Outcome(
            entry=chosen.ids[place],
            name=chosen.names[place],
            kind=str(chosen.kind),
            score=(_number(scores.total.low[place]), _number(scores.total.high[place])),
            requirements=policy.requirements,
            shortfalls=tuple(sifting.shortfalls(place)),
            origin=chosen.origin,
        )
        for place in range(len(chosen.ids))
    ]


def _number(value: float) -> float | None:
    return None if value != value else float(value)  # noqa: PLR0124 - NaN differs from itself


_SIGNS = {Action.BLOCK: "blocked", Action.WARN: "warned", Action.AUDIT: "noted", None: "passed"}


def as_text(found: Sequence[Outcome], say: Phrases) -> str:
    """Return the outcomes for a terminal: a line an entry, a line a shortfall."""
    lines = []
    for item in found:
        low, high = ("–" if value is None else f"{value:.1f}" for value in item.score)
        called = item.entry if item.name == item.entry else f"{item.entry} ({item.name})"
        lines.append(f"{_SIGNS[item.action]:<8} {terminal.plain(called)}  proven {low}, possible {high}")
        lines += [
            f"         {gap.action}: {gap.requirement} {gap.verdict}: {terminal.plain(say.of(gap.reason))}"
            for gap in item.shortfalls
        ]
    return "\n".join(lines) + "\n"


ROW = ("id", "kind", "low", "high", "snapshot", "action", "requirement", "verdict", "reason")


def as_rows(data: Mapping[str, Any]) -> list[tuple[Any, ...]]:
    """Return what `as_data` gives as rows of ROW: one a shortfall, and one for an entry without any."""
    none = {"action": None, "requirement": None, "verdict": "met", "reason": None}
    return [
        (*(entry[name] for name in ROW[:5]), gap["action"], gap["requirement"], gap["verdict"], gap["reason"])
        for entry in data["entries"]
        for gap in entry["shortfalls"] or [none]
    ]


def as_data(found: Sequence[Outcome], say: Phrases, policy: Policy, rubric: Rubric) -> dict[str, Any]:
    """Return the outcomes as plain data for JSON."""
    return {
        "policy": policy.model_dump(mode="json", exclude_none=True),
        "rubric": rubric.id,
        "rubric_version": rubric.version,
        "passed": not any(item.blocked for item in found),
        "entries": [
            {
                "id": item.entry,
                "kind": item.kind,
                "low": item.score[0],
                "high": item.score[1],
                "snapshot": item.origin,
                "action": None if item.action is None else str(item.action),
                "shortfalls": [
                    {
                        "requirement": gap.requirement,
                        "verdict": str(gap.verdict),
                        "action": str(gap.action),
                        "reason": say.of(gap.reason),
                    }
                    for gap in item.shortfalls
                ],
            }
            for item in found
        ],
    }


def blocked_words(found: Sequence[Outcome], say: Phrases | None = None) -> str | None:
    """Return one sentence on what is blocked, or None where nothing is; with `say` also why."""
    parts = [f"{item.entry}{'' if say is None else _why(item, say)}" for item in found if item.blocked]
    return f"the policy is not shown to be met by {', '.join(parts)}" if parts else None


def _why(item: Outcome, say: Phrases) -> str:
    return f" ({'; '.join(say.of(gap.reason) for gap in item.shortfalls if gap.action is Action.BLOCK)})"


__all__ = ["Outcome", "Verdict", "as_data", "as_text", "blocked_words", "outcomes"]
