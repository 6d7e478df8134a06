"""What governs the weights: the first of licence file, gate text, name, id, address and card text that says it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from openness.licences.as_read import licences_as_read
from openness.licences.knowledge import Licence, knowledge
from openness.licences.named_runs import is_changed
from openness.licences.outcome import KINDS, OWN_TERMS, Basis, Governing, ReadText
from openness.licences.reading_texts import read_text
from openness.licences.recognition import Verdict
from openness.licences.saying import Claims, Saying
from openness.licences.spelling import meaning_of
from openness.record.evidence import Confidence, Method, Source
from openness.record.file_names import Role, Scope
from openness.record.record import Look


def governing_licence(claims: Claims, texts: Sequence[ReadText]) -> Governing | None:
    """Return what the publisher gives the weights, or None where nothing that was read says it."""
    relevant = [read for read in texts if read.file.scope in (Scope.WEIGHTS, Scope.ALL) and read.speaks]
    scoped = [read for read in relevant if read.file.scope is Scope.WEIGHTS]
    if from_files := _from_files(scoped or relevant, claims):
        return from_files
    if (accepted := _from_gate(claims)) is not None:
        return accepted
    unread = _unread_note(claims)
    if claims.name is not None and not _is_vague(claims.name.value):
        linked = None if meaning_of(claims.name.value).licences else _from_link(claims, unread)
        return linked or _from_sayings((claims.name,), Method.METADATA, unread)
    return _from_ids(claims, unread) or _from_words(claims, unread)


def _from_ids(claims: Claims, unread: str | None) -> Governing | None:
    """The id of card or tags, unless the card's text says which licence is the weights'."""
    sayings = _informative(claims.ids) or _informative(claims.tags)
    if (chosen := weights_among(claims)) is not None:
        found = _from_sayings((chosen,), Method.CARD, None)
        note = "Several licences are told; the card's text says that this one is the weights'."
        return replace(found, confidence=Confidence.MEDIUM, note=note)
    if sayings and (own := _by_own_name(claims, sayings)) is not None:
        return own
    if sayings:
        method = Method.METADATA if _informative(claims.ids) else Method.API
        found = _from_sayings(sayings, method, unread)
        return replace(found, basis=Basis.TAG) if method is Method.API else found
    return None


def _from_words(claims: Claims, unread: str | None) -> Governing | None:
    """An address, a sentence, a name in a sentence, and last "other": where no id says it."""
    if (told := _from_link(claims, unread) or _from_statement(claims) or _by_own_name(claims)) is not None:
        return told
    if vague := claims.ids or claims.tags:
        return _from_vague(vague, Method.METADATA if claims.ids else Method.API, unread)
    return None


def _by_own_name(claims: Claims, sayings: Sequence[Saying] = ()) -> Governing | None:
    """A licence by a name we do not know, which the card's text says is the weights'.

    Beside a restricted licence told it may be another name of that one, unless it says that it is a changed one.
    """
    said = claims.unknown_terms
    if said is None or said.confidence is not Confidence.HIGH or meaning_of(said.value).licences:
        return None
    told = [licence for saying in sayings for licence in meaning_of(saying.value).licences]
    if any(not licence.open for licence in told) and not is_changed(said.value):
        return None
    note = "Said of the weights in the card's text; its terms are not known to us."
    return Governing(said.value, (), Method.CARD, Confidence.MEDIUM, (said.source,), note, unknown_part=True)


def weights_among(claims: Claims) -> Saying | None:
    """Return the sentence of the card that says which one of several licences told is the weights'."""
    told = {licence.id for saying in claims.ids or claims.tags for licence in meaning_of(saying.value).licences}
    said = {saying.value: saying for scope, saying in claims.statements if scope is Scope.WEIGHTS}
    fitting = [saying for value, saying in said.items() if value in told]
    return fitting[0] if len(told) > 1 and len(said) == len(fitting) == 1 else None


def _from_gate(claims: Claims) -> Governing | None:
    """The text a reader must accept, if it is a licence we know."""
    if claims.gate_text is None or (read := read_text(claims.gate_text)) is None:
        return None
    found = read.recognition
    licences = licences_as_read(found, claims.gate_text.path)
    if not licences:
        return None
    return Governing(
        " AND ".join(licence.id for licence in licences),
        licences,
        Method.METADATA,
        Confidence.HIGH if found.verdict is Verdict.VERBATIM else Confidence.MEDIUM,
        (Source(file=claims.gate_text.path, quote=None),),
        "The text that must be accepted before access is this licence.",
        basis=Basis.TEXT,
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


def _from_files(texts: Sequence[ReadText], claims: Claims) -> Governing | None:
    if not texts:
        return None
    licences: dict[str, Licence] = {}
    unknown: list[ReadText] = []
    for read in texts:
        licences.update((licence.id, licence) for licence in read.licences)
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
            unknown_part=any(not read.understood for read in texts),
            basis=Basis.TEXT,
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
            unknown_part=True,
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
        unknown.extend(meaning.unknown if meaning.licences else (meaning.text[:200],))
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
    sure = unread is None and not several and not unknown
    sure = sure and all(saying.confidence is Confidence.HIGH for saying in sayings)
    confidence = Confidence.HIGH if sure else Confidence.MEDIUM
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


def is_same_licence(one: Licence, other: Licence) -> bool:
    """Return whether two ids are one licence, or one is vague or the family of the other."""
    if one.id == other.id or {one.id, other.id} & {"other", "unknown"}:
        return True
    for tag, licence in ((one, other), (other, one)):
        if tag.kind == "family_tag" and (
            licence.id.startswith((f"{tag.id}-", f"{tag.id}0"))
            or licence.id.endswith(f"-{tag.id}")
            or (tag.id == "openrail" and licence.family == "rail")
        ):
            return True
    return False


def _informative(sayings: Sequence[Saying]) -> tuple[Saying, ...]:
    return tuple(saying for saying in sayings if not _is_vague(saying.value))


def _is_vague(text: str) -> bool:
    return [licence.id for licence in meaning_of(text).licences] in (["other"], ["unknown"])


def _unread_note(claims: Claims) -> str | None:
    """Say which look at a licence file is missing, or None where there was one."""
    unread = [file for file in claims.files if file.role is Role.LICENCE and not file.is_read]
    if any(file.look is Look.REFUSED for file in unread):
        return f"The Hub refused to show the licence file {unread[0].path}."
    if unread:
        return f"The licence file {unread[0].path} was not read."
    if claims.files_look is not Look.READ:
        return "Nobody looked for a licence file."
    return None
