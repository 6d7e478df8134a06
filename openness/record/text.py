"""A record as the text that is kept of it: made once for all who write it one after the other."""

from __future__ import annotations

import re
import threading

from openness.record.record import Record

_COUNTS = re.compile(r'"downloads":(?:null|\d++),"likes":(?:null|\d++),')
_SEEN = re.compile(r',"fetched_at":(?:null|"[^"\\]*+"),(?="asked_as":)')


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


def text_said(record: Record) -> str:
    """Return the text of a record without the time it was seen at and its counts of downloads and likes.

    The counts are the first of their names, as nothing but ids, dates and lists of texts stands before them.
    """
    return _SEEN.sub(",", _COUNTS.sub("", text_of(record), count=1), count=1)
