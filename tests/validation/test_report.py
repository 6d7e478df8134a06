"""The measurement on the real recordings: the bars it must reach, and the committed report."""

from __future__ import annotations

import csv
import io
import re
from pathlib import Path
from xml.etree import ElementTree as ET

import pytest

from openness.errors import OpennessError
from openness.ranking.correlation import spearman
from openness.validation import (
    CardValidation,
    Validation,
    read_ratings,
    report_files,
    validate,
    validate_cards,
    write_report,
)
from openness.validation.agreement import by_parameter, mean_macro_f1, measure, totals

DOCS = Path(__file__).resolve().parent.parent.parent / "docs"


@pytest.fixture(scope="module")
def validation(shared: Path) -> Validation:
    return validate(shared / "osai", shared / "hub")


@pytest.fixture(scope="module")
def cards(shared: Path) -> CardValidation:
    gold = shared / "gold"
    return validate_cards(read_ratings([gold / "rater_a.csv", gold / "rater_b.csv"]), shared / "hub")


def test_the_development_set_reaches_the_bars(validation: Validation) -> None:
    found = measure(validation.cells)
    assert found.accuracy >= 0.75
    assert found.coverage >= 0.55
    assert found.share_too_open <= 0.10
    assert validation.intervals["gain"].low > 0
    assert mean_macro_f1(by_parameter(validation.cells)) >= 0.5
    compared = totals(validation.cells)
    correlation = spearman([total.index for total in compared], [total.middle for total in compared])
    assert correlation is not None
    assert correlation >= 0.7


def test_what_a_card_cannot_settle_is_never_closed_by_absence(validation: Validation) -> None:
    for cell in validation.cells:
        if cell.parameter in ("paper", "code", "datasheet") and cell.level == "closed":
            assert ": none (" in cell.evidence, cell


def test_every_decided_cell_says_where_it_was_read(validation: Validation) -> None:
    for cell in validation.cells:
        if cell.decided:
            assert re.search(r": [\w.\-]+.* \([^)]+\)", cell.evidence), cell


def test_the_committed_report_is_current(validation: Validation, cards: CardValidation) -> None:
    for name, text in report_files(validation, cards).items():
        assert (DOCS / name).read_text(encoding="utf-8") == text, (
            f"docs/{name} is stale: run python tools/validation_report.py and commit"
        )


def test_the_report_quotes_no_card(validation: Validation, cards: CardValidation, shared: Path) -> None:
    text = "".join(report_files(validation, cards).values())
    rated = {cell.rated.model.lower() for cell in cards.cells}
    recorded = [*(shared / "hub" / "cards").glob("*.md"), *(shared / "hub" / "cards_2024-10").glob("*.md")]
    for model in {cell.model for cell in validation.cells} | rated:
        for path in recorded:
            if path.stem.lower() != model.replace("/", "__"):
                continue
            for line in path.read_text(encoding="utf-8", errors="replace").splitlines():
                sentence = line.strip()
                assert len(sentence) < 60 or sentence not in text, f"{path.name}: {sentence[:80]}"


def test_table_and_figure_can_be_read_back(validation: Validation, cards: CardValidation) -> None:
    files = report_files(validation, cards)
    rows = list(csv.DictReader(io.StringIO(files["validation.csv"])))
    assert len(rows) == len(validation.cells)
    assert {row["agrees"] for row in rows} == {"yes", "no", ""}
    figure = ET.fromstring(files["validation.svg"])
    assert figure.tag.endswith("svg")


def test_the_report_is_written_or_the_reason_told(validation: Validation, tmp_path: Path) -> None:
    written = write_report(tmp_path / "out", validation)
    assert sorted(path.name for path in written) == ["validation.csv", "validation.md", "validation.svg"]
    (tmp_path / "file").write_text("")
    with pytest.raises(OpennessError, match="cannot be written"):
        write_report(tmp_path / "file" / "out", validation)
