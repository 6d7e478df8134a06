"""What a licence named by a catalogue or an index allows: its name is put through the knowledge of licences.

The name stands where a publisher's own `license_name` would, so that one resolution reads both.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from functools import lru_cache
from typing import Any

from openness.catalogue.entry import Origin
from openness.licences.clause import clause_of, holds_regardless
from openness.licences.knowledge import knowledge
from openness.licences.outcome import KINDS, LEAST_TAKEN
from openness.reading.reading import Reading
from openness.record.evidence import Confidence, Evidence, Method, Outcome, Source, Value
from openness.record.record import BaseFact, Look, ModelBody, Record
from openness.signals.licence import LICENCE_SIGNALS

_OF_FILES = frozenset(
    "licence.text_included licence.conflicts licence.conflict_kinds licence.code licence.data licence.documentation"
    " licence.parts_open".split()
)
"""What only a look into the repository can answer."""
_UNTOLD = frozenset({"unknown", "unclear", "undisclosed", "various", "mixed", "custom license", "custom licence"})


def tells_a_licence(name: str | None) -> bool:
    """Return whether a spelling names a licence at all; "Unknown" and "Various" do not."""
    return name is not None and name.strip().casefold() not in _UNTOLD


def licence_evidence(
    name: str, origins: Sequence[Origin], bases: Sequence[tuple[str, str | None]], by: str
) -> dict[str, Evidence]:
    """Return what follows from a licence that an entry names, by signal.

    `bases` are the models of others it was made from, each with its licence id where one is known: what a base
    forbids stays forbidden, and a base with unknown terms leaves open what it might forbid: that is silence, with
    the reason. A name that tells
    nothing ("Unknown", "Various") answers nothing.
    """
    if not origins or not tells_a_licence(name):
        return {}
    return {answer.signal: _stated(answer, name, origins, by) for answer in _allowed(name.strip(), tuple(bases))}


def taken_by_bases(
    licence: str, origins: Sequence[Origin], bases: Sequence[tuple[str, str | None]], by: str
) -> dict[str, tuple[Value, Evidence]]:
    """Return what a licence read of a model answers alone, and with bases that `by` names, where the two differ.

    By signal; for models that name no base themselves.
    """
    if not origins or not bases or not tells_a_licence(licence):
        return {}
    alone = {answer.signal: answer.value for answer in _allowed(licence.strip(), ())}
    why = f"{licence.strip()[:80]} was read of the model, which names no base; {by} names one."
    return {
        answer.signal: (value, _stated(answer, licence, origins, by, why))
        for answer in _allowed(licence.strip(), tuple(bases))
        if (value := alone[answer.signal]) is not None and answer.value != value
    }


def holding_regardless(stated: Mapping[str, Evidence]) -> dict[str, Evidence]:
    """Return what stated answers leave of a licence where something that could bind beside it was not read.

    Its name, and what takes away: that can only become more. A permission could be taken away, so it is not stated.
    """
    return {signal: item for signal, item in stated.items() if signal in _NAMES_IT or _takes_away(signal, item.value)}


_NAMES_IT = frozenset({"licence.weights", "licence.basis"})
_VERDICTS = frozenset({"licence.open", "licence.osi", "licence.mof_open"})


def _takes_away(signal: str, value: Value | None) -> bool:
    if signal == "licence.kind":
        return value in KINDS[LEAST_TAKEN:]
    if signal in _VERDICTS:
        return value is False
    clause = clause_of(signal)
    return clause is not None and holds_regardless(clause, value)


@lru_cache(maxsize=1024)
def _allowed(name: str, bases: tuple[tuple[str, str | None], ...]) -> tuple[Evidence, ...]:
    """Return what a licence of that name answers, asked of a record that holds nothing but the name and the bases."""
    known = knowledge().find(name)
    card: dict[str, Any] = {"license": "other", "license_name": name} if known is None else {"license": known.id}
    ids = {base: "-".join(base.split()) for base, _ in bases}
    if bases:
        card["base_model"] = list(ids.values())
    lineage = tuple(
        BaseFact(
            id=ids[base],
            look=Look.NOT_LOOKED if licence is None else Look.READ,
            child="entry",
            body=None if licence is None else ModelBody(id=ids[base], card_data={"license": licence}),
        )
        for base, licence in bases
    )
    record = Record(body=ModelBody(id="entry", card_data=card), origin="catalogue", lineage=lineage)
    reading = Reading(record)
    found = [signal.ask(reading) for signal in LICENCE_SIGNALS if signal.id not in _OF_FILES]
    untold = ", ".join(base for base, licence in bases if licence is None)
    return tuple(
        answer
        if answer.outcome in (Outcome.ANSWERED, Outcome.NOT_APPLICABLE)
        else _open_question(answer, known is not None, untold)
        for answer in found
    )


def _open_question(answer: Evidence, known: bool, bases: str) -> Evidence:
    """Return a question that a name alone does not settle, with what stands in the way."""
    if bases:
        note = f"It was made from {bases}, whose terms nobody has told: they may forbid what its own licence allows."
    elif known:
        note = "Our facts on this licence do not tell it."
    else:
        note = "We know no licence of that name."
    return Evidence(signal=answer.signal, outcome=Outcome.SILENT, note=note)


def _stated(answer: Evidence, name: str, origins: Sequence[Origin], by: str, why: str = "") -> Evidence:
    note = why or f"Named '{name[:80]}' by {by}; not read in the repository itself."
    if answer.note and (answer.method is Method.LINEAGE or answer.outcome is not Outcome.ANSWERED):
        note = f"{answer.note} {note}"
    return replace(
        answer,
        method=Method.CATALOGUE,
        confidence=max((Confidence.MEDIUM, *(origin.confidence for origin in origins)), key=list(Confidence).index),
        sources=tuple(Source(url=origin.url) for origin in origins),
        note=note,
        revision=None,
        date=max(origin.date for origin in origins),
        by=by,
    )
