"""What a refresh says at its end: what was set aside, what is missing in part, and which exit code that makes."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING

from openness.cli.context import domains
from openness.cli.output import say
from openness.errors import OpennessError

if TYPE_CHECKING:
    from openness.record.record import Record, Rejected

TOLD = 20
"""So many of what is alike are named, the others counted."""


@dataclass
class Missed:
    """Parts of records that were asked for without an answer of use; what many records name counts once."""

    told: list[str] = field(default_factory=list)
    unanswered: int = 0
    """Models, or rests of a listing, that had no answer of use."""
    _names: set[int] = field(default_factory=set)

    def note(self, record: Record) -> None:
        """Take note of what one record lacks."""
        from openness.record.missed import missed

        for name, reason in missed(record):
            if (mark := hash(name)) not in self._names:
                self._names.add(mark)
                if len(self.told) < TOLD:
                    self.told.append(reason if name in reason else f"{name}: {reason}")

    def noting(self, found: Iterable[Record | Rejected]) -> Iterator[Record | Rejected]:
        """Yield what is found, taking note of each record."""
        from openness.hub.errors import NO_ANSWER
        from openness.record.fault import faults
        from openness.record.record import Record

        for item in found:
            if isinstance(item, Record):
                self.note(item)
            else:
                self.unanswered += item.answer == NO_ANSWER or bool(faults([item]))
            yield item

    @property
    def nothing(self) -> bool:
        """Whether all that was asked for had an answer of use."""
        return not self._names and not self.unanswered

    def __len__(self) -> int:
        return len(self._names)


def tell_rejected(rejected: list[Rejected], more: str = "") -> None:
    """Name what was set aside, each with its reason."""
    for item in rejected[:TOLD]:
        named = item.id is not None and item.id in item.reason
        say(f"set aside: {item.reason}" if named else f"set aside: {item.id or item.part}: {item.reason}")
    if len(rejected) > TOLD:
        say(f"and {len(rejected) - TOLD} more{more}")


def report(place: Path, missed: Missed) -> None:
    """Tell what a refresh brought; raises OpennessError where it is there in part only."""
    from openness.hub.errors import NO_ANSWER
    from openness.record.fault import refuse_faults
    from openness.snapshot.snapshot import Snapshot

    snapshot = Snapshot(place, domains())
    counts = snapshot.manifest.counts
    rejected = snapshot.rejected()
    tell_rejected(rejected, f", see {place / 'rejected.jsonl'}")
    for sentence in missed.told:
        say(f"not had: {sentence}")
    if len(missed) > len(missed.told):
        say(f"and {len(missed) - len(missed.told):,} more parts")
    carried = f", {counts['new']:,} new, {counts['carried']:,} carried over" if "carried" in counts else ""
    say(f"snapshot {snapshot.id}: {counts['models']:,} models{carried}, {counts['rejected']:,} set aside, in {place}")
    refuse_faults(rejected)
    unanswered = sum(item.answer == NO_ANSWER for item in rejected) + len(missed)
    if unanswered:
        raise OpennessError(
            f"in part only: {unanswered:,} of what was asked for had no answer of use, named above; what came is kept, "
            "and the same command asks for the rest"
        )
    asked = counts.get("new", counts["models"])
    if counts["rejected"] > asked:
        raise OpennessError(f"{counts['rejected']:,} of {counts['rejected'] + asked:,} models could not be had")
