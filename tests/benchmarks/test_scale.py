"""The benchmark of sizes: its steps run, and its table goes between the marks of a page."""

from __future__ import annotations

from pathlib import Path

import pytest

from benchmarks.marked import table_of, within
from benchmarks.scale import reading
from benchmarks.scale.__main__ import BEGIN, END, MORE_BEGIN, MORE_END, SAID, extrapolated, main, steps
from benchmarks.scale.rows import Listing
from benchmarks.scale.server import ListingServer
from openness.index import open_index
from openness.snapshot.store import embedded_folder

DOCS = Path(__file__).resolve().parents[2] / "docs" / "performance.md"


def test_the_table_of_what_was_measured_goes_between_the_marks(shared: Path, tmp_path: Path) -> None:
    page = tmp_path / "page.md"
    page.write_text(f"# What it costs\n\n{BEGIN}\nold figures\n{END}\n\nThe end.\n", encoding="utf-8")
    main(["--models", "30", "--steps", "refresh", "again", "--no-files", "--markdown", str(page)])
    before, _, rest = page.read_text(encoding="utf-8").partition(BEGIN)
    table, _, after = rest.partition(END)
    assert (before, after) == ("# What it costs\n\n", "\n\nThe end.\n")
    head, sides, *rows = table.strip().split("\n")
    assert head.startswith("| models | step | processor s |")
    assert sides == "|---|---|---:|---:|---:|---:|---:|"
    assert [row.split(" | ")[:2] for row in rows] == [["| 30", SAID["refresh"]], ["| 30", SAID["again"]]]
    assert all(row.endswith("| 1 |") for row in rows)  # one page of a listing


def test_every_step_has_a_name_in_the_table(shared: Path, tmp_path: Path) -> None:
    with ListingServer(Listing(3, files=False, shared=shared)) as server:
        assert set(steps(server, tmp_path)) == set(SAID)


def test_what_more_models_cost_is_told_of_steps_taken_at_two_sizes() -> None:
    rows = [["60,000", "a", "16.0"], ["60,000", "b", "1.0"], ["200,000", "a", "44.0"]]
    assert extrapolated(rows) == [["a", "0.20", "3.4", "8.4"]]
    assert extrapolated(rows[:2]) == []


@pytest.mark.parametrize(("begin", "end"), [(BEGIN, END), (MORE_BEGIN, MORE_END), (reading.BEGIN, reading.END)])
def test_the_page_of_the_docs_has_the_marks(begin: str, end: str) -> None:
    text = DOCS.read_text(encoding="utf-8")
    assert text.count(begin) == text.count(end) == 1
    assert text.index(begin) < text.index(end)


def test_what_reads_a_store_is_measured_over_a_cache_that_is_empty_at_first(tmp_path: Path) -> None:
    page = tmp_path / "page.md"
    page.write_text(f"Before\n{BEGIN}\nkept\n{END}\n{reading.BEGIN}\nold\n{reading.END}\nAfter\n", encoding="utf-8")
    main(["--store", str(embedded_folder()), "--markdown", str(page)])
    text = page.read_text(encoding="utf-8")
    before, _, rest = text.partition(reading.BEGIN)
    table, _, after = rest.partition(reading.END)
    assert (before, after) == (f"Before\n{BEGIN}\nkept\n{END}\n", "\nAfter\n")
    rows = [line.strip("| ").split(" | ") for line in table.strip().split("\n")[2:]]
    assert [row[1] for row in rows] == list(reading.STEPS)
    assert {row[0] for row in rows} == {f"{len(open_index('embedded').snapshot.ids):,}"}
    assert all(float(row[2]) > 0 and int(row[4].replace(",", "")) > 20 for row in rows)


@pytest.mark.parametrize("text", ["", "no marks", f"{BEGIN} no end", f"{END} no beginning"])
def test_a_file_without_marks_holds_the_table_alone(text: str, tmp_path: Path) -> None:
    page = tmp_path / "page.md"
    page.write_text(text, encoding="utf-8")
    assert within(page, BEGIN, END, table_of(("a", "b"), [("x", "1")])) == "| a | b |\n|---|---:|\n| x | 1 |\n"
