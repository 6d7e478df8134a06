"""Disagreements within one repository: tag, name, file, policy and the model's own name, held against each other."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from openness.licences.clause import Clause, Fact, freer_than, restriction
from openness.licences.conflict import Conflict, ConflictKind
from openness.licences.governing import is_same_licence, weights_among
from openness.licences.knowledge import Licence, knowledge
from openness.licences.outcome import Governing, ReadText, Term
from openness.licences.policy import PolicyReading
from openness.licences.recognition import Verdict
from openness.licences.saying import Claims, LicenceFile, Saying
from openness.licences.spelling import Meaning, meaning_of
from openness.record.evidence import Source
from openness.record.file_names import Role, Scope, file_role
from openness.record.record import Look, Relation

_ALNUM = re.compile(r"[^a-z0-9]+")
_PUBLISHER_PREFIXES = ("meta",)


def own_conflicts(
    claims: Claims,
    governing: Governing | None,
    texts: Sequence[ReadText],
    policies: Sequence[PolicyReading],
    terms: Sequence[Term] = (),
) -> list[Conflict]:
    """Return every disagreement within the repository itself."""
    found = [*_spellings(claims), *_against_files(claims, texts), *_changed(texts)]
    found.extend(_policies(claims, governing, policies))
    if governing is not None:
        for licence in governing.licences:
            found.extend(_text_missing(claims, licence, governing))
            found.extend(_name_missing(claims, licence, governing))
    found.extend(_link(claims))
    found.extend(_stricter_words(claims, governing, terms))
    found.extend(_other_words(claims, terms))
    return found


def _spellings(claims: Claims) -> Iterator[Conflict]:
    ids = (*(claims.ids or claims.tags), *claims.odd_ids)
    if len(ids) > 1 and weights_among(claims) is None:
        yield Conflict(
            ConflictKind.SEVERAL_LICENCES,
            f"Several licences are told ({', '.join(saying.value for saying in ids)}) without saying which part "
            f"each is for; all are taken to apply.",
            tuple(saying.source for saying in ids),
        )
    for saying in (*ids, *((claims.name,) if claims.name else ())):
        meaning = meaning_of(saying.value)
        if meaning.compound and not meaning.choice:
            yield Conflict(
                ConflictKind.COMPOUND_NAME, f"'{saying.value}' joins several licences in one name.", (saying.source,)
            )
        elif not meaning.licences and saying is not claims.name:
            yield Conflict(
                ConflictKind.UNKNOWN_ID, f"'{saying.value}' is no licence id the Hub or SPDX knows.", (saying.source,)
            )
    yield from _name_against_ids(claims, ids)
    yield from _tags_against_card(claims)


def _name_against_ids(claims: Claims, ids: Sequence[Saying]) -> Iterator[Conflict]:
    if claims.name is not None:
        named = meaning_of(claims.name.value)
        for saying in ids:
            tagged = meaning_of(saying.value)
            known_tag = any(licence.kind != "family_tag" for licence in tagged.licences)
            if (tagged.licences and not _agree(tagged, named)) or (known_tag and not named.licences):
                yield Conflict(
                    ConflictKind.NAME_AGAINST_TAG,
                    f"license_name says '{claims.name.value}', the licence id says '{saying.value}'.",
                    (claims.name.source, saying.source),
                )


def _tags_against_card(claims: Claims) -> Iterator[Conflict]:
    if claims.ids and claims.tags:
        spoken = {meaning_of(saying.value).text.casefold() for saying in claims.ids}
        for saying in claims.tags:
            if saying.value.casefold() not in spoken:
                yield Conflict(
                    ConflictKind.TAG_AGAINST_CARD,
                    f"The tag says '{saying.value}', the card says '{', '.join(sorted(spoken))}'.",
                    (saying.source, claims.ids[0].source),
                )


def _agree(left: Meaning, right: Meaning) -> bool:
    """Two sayings agree if they share a licence, or one is vague, or one is the family of the other."""
    if not left.licences or not right.licences:
        return True
    return any(is_same_licence(one, other) for one in left.licences for other in right.licences)


def _against_files(claims: Claims, texts: Sequence[ReadText]) -> Iterator[Conflict]:
    for read in texts:
        if read.file.scope not in (Scope.ALL, Scope.WEIGHTS):
            continue
        place = Source(file=read.file.path, line=1)
        filed = [licence for name in read.recognition.licences if (licence := knowledge().find(name)) is not None]
        unknown = read.recognition.verdict is Verdict.UNRECOGNISED and read.speaks
        for saying, kind in _named(claims):
            meaning = meaning_of(saying.value)
            if not meaning.licences:
                continue
            if filed and not any(is_same_licence(one, other) for one in meaning.licences for other in filed):
                words = " and ".join(licence.id for licence in filed)
                sentence = f"{_what(kind)} '{saying.value}', the file {read.file.path} is {words}."
                yield Conflict(kind, sentence, (saying.source, place))
            elif unknown and any(licence.open for licence in meaning.licences):
                sentence = f"{_what(kind)} '{saying.value}', the file {read.file.path} is {read.recognition}."
                yield Conflict(kind, sentence, (saying.source, place))


def _named(claims: Claims) -> Iterator[tuple[Saying, ConflictKind]]:
    for saying in claims.ids or claims.tags:
        yield saying, ConflictKind.TAG_AGAINST_FILE
    if claims.name is not None:
        yield claims.name, ConflictKind.NAME_AGAINST_FILE


def _what(kind: ConflictKind) -> str:
    return "The licence id says" if kind is ConflictKind.TAG_AGAINST_FILE else "license_name says"


def _changed(texts: Sequence[ReadText]) -> Iterator[Conflict]:
    for read in texts:
        told = read.recognition.passages
        if not told or read.recognition.closest is None or read.recognition.similarity < 0.5:
            continue
        lines = ", ".join(
            f"{passage.first_line}–{passage.last_line}"
            if passage.last_line > passage.first_line
            else str(passage.first_line)
            for passage in told[:8]
        )
        yield Conflict(
            ConflictKind.TEXT_CHANGED,
            f"{read.file.path} is nearly the text of {read.recognition.closest} "
            f"({100 * read.recognition.similarity:.0f} %), with other terms on line(s) {lines}.",
            tuple(Source(file=read.file.path, line=passage.first_line) for passage in told[:8]),
        )


def _policies(claims: Claims, governing: Governing | None, policies: Sequence[PolicyReading]) -> Iterator[Conflict]:
    if governing is None or not governing.licences:
        return
    for policy in policies:
        for fact, line in zip(policy.facts, policy.lines, strict=True):
            if not _is_news(fact, governing.licences):
                continue
            yield Conflict(
                ConflictKind.POLICY_STRICTER,
                f"The use policy {policy.path} is stricter than {governing.name} in: "
                f"{fact.clause.value.replace('_', ' ')}.",
                (Source(file=policy.path, line=line), *governing.sources[:1]),
            )
    yield from _withheld_in_the_eu(claims, governing, policies)


def _is_news(fact: Fact, licences: Sequence[Licence]) -> bool:
    """Whether a policy takes away more than the licences do; that it forbids uses is no news beside a silent one."""
    known = [licence.clauses.get(fact.clause) for licence in licences]
    if any(item is not None and restriction(item) >= restriction(fact) for item in known):
        return False
    return fact.clause is not Clause.USE_RESTRICTIONS or None not in known


def _withheld_in_the_eu(claims: Claims, governing: Governing, policies: Sequence[PolicyReading]) -> Iterator[Conflict]:
    for licence in governing.licences:
        eu = licence.clauses.get(Clause.EU)
        if eu is None or eu.value != "multimodal_excluded" or not _may_be_multimodal(claims, licence):
            continue
        read = next((policy for policy in policies if policy.line_of(Clause.EU) is not None), None)
        place = Source(file=read.path, line=read.line_of(Clause.EU)) if read else governing.sources[0]
        yield Conflict(
            ConflictKind.POLICY_STRICTER,
            f"The use policy of {licence.id} withholds its multimodal models from people and companies in the "
            f"European Union; the licence itself does not say so.",
            (place,),
        )


def _stricter_words(claims: Claims, governing: Governing | None, terms: Sequence[Term]) -> Iterator[Conflict]:
    """What the card, the gate or a notice says, held against the licence told."""
    for where, kind, who in (
        ("card", ConflictKind.CARD_STRICTER, "the card's text"),
        ("gate", ConflictKind.GATE_STRICTER, "what must be accepted before access"),
        ("notice", ConflictKind.CARRIED_NOTICE, "a notice in the card"),
    ):
        found = [term for term in terms if term.where == where and _takes_away(term, governing)]
        if not found:
            continue
        told = governing.name if governing is not None else "what is told"
        what = ", ".join(dict.fromkeys(_what_it_says(term) for term in found))
        lines = ", ".join(str(term.sources[0].line) for term in found if term.sources[0].line is not None)
        at = f" (line {lines})" if lines else ""
        sources = tuple(source for term in found for source in term.sources)
        yield Conflict(
            kind,
            f"{claims.model} is given as {told}, {who} says otherwise{at}: {what}.",
            (*sources, *(governing.sources[:1] if governing is not None else ())),
        )


def _other_words(claims: Claims, terms: Sequence[Term]) -> Iterator[Conflict]:
    """A licence that the card's text gives the model and its metadata do not: one that is stricter is told above."""
    ids = (*(claims.ids or claims.tags), *((claims.name,) if claims.name is not None else ()))
    told = [licence for saying in ids for licence in meaning_of(saying.value).licences if not _is_vague(licence)]
    if not told or weights_among(claims) is not None:
        return
    heard = {term.licence.id for term in terms if term.where == "card" and term.licence is not None}
    for scope, saying in claims.statements:
        licences = meaning_of(saying.value).licences
        if scope not in (Scope.ALL, Scope.WEIGHTS) or any(_is_vague(one) or one.id in heard for one in licences):
            continue
        if licences and not any(is_same_licence(one, other) for one in licences for other in told):
            heard.update(one.id for one in licences)
            line = f" on line {saying.source.line}" if saying.source.line is not None else ""
            yield Conflict(
                ConflictKind.CARD_AGAINST_ID,
                f"The metadata say '{ids[0].value}', the card's text{line} says '{saying.value}'.",
                (saying.source, ids[0].source),
            )


