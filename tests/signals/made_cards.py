"""Records made by hand around one card text, for the signals that read cards."""

from __future__ import annotations

from openness.reading.reading import Reading
from openness.record.evidence import Evidence
from openness.record.record import DatasetFact, Look, ModelBody, Record, TextFile
from openness.signals import SIGNALS


def record(
    card: str | None = None,
    *,
    model: str = "org/Lodestar-7B",
    tags: tuple[str, ...] = (),
    files: tuple[str, ...] | None = None,
    datasets: tuple[DatasetFact, ...] = (),
    look: Look | None = None,
) -> Record:
    """Return a record with this card (None: nobody looked, or `look` says what became of it)."""
    body = ModelBody(id=model, tags=tags, files=files)
    part = TextFile(path="README.md", look=look or (Look.READ if card is not None else Look.NOT_LOOKED), text=card)
    files_look = Look.NOT_LOOKED if files is None else Look.READ
    return Record(body=body, origin="made by hand", card=part, files_look=files_look, datasets=datasets)


def ask(signal: str, made: Record | str) -> Evidence:
    """Ask one signal of a record, or of a card's text."""
    return SIGNALS[signal].ask(Reading(record(made) if isinstance(made, str) else made))


def value(signal: str, made: Record | str) -> object:
    """Return the answer's value, or its outcome where there is none."""
    found = ask(signal, made)
    return found.outcome.value if found.value is None else found.value


def fact(name: str, look: Look = Look.READ, **told: object) -> DatasetFact:
    """Return what the Hub said of one data set."""
    return DatasetFact.model_validate({"id": name, "look": look, **told})
