"""Clauses: the separate permissions and duties of a licence, and how two licences add up."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from enum import StrEnum


class Clause(StrEnum):
    """One permission or duty a licence may hold; the names are the keys of the facts files."""

    COMMERCIAL = "commercial"
    RESEARCH_ONLY = "research_only"
    REDISTRIBUTION = "redistribution"
    MODIFICATION = "modification"
    USER_THRESHOLD = "user_threshold"
    REVENUE_THRESHOLD = "revenue_threshold"
    USE_RESTRICTIONS = "use_restrictions"
    EXCLUDED_PLACES = "excluded_places"
    PUBLIC_BODY = "public_body"
    EU = "eu"
    REGISTRATION = "registration"
    NAMING = "naming"
    ATTRIBUTION = "attribution"
    TEXT_REQUIRED = "text_required"
    SHARE_ALIKE = "share_alike"
    OUTPUTS_RESTRICTED = "outputs_restricted"
    TERMS_MAY_CHANGE = "terms_may_change"
    REVOCABLE = "revocable"
    GOVERNING_LAW = "governing_law"
    OPEN_DEFINITION = "open_definition"
    AI_ACT = "ai_act"


QUESTIONS: Mapping[Clause, str] = {
    Clause.COMMERCIAL: "May it be used commercially?",
    Clause.RESEARCH_ONLY: "Is use limited to research?",
    Clause.REDISTRIBUTION: "May it be passed on?",
    Clause.MODIFICATION: "May it be changed, and the result passed on?",
    Clause.USER_THRESHOLD: "Does permission end above a number of users?",
    Clause.REVENUE_THRESHOLD: "Does permission end above a revenue?",
    Clause.USE_RESTRICTIONS: "Are some purposes forbidden?",
    Clause.EXCLUDED_PLACES: "Where does the licence not apply?",
    Clause.PUBLIC_BODY: "May a public body use it?",
    Clause.EU: "May it be used from the European Union?",
    Clause.REGISTRATION: "Is a registration or permission needed first?",
    Clause.NAMING: "Must a name be shown, or a derived model's name begin with it?",
    Clause.ATTRIBUTION: "Must the origin be named?",
    Clause.TEXT_REQUIRED: "Must the licence text be passed on with it?",
    Clause.SHARE_ALIKE: "Must derived works carry the same licence?",
    Clause.OUTPUTS_RESTRICTED: "Is it forbidden to improve other models with the outputs?",
    Clause.TERMS_MAY_CHANGE: "May the licensor change the terms or the policy later?",
    Clause.REVOCABLE: "May the licensor revoke or restrict the permission?",
    Clause.GOVERNING_LAW: "Which law governs it?",
    Clause.OPEN_DEFINITION: "Does it conform to the Open Definition?",
    Clause.AI_ACT: "How does it read against the AI Act's open-source exemption?",
}


_SIGNALS = {
    **{f"licence.{clause}": clause for clause in Clause},
    "licence.eu_usable": Clause.EU,
    "licence.naming_duty": Clause.NAMING,
}
"""The clause that each signal on one asks about; two signals bear another name than their clause."""


def clause_of(signal: str) -> Clause | None:
    """Return the clause that a signal asks about; None for a signal on anything else."""
    return _SIGNALS.get(signal)


_ORDER: Mapping[Clause, Sequence[str]] = {
    Clause.COMMERCIAL: ("allowed", "bounded", "forbidden"),
    Clause.REDISTRIBUTION: ("allowed", "restricted", "forbidden"),
    Clause.MODIFICATION: ("allowed", "restricted", "forbidden"),
    Clause.PUBLIC_BODY: ("allowed", "excluded"),
    Clause.EU: ("yes_all", "multimodal_excluded", "excluded"),
    Clause.AI_ACT: ("likely_qualifies", "needs_legal_view", "fails"),
}
"""From free to restrictive, for the clauses that are choices."""

RESTRICTIVE_FLAGS = frozenset(
    {
        Clause.RESEARCH_ONLY,
        Clause.USER_THRESHOLD,
        Clause.REVENUE_THRESHOLD,
        Clause.USE_RESTRICTIONS,
        Clause.REGISTRATION,
        Clause.OUTPUTS_RESTRICTED,
        Clause.TERMS_MAY_CHANGE,
        Clause.REVOCABLE,
    }
)
"""Flags whose `true` takes away from what a user may do (duties of notice and naming do not)."""

_DUTIES = frozenset({Clause.NAMING, Clause.ATTRIBUTION, Clause.TEXT_REQUIRED, Clause.SHARE_ALIKE})

Answer = str | bool | tuple[str, ...]


@dataclass(frozen=True)
class Origin:
    """Where a fact was read: what, when, and how (`text`, `list`, `secondary`, `general`, `unread`)."""

    what: str
    date: str
    how: str

    def __str__(self) -> str:
        return f"{self.what}, {self.date}"


@dataclass(frozen=True)
class Fact:
    """One clause of one licence; `detail` carries figures and names that go with the answer."""

    clause: Clause
    value: Answer
    origin: Origin
    licence: str
    """The licence that says so; for effective clauses it may be a base model's."""
    at: str | None = None
    """The section of the licence or policy."""
    note: str | None = None
    detail: Mapping[str, str | int | bool] = field(default_factory=dict)


