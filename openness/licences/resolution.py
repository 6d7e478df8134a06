"""Resolution: which licence governs a model's weights, what it allows, and what does not fit together.

Order of what counts: a licence file at the revision, then `license_name`, then the licence id (card
or tag). The base models' licences are a bound: what they forbid stays forbidden, so the effective
clauses are the intersection along the lineage. Disagreements are reported, never settled silently.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from openness.evidence import Confidence, Method, Outcome, Source
from openness.licences.claims import BaseClaims, Claims, LicenceFile, Role, Saying, Scope
from openness.licences.clause import Clause, Clauses, Fact, together
from openness.licences.conflict import Conflict
from openness.licences.disagreement import own_conflicts, weights_among
from openness.licences.knowledge import Licence, knowledge
from openness.licences.lineage import Inherited, inherit
from openness.licences.policy import PolicyReading, read_policy
from openness.licences.recognition import Recognition, Verdict, recognise
from openness.licences.spelling import meaning_of
from openness.record import Look

KINDS = (
    "open_source",
    "open_data",
    "open_model",
    "family_tag",
    "custom",
    "use_restricted",
    "community",
    "non_commercial",
    "research_only",
    "proprietary",
)
"""From the most open to the least; of several licences that apply at once, the last one counts."""

OWN_TERMS = "custom"
"""Name given to a licence text that is none we know and that the publisher gives no name."""


@dataclass(frozen=True)
class Governing:
    """The licence the publisher gives the weights. `licences` is empty where its terms are unknown to us."""

    name: str
    licences: tuple[Licence, ...]
    method: Method
    confidence: Confidence
    sources: tuple[Source, ...]
    note: str | None = None
    unknown_part: bool = False
    """True where a part of the terms is unknown to us."""


@dataclass(frozen=True)
class ReadText:
    """One licence file and what it was recognised as."""

    file: LicenceFile
    recognition: Recognition


@dataclass(frozen=True)
class Resolution:
    """The answer for one model. Flags are None where unknown; `clauses` are the effective ones.

    `outcome` is `answered` if a licence is told for the weights; else it says why none is known.
    """

    model: str
    outcome: Outcome
    governing: Governing | None
    note: str | None
    own: Clauses = field(default_factory=dict)
    clauses: Clauses = field(default_factory=dict)
    kind: str | None = None
    osi: bool | None = None
    open_definition: bool | None = None
    mof_open: bool | None = None
    open: bool | None = None
    """Whether the weights are openly licensed: own licence and every base's."""
    inherited: tuple[Inherited, ...] = ()
    conflicts: tuple[Conflict, ...] = ()
    texts: tuple[ReadText, ...] = ()
    policies: tuple[PolicyReading, ...] = ()
    text_included: bool | None = None


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
    governing = _governing(claims, texts)
    own = _own_clauses(governing, policies)
    bases = _bases(claims, depth)
    inherited, effective = inherit(governing.licences if governing else (), own, bases)
    conflicts = (
        *own_conflicts(claims, governing, texts, policies),
        *(conflict for item in inherited for conflict in item.conflicts(claims, governing)),
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


def _governing(claims: Claims, texts: Sequence[ReadText]) -> Governing | None:
    relevant = [
        read for read in texts if read.file.scope in (Scope.WEIGHTS, Scope.ALL) and _says_terms(read.recognition)
    ]
    scoped = [read for read in relevant if read.file.scope is Scope.WEIGHTS]
    if from_files := _from_files(scoped or relevant, claims):
        return from_files
    if (accepted := _from_gate(claims)) is not None:
        return accepted
    unread = _unread_note(claims)
    if claims.name is not None and not _is_vague(claims.name.value):
        if meaning_of(claims.name.value).licences or (linked := _from_link(claims, unread)) is None:
            return _from_sayings((claims.name,), Method.METADATA, unread)
        return linked
    sayings = _informative(claims.ids) or _informative(claims.tags)
    if (chosen := weights_among(claims)) is not None:
        found = _from_sayings((chosen,), Method.CARD, None)
        note = "Several licences are told; the card's text says that this one is the weights'."
        return replace(found, confidence=Confidence.MEDIUM, note=note)
    if sayings:
        method = Method.METADATA if _informative(claims.ids) else Method.API
        return _from_sayings(sayings, method, unread)
    if (linked := _from_link(claims, unread)) is not None:
        return linked
    if (stated := _from_statement(claims)) is not None:
        return stated
    if vague := claims.ids or claims.tags:
        return _from_vague(vague, Method.METADATA if claims.ids else Method.API, unread)
    return None


def _from_gate(claims: Claims) -> Governing | None:
    """The text a reader must accept, if it is a licence we know."""
    if claims.gate_text is None or claims.gate_text.text is None:
        return None
    found = recognise(claims.gate_text.text)
    licences = [licence for name in found.licences if (licence := knowledge().find(name)) is not None]
    if not licences:
        return None
    return Governing(
        " AND ".join(licence.id for licence in licences),
        tuple(licences),
        Method.METADATA,
        Confidence.HIGH if found.verdict is Verdict.VERBATIM else Confidence.MEDIUM,
        (Source(file=claims.gate_text.path, quote=None),),
        "The text that must be accepted before access is this licence.",
    )


def _from_link(claims: Claims, unread: str | None) -> Governing | None:
    """An address under which a licensor keeps a known text; read as text, never opened."""
    licence = None if claims.link is None else knowledge().by_link(claims.link.value)
    if licence is None or claims.link is None:
        return None
    note = " ".join(filter(None, ("Named by its address only, which was not opened.", unread)))
    return Governing(licence.id, (licence,), Method.METADATA, Confidence.MEDIUM, (claims.link.source,), note)


def _from_statement(claims: Claims) -> Governing | None:
    """A sentence of the card about the weights or the whole, where nothing structured says it."""
    for wanted in (Scope.WEIGHTS, Scope.ALL):
        said = [saying for scope, saying in claims.statements if scope is wanted]
        if said:
            found = _from_sayings(said, Method.CARD, None)
            return replace(found, confidence=Confidence.MEDIUM, note="Said in the card's text only.")
    return None


def _says_terms(recognition: Recognition) -> bool:
    """A short file that only points elsewhere, a policy or an empty file governs nothing."""
    if recognition.verdict in (Verdict.POLICY, Verdict.EMPTY):
        return False
    return recognition.verdict is not Verdict.UNRECOGNISED or recognition.speaks_terms


def _from_files(texts: Sequence[ReadText], claims: Claims) -> Governing | None:
    if not texts:
        return None
    licences: dict[str, Licence] = {}
    unknown: list[ReadText] = []
    for read in texts:
        for licence_id in read.recognition.licences:
            if (licence := knowledge().find(licence_id)) is not None:
                licences[licence.id] = licence
        if not read.recognition.licences:
            unknown.append(read)
    sources = tuple(Source(file=read.file.path, line=1) for read in texts)
    if not unknown:
        changed = any(read.recognition.verdict is Verdict.CHANGED for read in texts)
        return Governing(
            " AND ".join(licences),
            tuple(licences.values()),
            Method.LICENCE_FILE,
            Confidence.MEDIUM if changed else Confidence.HIGH,
            sources,
            "The text differs from the known one; the passages are listed as conflicts." if changed else None,
        )
    return _from_unknown_text(unknown, tuple(licences.values()), sources, claims)


def _from_unknown_text(
    unknown: Sequence[ReadText], licences: tuple[Licence, ...], sources: tuple[Source, ...], claims: Claims
) -> Governing:
    """A text we do not know: the name told may name its licence, but never an open one."""
    told = claims.name or next(iter(_informative(claims.ids)), None)
    named = meaning_of(told.value) if told is not None else None
    near = str(unknown[0].recognition)
    if named is not None and named.licences and not any(licence.open for licence in named.licences):
        names = tuple(dict.fromkeys((*named.licences, *licences)))
        return Governing(
            " AND ".join(licence.id for licence in names),
            names,
            Method.METADATA,
            Confidence.MEDIUM,
            (*((told.source,) if told else ()), *sources),
            f"Named so by the publisher; its file {unknown[0].file.path} is {near}.",
        )
    name = claims.name.value[:100] if claims.name and not (named and named.licences) else OWN_TERMS
    return Governing(
        name,
        licences,
        Method.LICENCE_FILE,
        Confidence.MEDIUM,
        sources,
        f"The text of {unknown[0].file.path} is {near}; its terms are not known to us.",
        unknown_part=True,
    )


def _from_sayings(sayings: Sequence[Saying], method: Method, unread: str | None) -> Governing:
    meanings = [meaning_of(saying.value) for saying in sayings]
    licences: dict[str, Licence] = {}
    unknown: list[str] = []
    for meaning in meanings:
        unknown.extend(meaning.unknown)
        for licence in meaning.licences:
            licences[licence.id] = licence
    choice = len(meanings) == 1 and meanings[0].choice and not unknown
    kept = list(licences.values())
    if choice:
        kept = [min(kept, key=lambda licence: KINDS.index(licence.kind))]
    name = " OR ".join(licences) if choice else " AND ".join((*licences, *unknown))
    several = len(kept) + len(unknown) > 1
    notes = [
        unread,
        "Which part each licence is for is not said; all are taken to apply." if several else None,
        "One of them may be chosen; the freest is read." if choice and len(licences) > 1 else None,
        f"The terms of '{unknown[0]}' are not known to us." if unknown else None,
    ]
    confidence = Confidence.HIGH if unread is None and not several and not unknown else Confidence.MEDIUM
    return Governing(
        name[:200],
        tuple(kept),
        method,
        confidence,
        tuple(saying.source for saying in sayings),
        " ".join(note for note in notes if note) or None,
        unknown_part=bool(unknown),
    )


def _from_vague(sayings: Sequence[Saying], method: Method, unread: str | None) -> Governing | None:
    """`other` and `unknown` name no licence: neither unlicensed nor open."""
    word = meaning_of(sayings[0].value).licences[0].id
    if word != "other":
        return None
    return Governing(
        "other",
        (),
        method,
        Confidence.MEDIUM if unread is None else Confidence.LOW,
        tuple(saying.source for saying in sayings[:1]),
        " ".join(filter(None, ("The publisher says 'other' and gives no name.", unread))),
        unknown_part=True,
    )


def _informative(sayings: Sequence[Saying]) -> tuple[Saying, ...]:
    return tuple(saying for saying in sayings if not _is_vague(saying.value))


def _is_vague(text: str) -> bool:
    return [licence.id for licence in meaning_of(text).licences] in (["other"], ["unknown"])


def _unread_note(claims: Claims) -> str | None:
    """Say which look at a licence file is missing, or None where there was one."""
    unread = [file for file in claims.files if file.role is Role.LICENCE and file.text is None]
    if any(file.look is Look.REFUSED for file in unread):
        return f"The Hub refused to show the licence file {unread[0].path}."
    if unread:
        return f"The licence file {unread[0].path} was not read."
    if claims.files_look is not Look.READ:
        return "Nobody looked for a licence file."
    if claims.bases_named and not claims.bases:
        return f"Nobody looked at the licence of the base model {claims.bases_named[0]}."
    for base in claims.bases:
        if base.claims is None:
            return f"The base model {base.id} could not be read ({base.look.value})."
        if not (base.claims.ids or base.claims.tags or base.claims.name or base.claims.files):
            return f"The base model {base.id} tells no licence."
    return None


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
