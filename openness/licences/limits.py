"""Limits read from sentences: what a passage, a policy or an unknown text takes away, as clause facts.

What sentences say is read by `openness.words`, in every language that has words there.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass

from openness.licences.clause import Answer, Clause, Fact, Origin
from openness.words import Meaning, normal, says

_TAKES_AWAY: Mapping[Meaning, tuple[tuple[Clause, Answer], ...]] = {
    Meaning.NON_COMMERCIAL: ((Clause.COMMERCIAL, "forbidden"),),
    Meaning.COMMERCIAL_FORBIDDEN: ((Clause.COMMERCIAL, "forbidden"),),
    Meaning.RESEARCH_ONLY: ((Clause.RESEARCH_ONLY, True), (Clause.COMMERCIAL, "forbidden")),
    Meaning.EXCLUDES_EU: ((Clause.EU, "excluded"),),
    Meaning.EXCLUDES_PUBLIC_BODIES: ((Clause.PUBLIC_BODY, "excluded"),),
    Meaning.REGISTRATION_NEEDED: ((Clause.REGISTRATION, True),),
    Meaning.THRESHOLD: ((Clause.COMMERCIAL, "bounded"),),
    Meaning.USER_THRESHOLD: ((Clause.USER_THRESHOLD, True), (Clause.COMMERCIAL, "bounded")),
    Meaning.REVENUE_THRESHOLD: ((Clause.REVENUE_THRESHOLD, True), (Clause.COMMERCIAL, "bounded")),
    Meaning.NO_REDISTRIBUTION: ((Clause.REDISTRIBUTION, "forbidden"),),
    Meaning.NO_DERIVATIVES: ((Clause.MODIFICATION, "forbidden"),),
}
_MULTIMODAL = re.compile(r"\bmultimodal\b|\bvision\b")
_FORBIDS = re.compile(
    r"\b(?:agree|will|must|may|shall|do|can)(?: you will)? ?not\b|\bprohibit\w*|\bforbid\w*|\bunacceptable\b|cannot"
)
"""An English sentence that forbids something: enough to say that a use policy restricts uses."""
_PURPOSE = re.compile(
    r"\b(?:to|for) (?!(?:any |a )?(?:commercial|business|research|which|the use|use\b|you\b|us\b|users?\b|third))"
    r"(?:\w+ ){0,3}?\w{4,}"
)
"""A purpose beside what a clause of its own already tells: a ban on a place or on trade alone restricts no purpose."""
_SENTENCE = re.compile(r"(?<=[.!?;])\s+|(?<=[。！？；])|\n\s*\n")
_EAST_ASIAN = re.compile(r"[\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af]")
_SHORT_SIGNS = 30
_SHORT = 160
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


def read_limits(text: str, first_line: int = 1, *, short: bool = False) -> tuple[Limit, ...]:
    """Return what a text takes away, a sentence at a time, each clause once; at most 256 Ki characters are read.

    `short` is for terms nobody knows: only sentences too short to hold a condition or an exception are believed.
    """
    text = text[:_MAX_TEXT]
    found: dict[Clause, Limit] = {}
    start, line, counted = 0, first_line, 0
    for end in (*(match.end() for match in _SENTENCE.finditer(text)), len(text)):
        sentence = text[start:end]
        lead = start + len(sentence) - len(sentence.lstrip())
        line += text.count("\n", counted, lead)
        start, counted = end, max(counted, lead)
        if short and not _is_short(sentence):
            continue
        for clause, value in _limits_of(normal(sentence[:_MAX_SENTENCE])):
            known = found.get(clause)
            if known is None or (value == "forbidden" and known.value == "bounded"):
                found[clause] = Limit(clause, value, line)
    return tuple(found.values())


def _is_short(sentence: str) -> bool:
    signs = len(_EAST_ASIAN.findall(sentence))
    return signs <= _SHORT_SIGNS if signs else len(" ".join(sentence.split())) <= _SHORT


def _limits_of(sentence: str) -> list[tuple[Clause, Answer]]:
    if not sentence:
        return []
    found = [
        limit for meaning, limits in _TAKES_AWAY.items() if says(meaning, sentence) is not None for limit in limits
    ]
    if (Clause.EU, "excluded") in found and _MULTIMODAL.search(sentence):
        found[found.index((Clause.EU, "excluded"))] = (Clause.EU, "multimodal_excluded")
    if _FORBIDS.search(sentence) and (not found or _PURPOSE.search(sentence)):
        found.append((Clause.USE_RESTRICTIONS, True))
    return found
