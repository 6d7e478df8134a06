"""Which data sets and base models are asked about where not all are: those that most of the models name."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable

from openness.card.named import names_of
from openness.record.hub_id import is_hub_id
from openness.record.record import ModelBody

Named = tuple[str, str]
"""`dataset` or `model`, and an id in lower case."""


def most_named(bodies: Iterable[ModelBody], number: int) -> frozenset[Named]:
    """Return the data sets and base models that most of these bodies name, at most `number` of both together.

    Of those that as many name, the first by kind and id.
    """
    counts: Counter[Named] = Counter()
    for body in bodies:
        told = names_of(body)
        names = {("dataset", item.name.lower()) for item in told.datasets}
        names |= {("model", item.name.lower()) for item in told.bases}
        counts.update(name for name in names if is_hub_id(name[1]))
    return frozenset(sorted(counts, key=lambda name: (-counts[name], name))[:number])
