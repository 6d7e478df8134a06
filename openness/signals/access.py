"""Signals about access: whether the repository is there, who may download from it, and what is asked for."""

from __future__ import annotations

import re
from collections.abc import Mapping

from openness.reading.answers import answered, not_applicable, not_looked, unreadable
from openness.reading.reading import Reading, api_source
from openness.record.evidence import Confidence, Evidence, Method, Source, choice, open_choice, set_of
from openness.record.record import Look
from openness.signals.signal import Signal, signal


def gone(reading: Reading) -> Evidence | None:
    """Return the evidence that the repository was removed or disabled, or None."""
    if reading.body.removed:
        return answered("removed", api_source("$.removed"), method=Method.API, note="The repository was gone.")
    if reading.body.disabled:
        return answered("disabled", api_source("$.disabled"), method=Method.API, note="The Hub disabled it.")
    return None


@signal(
    "weights.available",
    choice(
        available="the repository was there when it was last seen",
        disabled="the Hub has disabled the repository",
        removed="the repository was gone on a later visit",
    ),
)
def _available(reading: Reading) -> Evidence:
    """Is the repository still there?

    Reads `disabled` in the API body and `removed` in listings that were taken twice; any other answer of the
    Hub about the repository shows that it was there on that day.

    Unknown: the Hub said neither, or answered "not found", which may also hide a private repository.

    Blind spots: true for the day the record was made; an old record does not know of a later removal.
    """
    if (away := gone(reading)) is not None:
        return away
    body = reading.body
    for key, value in (("disabled", body.disabled), ("removed", body.removed)):
        if value is False:
            return answered("available", api_source(f"$.{key}"), method=Method.API)
    if reading.record.files_look is Look.READ:
        return answered("available", api_source("$.siblings"), method=Method.API)
    if body.tags or body.sha or body.last_modified or body.downloads is not None:
        return answered("available", api_source("$.id"), method=Method.API, note="The Hub listed it on that day.")
    if reading.record.card.look is Look.READ:
        where = Source(file=reading.record.card.path)
        return answered("available", where, method=Method.CARD, confidence=Confidence.LOW, note="Its card was read.")
    if Look.ABSENT in (reading.record.files_look, reading.record.card.look):
        return unreadable("The Hub knows no such repository, or hides it from us.")
    return reading.no_files()


GATES: Mapping[str, str] = {
    "none": "anyone can download without asking",
    "automatic": "one has to log in and agree; access is then given at once",
    "manual": "the publisher decides about each request",
    "unspecified": "gated, of which kind was not told",
}
UNSURE_GATES: Mapping[str, tuple[str, ...]] = {"unspecified": ("automatic", "manual")}
_GATE_VALUES = {"none": "none", "auto": "automatic", "manual": "manual", "unspecified": "unspecified"}


def gate(reading: Reading) -> Evidence:
    """Does one have to ask for access to the files?

    Reads `gated` in the API body; where that was not told, the card metadata `extra_gated_*`, which only a
    gate gives meaning to.

    - `none`: open to anyone. - `automatic`: log in, agree and go. - `manual`: the publisher decides.
    - `unspecified`: gated, but not told how (some listings say only yes or no).

    Unknown: nothing told of a gate; many listings leave it out.

    Blind spots: metadata of a gate may stay behind after it was opened (so such an answer is of medium
    or low confidence); a gate on the base model does not show here, see `base.gate`.
    """
    told = reading.body.gated
    if told is not None:
        return answered(_GATE_VALUES[told], api_source("$.gated"), method=Method.API)
    keys = [key for key in reading.metadata if key.startswith("extra_gated_")]
    if not keys:
        return not_looked("What was read does not tell whether the repository is gated.")
    asks = next((key for key in keys if key in ("extra_gated_fields", "extra_gated_prompt")), None)
    return answered(
        "unspecified",
        reading.metadata_source(asks or keys[0]),
        method=Method.METADATA,
        confidence=Confidence.MEDIUM if asks else Confidence.LOW,
        note="The card carries the text of a gate.",
    )


_FIELD_WORDS = (
    ("birth", "date_of_birth"),
    ("mail", "email"),
    ("affiliation", "affiliation"),
    ("organi", "affiliation"),
    ("institution", "affiliation"),
    ("company", "affiliation"),
    ("employer", "affiliation"),
    ("job", "job_title"),
    ("country", "country"),
    ("geo", "location"),
    ("location", "location"),
    ("phone", "phone"),
    ("purpose", "purpose"),
    ("use case", "purpose"),
    ("intend", "purpose"),
    ("research", "research"),
    ("publication", "publications"),
    ("address", "address"),
    ("name", "name"),
)
_MOST_FIELDS = 50
_SENTENCE_WORDS = 6
_STATEMENT = re.compile(r"^\s*(?:i|by|we|you)\s", re.IGNORECASE)


def _field_name(label: str, kind: object) -> str:
    """Return our name for a form field; a label that is a whole statement is an agreement."""
    if kind == "checkbox" or _STATEMENT.match(label) or len(label.split()) > _SENTENCE_WORDS:
        return "agreement"
    lowered = label.lower()
    if kind == "ip_location":
        return "location"
    return next((name for word, name in _FIELD_WORDS if word in lowered), "other")


@signal("access.asks_for", set_of())
def _asks_for(reading: Reading) -> Evidence:
    """What does the gate ask of the reader?

    Reads `extra_gated_fields` and `extra_gated_prompt` in the card metadata. The Hub itself shares the account's
    name and e-mail address with the publisher at every gate (`account_name`, `email`).

    Each value is our word for one thing asked for: `name`, `affiliation`, `country`, `date_of_birth`, `purpose`,
    `agreement` (a statement one has to accept), `other`, ...

    Not applicable: there is no gate. Unknown: it is not told whether there is one, or the metadata was not read.

    Blind spots: fields are sorted by English words in their labels; the rest counts as `other`.
    """
    own_gate = gate(reading)
    if own_gate.value is None:
        return own_gate
    if own_gate.value == "none":
        return not_applicable("There is no gate.", *own_gate.sources)
    if reading.body.card_data is None and reading.record.card.look is not Look.READ:
        return reading.no_card()
    if (unread := reading.no_metadata()) is not None:
        return unread
    asked = {"account_name", "email"}
    sources = list(own_gate.sources)
    fields = reading.metadata.get("extra_gated_fields")
    if isinstance(fields, dict):
        sources.append(reading.metadata_source("extra_gated_fields"))
        for label, kind in list(fields.items())[:_MOST_FIELDS]:
            asked.add(_field_name(str(label)[:500], kind))
    if reading.metadata.get("extra_gated_prompt"):
        sources.append(reading.metadata_source("extra_gated_prompt"))
        asked.add("agreement")
    return answered(tuple(sorted(asked)), *dict.fromkeys(sources), method=Method.METADATA)


ACCESS_SIGNALS: tuple[Signal, ...] = (
    _available,
    signal("access.gate", open_choice(UNSURE_GATES, **GATES))(gate),
    _asks_for,
)
