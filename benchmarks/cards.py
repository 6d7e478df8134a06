"""How many cards a second are read for the first time, on one core, beside a plain parser in the same run.

Run from the project: python benchmarks/cards.py [rounds]. Needs ../shared. Each round is a process of its own that
warms up on one card in ten (imports, words, patterns) and then reads all others once: every card is new to it, as in a
refresh. Measured are `plain` (the Markdown of the cards turned into HTML by pyromark and nothing else, the yardstick
that no change of ours moves), `parse` (our card with its sentences and hints), `text` (the signals on text) and `all`
signals, the last two with the parse. Given is the best round in processor time, as cards a second and as a multiple of
the plain parser's time, which holds on a busy or slow machine too; memory is the peak after a tenth and after all
cards. To compare two versions run both by turns and compare the multiples.
"""

from __future__ import annotations

import gc
import multiprocessing
import resource
import sys
import time
from collections.abc import Callable
from pathlib import Path

import pyromark

from openness.card import parse_card
from openness.reading.reading import Reading
from openness.record.record import Record
from openness.recordings import recorded_models
from openness.signals import extract
from openness.signals.code import CODE_SIGNALS
from openness.signals.data import DATA_SIGNALS
from openness.signals.documentation import DOCUMENTATION_SIGNALS
from openness.signals.hardware import HARDWARE_SIGNALS

TEXT_SIGNALS = (*DATA_SIGNALS, *CODE_SIGNALS, *DOCUMENTATION_SIGNALS, *HARDWARE_SIGNALS)
HUB = Path(__file__).resolve().parent.parent.parent / "shared" / "hub"
WARM_UP = 10
"""One card in so many is read before the clock starts."""


def plain(record: Record) -> None:
    """Turn the card into HTML, and nothing else."""
    pyromark.html(record.card.text or "")


def parse(record: Record) -> None:
    """Parse the card and find its sentences."""
    _ = parse_card(record.card.text or "").sentences


def text(record: Record) -> None:
    """Parse the card and ask the signals on its text."""
    reading = Reading(record)
    for signal in TEXT_SIGNALS:
        signal.ask(reading)


def every(record: Record) -> None:
    """Ask all signals."""
    extract(record)


READERS: dict[str, Callable[[Record], None]] = {"plain": plain, "parse": parse, "text": text, "all": every}


def cards() -> list[Record]:
    """Return the recorded models with a card."""
    return [record for record in recorded_models(HUB) if record.card.text is not None]


def first_pass(name: str, records: list[Record]) -> tuple[float, float, float]:
    """Return the processor seconds of reading all but the warm-up, and the peak memory after a tenth and after all."""
    read = READERS[name]
    for record in records[::WARM_UP]:
        read(record)
    gc.collect()
    gc.freeze()
    fresh = [record for number, record in enumerate(records) if number % WARM_UP]
    tenth = len(fresh) // 10
    start = time.process_time()
    for record in fresh[:tenth]:
        read(record)
    early = peak()
    for record in fresh[tenth:]:
        read(record)
    return time.process_time() - start, early, peak()


def peak() -> float:
    """Return the peak memory of this process in MiB."""
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024


def main(rounds: int) -> None:
    records = cards()
    fresh = len(records) - len(records[::WARM_UP])
    best: dict[str, tuple[float, float, float]] = {}
    processes = multiprocessing.get_context("fork")
    for _ in range(rounds):
        for name in READERS:
            with processes.Pool(1) as one:
                taken = one.apply(first_pass, (name, records))
            best[name] = min(best.get(name, taken), taken)
    print(f"{fresh} cards read for the first time, {rounds} rounds")
    yardstick = best["plain"][0]
    for name, (seconds, early, late) in best.items():
        speed, cost = fresh / seconds, 1000 * seconds / fresh
        print(
            f"{name:<6}{speed:>8.0f} cards a second of processor time ({cost:.3f} ms a card), "
            f"{seconds / yardstick:6.1f} times the plain parser; "
            f"memory {early:.0f} MiB after a tenth, {late:.0f} after all"
        )


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 3)
