"""Time and peak memory of each step at some sizes: refresh of a listing, the same again, rank, explain, export.

    python -m benchmarks.scale [--models 10000 100000] [--steps refresh pool again rank explain export long]
        [--no-files] [--markdown docs/performance.md]
    python -m benchmarks.scale --store FOLDER ... [--markdown docs/performance.md]

Of steps taken at several sizes a second table tells what as many models as the Hub has would cost. With `--store` what
reads snapshots that are there is measured instead (`reading`), into a table of its own. Each step is one command in a
process of its own, against a server of recorded list rows on this machine. Processor seconds are those of the command
and its children; the server's are not among them.
"""

from __future__ import annotations

import argparse
import tempfile
from collections.abc import Callable, Sequence
from dataclasses import replace
from pathlib import Path

from benchmarks.marked import table_of, within
from benchmarks.scale import reading
from benchmarks.scale.cost import Cost, run
from benchmarks.scale.rows import Listing
from benchmarks.scale.server import ListingServer

BEGIN, END = "<!-- figures: python -m benchmarks.scale -->", "<!-- end of figures -->"
SAID = {
    "refresh": "`refresh --all --alone`",
    "pool": "the same, `--engine pool`",
    "again": "`refresh --all` again, nothing changed",
    "again-pool": "again, `--engine pool`",
    "rank": "`rank -r procurement --models`",
    "explain": "`explain` one model",
    "export": "`export --models`",
    "long": "`export --long --models`",
}
"""What each step is called in a table."""
MORE_BEGIN, MORE_END = "<!-- extrapolated: python -m benchmarks.scale -->", "<!-- end of what is extrapolated -->"
SIZES = (1_000_000, 2_500_000)
MORE_TITLES = ("step", "ms of the processor a model more", *(f"{size:,}: minutes of the processor" for size in SIZES))
TITLES = ("models", "step", "processor s", "seconds", "ms of the processor a model", "peak MiB", "requests")


def steps(server: ListingServer, folder: Path) -> dict[str, Callable[[], list[str]]]:
    """Return the arguments of each step by its name."""
    store, number = str(folder / "store"), server.listing.number
    refresh = ["refresh", "--all", "--endpoint", server.endpoint, "--out", store]
    some = server.listing.row(number // 2)["id"]
    models = ["--snapshot", store, "--models"]
    return {
        "refresh": lambda: [*refresh, "--alone"],
        "pool": lambda: [*refresh, "--alone", "--engine", "pool"],
        "again": lambda: refresh,
        "again-pool": lambda: [*refresh, "--engine", "pool"],
        "rank": lambda: ["rank", "-r", "procurement", *models, "--top", "20"],
        "explain": lambda: ["explain", some, "--snapshot", store],
        "export": lambda: ["export", "--snapshot", store, "--models", "-o", str(folder / "ranking.csv")],
        "long": lambda: ["export", "--long", "--snapshot", store, "--models", "-o", str(folder / "long.csv")],
    }


def cells_of(cost: Cost, number: int, step: str) -> list[str]:
    """Return a row of the table: models, step, and what it took."""
    each = 1000 * cost.processor / number
    figures = [f"{cost.processor:,.1f}", f"{cost.passed:,.1f}", f"{each:.2f}", f"{cost.memory:,.0f}"]
    return [f"{number:,}", SAID[step], *figures, f"{cost.requests:,}"]


def measured(numbers: Sequence[int], wanted: Sequence[str], folder: Path | None, *, files: bool) -> list[list[str]]:
    """Take the steps at each size, tell what each took, and return the rows of the table."""
    rows = []
    for number in numbers:
        with tempfile.TemporaryDirectory() as made, ListingServer(Listing(number, files=files)) as server:
            place = folder or Path(made)
            place.mkdir(parents=True, exist_ok=True)
            server.make_pages()
            known = steps(server, place)
            for name in wanted:
                before = server.requests
                cost = run(known[name](), place / "log")
                rows.append(cells_of(replace(cost, requests=server.requests - before), number, name))
                print("  ".join(rows[-1]), flush=True)
    return rows


def extrapolated(rows: Sequence[Sequence[str]]) -> list[list[str]]:
    """Return for each step that was taken at several sizes what further models cost, and what so many would."""
    taken: dict[str, list[tuple[int, float]]] = {}
    for number, step, processor, *_ in rows:
        taken.setdefault(step, []).append((int(number.replace(",", "")), float(processor.replace(",", ""))))
    found = []
    for step, costs in taken.items():
        (few, least), (many, most) = min(costs), max(costs)
        if few < many:
            more = (most - least) / (many - few)
            minutes = [f"{(most + more * (size - many)) / 60:.1f}" for size in SIZES]
            found.append([step, f"{1000 * more:.2f}", *minutes])
    return found


def main(arguments: Sequence[str] | None = None) -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--models", type=int, nargs="+", default=[10_000, 100_000])
    parser.add_argument("--steps", nargs="+", choices=SAID, default=["refresh", "again", "rank", "explain", "export"])
    parser.add_argument("--no-files", action="store_true", help="rows as recorded, without file lists")
    parser.add_argument("--folder", type=Path, help="where to work; by default a temporary folder, removed at the end")
    parser.add_argument("--markdown", type=Path, help="write the table between the marks in this file")
    parser.add_argument("--store", nargs="+", metavar="FOLDER", help="measure what reads these stores or snapshots")
    wanted = parser.parse_args(arguments)
    if wanted.store:
        print("  ".join(reading.TITLES))
        rows = []
        for row in reading.measured(wanted.store):
            print("  ".join(row), flush=True)
            rows.append(row)
        _put(wanted.markdown, reading.BEGIN, reading.END, table_of(reading.TITLES, rows, texts=2))
        return
    print("  ".join(TITLES))
    rows = measured(wanted.models, wanted.steps, wanted.folder, files=not wanted.no_files)
    _put(wanted.markdown, BEGIN, END, table_of(TITLES, rows, texts=2))
    if more := extrapolated(rows):
        print("\n".join("  ".join(row) for row in [MORE_TITLES, *more]))
        _put(wanted.markdown, MORE_BEGIN, MORE_END, table_of(MORE_TITLES, more))


def _put(page: Path | None, begin: str, end: str, table: str) -> None:
    if page is not None and (begin == BEGIN or begin in page.read_text(encoding="utf-8")):
        page.write_text(within(page, begin, end, table), encoding="utf-8")


if __name__ == "__main__":
    main()
