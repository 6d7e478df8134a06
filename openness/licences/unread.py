"""Unread: what could take a permission away and was not read or not understood, each with its reason."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from openness.licences.knowledge import knowledge, normal_spelling
from openness.licences.name_hint import is_of_family
from openness.licences.outcome import Governing, ReadText, Resolution, Unread, UnreadKind
from openness.licences.reading_texts import read_text
from openness.licences.saying import BaseClaims, Claims, LicenceFile, UseLimit
from openness.licences.spelling import meaning_of
from openness.record.evidence import Outcome, Source
from openness.record.file_names import Role, Scope
from openness.record.record import Look

_ID = re.compile(r"[A-Za-z0-9][\w.-]{0,95}(?:/[\w.-]{1,96})?")
_OF_COMMERCE = frozenset(
    {UseLimit.NON_COMMERCIAL, UseLimit.COMMERCIAL_FORBIDDEN, UseLimit.RESEARCH_ONLY, UseLimit.ON_REQUEST}
)
"""Limits that say what holds of commercial use: other words on it leave nothing open then."""
_NO_LICENCE = frozenset({Role.NOTICE})


def own_unread(claims: Claims, texts: Sequence[ReadText], governing: Governing | None) -> Iterator[Unread]:
    """Yield what of the repository itself was not read: files, a link, the gate's terms, words, the head."""
    yield from _files(claims)
    for read in texts:
        if read.file.scope in (Scope.ALL, Scope.WEIGHTS) and not read.understood:
            yield Unread(
                UnreadKind.FILE_NOT_UNDERSTOOD,
                f"{read.file.path} is {read.recognition}: not all its terms are known.",
                (Source(file=read.file.path, line=1),),
            )
    for file in claims.files:
        if file.scope in (Scope.ALL, Scope.WEIGHTS) and (known := read_text(file)) is not None and known.points_away:
            sentence = f"{file.path} holds an address only, which is never followed."
            yield Unread(UnreadKind.LINK, sentence, (Source(file=file.path, line=1),))
    yield from _link(claims)
    yield from _gate(claims)
    yield from _words_of_card(claims, governing)
    if claims.foreign is not None:
        sentence = "What the card says there of a licence or of commerce is in a language whose words we do not have."
        yield Unread(UnreadKind.WORDS_NOT_UNDERSTOOD, sentence, (claims.foreign.source,), Outcome.UNREADABLE)
    if claims.metadata_problem is not None:
        sentence = f"The card's metadata cannot be read: {claims.metadata_problem}."
        yield Unread(UnreadKind.HEAD, sentence, (Source(file="README.md", line=1),), Outcome.UNREADABLE)
    yield from _by_name(claims, governing)
    yield from _told(claims, governing)


def _gate(claims: Claims) -> Iterator[Unread]:
    """What must be accepted before access and is not known."""
    if claims.gate.unread is not None:
        said = claims.gate.unread
        yield Unread(
            UnreadKind.GATE_TERMS,
            "Terms that must be accepted before access are not known or were not read.",
            (said.source,),
        )
    elif claims.gated and claims.metadata_look is not Look.READ:
        place = (Source(json_path="$.gated"),)
        yield Unread(UnreadKind.GATE_TERMS, "There is a gate, and nobody read what it asks.", place, Outcome.NOT_LOOKED)


