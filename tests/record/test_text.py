"""A record as text: written once for who asks in a row, and anew for another record."""

from __future__ import annotations

from datetime import UTC, datetime

from openness.record.record import ModelBody, Record
from openness.record.text import record_of, text_of, text_said

SEEN = datetime(2026, 11, 2, 3, 4, 5, 678, tzinfo=UTC)
BODY = ModelBody(
    id="a/b", downloads=5, likes=1, tags=('"downloads":1,"likes":2,',),
    card_data={"x": [{"fetched_at": None, "asked_as": 1}, {"fetched_at": "2020-01-01T00:00:00Z", "asked_as": None}]},
)  # fmt: skip
RECORD = Record(body=BODY, origin="here", fetched_at=SEEN)


def test_each_record_has_its_own_text() -> None:
    other = RECORD.model_copy(update={"origin": "there"})
    for record in (RECORD, other, RECORD, RECORD):
        assert text_of(record) == record.model_dump_json()


def test_what_is_said_leaves_out_counts_and_the_time_alone() -> None:
    bare = BODY.model_copy(update={"downloads": None, "likes": None})
    left = RECORD.model_copy(update={"body": bare, "fetched_at": None})
    assert Record.model_validate_json(text_said(RECORD)) == left
    assert SEEN.isoformat()[:19] not in text_said(RECORD)


def test_a_text_that_was_just_written_is_the_text_of_its_record() -> None:
    told = Record(body=ModelBody(id="a/b", card_data={"x": [1.0, None, "é"]}), origin="https://hub")
    text = told.model_dump_json()
    again = record_of(text)
    assert again == told
    assert text_of(again) is text
    assert again.model_dump_json() == text
