"""How many cards a second are read: parsing and all signals on text, on one core, over the real recordings.

Run from the project: python benchmarks/cards.py [rounds]. Needs ../shared. Time is processor time; memory is
the peak of the process after the first and after the last round.
"""

from __future__ import annotations

import resource
import sys
import time
from pathlib import Path

from openness.record import Record
from openness.recordings import recorded_models
from openness.signals.code import CODE_SIGNALS
from openness.signals.data import DATA_SIGNALS
from openness.signals.documentation import DOCUMENTATION_SIGNALS
from openness.signals.hardware import HARDWARE_SIGNALS
from openness.signals.reading import Reading

SIGNALS = (*DATA_SIGNALS, *CODE_SIGNALS, *DOCUMENTATION_SIGNALS, *HARDWARE_SIGNALS)
HUB = Path(__file__).resolve().parent.parent.parent / "shared" / "hub"


def one_round(records: list[Record]) -> float:
    """Read every card once; return the processor seconds it took."""
    start = time.process_time()
    for record in records:
        reading = Reading(record)
        for signal in SIGNALS:
            signal.ask(reading)
    return time.process_time() - start


def peak() -> float:
    """Return the peak memory of this process in MiB."""
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024


def main(rounds: int) -> None:
    records = [record for record in recorded_models(HUB) if record.card.text is not None]
    seconds = [one_round(records)]
    first = peak()
    seconds += [one_round(records) for _ in range(rounds - 1)]
    best = min(seconds)
    print(f"{len(records)} cards, {len(SIGNALS)} signals on text, {rounds} rounds")
    print(f"{len(records) / best:.0f} cards a second ({1000 * best / len(records):.2f} ms a card)")
    print(f"peak memory {first:.0f} MiB after the first round, {peak():.0f} MiB after the last")


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 5)
