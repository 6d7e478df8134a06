"""What the columns of a snapshot's file say of outcomes, read as anybody's Parquet reader does."""

from __future__ import annotations

from pathlib import Path

import pyarrow.parquet as pq


def stored_outcomes(folder: Path, model_id: str) -> dict[str, str]:
    """Return the outcome of every stored signal for one model of a snapshot's folder."""
    table = pq.read_table(folder / "models.parquet")
    row = table.slice(table.column("model_id").to_pylist().index(model_id), 1).to_pylist()[0]
    return {name.removesuffix(".outcome"): told for name, told in row.items() if name.endswith(".outcome") and told}
