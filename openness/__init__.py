"""An open-model index and openness scorer: evidence, rubrics, scores and rankings."""

__version__ = "0.1.0"
