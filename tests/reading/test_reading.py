"""A reading dates each answer by the part of the record it was read from."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from openness.reading.answers import answered, silent
from openness.reading.reading import Reading
from openness.record.evidence import Method, Source
from openness.record.record import Record

RECORD = {
    "body": {"id": "made/one", "tags": ["en"]},
    "origin": "made",
    "fetched_at": datetime(2026, 6, 1, tzinfo=UTC),
    "card": {"path": "README.md", "look": "read", "text": "# One"},
    "dates": {"README.md": "2024-10-01", "$.siblings": "2025-03-21", "made/base": "2022-02-15"},
}


@pytest.mark.parametrize(
    ("sources", "date"),
    [
        ([Source(file="README.md", line=3)], "2024-10-01"),
        ([Source(json_path="$.tags[1]")], "2026-06-01"),
        ([Source(json_path="$.siblings")], "2025-03-21"),
        ([Source(repository="made/base", json_path="$.tags")], "2022-02-15"),
        ([Source(json_path="$.tags[1]"), Source(file="README.md")], "2024-10-01"),
    ],
)
def test_an_answer_is_as_old_as_the_oldest_part_it_was_read_from(sources: list[Source], date: str) -> None:
    reading = Reading(Record.model_validate(RECORD))
    assert reading.date_of(answered(True, *sources, method=Method.API)) == date
    assert reading.date_of(silent("Nothing.", *sources)) == date


def test_silence_without_a_place_is_as_old_as_the_card() -> None:
    assert Reading(Record.model_validate(RECORD)).date_of(silent("Nothing.")) == "2024-10-01"
    plain = Record.model_validate({**RECORD, "dates": {}})
    assert Reading(plain).date_of(silent("Nothing.")) == "2026-06-01"
