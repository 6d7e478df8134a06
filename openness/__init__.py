"""An open-model index and openness scorer: evidence, rubrics, scores and rankings.

>>> import openness
>>> index = openness.open_index("embedded")
>>> ranking = index.rank("osai")
>>> list(ranking.columns[:4])
['rank', 'id', 'name', 'score']
>>> int(ranking["rank"].min()), bool((ranking["low"] <= ranking["high"]).all())
(1, True)

Everything named here is loaded when it is first used, so that importing the package is quick.
"""

from importlib import import_module
from typing import TYPE_CHECKING

__version__ = "0.1.0"

if TYPE_CHECKING:
    from openness.errors import OpennessError
    from openness.index import Index, history, load_rubric, open_index, score
    from openness.rubric import Rubric
    from openness.views.explanation import Explanation

_HOMES = {
    "Explanation": "openness.views.explanation",
    "Index": "openness.index",
    "OpennessError": "openness.errors",
    "Rubric": "openness.rubric",
    "history": "openness.index",
    "load_rubric": "openness.index",
    "open_index": "openness.index",
    "score": "openness.index",
}
__all__ = [
    "Explanation",
    "Index",
    "OpennessError",
    "Rubric",
    "__version__",
    "history",
    "load_rubric",
    "open_index",
    "score",
]


def __getattr__(name: str) -> object:
    if name not in _HOMES:
        raise AttributeError(f"openness has no '{name}'")
    return getattr(import_module(_HOMES[name]), name)


def __dir__() -> list[str]:
    return sorted(__all__)
