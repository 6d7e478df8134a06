"""The index as a library: one snapshot with the catalogue, ranked, explained and searched."""

import openness
from openness.index.index import Index, Kind, domains, evidence_frame, library_text, load_rubric, open_index
from openness.index.over_time import every_ranking, history
from openness.index.scoring import score

__all__ = [
    "Index",
    "Kind",
    "domains",
    "every_ranking",
    "evidence_frame",
    "history",
    "library_text",
    "load_rubric",
    "open_index",
    "score",
]

# The room `openness.score` takes the name when it is imported; here it is, so the function takes it back.
setattr(openness, "score", score)  # noqa: B010 - to the type checker it is the function already
