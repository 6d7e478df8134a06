"""Use policies: read for the few things they take away that a licence grants, never taken for a licence."""

from __future__ import annotations

from dataclasses import dataclass

from openness.licences.clause import Clause, Fact, Origin
from openness.licences.limits import read_limits
from openness.licences.recognition import Verdict, recognise
from openness.licences.text_words import clean_text


@dataclass(frozen=True)
class PolicyReading:
    """What one policy takes away: clause facts with the file as origin, and the line (from 1) of each."""

    path: str
    of: str | None
    """The licence whose policy it is known to be."""
    facts: tuple[Fact, ...]
    lines: tuple[int, ...]

    def line_of(self, clause: Clause) -> int | None:
        return next((line for fact, line in zip(self.facts, self.lines, strict=True) if fact.clause is clause), None)


def read_policy(path: str, text: str) -> PolicyReading:
    """Return what a use policy forbids that matters for a licence; a sentence at a time, in bounded time."""
    recognition = recognise(text)
    of = recognition.closest if recognition.verdict is Verdict.POLICY and recognition.similarity > 0.85 else None
    origin = Origin(f"use policy {path} in the repository", "", "text")
    limits = read_limits(clean_text(text))
    facts = tuple(limit.fact(origin, of or path) for limit in limits)
    return PolicyReading(path, of, facts, tuple(limit.line for limit in limits))
