"""Builds docs/validation.md, with its tables and figure beside it, from the real recordings."""

from __future__ import annotations

import sys
from functools import cache
from pathlib import Path

from openness.validation import read_ratings, report_files, validate, validate_cards

ROOT = Path(__file__).resolve().parent.parent


@cache
def files(shared: Path) -> dict[str, str]:
    """Return the report's files by name, measured on the recordings in `shared`."""
    ratings = read_ratings([shared / "gold" / "rater_a.csv", shared / "gold" / "rater_b.csv"])
    return report_files(validate(shared / "osai", shared / "hub"), validate_cards(ratings, shared / "hub"))


def build(shared: Path) -> str:
    """Return the text of docs/validation.md."""
    return files(shared)["validation.md"]


if __name__ == "__main__":
    for _name, _text in files(ROOT.parent / "shared").items():
        (ROOT / "docs" / _name).write_bytes(_text.encode("utf-8"))
        sys.stderr.write(f"wrote docs/{_name}\n")
