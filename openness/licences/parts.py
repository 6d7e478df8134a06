"""Licences per part: weights, code, data and documentation, each under its own terms.

A licence for code or documents never speaks for the weights, and the other way round only where one
licence covers the whole repository.
"""

from __future__ import annotations

from dataclasses import dataclass

from openness.licences.knowledge import Licence, knowledge
from openness.licences.outcome import Resolution
from openness.licences.saying import Claims
from openness.licences.spelling import meaning_of
from openness.record.evidence import Confidence, Method, Outcome, Source
from openness.record.file_names import Scope
from openness.record.record import DatasetFact, Look


@dataclass(frozen=True)
class Part:
    """The licence of one part of a release. `open` is None where unknown."""

    outcome: Outcome
    note: str
    name: str | None = None
    open: bool | None = None
    method: Method | None = None
    confidence: Confidence | None = None
    sources: tuple[Source, ...] = ()


def code_licence(claims: Claims, resolution: Resolution) -> Part:
    """Return the licence of the code in the repository; code kept elsewhere is not looked at here."""
    if (own := _own_file(claims, resolution, Scope.CODE)) is not None:
        return own
    if (stated := _statement(claims, Scope.CODE)) is not None:
        return stated
    if claims.has_code is None:
        return Part(Outcome.NOT_LOOKED, "Nobody looked whether the repository holds code.")
    if not claims.has_code:
        return Part(Outcome.SILENT, "The repository holds no code, and nothing says under which licence code is.")
    return _repository(resolution, "code", Confidence.MEDIUM)


def documentation_licence(claims: Claims, resolution: Resolution) -> Part:
    """Return the licence of the card and other documents in the repository."""
    if (own := _own_file(claims, resolution, Scope.DOCUMENTATION)) is not None:
        return own
    if (stated := _statement(claims, Scope.DOCUMENTATION)) is not None:
        return stated
    if claims.has_card is None:
        return Part(Outcome.NOT_LOOKED, "Nobody looked whether the repository has a card.")
    if not claims.has_card:
        return Part(Outcome.SILENT, "The repository has no card, and nothing says under which licence documents are.")
    return _repository(resolution, "documents", Confidence.LOW)


def data_licence(claims: Claims, resolution: Resolution) -> Part:
    """Return the licence of the training data: what the data sets the model names say of themselves."""
    if (own := _own_file(claims, resolution, Scope.DATA)) is not None:
        return own
    if not claims.datasets:
        if claims.datasets_named:
            return Part(Outcome.NOT_LOOKED, "The model names data sets; nobody looked at them.")
        if (stated := _statement(claims, Scope.DATA)) is not None:
            return stated
        if claims.metadata_look in (Look.READ, Look.ABSENT):
            return Part(Outcome.SILENT, "The model names no data set.")
        return Part(Outcome.NOT_LOOKED, "Nobody looked whether the card names data sets.")
    return _datasets(claims.datasets)


def _datasets(facts: tuple[DatasetFact, ...]) -> Part:
    names: dict[str, None] = {}
    opens: list[bool | None] = []
    silent: list[str] = []
    sources = []
    for fact in facts:
        licences, unknown = _meant(fact)
        if fact.look is Look.READ and (licences or unknown):
            names.update(dict.fromkeys([*(licence.id for licence in licences), *unknown]))
            sources.append(Source(repository=f"datasets/{fact.resolved_id or fact.id}"))
        else:
            silent.append(fact.id)
        opens.append(_all_open(licences, unknown) if fact.look is Look.READ else None)
    verdict = False if any(item is False for item in opens) else (True if all(opens) else None)
    if not names:
        return Part(
            Outcome.SILENT if all(fact.look in (Look.READ, Look.ABSENT) for fact in facts) else Outcome.UNREADABLE,
            f"None of the {len(facts)} data set(s) named tells its licence.",
        )
    note = (
        f"Of {len(facts)} data set(s) named, {len(silent)} tell(s) no licence."
        if silent
        else (f"All {len(facts)} data set(s) named tell their licence; other data may have been used.")
    )
    confidence = Confidence.MEDIUM if silent else Confidence.HIGH
    return Part(
        Outcome.ANSWERED, note, " AND ".join(sorted(names))[:200], verdict, Method.DATASET, confidence, tuple(sources)
    )


def _meant(fact: DatasetFact) -> tuple[list[Licence], list[str]]:
    licences: list[Licence] = []
    unknown: list[str] = []
    for text in fact.licences:
        meaning = meaning_of(text)
        licences.extend(licence for licence in meaning.licences if licence.id not in ("other", "unknown"))
        unknown.extend(meaning.unknown)
        unknown.extend("other" for licence in meaning.licences if licence.id == "other")
    return licences, unknown


def _all_open(licences: list[Licence], unknown: list[str]) -> bool | None:
    if any(licence.open is False for licence in licences):
        return False
    return True if licences and not unknown and all(licence.open for licence in licences) else None


def _own_file(claims: Claims, resolution: Resolution, scope: Scope) -> Part | None:
    for read in resolution.texts:
        if read.file.scope is not scope:
            continue
        licences = [licence for name in read.recognition.licences if (licence := knowledge().find(name)) is not None]
        source = Source(file=read.file.path, line=1)
        if licences:
            return Part(
                Outcome.ANSWERED,
                f"{read.file.path} is about this part by its name.",
                " AND ".join(licence.id for licence in licences),
                _all_open(licences, []),
                Method.LICENCE_FILE,
                Confidence.HIGH,
                (source,),
            )
        note = f"{read.file.path} is {read.recognition}."
        return Part(Outcome.ANSWERED, note, "custom", None, Method.LICENCE_FILE, Confidence.MEDIUM, (source,))
    unread = next((file for file in claims.files if file.scope is scope and not file.is_read), None)
    return None if unread is None else Part(Outcome.NOT_LOOKED, f"The file {unread.path} was not read.")


def _statement(claims: Claims, scope: Scope) -> Part | None:
    for about, saying in claims.statements:
        if about is not scope:
            continue
        meaning = meaning_of(saying.value)
        return Part(
            Outcome.ANSWERED,
            "The card says so in its text.",
            " AND ".join((*(licence.id for licence in meaning.licences), *meaning.unknown)),
            _all_open(list(meaning.licences), list(meaning.unknown)),
            Method.CARD,
            Confidence.MEDIUM,
            (saying.source,),
        )
    return None


def _repository(resolution: Resolution, what: str, confidence: Confidence) -> Part:
    """The licence of the whole repository, where one is told and is not only about the weights."""
    governing = resolution.governing
    if governing is None:
        return Part(resolution.outcome, resolution.note or "No licence is told.")
    scopes = {read.file.scope for read in resolution.texts if Source(file=read.file.path, line=1) in governing.sources}
    if scopes == {Scope.WEIGHTS}:
        return Part(Outcome.SILENT, f"The licence file is about the weights only; nothing is said of {what}.")
    verdict = _all_open(list(governing.licences), [governing.name] if governing.unknown_part else [])
    return Part(
        Outcome.ANSWERED,
        f"The licence told for the whole repository; it does not speak of {what} by name.",
        governing.name,
        verdict,
        governing.method,
        confidence,
        governing.sources,
    )


def parts_open(weights: bool | None, code: bool | None, data: bool | None) -> str | None:
    """Return how many of the three parts are openly licensed (`none`, `one`, `two`, `all`), or None if undecided."""
    answers = (weights, code, data)
    if any(answer is None for answer in answers):
        return None
    return ("none", "one", "two", "all")[sum(answer is True for answer in answers)]
