"""Builds docs/validation.md, with validation.csv and validation.svg beside it, from the real recordings."""

from __future__ import annotations

import sys
from functools import cache
from pathlib import Path

from openness.validation import report_files, validate

ROOT = Path(__file__).resolve().parent.parent


@cache
def files(shared: Path) -> dict[str, str]:
    """Return the report's files by name, measured on the recordings in `shared`."""
    return report_files(validate(shared / "osai", shared / "hub"))


def build(shared: Path) -> str:
    """Return the text of docs/validation.md."""
    return files(shared)["validation.md"]


if __name__ == "__main__":
    for _name, _text in files(ROOT.parent / "shared").items():
        (ROOT / "docs" / _name).write_bytes(_text.encode("utf-8"))
        sys.stderr.write(f"wrote docs/{_name}\n")
