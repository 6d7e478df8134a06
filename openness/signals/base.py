"""The signal about how the base's weights can be had, where nobody has looked: as the card tells."""

from __future__ import annotations

from dataclasses import replace

from openness.card import Card
from openness.reading.ancestry import Ancestry, read_ancestry
from openness.reading.answers import answered, silent
from openness.reading.data import read_data
from openness.reading.reading import Reading
from openness.reading.wording import announces, denies
from openness.record.evidence import Confidence, Evidence, Method, choice
from openness.record.record import Look
from openness.signals.lineage import base_visible_gate, base_weights
from openness.signals.obtainable import OBTAINABLE, seen_of_base
from openness.signals.signal import Signal, signal
from openness.words import Rule, Stems

_GATE_STEMS = Stems("gated", "access", "accept", "agree", "sign")
_GATED = Rule(
    r"\bgated\b|\b(?:request|need|obtain|ask for|apply for) (?:\w+ ){0,2}access\b|\baccess token\b"
    r"|\b(?:accept|agree to|sign)\b[^.]{0,40}\b(?:licen[cs]e|terms|conditions|agreement)\b"
)


@signal(
    OBTAINABLE,
    choice(
        none="its weights are not there",
        limited="a part of them, or behind a gate",
        told="it is named by an id or a link, and nobody has looked",
        seen="all of them, without a gate, as somebody saw",
    ),
)
def _obtainable(reading: Reading) -> Evidence:
    """Can the weights of the base model be had, as far as is known or told?

    Reads `base.weights` and `base.visible_gate`; where nobody has looked at the base, what the card tells of it.

    - `seen`: somebody looked: all weights, no gate. - `limited`: a part, or a gate, or the card says that the base is
      gated. - `none`: somebody looked and there are none.
    - `told`: the model names its base by an id of the Hub or a link, and its card speaks of no gate before it. A
      model that names no base is its own: then its own weights count.

    Unknown: the base is not named, or in words only; or somebody looked and could not tell. Blind spot: an id in a
    card may lead to a gate that the card does not tell of.
    """
    found = read_ancestry(reading)
    body = reading.body
    if found is not None and not found.bases and not (body.tags or body.card_data or read_data(reading).told):
        return silent("Its card alone was read, names no base and tells of no training of its own.")
    weights, gate = base_weights.ask(reading), base_visible_gate.ask(reading)
    if (seen := seen_of_base(weights.value, gate.value)) is not None:
        return replace(gate if seen == "limited" and gate.value == "gated" else weights, value=seen)
    looked = any(fact.look is not Look.NOT_LOOKED for fact in reading.record.lineage)
    if found is None or found.source is None or not found.bases or not found.pointed or looked:
        return weights
    if reading.card is not None and (gated := _said_gated(reading, reading.card, found)) is not None:
        return gated
    note = f"It names its base {found.bases[0]}; nobody has looked at it."
    return answered("told", found.source, method=found.method, confidence=Confidence.LOW, note=note)


def _said_gated(reading: Reading, card: Card, found: Ancestry) -> Evidence | None:
    names = [name.rpartition("/")[2].lower() for name in found.bases]
    for sentence in card.sentences_with(_GATE_STEMS):
        lower, hints = sentence.lower, sentence.hints
        if not sentence.finds(_GATED) or denies(lower, hints) or announces(lower, hints):
            continue
        if any(name in lower for name in names) or "base model" in lower:
            where = reading.in_card(sentence.line, sentence.text)
            note = "The card says that its base stands behind a gate."
            return answered("limited", where, method=Method.CARD, confidence=Confidence.LOW, note=note)
    return None


BASE_SIGNALS: tuple[Signal, ...] = (_obtainable,)