Clauses = Mapping[Clause, Fact]
"""The known clauses of one licence; a clause that is not in it is unknown."""


def restriction(fact: Fact) -> int:
    """Return how far a fact takes away from free use: 0 is free, more is less free."""
    if fact.clause in _ORDER:
        return _ORDER[fact.clause].index(str(fact.value))
    if fact.clause in RESTRICTIVE_FLAGS:
        return int(fact.value is True)
    if fact.clause is Clause.EXCLUDED_PLACES:
        return len(fact.value) if isinstance(fact.value, tuple) else 0
    return 0


def freer_than(child: Clauses, base: Clauses) -> tuple[Fact, ...]:
    """Return the base's facts that forbid what `child` is known to allow."""
    found = []
    for clause, fact in base.items():
        own = child.get(clause)
        if clause is Clause.AI_ACT or own is None:
            continue
        if restriction(fact) > restriction(own):
            found.append(fact)
    return tuple(found)


_CLAUSES = tuple(Clause)


def together(parts: Sequence[Clauses]) -> dict[Clause, Fact]:
    """Return what is allowed where all of `parts` apply at once: the intersection of permissions.

    A clause is as restrictive as the most restrictive part. It is known only if a part restricts it
    as far as it can be restricted, or if all parts are known: one unknown part leaves it unknown.
    """
    if len(parts) == 1:
        return dict(parts[0])
    result: dict[Clause, Fact] = {}
    told = set().union(*parts)
    for clause in _CLAUSES:
        if clause not in told:
            continue
        known = [part[clause] for part in parts if clause in part]
        decided = _strictest(clause, known)
        if len(known) == len(parts) or holds_regardless(clause, decided.value):
            result[clause] = decided
    return result


def _strictest(clause: Clause, known: Sequence[Fact]) -> Fact:
    if clause is Clause.OPEN_DEFINITION:
        return next((fact for fact in known if fact.value is False), known[0])
    if clause in _DUTIES:
        return next((fact for fact in known if fact.value is True), known[0])
    if clause is Clause.EXCLUDED_PLACES:
        return max(known, key=restriction)
    if clause in (Clause.USER_THRESHOLD, Clause.REVENUE_THRESHOLD):
        return min(known, key=lambda fact: (-restriction(fact), _figure(fact)))
    return max(known, key=restriction)


def _figure(fact: Fact) -> int:
    for key in ("users", "amount"):
        if isinstance(figure := fact.detail.get(key), int):
            return figure
    return 0


def holds_regardless(clause: Clause, value: object) -> bool:
    """Return whether an answer is as restrictive as can be: then it holds whatever else binds beside it."""
    if clause in _ORDER:
        return value == _ORDER[clause][-1]
    if clause is Clause.OPEN_DEFINITION:
        return value is False
    if clause is Clause.EXCLUDED_PLACES:
        return bool(value)
    return value is True