def _is_vague(licence: Licence) -> bool:
    """Whether it is the name of no licence, or of a family: such a name disagrees with none."""
    return licence.kind == "family_tag" or licence.family == "family-tags" or licence.id in ("other", "unknown")


def _what_it_says(term: Term) -> str:
    return term.name if term.limit is None else term.limit.value.replace("_", " ")


def _takes_away(term: Term, governing: Governing | None) -> bool:
    """Whether it is stricter than the licence told, as far as that is known."""
    if governing is None or term.licence is not None:
        return governing is not None
    return any(bool(freer_than(licence.clauses, term.clauses)) for licence in governing.licences)


_TEXT_ONLY = frozenset({"text-generation", "text2text-generation", "text-classification", "feature-extraction"})


def _may_be_multimodal(claims: Claims, licence: Licence) -> bool:
    return licence.id == "llama4" or claims.pipeline not in _TEXT_ONLY


def _text_missing(claims: Claims, licence: Licence, governing: Governing) -> Iterator[Conflict]:
    """Only for licences that are not open: open ones are commonly named by their id alone."""
    if licence.open is not False or licence.value(Clause.TEXT_REQUIRED) is not True:
        return
    if claims.files_look is not Look.READ or any(_is_text(file) for file in claims.files):
        return
    yield Conflict(
        ConflictKind.MISSING_TEXT,
        f"{licence.id} must be passed on with the model, and the repository has no licence file.",
        governing.sources[:1],
    )


