"""How alike two orders are."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import numpy.typing as npt

from openness.files.frames import pd

_FEWEST = 3
"""Two pairs always lie on a line, so they say nothing."""


def spearman(
    one: Sequence[float] | npt.NDArray[np.float64], other: Sequence[float] | npt.NDArray[np.float64]
) -> float | None:
    """Return Spearman's rank correlation (ties share their mean rank), or None where it is not defined.

    It is not defined for fewer than three pairs, nor where one side is all alike.
    """
    if len(one) < _FEWEST:
        return None
    first, second = (pd.Series(np.asarray(values, dtype=float)).rank().to_numpy() for values in (one, other))
    if np.ptp(first) == 0 or np.ptp(second) == 0:
        return None
    return float(np.corrcoef(first, second)[0, 1])
