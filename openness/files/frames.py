"""pandas for the modules that make frames, loaded by the first name that is asked of it.

It takes longer to load than most commands take to answer, and many of them make no frame.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from openness.files.lazily import late

if TYPE_CHECKING:
    import pandas as pd
else:
    pd = late("pandas")

__all__ = ["pd"]
