"""The judged cells as CSV, one row a cell, the same bytes for the same measurement."""

from __future__ import annotations

import csv
import io
from collections.abc import Sequence

from openness.validation.agreement import Judged

HEADER = ("system", "parameter", "model", "index_class", "our_level", "agrees", "too_open", "our_evidence")


def table(cells: Sequence[Judged]) -> str:
    """Return the CSV text with header; `agrees` is empty where our level is unknown."""
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow(HEADER)
    for cell in cells:
        agrees = ("yes" if cell.right else "no") if cell.decided else ""
        too_open = ("yes" if cell.too_open else "no") if cell.decided else ""
        writer.writerow(
            (cell.system, cell.parameter, cell.model, cell.label, cell.level, agrees, too_open, cell.evidence)
        )
    return out.getvalue()
