"""Signals on the licences of the parts beside the weights: code, data and documentation."""

from __future__ import annotations

from openness.licences.parts import code_licence, data_licence, documentation_licence, parts_open
from openness.reading.answers import answered, silent
from openness.reading.reading import Reading
from openness.record.evidence import (
    Confidence,
    Evidence,
    flag,
    name,
    ordered,
)
from openness.signals.licence_answers import (
    from_openness,
    from_part,
    licensing,
)
from openness.signals.signal import Signal, signal


@signal("licence.code", name())
def code(reading: Reading) -> Evidence:
    """Under which licence is the code?

    From a licence file about code (`LICENSE-CODE`), else a sentence of the card about code, else
    the licence of the repository where it holds code. Code kept elsewhere is not looked at.
    """
    return from_part(code_licence(*licensing(reading)))


@signal("licence.data", name())
def data(reading: Reading) -> Evidence:
    """Under which licences are the data sets the model names?

    What each data set's own card tells; several are joined with AND. Data sets that do not exist or
    tell nothing are counted in the note. Says nothing of data that is not named.
    """
    return from_part(data_licence(*licensing(reading)))


@signal("licence.documentation", name())
def documentation(reading: Reading) -> Evidence:
    """Under which licence are the card and other documents?

    A licence file about documents, else the licence of the whole repository (low confidence: it
    seldom speaks of documents).
    """
    return from_part(documentation_licence(*licensing(reading)))


@signal("licence.code_open", flag())
def code_open(reading: Reading) -> Evidence:
    """Is the licence of the code an open one?

    Of the licence that `licence.code` tells. Unknown where it tells none, or one whose terms are not known.
    """
    return from_openness(code_licence(*licensing(reading)))


@signal("licence.documentation_open", flag())
def documentation_open(reading: Reading) -> Evidence:
    """Is the licence of the card and other documents an open one?

    Of the licence that `licence.documentation` tells: a file of its own, else the repository's.
    """
    return from_openness(documentation_licence(*licensing(reading)))


@signal(
    "licence.parts_open",
    ordered(none="none of the three", one="one of the three", two="two of the three", all="all three"),
)
def parts(reading: Reading) -> Evidence:
    """How many of weights, code and data are openly licensed?

    Answered only if the licence of each of the three is known to be open or not; a part that is not
    published or tells nothing leaves it unknown.
    """
    claims, resolution = licensing(reading)
    code_part, data_part = code_licence(claims, resolution), data_licence(claims, resolution)
    value = parts_open(resolution.open, code_part.open, data_part.open)
    if value is None or resolution.governing is None:
        unknown = [
            word
            for word, answer in (("weights", resolution.open), ("code", code_part.open), ("data", data_part.open))
            if answer is None
        ]
        return silent(f"Not known to be openly licensed or not: {', '.join(unknown)}.")
    sources = (*resolution.governing.sources, *code_part.sources, *data_part.sources)
    return answered(
        value,
        *dict.fromkeys(sources),
        method=resolution.governing.method,
        confidence=Confidence.MEDIUM,
        note=f"Weights: {resolution.governing.name}; code: {code_part.name}; data: {data_part.name}.",
    )


PART_SIGNALS: tuple[Signal, ...] = (code, data, documentation, code_open, documentation_open, parts)
"""Every signal on a part, in the order it is shown."""
