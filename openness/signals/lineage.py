"""Signals about where a model comes from, what it is for, how large it is and whose it is."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace

from openness.licences.name_hint import hinted_family
from openness.reading.ancestry import Ancestry, read_ancestry, sounds_derived
from openness.reading.answers import answered, not_looked, silent, unreadable
from openness.reading.reading import Reading, api_source
from openness.reading.tuning import says_tuned
from openness.record.evidence import (
    Confidence,
    Evidence,
    Method,
    Outcome,
    Source,
    choice,
    count,
    name,
    open_choice,
    ordered,
)
from openness.record.record import BaseFact, Look, Record, Relation
from openness.signals.access import GATES, UNSURE_GATES, gate
from openness.signals.modality import MODALITY_SIGNALS
from openness.signals.published import PUBLISHED, only_a_delta, published_weights
from openness.signals.signal import Signal, signal
from openness.signals.visible_gate import VISIBLE_GATES, visible_gate

_MOST_NAMED = 8


def _ancestry(reading: Reading) -> Ancestry | Evidence:
    """Return the bases a model names (perhaps none), or why that is unknown."""
    found = read_ancestry(reading)
    if found is None:
        return reading.no_metadata() or not_looked(
            "Neither card metadata nor tags were read, where a base model would be named."
        )
    if not found.bases and sounds_derived(reading.record.id):
        return silent("Its name says that it was made from another model, and it does not say which.")
    if not found.bases and says_tuned(reading):
        return silent("Its card says that it was made from another model, and does not link it.")
    if not found.bases and (family := hinted_family(reading.record.id, reading.card)) is not None:
        return silent(f"Its name carries the name of the family “{family}”, and it names no base.")
    return found


@signal(
    "lineage.relation",
    choice(
        none="it names no base model: trained from scratch, as far as told",
        finetune="trained further from its base",
        adapter="an adapter to its base",
        quantized="its base with fewer bits",
        merge="merged from several models",
        unstated="it names its base, and not what was done to it",
    ),
)
def _relation(reading: Reading) -> Evidence:
    """How does the model come from the model it names as its base?

    Reads `base_model` and `base_model_relation` in the card metadata, the tags `base_model:<relation>:...`, the
    adapter configuration, and the card's text where it links a model in words such as "fine-tuned from".

    - `none`: metadata or tags were read and name no base. - the other values as the publisher or the Hub says.

    Unknown: neither was read; or the name (`-Instruct`, `-chat`, `-GGUF`, that of a family under a binding licence) or
    the card ("we fine-tuned a pre-trained model") says that it was derived, and no base is named.

    Blind spots: where the publisher gives no relation, the Hub infers one from the files and is at times wrong
    (an ONNX copy in the same repository makes it "quantized"); a finetune that hides its base reads as `none`.
    """
    found = _ancestry(reading)
    if isinstance(found, Evidence):
        return found
    if found.source is None or found.relation is None:
        note = "No base model is named in metadata or tags."
        where = api_source("$.cardData") if reading.body.card_data is not None else _read_place(reading)
        return answered("none", where, method=found.method, confidence=found.confidence, note=note)
    if found.declared or found.relation is Relation.UNSTATED:
        return answered(found.relation.value, found.source, method=found.method, confidence=found.confidence)
    note = "The relation is the Hub's or our inference."
    return answered(found.relation.value, found.source, method=found.method, confidence=Confidence.MEDIUM, note=note)


def _read_place(reading: Reading) -> Source:
    if reading.record.card.look is Look.READ:
        return Source(file=reading.record.card.path)
    return api_source("$.tags")


@signal("lineage.base", name())
def _base(reading: Reading) -> Evidence:
    """Which model does it name as its base?

    Reads the same places as `lineage.relation`. The value is the Hub id; several are joined by a comma.

    Unknown: no base is named (see `lineage.relation` for what that means), or nothing was read.

    Blind spots: paths on the publisher's own disk are left out; an id may since have been renamed.
    """
    found = _ancestry(reading)
    if isinstance(found, Evidence):
        return found
    if found.source is None:
        return silent("No base model is named in metadata or tags.")
    value = ", ".join(found.bases[:_MOST_NAMED])
    return answered(value, found.source, method=found.method, confidence=found.confidence)


def _of_base(reading: Reading, ask: Callable[[Reading], Evidence], worst: Callable[[Evidence], int]) -> Evidence:
    """Ask of the furthest ancestors what `ask` asks of a model; with several, the worst answer counts.

    One ancestor of which the answer is unknown makes the whole unknown. A model without a base is its own.
    """
    found = _ancestry(reading)
    if isinstance(found, Evidence):
        return found
    if not found.bases:
        if only_a_delta(reading):
            return silent("It is a delta to another model, which it does not name.")
        own = ask(reading)
        lower = Confidence.LOW if found.confidence is Confidence.LOW else own.confidence
        return replace(
            own,
            method=own.method and Method.LINEAGE,
            confidence=own.confidence and lower,
            note="It names no base model and so is its own base." if own.value is not None else own.note,
        )
    facts = reading.record.lineage
    if not facts:
        return not_looked(f"Nobody has looked at its base {found.bases[0]}.")
    answers = [_asked_of(reading.record, fact, ask) for fact in _furthest(facts)]
    unknown = next((answer for answer in answers if answer.outcome is not Outcome.ANSWERED), None)
    return unknown if unknown is not None else min(answers, key=worst)


def _furthest(facts: Sequence[BaseFact]) -> Sequence[BaseFact]:
    """Return the ends of a lineage: of a merge, one branch may be longer than another, and each end counts."""
    children = {fact.child.lower() for fact in facts}
    return [fact for fact in facts if fact.id.lower() not in children] or facts


def _asked_of(record: Record, fact: BaseFact, ask: Callable[[Reading], Evidence]) -> Evidence:
    if fact.body is None:
        told = f" ({fact.detail})" if fact.detail else ""
        match fact.look:
            case Look.ABSENT:
                return unreadable(f"The Hub knows no repository {fact.id}, or hides it from us{told}.")
            case Look.NOT_LOOKED:
                return not_looked(f"Nobody has looked at {fact.id}.")
            case _:
                return unreadable(f"{fact.id} could not be read{told}.")
    listed = Look.READ if fact.body.files is not None else Look.NOT_LOOKED
    base = Record(body=fact.body, origin=record.origin, fetched_at=record.fetched_at, files_look=listed)
    found = ask(Reading(base))
    if found.value is None:
        return found
    sources = tuple(source.in_repository(fact.id) for source in found.sources)
    return replace(found, method=Method.LINEAGE, sources=sources, note=f"Read of its base {fact.id}.")


@signal("base.weights", ordered(**PUBLISHED))
def base_weights(reading: Reading) -> Evidence:
    """Are the weights of the base model, where the training began, in its repository?

    Follows `base_model` up to the furthest ancestor that was looked at and asks of it what `weights.published`
    asks. Where no base is named, the model is its own base. With several ancestors (a merge), the worst counts.

    Values as for `weights.published`. Unknown: the base is not named though the name says there is one, nobody
    looked at it, or it could not be read.

    Blind spots: a model that does not name its base is taken for one.
    """
    order = list(PUBLISHED)
    return _of_base(reading, published_weights, lambda answer: order.index(str(answer.value)))


_CLOSEST = ("manual", "unspecified", "automatic", "none")


@signal("base.gate", open_choice(UNSURE_GATES, **GATES))
def _base_gate(reading: Reading) -> Evidence:
    """Does one have to ask for access to the files of the base model?

    Follows `base_model` as `base.weights` does and asks of the furthest ancestor what `access.gate` asks; with
    several, the closest gate counts.

    Values as for `access.gate`. Unknown: as for `base.weights`, or nothing told of a gate.

    Blind spots: a gate between the model and its furthest ancestor is not seen.
    """
    return _of_base(reading, gate, lambda answer: _CLOSEST.index(str(answer.value)))


@signal("base.visible_gate", choice(**VISIBLE_GATES))
def base_visible_gate(reading: Reading) -> Evidence:
    """Is there a gate before the files of the base model, as far as the record lets us see?

    Follows `base_model` as `base.weights` does and asks of the furthest ancestor what `access.visible_gate` asks;
    with several, a gate before one of them decides. A model that names no base is its own, so its card counts.

    Values as for `access.visible_gate`. Unknown: as for `base.weights`, or nothing told of a gate.

    Blind spots: a gate between the model and its furthest ancestor is not seen; of an ancestor no card is read.
    """
    return _of_base(reading, visible_gate, lambda answer: answer.value == "none")


@signal("model.parameters", count("parameters"))
def _parameters(reading: Reading) -> Evidence:
    """How many parameters does the model have?

    Reads what the Hub counted in the headers of its safetensors or GGUF files.

    Unknown: the Hub told no count (other formats, or a listing without it).

    Blind spots: in packed low-bit formats several parameters share one stored number, so the count of a quantised
    copy may be too low (such an answer is of medium confidence); an adapter counts its own parameters only.
    """
    for key, facts in (("safetensors", reading.body.safetensors), ("gguf", reading.body.gguf)):
        if not facts:
            continue
        total = facts.get("total")
        kinds = facts.get("parameters")
        if not _is_count(total) and isinstance(kinds, dict):
            total = sum(number for number in kinds.values() if _is_count(number))
        if _is_count(total) and total:
            packed = isinstance(kinds, dict) and any(kind.startswith(("I", "U")) and kind != "I64" for kind in kinds)
            sure = Confidence.MEDIUM if packed else Confidence.HIGH
            return answered(int(total), api_source(f"$.{key}.total"), method=Method.API, confidence=sure)
    if reading.body.sha or reading.body.tags:
        return silent("The Hub told no count of parameters.")
    return not_looked("Nobody asked the Hub for the count of parameters.")


def _is_count(value: object) -> bool:
    return isinstance(value, int) and not isinstance(value, bool) and 0 <= value < 2**63


@signal("model.organisation", name())
def _organisation(reading: Reading) -> Evidence:
    """Whose account publishes the model?

    Reads what stands before the slash in the id, else `author` in the API body.

    Unknown: an old id without an account (`gpt2`) and no author told.

    Blind spots: the account is not always the maker (copies, conversions), and an organisation is not told from
    a person.
    """
    account, slash, _ = reading.record.id.partition("/")
    if slash and account:
        return answered(account, api_source("$.id"), method=Method.API)
    if reading.body.author:
        return answered(reading.body.author, api_source("$.author"), method=Method.API)
    return silent("The id names no account, and no author was told.", api_source("$.id"))


LINEAGE_SIGNALS: tuple[Signal, ...] = (
    _relation,
    _base,
    base_weights,
    _base_gate,
    base_visible_gate,
    *MODALITY_SIGNALS,
    _parameters,
    _organisation,
)
