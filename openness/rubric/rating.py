"""What a rubric takes over from people: one signal of levels as it is, or several with what carries over."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from openness.files.nearest import did_you_mean
from openness.record.evidence import Domain
from openness.rubric.condition import Level
from openness.rubric.rubric import Rating
from openness.rubric.schema import CarriesOver

LEVELS = (Level.OPEN, Level.PARTIAL, Level.CLOSED)
"""What people can answer."""
Told = str | Mapping[str, CarriesOver] | None


def ratings_of(told: Told) -> tuple[Rating, ...]:
    """Return the ratings a criterion names, in order; a signal alone counts as it is."""
    if told is None:
        return ()
    if isinstance(told, str):
        return (Rating(told, {level.value: level for level in LEVELS}),)
    return tuple(Rating(signal, _levels(shape)) for signal, shape in told.items())


def _levels(shape: CarriesOver) -> dict[str, Level]:
    given = ((level.value, getattr(shape, level.value)) for level in LEVELS)
    return {word: Level(here) for word, here in given if here is not None}


def rating_problems(told: Told, signals: Mapping[str, Domain]) -> Iterator[str]:
    """Yield one sentence for each rating that is no signal of levels, or from which nothing carries over."""
    if told is not None and not told:
        yield "names no assessment; name one, or leave the key out"
    for rating in ratings_of(told):
        if rating.signal not in signals:
            yield f"there is no signal '{rating.signal}'{did_you_mean(rating.signal, signals)}"
        elif set(signals[rating.signal].choices) != {level.value for level in LEVELS}:
            yield f"'{rating.signal}' does not answer open, partial or closed"
        elif not rating.levels:
            yield f"nothing of '{rating.signal}' carries over; write for example {{open: open, closed: closed}}"
