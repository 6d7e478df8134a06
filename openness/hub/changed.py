"""The part of a listing that has changed since it was last read whole: its first pages, the last changed first."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from itertools import pairwise

from openness.hub.listing import Page, Row
from openness.record.record import ModelBody

_LAG = timedelta(hours=1)
"""A change may come into a listing so long after it was made."""


class NotByChange(Exception):
    """The endpoint gives no dates of change, or not in their order: nothing tells where what is new ends."""


def changed_since(since: datetime, pages: Iterable[Page]) -> Iterator[Page]:
    """Yield the pages of a listing, the last changed first, down to what had changed by `since`.

    What changed shortly before comes too. Rows without a date are kept. No page is asked for beyond the one that goes
    down so far. Raises NotByChange, before the page is yielded, where the rows are not in that order.
    """
    last: datetime | None = None
    for page in pages:
        times = [time for row in page.rows if (time := changed_at(row)) is not None]
        if not _in_order([*([] if last is None else [last]), *times]):
            raise NotByChange
        last = times[-1] if times else last
        assert last is not None
        if last < since - _LAG:
            rows = [row for row in page.rows if (changed_at(row) or since) >= since - _LAG]
            yield replace(page, rows=tuple(rows), next_url=None)
            return
        yield page


def changed_at(row: Row) -> datetime | None:
    """Return when a model was last changed, None where its row does not say."""
    told = row.item.last_modified if isinstance(row.item, ModelBody) else None
    try:
        time = None if told is None else datetime.fromisoformat(told)
    except ValueError:
        return None
    return None if time is None else time.replace(tzinfo=time.tzinfo or UTC)


def _in_order(times: list[datetime]) -> bool:
    """Tell whether there are dates at all, none of them later than the one before it by more than a listing lags."""
    return bool(times) and all(after <= before + _LAG for before, after in pairwise(times))
