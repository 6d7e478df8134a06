"""Resolution: which licence governs a model's weights, what it allows, and what does not fit together.

Order of what counts: a licence file at the revision, then `license_name`, then the licence id (card
or tag). The base models' licences are a bound: what they forbid stays forbidden, so the effective
clauses are the intersection along the lineage. Disagreements are reported, never settled silently.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from openness.licences.clause import Clause, Clauses, Fact, together
from openness.licences.disagreement import own_conflicts
from openness.licences.governing import governing_licence
from openness.licences.lineage import base_conflicts, inherit
from openness.licences.outcome import (
    KINDS,
    LEAST_TAKEN,
    Basis,
    Governing,
    ReadText,
    Resolution,
    Term,
    Unread,
    UnreadKind,
)
from openness.licences.policy import PolicyReading
from openness.licences.reading_texts import read_text
from openness.licences.recognition import Verdict
from openness.licences.saying import BaseClaims, Claims, UseLimit
from openness.licences.terms import further_terms, joined
from openness.licences.unread import own_unread, unread_bases
from openness.record.evidence import Outcome
from openness.record.file_names import Role
from openness.record.record import Look


def resolve(claims: Claims) -> Resolution:
    """Return which licence governs the weights of a model, with every conflict; pure."""
    return _resolve(claims, depth=0)


def _resolve(claims: Claims, depth: int) -> Resolution:
    read = [(file, found) for file in claims.files if (found := read_text(file)) is not None]
    texts = tuple(ReadText(file, found.recognition, found.speaks) for file, found in read if file.role is Role.LICENCE)
    policies = tuple(found.policy for _, found in read if found.policy is not None)
    governing = governing_licence(claims, texts)
    terms = further_terms(claims, governing, texts)
    own = _own_clauses(governing, terms, policies)
    bases = _bases(claims, depth)
    unread = tuple(own_unread(claims, texts, governing))
    if not depth:
        unread = (*unread, *unread_bases(claims, bases))
    inherited, effective = inherit(governing.licences if governing else (), own, bases)
    conflicts = (
        *own_conflicts(claims, governing, texts, policies, terms),
        *(conflict for item in inherited for conflict in base_conflicts(item, claims, governing)),
    )
    outcome, note = _outcome(claims, governing)
    return _judge(
        Resolution(
            model=claims.model,
            outcome=outcome,
            governing=governing,
            note=note,
            own=own,
            clauses=_stated(effective, unread),
            inherited=inherited,
            conflicts=tuple(dict.fromkeys(conflicts)),
            texts=texts,
            policies=policies,
            terms=terms,
            unread=tuple(dict.fromkeys(unread)),
            basis=_basis(governing, bases),
            text_included=_text_included(claims, texts),
        )
    )


_MEANT = frozenset({Clause.COMMERCIAL, Clause.RESEARCH_ONLY, Clause.AI_ACT, Clause.OPEN_DEFINITION})
"""What words on the intended use may take away; they say nothing of places, copies or names."""


def _stated(effective: Clauses, unread: Sequence[Unread]) -> Clauses:
    """The clauses that can be stated: with anything unread only what takes away."""
    if not unread:
        return effective
    taking = together([effective, {}])
    if any(item.kind is not UnreadKind.INTENDED_USE for item in unread):
        return taking
    return {clause: fact for clause, fact in effective.items() if clause not in _MEANT or clause in taking}


def _basis(governing: Governing | None, bases: Sequence[tuple[BaseClaims, Resolution | None]]) -> Basis | None:
    """The weakest of what the answers rest on."""
    if governing is None:
        return None
    found = [governing.basis, *(item.basis for _, item in bases if item is not None and item.basis is not None)]
    return min(found, key=tuple(Basis).index)


def _judge(found: Resolution) -> Resolution:
    """Work out the verdicts on the whole from the licences that apply."""
    licences = [*(found.governing.licences if found.governing else ())]
    whole = found.governing is not None and bool(licences) and not found.governing.unknown_part and not found.unread
    licences.extend(term.licence for term in found.terms if term.licence is not None)
    limited = [False for term in found.terms if term.licence is None and _closes(term)]
    bases = found.inherited
    definition = found.clauses.get(Clause.OPEN_DEFINITION)
    return replace(
        found,
        kind=_kind(found, [item.kind for item in bases if item.kind is not None]),
        osi=_all_true([*limited, *(licence.osi for licence in licences)], whole, [item.osi for item in bases]),
        mof_open=_all_true(
            [*limited, *(licence.mof_open for licence in licences)], whole, [item.mof_open for item in bases]
        ),
        open=_all_true([*limited, *(licence.open for licence in licences)], whole, [item.open for item in bases]),
        open_definition=False if limited else (None if definition is None else definition.value is True),
    )


def without_bases(found: Resolution) -> Resolution:
    """Return the same resolution as if the model named no base: what its own licence alone says."""
    return _judge(replace(found, inherited=(), clauses=found.own, unread=()))


def without_terms(found: Resolution) -> Resolution:
    """Return the same resolution as if only what governs were told."""
    return _judge(replace(found, terms=()))


def _own_clauses(
    governing: Governing | None, terms: Sequence[Term], policies: Sequence[PolicyReading]
) -> dict[Clause, Fact]:
    parts: list[Clauses] = [licence.clauses for licence in governing.licences] if governing is not None else []
    if governing is None or governing.unknown_part:
        parts.append({})
    return joined(parts, terms, policies)


def _bases(claims: Claims, depth: int) -> list[tuple[BaseClaims, Resolution | None]]:
    if depth:
        return []
    return [(base, _resolve(base.claims, depth + 1) if base.claims is not None else None) for base in claims.bases]


_KIND_OF_LIMIT = {
    UseLimit.NON_COMMERCIAL: "non_commercial",
    UseLimit.COMMERCIAL_FORBIDDEN: "non_commercial",
    UseLimit.ON_REQUEST: "community",
    UseLimit.RESEARCH_ONLY: "research_only",
    UseLimit.REVENUE: "community",
    UseLimit.USERS: "community",
    UseLimit.REGISTRATION: "community",
}
_CLOSING = frozenset({Clause.COMMERCIAL, Clause.RESEARCH_ONLY, Clause.EU, Clause.PUBLIC_BODY, Clause.REGISTRATION})


def _closes(term: Term) -> bool:
    """Whether words take so much that the terms are not open; "must not" in a text we do not know may be a notice."""
    return term.limit is not None or bool(_CLOSING & term.clauses.keys())


def _kind_of(term: Term) -> str:
    if term.limit is not None:
        return _KIND_OF_LIMIT.get(term.limit, "use_restricted")
    if Clause.RESEARCH_ONLY in term.clauses:
        return "research_only"
    return "non_commercial" if Clause.COMMERCIAL in term.clauses else "custom"


def _kind(found: Resolution, base_kinds: Sequence[str]) -> str | None:
    """The least open kind of all that applies; with anything unread only one that takes something away is told."""
    told = [term.licence.kind for term in found.terms if term.licence is not None]
    told.extend(_kind_of(term) for term in found.terms if term.licence is None)
    governing = found.governing
    if governing is not None:
        told.extend(licence.kind for licence in governing.licences)
        if governing.unknown_part or not governing.licences:
            told.append("custom")
    worst = max([*told, *base_kinds], key=KINDS.index, default=None)
    if worst is None or ((governing is None or found.unread) and KINDS.index(worst) < LEAST_TAKEN):
        return "custom" if worst == "custom" and governing is not None else None
    return worst


def _all_true(own: Sequence[bool | None], whole: bool, bases: Sequence[bool | None]) -> bool | None:
    """Three-valued: one known no decides; otherwise every part must be known."""
    values = [*own, *bases]
    if any(value is False for value in values):
        return False
    return True if whole and all(values) else None


def _outcome(claims: Claims, governing: Governing | None) -> tuple[Outcome, str | None]:
    if governing is not None:
        return Outcome.ANSWERED, governing.note
    if claims.ids or claims.tags:
        return Outcome.SILENT, "The publisher says that the licence is unknown."
    if claims.metadata_problem is not None:
        return Outcome.UNREADABLE, f"A licence may be told in the card's metadata: {claims.metadata_problem}."
    looks = (claims.files_look, claims.metadata_look)
    if Look.REFUSED in looks or Look.FAILED in looks or any(file.look is Look.REFUSED for file in claims.files):
        return Outcome.UNREADABLE, "Tags name no licence, and the Hub refused to show the card or the files."
    if claims.files_look is not Look.READ:
        return Outcome.NOT_LOOKED, "Neither tags nor card name a licence; nobody looked at the files."
    if any(file.role is Role.LICENCE and not file.is_read for file in claims.files):
        return Outcome.NOT_LOOKED, "Only a licence file says it, and it was not read."
    if claims.metadata_look is Look.NOT_LOOKED:
        return Outcome.NOT_LOOKED, "Tags and files name no licence; nobody looked at the card."
    return Outcome.SILENT, "No licence is told anywhere: not in the card, the tags or the files."


def _text_included(claims: Claims, texts: Sequence[ReadText]) -> bool | None:
    if any(read.recognition.verdict not in (Verdict.POLICY, Verdict.EMPTY) for read in texts):
        return True
    if any(file.role is Role.LICENCE for file in claims.files):
        return True
    return False if claims.files_look is Look.READ else None