def _is_text(file: LicenceFile) -> bool:
    return file.role is Role.LICENCE and file.scope in (Scope.ALL, Scope.WEIGHTS)


def _name_missing(claims: Claims, licence: Licence, governing: Governing) -> Iterator[Conflict]:
    naming = licence.clauses.get(Clause.NAMING)
    prefix = naming.detail.get("prefix") if naming is not None else None
    if not isinstance(prefix, str) or not _is_derived(claims):
        return
    name = _ALNUM.sub("", claims.model.rpartition("/")[2].casefold())
    wanted = _ALNUM.sub("", prefix.casefold())
    if name.startswith((wanted, *(start + wanted for start in _PUBLISHER_PREFIXES))):
        return
    where = "has it elsewhere" if wanted in name else "does not have it"
    yield Conflict(
        ConflictKind.REQUIRED_NAME_ABSENT,
        f"{licence.id} asks that a derived model's name begins with '{prefix}'; "
        f"'{claims.model.rpartition('/')[2]}' {where}.",
        governing.sources[:1],
    )


def _is_derived(claims: Claims) -> bool:
    """A quantised copy is the same model; a fine-tune, adapter or merge is a new one."""
    return bool(claims.bases_named or claims.bases) and claims.relation is not Relation.QUANTIZED


def _link(claims: Claims) -> Iterator[Conflict]:
    link = claims.link
    if link is None or "://" in link.value or claims.files_look is not Look.READ:
        return
    path = link.value.removeprefix("./")
    if file_role(path) is None or any(file.path.casefold() == path.casefold() for file in claims.files):
        return
    yield Conflict(
        ConflictKind.MISSING_LINKED_FILE,
        f"license_link names '{path}', which is not in the repository.",
        (link.source,),
    )
