"""How licence signals answer: one resolution a reading, and evidence from a clause, a verdict or a part."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import replace

from openness.licences.claims import claims_of
from openness.licences.clause import Clause, Fact, restriction
from openness.licences.name_hint import family_told
from openness.licences.outcome import BASES, Resolution
from openness.licences.parts import Part
from openness.licences.resolution import resolve, without_bases, without_terms
from openness.licences.saying import Claims, Saying
from openness.licences.undecided import withheld_because
from openness.reading.ancestry import read_ancestry
from openness.reading.answers import answered, not_looked, silent, unreadable
from openness.reading.reading import Reading, give, once
from openness.record.evidence import Confidence, Evidence, Method, Outcome, Source
from openness.record.record import Record

_NO_NAME = re.compile(r"[^a-z0-9]+")


@once
def licensing(reading: Reading) -> tuple[Claims, Resolution]:
    """Return what a record says about licences and what follows from it, worked out once a reading."""
    claims = replace(claims_of(reading.record, reading.card), bases_told=_bases_told(reading))
    _LAST[:] = [(reading.record, claims)]
    return claims, resolve(claims)


_LAST: list[tuple[Record, Claims]] = []
"""What was read last: a snapshot keeps it right after it was answered from."""


def claims_for(record: Record) -> Claims:
    """Return what a record says about licences, without reading it again where that was just done."""
    for known, claims in _LAST:
        if known is record:
            return claims
    return licensing(Reading(record))[0]


def _bases_told(reading: Reading) -> tuple[Saying, ...]:
    """Return what the card's words alone tell of bases: ids, and the binding families to which mere names belong.

    A model of the publisher's own account is not among them: whoever made both may license both.
    """
    found = read_ancestry(reading)
    if found is None or found.method is not Method.CARD or reading.names.bases or found.source is None:
        return ()
    own, source = reading.record.id, found.source
    account = own.rpartition("/")[0].casefold()
    others = (name for name in found.bases if name.rpartition("/")[0].casefold() != account or not account)
    told = (name if "/" in name else family_told(name, own, reading.card) for name in others)
    return tuple(Saying(name, source, found.confidence) for name in dict.fromkeys(told) if name is not None)


def remember(reading: Reading, claims: Claims) -> None:
    """Let a reading answer from what was read before, in place of its record."""
    give(reading, licensing, (claims, resolve(claims)))


def plain_name(text: str) -> str:
    """Return a name without regard to case and separators, as names that licences ask for are compared."""
    return _NO_NAME.sub("", text.casefold())


def none_told(resolution: Resolution) -> Evidence:
    """Return the unknown of a model for which no licence is told: silent, unreadable or not looked."""
    note = resolution.note or "No licence is told."
    match resolution.outcome:
        case Outcome.UNREADABLE:
            return unreadable(note)
        case Outcome.NOT_LOOKED:
            return not_looked(note)
        case _:
            return silent(note)


def where(resolution: Resolution, fact: Fact | None = None) -> tuple[tuple[Source, ...], Method, Confidence]:
    """Return where an answer comes from: the source it was taken from, else what governs the weights."""
    if fact is not None and (beside := _beside(resolution, fact)) is not None:
        return beside
    governing = resolution.governing
    if governing is not None and (fact is None or fact.licence in {licence.id for licence in governing.licences}):
        return governing.sources, governing.method, governing.confidence
    for item in resolution.inherited:
        if fact is None or fact.licence in {licence.id for licence in item.licences}:
            return item.sources, Method.LINEAGE, Confidence.MEDIUM
    sources = tuple(source for item in resolution.inherited for source in item.sources)
    return sources, Method.LINEAGE, Confidence.LOW


def _beside(resolution: Resolution, fact: Fact) -> tuple[tuple[Source, ...], Method, Confidence] | None:
    """Where a fact comes from that a further term or a use policy holds."""
    for term in resolution.terms:
        if any(item is fact for item in term.clauses.values()):
            return term.sources, term.method, term.confidence
    if (place := _policy_place(resolution, fact)) is None:
        return None
    governing = resolution.governing
    if governing is None:
        return (place,), Method.LICENCE_FILE, Confidence.MEDIUM
    return (place, *governing.sources), Method.LICENCE_FILE, governing.confidence


def _policy_place(resolution: Resolution, fact: Fact) -> Source | None:
    for policy in resolution.policies:
        if fact in policy.facts:
            return Source(file=policy.path, line=policy.line_of(fact.clause))
    return None


_REASONS_SHOWN = 3


def why_unread(resolution: Resolution) -> str:
    """Return the sentences on what was not read, the first few of them."""
    shown = [item.sentence for item in resolution.unread[:_REASONS_SHOWN]]
    more = len(resolution.unread) - len(shown)
    return " ".join([*shown, *([f"And {more} more."] if more else [])])


def withheld(resolution: Resolution) -> Evidence:
    """Return the unknown of a permission that something unread could take away."""
    note = withheld_because(why_unread(resolution))
    sources = tuple(dict.fromkeys(source for item in resolution.unread for source in item.sources))[:8]
    outcomes = {item.outcome for item in resolution.unread}
    if Outcome.SILENT in outcomes:
        return silent(note, *sources)
    return unreadable(note) if Outcome.UNREADABLE in outcomes else not_looked(note)


def basis_note(resolution: Resolution) -> str:
    """Return the words on what the answer rests on."""
    return "" if resolution.basis is None else f"Rests on: {BASES[resolution.basis]}."


def from_clause(reading: Reading, clause: Clause) -> Evidence:
    """Answer one clause of the effective licence."""
    _, resolution = licensing(reading)
    fact = resolution.clauses.get(clause)
    if fact is None:
        if resolution.governing is None:
            return none_told(resolution)
        if resolution.unread:
            return withheld(resolution)
        return silent(
            f"Our facts on {resolution.governing.name} do not tell this clause.", *resolution.governing.sources
        )
    sources, method, confidence = where(resolution, fact)
    if not sources:
        return none_told(resolution)
    if fact.origin.how in ("general", "unread") and confidence is Confidence.HIGH:
        confidence = Confidence.MEDIUM
    value = fact.value if isinstance(fact.value, (str, bool)) else bool(fact.value)
    return answered(value, *sources, method=method, confidence=confidence, note=clause_note(resolution, fact))


def clause_note(resolution: Resolution, fact: Fact) -> str:
    """Return the sentence that goes with a clause: licence, section, figures, and whose licence decides."""
    at = f", {fact.at}" if fact.at and fact.at.startswith("line ") else (f", section {fact.at}" if fact.at else "")
    figures = _figures(fact)
    parts = [f"{fact.licence}{at}{figures}."]
    if (basis := basis_note(resolution)) and restriction(fact) == 0:
        parts.append(basis)
    if fact.note:
        parts.append(fact.note)
    if (base := _taken_from(resolution, fact)) is not None:
        parts.append(f"Taken from the base model {base}: a fine-tune cannot be freer.")
    elif resolution.governing is not None and resolution.governing.note:
        parts.append(resolution.governing.note)
    return " ".join(parts)


def _figures(fact: Fact) -> str:
    if (users := fact.detail.get("users")) is not None:
        return f": above {users:,} users a {fact.detail.get('per', 'month')}"
    if (amount := fact.detail.get("amount")) is not None:
        return f": above {amount:,} {fact.detail.get('currency', '')} a {fact.detail.get('per', 'year')}"
    if fact.clause is Clause.NAMING and fact.value is True:
        told = [f"{key} '{fact.detail[key]}'" for key in ("prefix", "display") if key in fact.detail]
        return f": {', '.join(told)}" if told else ""
    return ""


def _taken_from(resolution: Resolution, fact: Fact) -> str | None:
    if resolution.governing is not None and fact.licence in {item.id for item in resolution.governing.licences}:
        return None
    for item in resolution.inherited:
        if fact.licence in {licence.id for licence in item.licences}:
            return item.base
    return None


def from_verdict(reading: Reading, pick: Callable[[Resolution], bool | str | None], unknown: str) -> Evidence:
    """Answer from a property of the whole resolution (kind, OSI, ...)."""
    _, resolution = licensing(reading)
    value = pick(resolution)
    if value is None:
        if resolution.governing is None:
            return none_told(resolution)
        if resolution.unread:
            return withheld(resolution)
        return silent(f"{unknown} ({resolution.governing.name}).", *resolution.governing.sources)
    governing = resolution.governing
    if (own := _by_own_terms(resolution, value, pick)) is not None:
        return own
    closing = [item for item in resolution.inherited if item.open is False or item.taken]
    by_base = bool(closing) and (governing is None or pick(without_bases(resolution)) != value)
    sources = tuple(source for item in closing for source in item.sources) if by_base else ()
    if governing is not None and not by_base:
        sources = governing.sources
    if not sources:
        return none_told(resolution)
    if by_base:
        bases = ", ".join(f"{item.base} ({item.name})" for item in closing)
        note = f"Decided by the base model {bases}: a fine-tune cannot be freer."
        return answered(value, *sources, method=Method.LINEAGE, confidence=Confidence.MEDIUM, note=note)
    assert governing is not None
    return answered(value, *sources, method=governing.method, confidence=governing.confidence, note=governing.note)


def _by_own_terms(
    resolution: Resolution, value: bool | str, pick: Callable[[Resolution], bool | str | None]
) -> Evidence | None:
    """Answer from a stricter source beside what governs, where it decides."""
    if not resolution.terms or pick(without_terms(resolution)) == value:
        return None
    sources = tuple(dict.fromkeys(source for term in resolution.terms for source in term.sources))
    term = resolution.terms[0]
    names = ", ".join(dict.fromkeys(term.name for term in resolution.terms))
    note = f"Decided by what stands beside the licence told: {names}."
    return answered(value, *sources, method=term.method, confidence=term.confidence, note=note)


def from_part(part: Part) -> Evidence:
    """Answer with the licence of one part of the release."""
    match part.outcome:
        case Outcome.ANSWERED:
            assert part.name is not None
            assert part.method is not None
            assert part.confidence is not None
            return answered(part.name, *part.sources, method=part.method, confidence=part.confidence, note=part.note)
        case Outcome.UNREADABLE:
            return unreadable(part.note)
        case Outcome.NOT_LOOKED:
            return not_looked(part.note)
        case _:
            return silent(part.note)


def from_openness(part: Part) -> Evidence:
    """Answer whether the licence of one part is open."""
    found = from_part(part)
    if part.outcome is not Outcome.ANSWERED:
        return found
    if part.open is None:
        return silent(f"Whether {part.name} is open is not known.", *part.sources)
    assert part.method is not None
    assert part.confidence is not None
    return answered(part.open, *part.sources, method=part.method, confidence=part.confidence, note=part.note)
