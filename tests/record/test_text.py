"""A record as text: written once for who asks in a row, and anew for another record."""

from __future__ import annotations

from openness.record.record import ModelBody, Record
from openness.record.text import text_of, text_said

RECORD = Record(body=ModelBody(id="a/b", downloads=5, likes=1, tags=('"downloads":1,"likes":2,',)), origin="here")


def test_each_record_has_its_own_text() -> None:
    other = RECORD.model_copy(update={"origin": "there"})
    for record in (RECORD, other, RECORD, RECORD):
        assert text_of(record) == record.model_dump_json()


def test_what_is_said_leaves_out_counts_and_the_time_alone() -> None:
    left = text_said(RECORD)
    assert Record.model_validate_json(left) == RECORD.model_copy(
        update={"body": RECORD.body.model_copy(update={"downloads": None, "likes": None})}
    )
    assert '"fetched_at"' not in left
