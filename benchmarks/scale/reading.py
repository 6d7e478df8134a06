"""Time and peak memory of what reads a store that is there: explain, bom, rank, export, first and asked before.

Each step is one command in a process of its own, all over one cache that is empty at the start; what they write goes to
nowhere, so that no disk is measured.
"""

from __future__ import annotations

import os
import tempfile
from collections.abc import Iterator, Sequence
from pathlib import Path

from benchmarks.scale.cost import Cost, run
from openness.index import domains
from openness.snapshot.store import open_snapshot

BEGIN, END = "<!-- figures: python -m benchmarks.scale --store -->", "<!-- end of figures of reading -->"
TITLES = ("models", "step", "processor s", "seconds", "peak MiB")
_NOWHERE = ("-o", os.devnull)
STEPS: dict[str, tuple[str, ...]] = {
    "`explain` one model, the first time": ("explain", "{id}"),
    "`explain` one model, asked before": ("explain", "{id}"),
    "`bom` of one model, asked before": ("bom", "{id}"),
    "`rank --models --top 5`, asked before": ("rank", "--models", "--top", "5"),
    "`rank -r procurement --models --top 5`, asked before": ("rank", "-r", "procurement", "--models", "--top", "5"),
    "`rank --models`, all rows": ("rank", "--models", "-f", "table", *_NOWHERE),
    "`rank --models -f csv`": ("rank", "--models", "-f", "csv", *_NOWHERE),
    "`export --models`": ("export", "--models", *_NOWHERE),
    "`export --long --models`": ("export", "--long", "--models", *_NOWHERE),
}
"""The arguments of each step, by what it is called in the table."""


def measured(stores: Sequence[str], wanted: Sequence[str] = tuple(STEPS)) -> Iterator[list[str]]:
    """Yield the rows of the table: of each store, a snapshot's folder or a folder of them, each step in turn."""
    for store in stores:
        snapshot = open_snapshot(store, Path(store), domains())
        number = len(snapshot.names)
        model = str(snapshot.names[number // 2])
        with tempfile.TemporaryDirectory() as made:
            environment = {**os.environ, "OPENNESS_CACHE": str(Path(made) / "cache")}
            for step in wanted:
                arguments = [model if part == "{id}" else part for part in STEPS[step]]
                cost = run([*arguments, "--snapshot", str(snapshot.folder)], Path(made) / "log", environment)
                yield _cells(number, step, cost)


def _cells(number: int, step: str, cost: Cost) -> list[str]:
    return [f"{number:,}", step, f"{cost.processor:,.1f}", f"{cost.passed:,.1f}", f"{cost.memory:,.0f}"]
