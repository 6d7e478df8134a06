"""Limits read from sentences: what a passage, a policy or an unknown text takes away, as clause facts."""

from __future__ import annotations

import re
from dataclasses import dataclass

from openness.licences.clause import Answer, Clause, Fact, Origin

_EUROPE = re.compile(r"\beuropean (?:union|economic area)\b|\bthe EU\b", re.I)
_NOT_GRANTED = re.compile(
    r"\bnot (?:being )?(?:granted|licensed)\b|\bnot appl(?:y|ied)\b|\bmay not\b|\bexclud\w+|"
    r"\bnot (?:be )?(?:available|licensed)\b|\bno (?:rights|licen[sc]e)\b",
    re.I,
)
_MULTIMODAL = re.compile(r"\bmultimodal\b|\bvision\b", re.I)
_FORBIDS = re.compile(
    r"\b(?:agree|will|must|may|shall|do|can)(?: you will)? ?not\b|\bprohibit\w*|\bforbid\w*|\bunacceptable\b|cannot",
    re.I,
)
_NON_COMMERCIAL = re.compile(
    r"\bnon-?commercial (?:use|purposes?) only\b|\b(?:only|solely|exclusively) (?:be used )?(?:for )?non-?commercial\b|"
    r"\b(?:may not|prohibit\w*|not) [^.]{0,60}\bcommercial(?:ly)? (?:use|purpose)|"
    r"\bcommercial(?:ly)? (?:use|purposes?) [^.]{0,40}"
    r"\b(?:not (?:be )?(?:allowed|permitted|granted)|forbidden|prohibited)\b",
    re.I,
)
_RESEARCH = re.compile(
    r"\b(?:for )?(?:academic )?research (?:and evaluation |or evaluation )?(?:purposes? )?only\b|\bonly for research\b",
    re.I,
)
_SENTENCE = re.compile(r"(?<=[.!?])\s+|(?<=[。！？；])|\n\s*\n")
_MAX_TEXT = 262_144
_MAX_SENTENCE = 2_000


@dataclass(frozen=True)
class Limit:
    """One thing that a sentence takes away, and the line (from 1) on which the sentence begins."""

    clause: Clause
    value: Answer
    line: int

    def fact(self, origin: Origin, licence: str) -> Fact:
        """Return it as a clause fact of the named licence or text."""
        return Fact(self.clause, self.value, origin, licence, f"line {self.line}")


def read_limits(text: str, first_line: int = 1) -> tuple[Limit, ...]:
    """Return what a text takes away, a sentence at a time, each clause once; at most 256 Ki characters are read."""
    text = text[:_MAX_TEXT]
    found: dict[Clause, Limit] = {}
    start, line, counted = 0, first_line, 0
    for end in (*(match.end() for match in _SENTENCE.finditer(text)), len(text)):
        sentence = text[start:end]
        lead = start + len(sentence) - len(sentence.lstrip())
        line += text.count("\n", counted, lead)
        start, counted = end, max(counted, lead)
        for clause, value in _limits_of(" ".join(sentence[:_MAX_SENTENCE].split())):
            found.setdefault(clause, Limit(clause, value, line))
    return tuple(found.values())


def _limits_of(sentence: str) -> list[tuple[Clause, Answer]]:
    found: list[tuple[Clause, Answer]] = []
    if _EUROPE.search(sentence) and _NOT_GRANTED.search(sentence):
        found.append((Clause.EU, "multimodal_excluded" if _MULTIMODAL.search(sentence) else "excluded"))
    research = bool(_RESEARCH.search(sentence))
    if research:
        found.append((Clause.RESEARCH_ONLY, True))
    if research or _NON_COMMERCIAL.search(sentence):
        found.append((Clause.COMMERCIAL, "forbidden"))
    if _FORBIDS.search(sentence):
        found.append((Clause.USE_RESTRICTIONS, True))
    return found
