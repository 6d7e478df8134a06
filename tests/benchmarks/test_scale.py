"""The benchmark of sizes: its steps run, and its table goes between the marks of a page."""

from __future__ import annotations

from pathlib import Path

import pytest

from benchmarks.marked import table_of, within
from benchmarks.scale.__main__ import BEGIN, END, SAID, main, steps
from benchmarks.scale.rows import Listing
from benchmarks.scale.server import ListingServer

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


def test_the_page_of_the_docs_has_the_marks() -> None:
    text = DOCS.read_text(encoding="utf-8")
    assert text.count(BEGIN) == text.count(END) == 1


@pytest.mark.parametrize("text", ["", "no marks", f"{BEGIN} no end", f"{END} no beginning"])
def test_a_file_without_marks_holds_the_table_alone(text: str, tmp_path: Path) -> None:
    page = tmp_path / "page.md"
    page.write_text(text, encoding="utf-8")
    assert within(page, BEGIN, END, table_of(("a", "b"), [("x", "1")])) == "| a | b |\n|---|---:|\n| x | 1 |\n"
