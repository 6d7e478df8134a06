"""The one evaluator: rubric and columns in; levels, ranges, gates and rungs out. Pure."""

from openness.score.evaluate import Range, Scores, evaluate

__all__ = ["Range", "Scores", "evaluate"]