def _words_of_card(claims: Claims, governing: Governing | None) -> Iterator[Unread]:
    """Words that bind and were not understood; under terms that are not open those of the licence's own text count."""
    limits = {said.limit: said.saying.source for said in reversed(claims.limits)}
    if (meant := limits.get(UseLimit.INTENDED)) is not None:
        sentence = "What the card says there of the use may be a limit of this model or mere advice."
        yield Unread(UnreadKind.INTENDED_USE, sentence, (meant,))
    if governing is not None and any(licence.open is False for licence in governing.licences):
        return
    if claims.unknown_terms is not None and not _is_name(claims, claims.unknown_terms.value):
        sentence = "The card's text puts the model under terms that are not known by that name."
        yield Unread(UnreadKind.CARD_TERMS, sentence, (claims.unknown_terms.source,))
    if claims.condition is not None:
        sentence = "The card's text ties the licence it names to a condition, which only a reader can judge."
        yield Unread(UnreadKind.CARD_TERMS, sentence, (claims.condition.source,))
    if (unclear := limits.get(UseLimit.COMMERCE)) is not None and not _OF_COMMERCE & limits.keys():
        sentence = "What is said there of commercial use was not understood: it may allow, bound or forbid it."
        yield Unread(UnreadKind.INTENDED_USE, sentence, (unclear,))
    if (bound := limits.get(UseLimit.TERMS)) is not None:
        sentence = "What is said there binds those who obtain, use or pass on the model, in words not understood."
        yield Unread(UnreadKind.CARD_TERMS, sentence, (bound,))


def _told(claims: Claims, governing: Governing | None) -> Iterator[Unread]:
    """A base that the card's words alone tell: its terms bind as those of one in the metadata do."""
    own = () if governing is None else tuple(licence.id for licence in governing.licences)
    held = {base.id.casefold() for base in claims.bases}
    for said in claims.bases_told:
        if said.value.casefold() in held:
            continue
        if "/" in said.value:
            sentence = f"The card's text names {said.value} as what it was made from; nobody looked at its licence."
            yield Unread(UnreadKind.BASE_NOT_READ, sentence, (said.source,), Outcome.NOT_LOOKED)
        elif not is_of_family(own, said.value):
            sentence = (
                f"The card's text names a model of the family “{said.value}” as what it was made from, by name only; "
                "the licence of that family binds what is made from it."
            )
            yield Unread(UnreadKind.BASE_BY_NAME, sentence, (said.source,))


def _by_name(claims: Claims, governing: Governing | None) -> Iterator[Unread]:
    """The family whose name the model carries, unless the model stands under that family's licence."""
    own = () if governing is None else tuple(licence.id for licence in governing.licences)
    for family in filter(None, claims.base_hints):
        if not (claims.bases or is_of_family(own, family)):
            sentence = (
                f"Its name carries the name of the family “{family}”, whose licence binds what is made from it; "
                "the card's metadata names no base."
            )
            yield Unread(UnreadKind.BASE_BY_NAME, sentence, (Source(json_path="$.id"),))


def _is_name(claims: Claims, words: str) -> bool:
    """Whether the words are the name the metadata gives, or one that has become known: then that name is judged."""
    if meaning_of(words).licences:
        return True
    return claims.name is not None and normal_spelling(claims.name.value) in normal_spelling(words)


def _files(claims: Claims) -> Iterator[Unread]:
    """A listed licence or policy that could not be read; one nobody asked for counts where others were asked for."""
    relevant = [
        file for file in claims.files if file.scope in (Scope.ALL, Scope.WEIGHTS) and file.role not in _NO_LICENCE
    ]
    asked = any(file.look is not Look.NOT_LOOKED for file in claims.files)
    for file in relevant:
        if not file.is_read and (asked or file.look is not Look.NOT_LOOKED or not file.plain):
            yield Unread(UnreadKind.FILE_NOT_READ, _why(file), (Source(file=file.path),), _outcome(file.look))


def _why(file: LicenceFile) -> str:
    if not file.plain:
        return f"{file.path} is no plain text and was not read."
    if file.look is Look.REFUSED:
        return f"The Hub refused to show {file.path}."
    return f"{file.path} was not read."


def _outcome(look: Look) -> Outcome:
    return Outcome.NOT_LOOKED if look is Look.NOT_LOOKED else Outcome.UNREADABLE


def _link(claims: Claims) -> Iterator[Unread]:
    """An address that names no text we know and is not a file of this repository: never followed."""
    link = claims.link
    if link is None or "://" not in link.value or knowledge().by_link(link.value) is not None:
        return
    if claims.model and f"/{claims.model.casefold()}/" in f"{link.value.casefold()}/":
        return
    if any(_is_file_of(link.value, base) for base in claims.bases):
        return
    yield Unread(UnreadKind.LINK, f"license_link leads to {link.value[:200]}, which is never followed.", (link.source,))


