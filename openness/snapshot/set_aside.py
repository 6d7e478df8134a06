"""What could not be used, kept beside a table: one JSON object a line.

A line ends at a line feed alone: an id of the Hub may hold other signs that Python takes for ends of lines.
"""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

from openness.record.record import Rejected


def write_rejected(path: Path, rejected: Iterable[Rejected]) -> None:
    """Write a file of what was rejected."""
    text = "".join(f"{item.model_dump_json()}\n" for item in rejected)
    path.write_text(text, encoding="utf-8", newline="\n")


def read_rejected(path: Path) -> list[Rejected]:
    """Return what a file tells was rejected; raise ValueError where a line cannot be read."""
    with path.open(encoding="utf-8", newline="\n") as file:
        return [Rejected.model_validate_json(line) for line in file]
