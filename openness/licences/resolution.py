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
from openness.licences.outcome import KINDS, Governing, ReadText, Resolution
from openness.licences.policy import PolicyReading, read_policy
from openness.licences.recognition import Verdict, recognise
from openness.licences.saying import BaseClaims, Claims
from openness.record.evidence import Outcome
from openness.record.file_names import Role
from openness.record.record import Look


def resolve(claims: Claims) -> Resolution:
    """Return which licence governs the weights of a model, with every conflict; pure."""
    return _resolve(claims, depth=0)


def _resolve(claims: Claims, depth: int) -> Resolution:
    texts = tuple(
        ReadText(file, recognise(file.text))
        for file in claims.files
        if file.role is Role.LICENCE and file.text is not None
    )
    policies = tuple(
        read_policy(file.path, file.text)
        for file in claims.files
        if file.text is not None and (file.role is Role.POLICY or recognise(file.text).verdict is Verdict.POLICY)
    )
    governing = governing_licence(claims, texts)
    own = _own_clauses(governing, policies)
    bases = _bases(claims, depth)
    inherited, effective = inherit(governing.licences if governing else (), own, bases)
    conflicts = (
        *own_conflicts(claims, governing, texts, policies),
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
            clauses=effective,
            inherited=inherited,
            conflicts=tuple(dict.fromkeys(conflicts)),
            texts=texts,
            policies=policies,
            text_included=_text_included(claims, texts),
        )
    )


def _judge(found: Resolution) -> Resolution:
    """Work out the verdicts on the whole from the licences that apply."""
    licences = found.governing.licences if found.governing else ()
    whole = found.governing is not None and bool(licences) and not found.governing.unknown_part
    bases = found.inherited
    definition = found.clauses.get(Clause.OPEN_DEFINITION)
    return replace(
        found,
        kind=_kind(found.governing, [item.kind for item in bases if item.kind is not None]),
        osi=_all_true([licence.osi for licence in licences], whole, [item.osi for item in bases]),
        mof_open=_all_true([licence.mof_open for licence in licences], whole, [item.mof_open for item in bases]),
        open=_all_true([licence.open for licence in licences], whole, [item.open for item in bases]),
        open_definition=None if definition is None else definition.value is True,
    )


def without_bases(found: Resolution) -> Resolution:
    """Return the same resolution as if the model named no base: what its own licence alone says."""
    return _judge(replace(found, inherited=(), clauses=found.own))


def _own_clauses(governing: Governing | None, policies: Sequence[PolicyReading]) -> dict[Clause, Fact]:
    if governing is None:
        clauses: dict[Clause, Fact] = {}
    else:
        parts: list[Clauses] = [licence.clauses for licence in governing.licences]
        if governing.unknown_part:
            parts.append({})
        clauses = together(parts) if parts else {}
    for policy in policies:
        for fact in policy.facts:
            known = clauses.get(fact.clause)
            clauses[fact.clause] = (
                fact if known is None else together([{fact.clause: known}, {fact.clause: fact}])[fact.clause]
            )
    return clauses


def _bases(claims: Claims, depth: int) -> list[tuple[BaseClaims, Resolution | None]]:
    if depth:
        return []
    return [(base, _resolve(base.claims, depth + 1) if base.claims is not None else None) for base in claims.bases]


def _kind(governing: Governing | None, base_kinds: Sequence[str]) -> str | None:
    if governing is None:
        worst = max(base_kinds, key=KINDS.index, default=None)
        return worst if worst is not None and KINDS.index(worst) >= KINDS.index("use_restricted") else None
    own = [licence.kind for licence in governing.licences]
    if governing.unknown_part or not own:
        own.append("custom")
    return max([*own, *base_kinds], key=KINDS.index)


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
    if any(file.role is Role.LICENCE and file.text is None for file in claims.files):
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