def _is_file_of(address: str, base: BaseClaims) -> bool:
    """Whether the address is a licence of a base that was read: then its terms count already."""
    return base.claims is not None and f"/{base.id.casefold()}/" in f"{address.casefold()}/"


def unread_bases(claims: Claims, bases: Sequence[tuple[BaseClaims, Resolution | None]]) -> Iterator[Unread]:
    """Yield every ancestor whose terms are not known, and what a known ancestor leaves unread."""
    held = {claims.model.casefold()}
    for base, _ in bases:
        held.add(base.id.casefold())
        if base.claims is not None:
            held.add(base.claims.model.casefold())
    for base, resolution in bases:
        yield from _of_base(base, resolution)
    for child in (claims, *(base.claims for base, _ in bases if base.claims is not None)):
        for name in child.bases_named:
            if name.casefold() not in held:
                held.add(name.casefold())
                yield _named_only(name, child.model)
        if "" in child.base_hints:
            yield _hinted(child.model)


def _of_base(base: BaseClaims, resolution: Resolution | None) -> Iterator[Unread]:
    if resolution is None:
        yield _not_held(base)
        return
    place = (Source(url=f"https://huggingface.co/{base.id}"),)
    governing = resolution.governing
    if governing is None:
        looked = resolution.outcome is Outcome.SILENT
        told = "tells no licence" if looked else "was seen by a row alone, which tells no licence"
        outcome = Outcome.SILENT if looked else Outcome.NOT_LOOKED
        yield Unread(UnreadKind.BASE_TERMS, f"The base model {base.id} {told}.", place, outcome)
    elif governing.unknown_part and not any(item.kind is UnreadKind.FILE_NOT_UNDERSTOOD for item in resolution.unread):
        yield Unread(
            UnreadKind.BASE_TERMS,
            f"The base model {base.id} is under {governing.name}, whose terms are not known.",
            place,
        )
    for item in resolution.unread:
        yield Unread(UnreadKind.BASE_TERMS, f"Of the base model {base.id}: {item.sentence}", place, item.outcome)


def _not_held(base: BaseClaims) -> Unread:
    place = (Source(url=f"https://huggingface.co/{base.id}"),) if _ID.fullmatch(base.id) else ()
    match base.look:
        case Look.ABSENT:
            return Unread(UnreadKind.BASE_GONE, f"The base model {base.id} is not on the Hub.", place)
        case Look.REFUSED | Look.FAILED:
            sentence = f"The base model {base.id} could not be read ({base.look.value})."
            return Unread(UnreadKind.BASE_NOT_READ, sentence, place, Outcome.UNREADABLE)
        case _ if not _ID.fullmatch(base.id):
            return Unread(UnreadKind.BASE_BY_NAME, f"The base model is told by name only: “{base.id[:100]}”.", place)
        case _:
            sentence = f"Nobody looked at the licence of the base model {base.id}."
            return Unread(UnreadKind.BASE_NOT_READ, sentence, place, Outcome.NOT_LOOKED)


def _named_only(name: str, child: str) -> Unread:
    if not _ID.fullmatch(name):
        return Unread(UnreadKind.BASE_BY_NAME, f"The base model is told by name only: “{name[:100]}”.")
    sentence = f"Nobody looked at the licence of {name}, the base model of {child}."
    return Unread(
        UnreadKind.BASE_NOT_READ, sentence, (Source(url=f"https://huggingface.co/{name}"),), Outcome.NOT_LOOKED
    )


def _hinted(child: str) -> Unread:
    sentence = f"{child} is an adapter and names no base; the terms of its base were not read."
    return Unread(UnreadKind.BASE_IN_CONFIG, sentence, (Source(json_path="$.siblings"),), Outcome.NOT_LOOKED)
