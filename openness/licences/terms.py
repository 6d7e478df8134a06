"""Terms: every further source that binds beside what governs, so that the strictest of all decides each clause."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from openness.licences.clause import Clause, Clauses, Fact, Origin, freer_than, together
from openness.licences.governing import is_same_licence, weights_among
from openness.licences.knowledge import Licence, knowledge
from openness.licences.outcome import Governing, ReadText, Term
from openness.licences.policy import PolicyReading
from openness.licences.saying import Claims, SaidLimit, Saying, UseLimit
from openness.licences.spelling import meaning_of
from openness.record.evidence import Confidence, Method, Source
from openness.record.file_names import Scope


def further_terms(claims: Claims, governing: Governing | None, texts: Sequence[ReadText]) -> tuple[Term, ...]:
    """Return the licences told elsewhere that are stricter than what governs, and the limits that words state."""
    found: dict[str, Term] = {}
    own = together([licence.clauses for licence in governing.licences]) if governing and governing.licences else {}
    for licence, source, method, where in _told(claims, texts):
        if licence.id in found or licence.id in ("other", "unknown") or not _is_stricter(licence, governing, own):
            continue
        found[licence.id] = Term(licence.id, licence.clauses, (source,), method, Confidence.MEDIUM, where, licence)
    return (*found.values(), *_text_limits(texts), *_limits(claims.limits))


def _text_limits(texts: Sequence[ReadText]) -> Iterator[Term]:
    """What a licence file that is no text we know takes away by its own words."""
    for read in texts:
        if read.file.scope in (Scope.ALL, Scope.WEIGHTS) and (facts := read.limits):
            clauses = {fact.clause: fact for fact in facts}
            source = Source(file=read.file.path, line=1)
            yield Term(read.file.path, clauses, (source,), Method.LICENCE_FILE, Confidence.MEDIUM, "file")


def _told(claims: Claims, texts: Sequence[ReadText]) -> Iterator[tuple[Licence, Source, Method, str]]:
    for read in texts:
        if read.file.scope in (Scope.ALL, Scope.WEIGHTS):
            for licence in read.licences:
                yield licence, Source(file=read.file.path, line=1), Method.LICENCE_FILE, "file"
    chosen = weights_among(claims)
    sayings: list[tuple[Saying, Method, str]] = []
    if claims.name is not None:
        sayings.append((claims.name, Method.METADATA, "name"))
    if chosen is None:
        sayings.extend((saying, Method.METADATA, "id") for saying in (*claims.ids, *claims.odd_ids))
        sayings.extend((saying, Method.API, "id") for saying in claims.tags)
    for scope, saying in claims.statements:
        if scope in (Scope.WEIGHTS, Scope.ALL):
            sayings.append((saying, Method.CARD, "card"))
    if claims.unknown_terms is not None:  # its name may have become known since the card was read
        sayings.append((claims.unknown_terms, Method.CARD, "card"))
    sayings.extend((saying, Method.CARD, "notice") for saying in claims.notices)
    sayings.extend((saying, Method.METADATA, "gate") for saying in claims.gate.named)
    for saying, method, where in sayings:
        meaning = meaning_of(saying.value)
        for licence in () if meaning.choice else meaning.licences:
            yield licence, saying.source, method, where
    if claims.link is not None and (linked := knowledge().by_link(claims.link.value)) is not None:
        yield linked, claims.link.source, Method.METADATA, "link"


def _is_stricter(licence: Licence, governing: Governing | None, own: Clauses) -> bool:
    if governing is None:
        return licence.open is False
    if any(is_same_licence(licence, other) for other in governing.licences):
        return False
    if not governing.licences:
        return licence.open is False
    if licence.open is False and all(other.open for other in governing.licences):
        return True
    return bool(freer_than(own, licence.clauses))


def _limits(limits: Sequence[SaidLimit]) -> Iterator[Term]:
    for said in limits:
        if said.limit not in _TAKES:
            continue
        origin = Origin(_ORIGINS[said.where], "", "text")
        line = said.saying.source.line
        name = f"the {said.where}'s words"
        facts = {
            clause: Fact(
                clause,
                value,
                origin,
                name,
                None if line is None else f"line {line}",
                detail={"paragraph": "79" if said.limit is UseLimit.EU else "83"} if clause is Clause.AI_ACT else {},
            )
            for clause, value in _TAKES[said.limit].items()
        }
        yield Term(name, facts, (said.saying.source,), Method.CARD, Confidence.MEDIUM, said.where, limit=said.limit)


_ORIGINS = {
    "card": "the card's text",
    "gate": "the words to accept before access",
    "notice": "a notice in the repository",
}
_TAKES: dict[UseLimit, dict[Clause, str | bool | tuple[str, ...]]] = {
    UseLimit.NON_COMMERCIAL: {Clause.COMMERCIAL: "forbidden", Clause.AI_ACT: "fails"},
    UseLimit.COMMERCIAL_FORBIDDEN: {Clause.COMMERCIAL: "forbidden", Clause.AI_ACT: "fails"},
    UseLimit.ON_REQUEST: {Clause.COMMERCIAL: "bounded", Clause.REGISTRATION: True, Clause.AI_ACT: "fails"},
    UseLimit.RESEARCH_ONLY: {Clause.COMMERCIAL: "forbidden", Clause.RESEARCH_ONLY: True, Clause.AI_ACT: "fails"},
    UseLimit.EU: {Clause.EU: "excluded", Clause.EXCLUDED_PLACES: ("European Union",), Clause.AI_ACT: "fails"},
    UseLimit.PUBLIC_BODY: {Clause.PUBLIC_BODY: "excluded"},
    UseLimit.REGISTRATION: {Clause.REGISTRATION: True},
    UseLimit.REVENUE: {Clause.REVENUE_THRESHOLD: True, Clause.COMMERCIAL: "bounded", Clause.AI_ACT: "fails"},
    UseLimit.USERS: {Clause.USER_THRESHOLD: True, Clause.COMMERCIAL: "bounded", Clause.AI_ACT: "fails"},
    UseLimit.PURPOSES: {Clause.USE_RESTRICTIONS: True},
    UseLimit.REDISTRIBUTION: {Clause.REDISTRIBUTION: "forbidden", Clause.AI_ACT: "fails"},
    UseLimit.MODIFICATION: {Clause.MODIFICATION: "forbidden", Clause.AI_ACT: "fails"},
}
"""What each limit takes away; that the terms are then not open follows from any of them."""


def joined(parts: Sequence[Clauses], terms: Sequence[Term], policies: Sequence[PolicyReading]) -> dict[Clause, Fact]:
    """Return the own clauses of a model: its licences and the whole terms together, limits and policies laid over."""
    whole = [*parts, *(term.clauses for term in terms if term.licence is not None)]
    clauses = together(whole) if whole else {}
    facts = [fact for term in terms if term.licence is None for fact in term.clauses.values()]
    facts.extend(fact for policy in policies for fact in policy.facts)
    for fact in facts:
        known = clauses.get(fact.clause)
        clauses[fact.clause] = (
            fact if known is None else together([{fact.clause: known}, {fact.clause: fact}])[fact.clause]
        )
    return clauses
