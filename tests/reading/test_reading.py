"""A reading: one record opened once; each answer is dated by the part it was read from."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from openness.reading.answers import answered, silent
from openness.reading.reading import Reading, api_source, once, short
from openness.record.evidence import Method, Outcome, Source
from openness.record.record import Look, ModelBody, Record
from tests.signals.made_cards import record

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


@pytest.mark.parametrize(
    ("look", "text", "outcome"),
    [
        (Look.ABSENT, None, Outcome.SILENT),
        (Look.REFUSED, None, Outcome.UNREADABLE),
        (Look.FAILED, None, Outcome.UNREADABLE),
        (Look.NOT_LOOKED, None, Outcome.NOT_LOOKED),
    ],
)
def test_a_card_that_was_not_read_is_none_and_says_why(look: Look, text: str | None, outcome: Outcome) -> None:
    reading = Reading(record(text, look=look))
    assert reading.card is None
    assert reading.no_card().outcome is outcome


@pytest.mark.parametrize("look", [Look.ABSENT, Look.REFUSED, Look.FAILED, Look.NOT_LOOKED])
def test_a_list_of_files_that_was_not_read_says_why(look: Look) -> None:
    reading = Reading(record(None).model_copy(update={"files_look": look}))
    assert "the file list" in (reading.no_files().note or "")


def test_metadata_come_from_the_hub_before_the_card() -> None:
    card = "---\nlicense: mit\n---\n# One\n"
    assert Reading(record(card)).metadata == {"license": "mit"}
    body = ModelBody(id="made/one", card_data={"license": "apache-2.0"})
    assert Reading(record(card).model_copy(update={"body": body})).metadata == {"license": "apache-2.0"}
    assert Reading(record(None)).metadata == {}


def test_metadata_that_cannot_be_read_are_no_silence() -> None:
    broken = Reading(record("---\nlicense: [mit\n: : :\n---\n# One\n"))
    assert broken.metadata_unread is not None
    told = broken.no_metadata()
    assert told is not None
    assert told.outcome is Outcome.UNREADABLE
    assert Reading(record("# One\n")).no_metadata() is None


def test_a_key_stands_in_its_line_or_in_the_body() -> None:
    reading = Reading(record("---\nlicense: mit\ntags: [a]\n---\n# One\n"))
    assert reading.metadata_source("tags").line == 3
    assert reading.metadata_source("datasets").json_path == "$.cardData.datasets"
    assert Reading(record(None)).metadata_source("tags").json_path == "$.cardData.tags"
    assert api_source("$.tags").json_path == "$.tags"


def test_a_place_in_the_card_has_its_line_and_a_short_quote() -> None:
    place = Reading(record("# One\n")).in_card(7, "so " * 200)
    assert (place.file, place.line) == ("README.md", 7)
    assert len(place.quote or "") == 200


@pytest.mark.parametrize(
    ("text", "limit", "cut"),
    [
        (None, 10, None),
        ("", 10, ""),
        ("a lake", 10, "a lake"),
        ("a\n\n  lake ", 10, "a lake"),
        ("a lake and a moor", 10, "a lake an…"),
        ("0123456789", 10, "0123456789"),
        ("01234567890", 10, "012345678…"),
    ],
)
def test_a_quote_is_one_line_of_bounded_length(text: str | None, limit: int, cut: str | None) -> None:
    assert short(text, limit) == cut


@given(st.text(max_size=400), st.integers(1, 50))
def test_any_quote_is_bounded_and_without_line_breaks(text: str, limit: int) -> None:
    cut = short(text, limit)
    assert cut is not None
    assert len(cut) <= limit
    assert len(cut.splitlines()) <= 1


def test_an_answer_is_worked_out_once_a_reading() -> None:
    asked: list[str] = []

    @once
    def count(reading: Reading) -> int:
        asked.append(reading.record.id)
        return len(asked)

    one, other = Reading(record("# One\n")), Reading(record("# Other\n"))
    assert [count(one), count(one), count(other), count(one)] == [1, 1, 2, 1]
    assert len(asked) == 2


def test_an_answer_of_nothing_is_kept_too() -> None:
    asked: list[int] = []

    @once
    def nothing(_: Reading) -> None:
        asked.append(1)

    reading = Reading(record("# One\n"))
    nothing(reading)
    nothing(reading)
    assert len(asked) == 1
