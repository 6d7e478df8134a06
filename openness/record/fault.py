"""A fault of ours in one record: the record is set aside with a sentence that asks to report it, all others go on."""

from __future__ import annotations

import traceback
from collections.abc import Iterable
from pathlib import Path

from openness.errors import OpennessError
from openness.record.record import Rejected

_PART = "fault of openness"
_PACKAGE = Path(__file__).resolve().parent.parent


def set_aside(model_id: str, error: Exception) -> Rejected:
    """Return the rejection of the model in whose record `error` was raised.

    The sentence names the model, the kind of error and our line that raised it, never the error's own words: those
    may be a publisher's.
    """
    where = f" at {place}" if (place := _place(error)) else ""
    kind = type(error).__name__
    reason = f"{model_id} was set aside by a fault in openness itself ({kind}{where}), please report this line"
    return Rejected(id=model_id, part=_PART, reason=reason)


def faults(rejected: Iterable[Rejected]) -> list[Rejected]:
    """Return those set aside by a fault of ours."""
    return [item for item in rejected if item.part == _PART]


def refuse_faults(rejected: Iterable[Rejected]) -> None:
    """Raise OpennessError if a fault of ours set a record aside; to be called once everything else is done."""
    if found := faults(rejected):
        told = f"{found[0].reason}" if len(found) == 1 else f"{found[0].reason}, and {len(found) - 1} more like it"
        raise OpennessError(f"{told}; everything else was kept")


def _place(error: Exception) -> str:
    """Return our file and line that raised, as `room/module.py:12`, or nothing."""
    for frame in reversed(traceback.extract_tb(error.__traceback__)):
        path = Path(frame.filename)
        if path.is_relative_to(_PACKAGE):
            return f"{path.relative_to(_PACKAGE.parent).as_posix()}:{frame.lineno}"
    return ""
