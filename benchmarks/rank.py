"""Ranking many models, step by step: processor seconds and the largest memory after each, beside `import pandas`.

    python -m benchmarks.rank [--rows 10000 100000 1000000] [--rubric procurement] [--folder /tmp/made-snapshots]

The rows are real ones under new ids (`benchmarks/many.py`). Each size runs in a process of its own, so that memory is
its own; asserts nothing.
"""

from __future__ import annotations

import argparse
import json
import resource
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

STEPS = (
    "import", "open snapshot and catalogue", "read columns", "evaluate", "rank ranges", "order by score and id",
    "format 20 rows", "filter by text and signal", "other weights",
)  # fmt: skip
_TOP = 20


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--rows", type=int, nargs="+", default=[10_000, 100_000, 1_000_000])
    parser.add_argument("--rubric", default="procurement")
    parser.add_argument("--folder", type=Path, default=Path("/tmp/made-snapshots"))
    parser.add_argument("--one", type=Path, help=argparse.SUPPRESS)
    wanted = parser.parse_args()
    if wanted.one is not None:
        print(json.dumps(_measured(wanted.one, wanted.rubric)))
        return
    from benchmarks.many import made  # noqa: PLC0415 - the measured process imports for itself

    found = {}
    for rows in wanted.rows:
        folder = made(wanted.folder / str(rows), rows)
        command = [sys.executable, "-m", "benchmarks.rank", "--one", str(folder), "--rubric", wanted.rubric]
        found[rows] = json.loads(subprocess.run(command, check=True, capture_output=True, text=True).stdout)
    print(table(found, wanted.rubric))


def table(found: dict[int, dict[str, list[float]]], rubric: str) -> str:
    """Return the measurements as a Markdown table: a column a size, processor seconds and MB."""
    sizes = [f"{rows:,} models" for rows in found]
    lines = [f"| `rank` by `{rubric}` | {' | '.join(sizes)} |", "|---|" + "---:|" * len(sizes)]
    for step in (*STEPS, "rank in all"):
        cells = [f"{told[step][0]:.2f} s, {told[step][1]:,.0f} MB" for told in found.values()]
        lines.append(f"| {step} | {' | '.join(cells)} |")
    return "\n".join(lines)


def _measured(folder: Path, name: str) -> dict[str, list[float]]:
    """Return processor seconds and the largest memory so far in MB, by step."""
    told: dict[str, list[float]] = {}

    @contextmanager
    def step(title: str) -> Iterator[None]:
        began = time.process_time()
        yield
        told[title] = [time.process_time() - began, resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024]

    with step(STEPS[0]):
        from openness.index import domains, load_rubric, open_index  # noqa: PLC0415
        from openness.ranking.filters import parse_filter, passing  # noqa: PLC0415
        from openness.ranking.ranking import Ranking  # noqa: PLC0415
        from openness.score.evaluate import evaluate  # noqa: PLC0415
    rubric = load_rubric(name)
    with step(STEPS[1]):
        index = open_index(folder)
        entries = index.judged(rubric, "models")
    with step(STEPS[2]):
        columns = entries.columns(rubric.assessments)
        for signal in rubric.signals:
            columns.column(signal)
    with step(STEPS[3]):
        ranking = Ranking(entries, rubric, evaluate(rubric, columns))
    with step(STEPS[4]):
        assert len(ranking.standings.rank) == len(entries.ids)
    with step(STEPS[5]):
        rows = ranking.rows
    with step(STEPS[6]):
        ranking.frame(rows[:_TOP])
    told["rank in all"] = [sum(seconds for seconds, _ in told.values()), told[STEPS[6]][1]]
    with step(STEPS[7]):
        passing(ranking, [parse_filter("licence~apache"), parse_filter("licence.commercial=allowed")], domains())
    with step(STEPS[8]):
        assert len(Ranking(entries, rubric, evaluate(rubric, columns)).ranked) <= len(rows)
    return told


if __name__ == "__main__":
    main()
