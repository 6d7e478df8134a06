"""Whether a gate can be seen at all: by the Hub's word, else by what the card's metadata and text say."""

from __future__ import annotations

from openness.reading.answers import answered, not_applicable
from openness.reading.reading import Reading
from openness.reading.wording import announces, denies
from openness.record.evidence import Confidence, Evidence, Method, Source, choice
from openness.signals.access import gate
from openness.signals.published import published_weights
from openness.signals.signal import Signal, signal
from openness.words import Rule, Stems

_STEMS = Stems("access", "gated", "accept", "agree", "acknowledge", "permission", "login", "log in")
_ASKS = Rule(
    r"\b(?:request|apply for|obtain|gain|ask for|granted|need) (?:\w+ ){0,2}(?:access|permission)\b"
    r"|\baccess (?:request|form|is granted|to (?:this|the) (?:model|repo\w*|weights) (?:is|requires))"
    r"|\bgated (?:model|repo\w*|access)\b"
    r"|\b(?:accept|agree (?:to|with)|acknowledge|fill (?:in|out))\b[^.]{0,60}\b(?:licen[cs]e|terms|conditions|form"
    r"|agreement)\b[^.]{0,80}"
    r"\b(?:before|to (?:access|download|get|obtain))\b"
    r"|\b(?:log ?in|login)\b[^.]{0,40}\b(?:hugging ?face|hub|token)\b[^.]{0,60}\b(?:access|download)"
)


VISIBLE_GATES = {"none": "no gate is to be seen", "gated": "there is a gate, or the card speaks of one"}


def visible_gate(reading: Reading) -> Evidence:
    """Is there a gate before the files, as far as the record lets us see?

    Reads what the Hub says (`access.gate`); only where it was not asked, the card: its metadata for the
    text of a gate, then its sentences for a request for access or terms to be accepted first.

    - `none`: the Hub says so; or the card was read and neither its metadata nor its text speaks of a gate.
      The latter has low confidence.
    - `gated`: the Hub says so, or the card does.

    Unknown: neither the Hub was asked nor a card read. Not applicable: there are no weights behind it.

    Blind spots: a gate can be shut without a word in the card; ask the Hub where it matters.
    """
    if (weights := published_weights(reading)).value == "none":
        return not_applicable("There are no weights to stand before.", *weights.sources)
    told = gate(reading)
    if told.value is not None:
        value = "none" if told.value == "none" else "gated"
        method = told.method or Method.API
        return answered(
            value, *told.sources, method=method, confidence=told.confidence or Confidence.HIGH, note=told.note
        )
    card = reading.card
    if card is None:
        return reading.no_card()
    for sentence in card.sentences_with(_STEMS):
        if sentence.finds(_ASKS) and not (
            denies(sentence.lower, sentence.hints) or announces(sentence.lower, sentence.hints)
        ):
            asked = reading.in_card(sentence.line, sentence.text)
            note = "The card says that access must be asked for, or terms accepted, first."
            return answered("gated", asked, method=Method.CARD, confidence=Confidence.LOW, note=note)
    note = "Neither metadata nor text of the card speaks of a gate; the Hub was not asked."
    where = Source(file=reading.record.card.path, line=1)
    return answered("none", where, method=Method.CARD, confidence=Confidence.LOW, note=note)


VISIBLE_GATE_SIGNALS: tuple[Signal, ...] = (signal("access.visible_gate", choice(**VISIBLE_GATES))(visible_gate),)
