"""The short way for what a listing alone tells: one answer for all rows that say the same.

For each set of parts that signals read (see `reads`), a row is cut down to those parts, under a stand-in for its id;
the signals are asked of that, once. What is left to do for a row is to put its own id, and the places of its own tags,
where the stand-in's are. The answers are those of the long way, `signals.extract`: a test asks real rows both ways.
"""

from __future__ import annotations

from collections.abc import Callable, Hashable, Mapping
from functools import reduce
from operator import or_
from typing import NamedTuple

from openness.reading.reading import Reading
from openness.record.evidence import Evidence
from openness.record.record import Look, Record
from openness.signals.licence_answers import plain_name
from openness.signals.listed_row import OWN_NAMES, VALUED, Names, Row
from openness.signals.reads import parts_read
from openness.signals.signal import Signal

_MOST = 100_000
"""So many different rows are remembered for each set of parts; then all are forgotten."""

_MOST_WHOLE = 40_000
"""The same of rows that are alike in all that is read: a kilobyte and more each."""


class StandIn(NamedTuple):
    """A row cut down to what some signals read, and their answers about it."""

    record: Record
    answers: Mapping[str, Evidence]


class Pattern(NamedTuple):
    """What rows share that say all the same and whose names say alike: of each group of signals one item."""

    kept: tuple[int, ...]
    """The numbers that the stand-ins' answers are remembered by."""
    tags: tuple[tuple[int, ...], ...]
    """Where each of a stand-in's tags stands among a row's own."""
    named: tuple[int, ...]
    """Which of a row's names are to be put in place of a stand-in's."""


class Shared(NamedTuple):
    """What a row has in common with others, and its own names."""

    pattern: Pattern
    names: list[Names]


class _Whole(NamedTuple):
    pattern: Pattern
    named: tuple[tuple[int, str], ...]
    """Each stand-in with the parts of which names stand in it: an account, bases, data."""


class Listed:
    """Answers by rows that are alike; `keep` is given each stand-in once and returns the number to remember it by."""

    def __init__(
        self, signals: Mapping[str, Signal], keep: Callable[[StandIn], int], prefixes: tuple[str, ...]
    ) -> None:
        groups: dict[int, list[Signal]] = {}
        for signal in signals.values():
            if signal.function is None:
                continue
            if (parts := parts_read(signal.id)) is None:
                raise ValueError(f"{signal.id}: name what it reads of a listing's row, in signals/reads.py")
            groups.setdefault(parts.value, []).append(signal)
        self.groups: tuple[tuple[int, tuple[Signal, ...]], ...] = tuple(
            (parts, tuple(members)) for parts, members in groups.items()
        )
        self.asked = 0
        """How many stand-ins were asked."""
        self._keep = keep
        self._prefixes = tuple(plain_name(prefix) for prefix in prefixes)
        self._known: list[dict[Hashable, int]] = [{} for _ in self.groups]
        self._valued = [tuple(part for part in VALUED if part & parts) for parts in groups]
        self._whole: dict[Hashable, _Whole] = {}
        self._read = reduce(or_, groups)

    def forget(self) -> None:
        """Forget all stand-ins."""
        for known in self._known:
            known.clear()
        self._whole.clear()

    def shared(self, record: Record) -> Shared | None:
        """Return what a row shares with others; None where the record is more than a row of a listing."""
        if not is_row(record):
            return None
        row = Row(record)
        if row.names_itself:
            return None
        key = row.key(self._read, self._prefixes)
        whole = None if key is None else self._whole.get(key)
        if whole is None:
            whole = self._all_of(row)
            if key is not None:
                if len(self._whole) >= _MOST_WHOLE:
                    self._whole.clear()
                self._whole[key] = whole
        return Shared(whole.pattern, row.names(whole.named))

    def _all_of(self, row: Row) -> _Whole:
        """Return what every group has of a row."""
        named: dict[tuple[int, str], int] = {}
        groups = []
        for number, (parts, _) in enumerate(self.groups):
            own = row.stand_in(parts, self._prefixes)
            kept, tags = self._of(number, row, own)
            groups.append((kept, tags, named.setdefault((parts & OWN_NAMES, own), len(named))))
        return _Whole(Pattern(*zip(*groups, strict=True)), tuple(named))

    def _of(self, number: int, row: Row, own: str) -> tuple[int, tuple[int, ...]]:
        """Return the number of what a group's signals answer, and where the tags stand that they read."""
        parts, signals = self.groups[number]
        tags, places, metadata = row.told(parts)
        key = (own, row.common, tags, repr(metadata), *map(row.value, self._valued[number]))
        known = self._known[number]
        kept = known.get(key)
        if kept is None:
            if len(known) >= _MOST:
                known.clear()
            self.asked += 1
            record = row.cut(parts, own, tags, metadata)
            reading = Reading(record)
            kept = known[key] = self._keep(StandIn(record, {signal.id: signal.ask(reading) for signal in signals}))
        return kept, places


def is_row(record: Record) -> bool:
    """Return whether a record holds no more than a row of a listing: no text was read, and nothing beyond the model."""
    more = record.card.look is Look.READ or record.licence_files or record.datasets or record.lineage or record.dates
    return not more and not any(key.startswith("extra_gated") for key in record.body.card_data or ())
