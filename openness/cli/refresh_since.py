"""How far a listing was read before, and whether what has changed since then is all that has to be read of it."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import datetime, timedelta
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from openness.cli.refreshed import Missed
    from openness.hub import Cards, Journal, Selection
    from openness.snapshot.manifest import Swept
    from openness.snapshot.snapshot import Snapshot

_WHOLE_EVERY = timedelta(days=7)
"""After so long a listing is read whole again: what is gone, gates, downloads and likes move no date of change."""


def read_before(
    before: Snapshot | None, selection: Selection, cards: Cards, address: str, now: datetime
) -> Swept | None:
    """Return how far the same listing was read into a snapshot, None where it is to be read whole.

    So it is where that costs no more than a request, was last done a week ago, or was never done to its end.
    """
    from openness.hub import All, Author, fingerprint
    from openness.hub.listing import PAGE

    if before is None or not isinstance(selection, (All, Author)):
        return None
    found = before.manifest.swept.get(fingerprint(selection, address, cards))
    if found is None or not timedelta() <= now - found.whole < _WHOLE_EVERY:
        return None
    begins = f"{selection.name.lower()}/" if isinstance(selection, Author) else ""
    known = sum(model_id.lower().startswith(begins) for model_id in before.ids)
    return found if known > PAGE else None


def read_now(
    selection: Selection, cards: Cards, address: str, before: Swept | None, journal: Journal, missed: Missed
) -> Callable[[], Mapping[str, Swept]]:
    """Return what tells, at the end of a refresh, how far the listing is read; nothing where some of it was not had."""
    from openness.hub import All, Author, fingerprint
    from openness.snapshot.manifest import Swept

    def tell() -> Mapping[str, Swept]:
        until = journal.dated
        if not isinstance(selection, (All, Author)) or not journal.listed or until is None or not missed.nothing:
            return {}
        whole = until if journal.whole or before is None else before.whole
        return {fingerprint(selection, address, cards): Swept(until=until, whole=whole)}

    return tell
