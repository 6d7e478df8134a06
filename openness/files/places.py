"""Where a person's own data lies; the environment is passed in."""

from __future__ import annotations

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
