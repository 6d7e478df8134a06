"""The signal about architecture and training set-up."""

from __future__ import annotations

from openness.reading.answers import answered, silent
from openness.reading.reading import Reading
from openness.reading.setup import read_setup
from openness.record.evidence import Confidence, Evidence, Method, ordered
from openness.signals.hardware import hours, machines
from openness.signals.signal import Signal, signal

_ENOUGH = 2
_SHOWN = 5


@signal(
    "training.setup",
    ordered(
        none="the publisher says that the training machines are not disclosed, and tells nothing of the set-up",
        partial="some of it is told: the parts of the model, the objective, hyper-parameters, or the machines",
        full="the parts of the model, the machines, and two or more hyper-parameters or the time are told",
    ),
)
def _setup(reading: Reading) -> Evidence:
    """Does the card document how the model is built and how its training was set up?

    Reads sentences, tables and code about the model's parts (layers, encoders, attention, a printed module), the
    training objective, hyper-parameters (learning rate, batch size, epochs, steps, optimizer, schedule), a merge's
    recipe, and what `hardware.machines` and `hardware.hours` read.

    - `full`: parts, machines, and two hyper-parameters or the time. - `partial`: one of them.
    - `none`: the machines are said not to be disclosed, and nothing else is told.

    Unknown: nothing of it is told; the number of parameters, the context length and the name of a base alone are no
    documentation. Blind spots: what stands in a paper or a configuration file is not read.
    """
    if reading.card is None:
        return reading.no_card()
    told = read_setup(reading)
    on_what, how_long = machines.ask(reading), hours.ask(reading)
    stated = [found for found in (on_what, how_long) if found.value == "stated"]
    sources = (*told.sources, *(source for found in stated for source in found.sources))
    if sources:
        timed = how_long.value == "stated" or len(told.hyper) >= _ENOUGH
        whole = told.parts is not None and on_what.value == "stated" and timed
        shown = tuple(dict.fromkeys(sources))[:_SHOWN]
        return answered("full" if whole else "partial", *shown, method=Method.CARD, confidence=Confidence.MEDIUM)
    if on_what.value == "withheld":
        return answered("none", *on_what.sources, method=Method.CARD, confidence=Confidence.MEDIUM)
    return silent("The card tells nothing of the model's parts or of the training's set-up.")


SETUP_SIGNALS: tuple[Signal, ...] = (_setup,)
