"""Where a person's own data lies; the environment is passed in."""

from __future__ import annotations

import re
from collections.abc import Mapping
from pathlib import Path


def home(environment: Mapping[str, str]) -> Path:
    """Return the folder of a person's own data: $OPENNESS_HOME, else `openness` in the XDG data folder."""
    if own := environment.get("OPENNESS_HOME"):
        return Path(own)
    return Path(environment.get("XDG_DATA_HOME") or Path.home() / ".local" / "share") / "openness"


def store(environment: Mapping[str, str]) -> Path:
    """Return the folder of a person's own snapshots."""
    return home(environment) / "snapshots"


def cache(environment: Mapping[str, str]) -> Path | None:
    """Return the folder of kept results: $OPENNESS_CACHE, else in $OPENNESS_HOME, else in the XDG cache folder.

    None where $OPENNESS_CACHE is `off`: then nothing is kept between runs.
    """
    if own := environment.get("OPENNESS_CACHE"):
        return None if own == "off" else Path(own)
    if environment.get("OPENNESS_HOME"):
        return home(environment) / "cache"
    return Path(environment.get("XDG_CACHE_HOME") or Path.home() / ".cache") / "openness"


def is_address(place: str | Path) -> bool:
    """Return whether a place is an address (`s3://bucket/x`) and none of this machine, also once it was made a path."""
    text = str(place)
    sign = ":/" if isinstance(place, Path) else "://"
    return sign in text and re.fullmatch(r"[A-Za-z][A-Za-z0-9+.\-]+", text.partition(sign)[0]) is not None
