"""A record as the text that is kept of it: made once for all who write it one after the other."""

from __future__ import annotations

import re
import threading

from openness.record.record import Record

_COUNTS = re.compile(r'"downloads":(?:null|\d++),"likes":(?:null|\d++),')


class _Last(threading.local):
    """The record that a thread wrote last, with its text."""

    record: Record | None = None
    text = ""


_last = _Last()


def text_of(record: Record) -> str:
    """Return a record as JSON; asked again of the same record before another, it is not written anew."""
    if _last.record is not record:
        _last.text = record.model_dump_json()
        _last.record = record
    return _last.text


def record_of(text: str) -> Record:
    """Return the record of a text that this very code wrote: asked for its text next, that is the same one.

    Raises pydantic.ValidationError for a text that holds none.
    """
    _last.record, _last.text = Record.model_validate_json(text), text
    return _last.record


def text_said(record: Record) -> str:
    """Return the text of a record without the time it was seen at and its counts of downloads and likes.

    The counts are the first of their names, as nothing but ids, dates and lists of texts stands before them.
    """
    text = _COUNTS.sub("", text_of(record), count=1)
    if record.fetched_at is None:
        return text
    # Metadata may hold any key, but not the moment at which they are read.
    seen = record.fetched_at.isoformat().replace("+00:00", "Z")
    return text.replace(f',"fetched_at":"{seen}","asked_as":', ',"asked_as":', 1)
