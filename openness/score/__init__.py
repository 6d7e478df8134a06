"""The one evaluator: rubric and columns in; levels, ranges, gates and rungs out. Pure."""

from openness.score.columns import Column, Columns, LazyColumns, StoredColumns, encode, from_rows
from openness.score.evaluate import Range, Scores, evaluate

__all__ = ["Column", "Columns", "LazyColumns", "Range", "Scores", "StoredColumns", "encode", "evaluate", "from_rows"]
