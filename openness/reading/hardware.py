"""On which machines a model was trained, how long, where and with what energy: read once a record."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from openness.card import Card, Sentence
from openness.reading.headings import OTHER_MODELS, section_topics
from openness.reading.reading import Reading, once
from openness.reading.wording import is_placeholder
from openness.record.evidence import Source
from openness.words import Meaning, every, normal, says, scan

MACHINES, HOURS, PLACE, ENERGY = "machines", "hours", "place", "energy"

_MACHINES = (Meaning.MACHINE, Meaning.MACHINES_COUNTED, Meaning.MACHINES)
_ASKED = (
    *_MACHINES,
    Meaning.HOURS,
    Meaning.ENERGY,
    Meaning.EMISSIONS,
    Meaning.COMPUTING_PLACE,
    Meaning.ON_HARDWARE,
)
_OF_MACHINES = (*_MACHINES, Meaning.EMISSIONS, Meaning.ON_HARDWARE)
_FIGURE = re.compile(r"\b\d[\d,]*(?:\s?[x×])?\b")
_MOST_SENTENCES = 400
_LEAD = 200
_BEFORE = 30
"""Characters before a machine's name in which its number may stand."""


@dataclass
class HardwareReading:
    """What a card says of the machines, by part: stated, only spoken of, or withheld."""

    stated: dict[str, Source] = field(default_factory=dict)
    mentioned: dict[str, Source] = field(default_factory=dict)
    withheld: dict[str, Source] = field(default_factory=dict)
    counted: bool = False
    named: bool = False
    """Whether the kind of machine is given, not only a number of GPUs."""


@once
def read_hardware(reading: Reading) -> HardwareReading:
    """Return what one record says of the machines of its training (nothing without a card); read once a reading."""
    found = HardwareReading()
    card = reading.card
    if card is None:
        return found
    topics = section_topics(card)
    for sentence in card.sentences_hinting(*_ASKED)[:_MOST_SENTENCES]:
        here = topics[sentence.section]
        if OTHER_MODELS in here or is_placeholder(sentence.text, sentence.hints):
            continue
        if any(map(sentence.says, _ASKED)) and _about_training(sentence, here, card):
            _take(found, sentence, reading)
    return found


def _speaks_of_training(text: str) -> bool:
    hints = scan([text])[0]
    return bool(says(Meaning.TRAINS, text, hints) or says(Meaning.EMISSIONS, text, hints))


def _about_training(sentence: Sentence, topics: frozenset[str], card: Card) -> bool:
    """Return whether a sentence speaks of training: itself, through its heading, or through its paragraph."""
    if sentence.says(Meaning.TRAINS) or sentence.says(Meaning.EMISSIONS):
        if sentence.says(Meaning.MAY_BE_TUNED):
            return False
        return not (sentence.says(Meaning.OF_RUNNING) and ("usage" in topics or _serves(sentence)))
    if sentence.says(Meaning.OF_RUNNING) or topics & {"usage", "evaluation", "citation"}:
        return False
    if (before := _lead_in(sentence, card)) and says(Meaning.OF_RUNNING, before):
        return False
    if topics & {"hardware", "training"}:
        return True
    return _speaks_of_training(normal(card.blocks[sentence.block].text[:2_000]))


def _lead_in(sentence: Sentence, card: Card) -> str:
    """Return the paragraph that introduces the list an item stands in ("Required hardware:"), in lower case."""
    block = card.blocks[sentence.block]
    if block.kind != "item":
        return ""
    for before in reversed(card.blocks[max(0, sentence.block - 12) : sentence.block]):
        if before.section != block.section:
            break
        if before.kind != "item" or before.text.rstrip().endswith((":", "：")):
            return normal(before.text[:_LEAD])
    return ""


def _serves(sentence: Sentence) -> bool:
    """Return whether the last verb before the machine is one of use: post-trained so that it runs on one GPU."""
    machine = sentence.says(Meaning.MACHINE) or sentence.says(Meaning.MACHINES_COUNTED)
    if machine is None:
        return False
    before = sentence.lower[: machine.start()]
    return _last(Meaning.OF_RUNNING, before) > max(_last(Meaning.TRAINS, before), _last(Meaning.EMISSIONS, before))


def _last(meaning: Meaning, text: str) -> int:
    return max((found.start() for found in every(meaning, text)), default=-1)


def _take(found: HardwareReading, sentence: Sentence, reading: Reading) -> None:
    source = reading.in_card(sentence.line, sentence.text)
    if sentence.says(Meaning.WITHHOLDS) and any(sentence.says(told) for told in _OF_MACHINES):
        found.withheld.setdefault(MACHINES, source)
        return
    kind = sentence.says(Meaning.MACHINE)
    counted = sentence.says(Meaning.MACHINES_COUNTED)
    machine = kind or counted
    if machine:
        found.named = found.named or kind is not None
        found.stated.setdefault(MACHINES, source)
        found.counted = found.counted or counted is not None or _number_before(sentence.lower, machine.start())
    elif sentence.says(Meaning.MACHINES):
        found.mentioned.setdefault(MACHINES, source)
    if _gives_time(sentence, machine is not None):
        found.stated.setdefault(HOURS, source)
    if sentence.says(Meaning.COMPUTING_PLACE):
        found.stated.setdefault(PLACE, source)
    if sentence.says(Meaning.ENERGY):
        found.stated.setdefault(ENERGY, source)
    elif sentence.says(Meaning.EMISSIONS):
        found.mentioned.setdefault(ENERGY, source)


def _gives_time(sentence: Sentence, machine: bool) -> bool:
    """Return whether a time is given, and as the time that training took."""
    if not sentence.says(Meaning.HOURS) or sentence.says(Meaning.HOURS_OF_DATA):
        return False
    return machine or any(sentence.says(told) for told in (Meaning.TRAINS, Meaning.TOOK, Meaning.MACHINES))


def _number_before(lower: str, start: int) -> bool:
    """Return whether a number stands right before a machine's name."""
    before = lower[max(0, start - _BEFORE) : start]
    return _FIGURE.search(before) is not None or says(Meaning.NUMBER, before) is not None
