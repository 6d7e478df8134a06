"""Signals about the machines a model was trained on: which, how long, where, and the energy."""

from __future__ import annotations

from openness.reading.answers import answered, silent
from openness.reading.hardware import read_hardware
from openness.reading.reading import Reading
from openness.record.evidence import Confidence, Domain, Evidence, Method, ordered
from openness.signals.signal import Signal, signal

_LEVELS = {
    "withheld": "the publisher says that it is not disclosed",
    "mentioned": "the card speaks of it without saying it",
    "stated": "the card states it",
}


def _ask(reading: Reading, part: str) -> Evidence:
    if reading.card is None:
        return reading.no_card()
    found = read_hardware(reading)
    for level, place in (("stated", found.stated), ("mentioned", found.mentioned), ("withheld", found.withheld)):
        if (source := place.get(part)) is not None:
            return answered(level, source, method=Method.CARD, confidence=Confidence.MEDIUM)
    return silent("The card does not say it.")


def _part(signal_id: str, documentation: str) -> Signal:
    part = signal_id.split(".", 1)[1]

    def ask(reading: Reading) -> Evidence:
        return _ask(reading, part)

    ask.__doc__ = documentation
    return signal(signal_id, _DOMAIN)(ask)


_DOMAIN: Domain = ordered(**_LEVELS)

machines = _part(
    "hardware.machines",
    """Does the card say on which machines the model was trained?

    Reads sentences and tables about training; what a model needs to run does not count.

    - `stated`: a kind of accelerator or a number of machines is given.
    - `mentioned`: GPUs or TPUs are spoken of, neither kind nor number is given.
    - `withheld`: a sentence says that it is not disclosed.

    Unknown: the card does not say (many papers do). Blind spot: machines of the data processing are
    rarely told apart from those of the training.
    """,
)
hours = _part(
    "hardware.hours",
    """Does the card say how long the training took?

    - `stated`: hours, days or weeks of training, or GPU hours. Hours of audio or video data do not count.

    Unknown: the card does not say.
    """,
)
place = _part(
    "hardware.place",
    """Does the card say where the model was trained?

    - `stated`: a cloud, region, data centre or supercomputer is named as the place of training.

    Unknown: the card does not say. Blind spot: a cluster that is only called by its own name is not seen.
    """,
)
energy = _part(
    "hardware.energy",
    """Does the card state the energy used or the carbon emitted by the training?

    - `stated`: an amount with its unit (kWh, t CO2).
    - `mentioned`: emissions or energy are spoken of without an amount.

    Unknown: the card does not say; empty template fields count as nothing.
    """,
)


@signal(
    "hardware.documentation",
    ordered(
        none="the publisher says that the training machines are not disclosed",
        partial="machines, hours or energy: one of them is stated",
        full="the kind of machines is stated with their number, the time or the energy",
    ),
)
def documentation(reading: Reading) -> Evidence:
    """Is the hardware of the training documented?

    - `full`: the kind of machines with their number, or with hours or energy.
    - `partial`: only the kind of machines, only their number, only the time, or only the energy. A place adds
      nothing to it.
    - `none`: only where the publisher says that it is not disclosed.

    Unknown: the card is silent; a paper may say more.
    """
    if reading.card is None:
        return reading.no_card()
    found = read_hardware(reading)
    stated = found.stated
    if found.named and (found.counted or stated.keys() & {"hours", "energy"}):
        return answered("full", *stated.values(), method=Method.CARD, confidence=Confidence.MEDIUM)
    if stated.keys() - {"place"}:
        return answered("partial", *stated.values(), method=Method.CARD, confidence=Confidence.MEDIUM)
    if found.withheld:
        return answered("none", *found.withheld.values(), method=Method.CARD, confidence=Confidence.MEDIUM)
    return silent("The card does not say on which machines the model was trained.")


HARDWARE_SIGNALS: tuple[Signal, ...] = (machines, hours, place, energy, documentation)
