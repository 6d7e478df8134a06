"""Use policies: read for the few things they take away that a licence grants, never taken for a licence."""

from __future__ import annotations

import re
from dataclasses import dataclass

from openness.licences.clause import Clause, Fact, Origin
from openness.licences.recognition import Verdict, recognise

_SENTENCE = re.compile(r"(?<=[.!?])\s+|\n\s*\n")
_EUROPE = re.compile(r"\beuropean (?:union|economic area)\b|\bthe EU\b", re.I)
_NOT_GRANTED = re.compile(
    r"\bnot (?:being )?granted\b|\bnot appl(?:y|ied)\b|\bmay not\b|\bexclud\w+|\bnot (?:be )?(?:available|licensed)\b",
    re.I,
)
_MULTIMODAL = re.compile(r"\bmultimodal\b|\bvision\b", re.I)
_FORBIDS = re.compile(
    r"\b(?:agree|will|must|may|shall|do|can)(?: you will)? ?not\b|\bprohibit\w*|\bforbid\w*|\bunacceptable\b|cannot",
    re.I,
)
_NON_COMMERCIAL = re.compile(
    r"\bnon-?commercial (?:use|purposes?) only\b|\bonly (?:for )?non-?commercial\b|"
    r"\b(?:may not|prohibit\w*|not) [^.]{0,60}\bcommercial(?:ly)? (?:use|purpose)",
    re.I,
)
_MAX_TEXT = 262_144
_MAX_SENTENCE = 2_000


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
    facts: dict[Clause, tuple[Fact, int]] = {}
    text = text[:_MAX_TEXT]
    start, line, counted = 0, 1, 0
    for end in (*(match.end() for match in _SENTENCE.finditer(text)), len(text)):
        sentence = text[start:end]
        lead = start + len(sentence) - len(sentence.lstrip())
        line += text.count("\n", counted, lead)
        start, counted = end, max(counted, lead)
        for fact in _facts_of(sentence[:_MAX_SENTENCE], origin, of or path, line):
            facts.setdefault(fact.clause, (fact, line))
    return PolicyReading(path, of, tuple(fact for fact, _ in facts.values()), tuple(line for _, line in facts.values()))


def _facts_of(sentence: str, origin: Origin, name: str, line: int) -> list[Fact]:
    found = []
    at = f"line {line}"
    if _EUROPE.search(sentence) and _NOT_GRANTED.search(sentence):
        value = "multimodal_excluded" if _MULTIMODAL.search(sentence) else "excluded"
        found.append(Fact(Clause.EU, value, origin, name, at))
    if _NON_COMMERCIAL.search(sentence):
        found.append(Fact(Clause.COMMERCIAL, "forbidden", origin, name, at))
    if _FORBIDS.search(sentence):
        found.append(Fact(Clause.USE_RESTRICTIONS, True, origin, name, at))
    return found
