"""What could not be used, kept beside a table: one JSON object a line.

A line ends at a line feed alone: an id of the Hub may hold other signs that Python takes for ends of lines.
"""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

from openness.record.record import Rejected


def write_rejected(path: Path, rejected: Iterable[Rejected]) -> None:
    """Write a file of what was rejected."""
    path.write_text(rejected_text(rejected), encoding="utf-8", newline="\n")


def read_rejected(path: Path) -> list[Rejected]:
    """Return what a file tells was rejected; raise ValueError where a line cannot be read."""
    with path.open(encoding="utf-8", newline="\n") as file:
        return rejected_of(file.read())


def rejected_text(rejected: Iterable[Rejected]) -> str:
    """Return what was rejected as the text of a file."""
    return "".join(f"{item.model_dump_json()}\n" for item in rejected)


def rejected_of(text: str) -> list[Rejected]:
    """Return what the text of a file tells; raise ValueError where a line cannot be read."""
    return [Rejected.model_validate_json(line) for line in text.split("\n") if line]
