"""How many cards a second are read, on one core, over the real recordings: signals on text, and all signals.

Run from the project: python benchmarks/cards.py [rounds]. Needs ../shared. Both parse the card anew; all signals
add weights, lineage and licences. Given is the best round in processor time and in time passed; memory is the peak
of the process after the first and after the last round, all records included. The recordings wait in memory and are
kept out of the garbage collector's way, for a refresh holds one record at a time.
"""

from __future__ import annotations

import gc
import resource
import sys
import time
from collections.abc import Callable
from pathlib import Path

from openness.reading.reading import Reading
from openness.record.record import Record
from openness.recordings import recorded_models
from openness.signals import SIGNALS, extract
from openness.signals.code import CODE_SIGNALS
from openness.signals.data import DATA_SIGNALS
from openness.signals.documentation import DOCUMENTATION_SIGNALS
from openness.signals.hardware import HARDWARE_SIGNALS

TEXT_SIGNALS = (*DATA_SIGNALS, *CODE_SIGNALS, *DOCUMENTATION_SIGNALS, *HARDWARE_SIGNALS)
HUB = Path(__file__).resolve().parent.parent.parent / "shared" / "hub"


def read_text(record: Record) -> None:
    """Parse one card and ask the signals on its text."""
    reading = Reading(record)
    for signal in TEXT_SIGNALS:
        signal.ask(reading)


def one_round(read: Callable[[Record], object], records: list[Record]) -> tuple[float, float]:
    """Read every card once; return the processor seconds and the seconds that it took."""
    passed, processor = time.perf_counter(), time.process_time()
    for record in records:
        read(record)
    return time.process_time() - processor, time.perf_counter() - passed


def peak() -> float:
    """Return the peak memory of this process in MiB."""
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024


def main(rounds: int) -> None:
    records = [record for record in recorded_models(HUB) if record.card.text is not None]
    gc.collect()
    gc.freeze()
    print(f"{len(records)} cards, {rounds} rounds")
    for what, read, signals in (
        ("signals on text", read_text, len(TEXT_SIGNALS)),
        ("all signals", extract, sum(signal.function is not None for signal in SIGNALS.values())),
    ):
        taken = [one_round(read, records)]
        first = peak()
        taken += [one_round(read, records) for _ in range(rounds - 1)]
        processor, passed = (min(seconds) for seconds in zip(*taken, strict=True))
        print(
            f"{signals:>3} {what:<16}{len(records) / processor:>6.0f} cards a second of processor time "
            f"({1000 * processor / len(records):.2f} ms a card), {len(records) / passed:.0f} a second passed; "
            f"peak memory {first:.0f} MiB after the first round, {peak():.0f} MiB after the last"
        )


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 5)
