"""The one evaluator: rubric and columns in; levels, ranges, gates and rungs out. Pure."""

from openness.score.evaluate import Scores, evaluate
from openness.score.points import Range

__all__ = ["Range", "Scores", "evaluate"]
